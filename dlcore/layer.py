"""What a layer is: a frozen record of parameters that can be called, and copied with other parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Self, cast

from dlcore.errors import DomainError, ShapeError
from dlcore.ops.op import label
from dlcore.tensor import Tensor


class Layer:
    """Base of layers and networks: subclasses are frozen dataclasses that say what a call computes.

    Fields that are Tensors, Layers or tuples of them are found in order; every Tensor is a parameter, unless its field
    is marked ``field(metadata={"parameter": False})``. Training makes new layers and changes none.

    Errors  DomainError where a parameter is no Tensor; ShapeError from ``with_parameters`` for another number of
            parameters or other shapes

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Scale(Layer):
    ...     factor: Tensor
    ...     def __call__(self, x):
    ...         return self.factor * x
    >>> doubled = Scale(Tensor(1.0, "k")).with_parameters([Tensor(2.0, "k")])
    >>> doubled(Tensor(3.0, "x")).item(), doubled.parameter_count
    (6.0, 1)
    """

    if TYPE_CHECKING:  # subclasses say what a call takes

        def __call__(self, x: Any, /) -> Tensor: ...

    def __post_init__(self) -> None:
        """DomainError unless each parameter is what its field says; a subclass that checks more calls this first."""
        for name, kinds, optional in _declared(type(self)):
            given = getattr(self, name)
            if not (isinstance(given, kinds) or (optional and given is None)):
                example = f'Tensor(..., "{name}")' if kinds[0] is Tensor else f"{kinds[0].__name__}(...)"
                expected = " or a ".join(dict.fromkeys(kind.__name__ for kind in kinds))
                raise DomainError(
                    f"{type(self).__name__} takes a {expected} as {name}; found {given!r:.60}. Write {example}."
                )

    @property
    def parameters(self) -> tuple[Tensor, ...]:
        """All Tensors to be learned, in the order of the fields."""
        return tuple(_tensors([getattr(self, name) for name in self._learned()]))

    @property
    def parameter_count(self) -> int:
        """How many numbers are learned."""
        return sum(p.size for p in self.parameters)

    def with_parameters(self, parameters: Sequence[Tensor]) -> Self:
        """The same layer with other parameters, given in the order of ``parameters``.

        Raises ShapeError where number or shapes differ.
        """
        old, new = self.parameters, tuple(parameters)
        if len(old) != len(new):
            raise ShapeError(f"{type(self).__name__} takes {len(old)} parameters; found {len(new)}.")
        for before, after in zip(old, new):
            if before.shape != after.shape:
                raise ShapeError(f"Expected the shape of {label(before)}, found {label(after)}.")
        supply = iter(new)
        return self._filled(supply)

    def _filled(self, supply: Iterator[Tensor]) -> Self:
        return replace(cast(Any, self), **{name: _filled(getattr(self, name), supply) for name in self._learned()})

    def _learned(self) -> list[str]:
        return [f.name for f in fields(cast(Any, self)) if f.init and f.metadata.get("parameter", True)]


@cache
def _declared(layer: type[Layer]) -> tuple[tuple[str, tuple[type, ...], bool], ...]:
    """The fields that are declared as a Tensor or as layers: name, types, and whether they may be None."""
    types: dict[str, list[type]] = {"Tensor": [Tensor]}
    for known in _layers(Layer):  # a module that was imported twice has two classes of one name
        types.setdefault(known.__name__, []).append(known)
    declared = ((f.name, f.type if isinstance(f.type, str) else f.type.__name__) for f in fields(cast(Any, layer)))
    found = []
    for name, declaration in declared:
        kinds = [kind for kind in declaration.split(" | ") if kind != "None"]
        if all(kind in types for kind in kinds):
            found.append((name, tuple(k for kind in kinds for k in types[kind]), declaration.endswith(" | None")))
    return tuple(found)


def _layers(base: type[Layer]) -> Iterator[type[Layer]]:
    """All layers that build on one."""
    for layer in base.__subclasses__():
        yield layer
        yield from _layers(layer)


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, Layer):
        yield from value.parameters
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _tensors(part)


def _filled(value: Any, supply: Iterator[Tensor]) -> Any:
    """The value with its Tensors replaced by the next ones of the supply."""
    if isinstance(value, Tensor):
        return next(supply)
    if isinstance(value, Layer):
        return value._filled(supply)
    if isinstance(value, (tuple, list)):
        return type(value)(_filled(part, supply) for part in value)
    return value
