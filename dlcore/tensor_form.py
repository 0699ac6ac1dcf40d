"""Plain numbers that can show their work.

Where people want a plain number (a rate, a count, a share) dlcore gives one, and ``tensor`` beside it gives the same
number as a Tensor: ``Cosine(0.1, steps=100).tensor(30)``, ``accuracy.tensor(scores, target)``. Where there are several,
``tensors`` has them by name: ``table["conv1"].tensors["parameters"]``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, Protocol, TypeVar, cast

Arguments = ParamSpec("Arguments")
Plain = TypeVar("Plain", covariant=True)


class WithTensorForm(Protocol[Arguments, Plain]):
    """A function of plain numbers that has its Tensor form beside it."""

    tensor: Callable[..., Any]

    def __call__(self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Plain: ...


def tensor_form(
    form: Callable[..., Any],
) -> Callable[[Callable[Arguments, Plain]], WithTensorForm[Arguments, Plain]]:
    """Says of a function of plain numbers which function of the same arguments gives them as Tensors: ``f.tensor``.

    >>> from dlcore import accuracy
    >>> accuracy.tensor([[0.1, 0.9], [0.7, 0.3]], [1, 1]).working().lines[1].latex
    '\\\\frac{1}{2}'
    """

    def attach(function: Callable[Arguments, Plain]) -> WithTensorForm[Arguments, Plain]:
        """The function with its ``tensor``."""
        with_form = cast(WithTensorForm[Arguments, Plain], function)
        with_form.tensor = form
        return with_form

    return attach
