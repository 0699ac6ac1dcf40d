"""What a convolution and its transpose ask of maps and kernel, and how both take plain ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcore.errors import DomainError, ShapeError
from dlcore.ops.op import label
from dlcore.ops.shape import reshape
from dlcore.tensor import Tensor


def plain(convolution: Callable[..., Tensor], maps: Tensor, kernel: Tensor, **settings: Any) -> Tensor:
    """A convolution of a plain image (H, W) with a plain kernel (KH, KW), which stays plain."""
    one = convolution(reshape(maps, (1, 1, *maps.shape)), reshape(kernel, (1, 1, *kernel.shape)), **settings)
    return reshape(one, one.shape[2:])


def check_axes(maps: Tensor, kernel: Tensor, groups: int) -> None:
    """ShapeError unless both have four axes and numbers in them, DomainError unless groups divide the kernel."""
    if maps.ndim != 4 or kernel.ndim != 4:
        raise ShapeError(
            f"A convolution takes (N, C, H, W) and a kernel of four axes; found {label(maps)} and {label(kernel)}."
        )
    if not isinstance(groups, (int, np.integer)) or groups < 1 or kernel.shape[0] % groups:
        raise DomainError(f"groups must divide the kernel's first axis {kernel.shape[0]}; found {groups!r}.")
    if not maps.size or not kernel.size:
        raise ShapeError(f"A convolution needs numbers to work on; found {label(maps)} and {label(kernel)}.")


def check_channels(maps: Tensor, kernel: Tensor, groups: int, wanted: int) -> None:
    """ShapeError unless the maps have as many channels as the kernel wants."""
    if maps.shape[1] != wanted:
        raise ShapeError(
            f"The kernel expects {wanted} channels in {groups} group(s); found {label(maps)} and {label(kernel)}."
        )
