"""What a scene shows, and whether the record has it: no number on screen without its source."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from manim import DecimalNumber, MathTex, Mobject, SingleStringMathTex, Text

from deckwright.scenes.figure import MINUS, Figure, displayed
from deckwright.scenes.lettering import Lettering
from dlcore.tensor import Tensor, ancestors


def tensors_in(thing: Any) -> Iterator[Tensor]:
    """Every Tensor of a record and every Tensor that those were computed from."""
    if isinstance(thing, Tensor):
        yield from ancestors(thing)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from tensors_in(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from tensors_in(part)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from tensors_in(part)


def values_in(thing: Any) -> Iterator[float]:
    """Every number of a record, in full precision."""
    for tensor in tensors_in(thing):
        yield from np.asarray(tensor.value, dtype=float).ravel()
    yield from _plain_values(thing)


def _plain_values(thing: Any) -> Iterator[float]:
    if isinstance(thing, (bool, str, Tensor)) or thing is None:
        return
    if isinstance(thing, (int, float, np.number)):
        yield float(thing)
    elif isinstance(thing, np.ndarray) and thing.dtype.kind in "fiu":
        yield from thing.astype(float).ravel()
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from _plain_values(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from _plain_values(part)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _plain_values(part)


def family(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """All mobjects and all their parts."""
    for mobject in mobjects:
        yield from mobject.get_family()


def speaks_numbers(mobject: Mobject) -> bool:
    """Whether a mobject shows a number that isn't bound to the record: text with a digit, or Manim's own numbers."""
    if isinstance(mobject, Figure):
        return False
    if isinstance(mobject, DecimalNumber):
        return True
    if isinstance(mobject, (Lettering, Text)):
        return any(letter.isdigit() for letter in mobject.text)
    return isinstance(mobject, (MathTex, SingleStringMathTex)) and "." in mobject.get_tex_string()


def foreign(scene: Any) -> list[str]:
    """A sentence for each number that a scene showed and its record doesn't have; empty when all is well."""
    known = set(values_in(scene.record)) | set(_derived(scene))
    complaints = [
        f"{type(scene).__name__} shows {figure.text}, but no {figure.value!r} is in the record"
        for figure in scene.shown
        if figure.value not in known
    ]
    complaints += [
        f"{type(scene).__name__} shows {figure.text} for {displayed(figure.value, figure.digits)}"
        for figure in scene.shown
        if figure.text.lstrip("+") != displayed(figure.value, figure.digits)
    ]
    return complaints + [f"{type(scene).__name__} shows typed digits: {words!r}" for words in scene.typed]


def _derived(scene: Any) -> Iterator[float]:
    """Values of Tensors that the scene itself computed, provided that all they come from is in the record."""
    known = {id(tensor) for tensor in tensors_in(scene.record)}
    for tensor in scene.derived:
        leaves = [node for node in ancestors(tensor) if not node.inputs]
        if all(id(leaf) in known for leaf in leaves):
            for node in ancestors(tensor):
                yield from np.asarray(node.value, dtype=float).ravel()


def as_number(text: str) -> float:
    """The number that a displayed text stands for."""
    return float(text.replace(MINUS, "-"))
