"""A case: one thing that dlcore and PyTorch both compute, from the same inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Results = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Case:
    """Inputs, and the two functions that turn them into named results.

    name    what is compared, such as "gelu" or "adam 100 steps"; unique within its file
    torch   called with the module torch and the inputs (tensors; float64 stays float64) as keywords
    dlcore  called with the inputs (arrays) as keywords
    inputs  arrays, made from a seed; integers stay integers

    Both functions return one array or tensor, or a mapping of them with the same names. A case file imports no torch.
    """

    name: str
    torch: Callable[..., Any]
    dlcore: Callable[..., Any]
    inputs: Mapping[str, np.ndarray] = field(default_factory=dict)

    def by_torch(self, torch: Any) -> Results:
        """What PyTorch computes."""
        tensors = {name: torch.from_numpy(np.array(value)) for name, value in self.inputs.items()}
        return _named(self.torch(torch, **tensors))

    def by_dlcore(self) -> Results:
        """What dlcore computes."""
        return _named(self.dlcore(**{name: np.array(value) for name, value in self.inputs.items()}))

    @property
    def digest(self) -> str:
        """A fingerprint of the inputs, so that committed values of other inputs are found out."""
        content = hashlib.sha256()
        for name, value in sorted(self.inputs.items()):
            content.update(f"{name} {value.dtype.str} {value.shape}".encode() + np.ascontiguousarray(value).tobytes())
        return content.hexdigest()[:16]


def differentiable(
    name: str,
    *,
    torch: Callable[..., Any],
    dlcore: Callable[..., Any],
    inputs: Mapping[str, np.ndarray],
    wanted: Sequence[str] | None = None,
) -> Case:
    """A case whose results are a function's value and its gradients with respect to the wanted inputs.

    torch takes the module and tensors, dlcore takes Tensors (whole-number inputs stay arrays); each returns one tensor.
    The gradients are those of the sum of the value's entries times fixed weights from 0.5 to 1.5, so that no
    gradient vanishes by symmetry. Wanted are all float inputs, unless named.
    """
    wanted = [key for key, value in inputs.items() if value.dtype.kind == "f"] if wanted is None else list(wanted)

    def by_torch(module: Any, **tensors: Any) -> dict[str, Any]:
        for key in wanted:
            tensors[key].requires_grad_()
        value = torch(module, **tensors)
        weights = module.from_numpy(_weights(tuple(value.shape)))
        slopes = module.autograd.grad((value * weights).sum(), [tensors[key] for key in wanted])
        return {"value": value, **{f"gradient of {key}": slope for key, slope in zip(wanted, slopes)}}

    def by_dlcore(**arrays: np.ndarray) -> dict[str, Any]:
        from dlcore import Tensor, gradients
        from dlcore.ops.reduction import total

        tensors = {key: Tensor(value, key) if value.dtype.kind == "f" else value for key, value in arrays.items()}
        value = dlcore(**tensors)
        slopes = gradients(total(value * Tensor(_weights(value.shape))), [tensors[key] for key in wanted])
        return {"value": value, **{f"gradient of {key}": slope for key, slope in zip(wanted, slopes)}}

    return Case(name, by_torch, by_dlcore, inputs)


def _weights(shape: tuple[int, ...]) -> np.ndarray:
    return np.linspace(0.5, 1.5, int(np.prod(shape))).reshape(shape)


def _named(results: Any) -> Results:
    """Results as float64 arrays under names; a single one is called "value"."""
    results = results if isinstance(results, Mapping) else {"value": results}
    return {name: _array(value) for name, value in results.items()}


def _array(value: Any) -> np.ndarray:
    value = value.detach().numpy() if hasattr(value, "detach") else value
    return np.asarray(value, dtype=np.float64)
