"""What a scene shows, and whether the record has it: no number on screen without its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import DecimalNumber, Mobject, SingleStringMathTex, Text

from deckwright.equations.mobject import FormulaMobject, Part
from deckwright.figures.frame import frame_of
from deckwright.figures.number import MINUS
from deckwright.named_values import fields_of
from deckwright.scenes.axes import Tick
from deckwright.scenes.displayed_number import DisplayedNumber
from deckwright.scenes.words import Words
from dlcore.tensor import Tensor, ancestors


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number that was on screen: as it was displayed, and its value."""

    text: str
    value: float

    @property
    def true(self) -> bool:
        """Whether the text is the value, rounded to the digits that it has."""
        mantissa, _, exponent = self.text.replace(MINUS, "-").replace(",", "").partition(r"\cdot 10^{")
        scale = 10.0 ** int(exponent.rstrip("}") or 0)
        decimals = len(mantissa.partition(".")[2])
        return abs(float(mantissa) * scale - self.value) <= (0.5 + 1e-9) * scale * 10.0**-decimals


def tensors_in(thing: Any) -> Iterator[Tensor]:
    """Every Tensor of a record and every Tensor that those were computed from."""
    if isinstance(thing, Tensor):
        yield from ancestors(thing)
    elif (fields := fields_of(thing)) is not None:
        for part in fields.values():
            yield from tensors_in(part)
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
    elif (fields := fields_of(thing)) is not None:
        for part in fields.values():
            yield from _plain_values(part)
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from _plain_values(part)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _plain_values(part)
    elif (frame := frame_of(thing)) is not None:
        for column in frame.columns:
            yield from _plain_values(column)


def family(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """All mobjects and all their parts."""
    for mobject in mobjects:
        yield from mobject.get_family()


def numbers_of(mobject: Mobject) -> list[ShownNumber]:
    """The numbers that a mobject shows and that it knows the source of."""
    if isinstance(mobject, DisplayedNumber):
        return [ShownNumber(mobject.text, mobject.value)]
    if isinstance(mobject, (FormulaMobject, Part)):
        return [ShownNumber(number.text, number.value) for number in mobject.numbers]
    return []


def typed_in(mobject: Mobject) -> list[str]:
    """Numbers of a mobject that are bound to nothing: digits in text, decimals in a formula, Manim's own."""
    if isinstance(mobject, (DisplayedNumber, Tick)):
        return []
    if isinstance(mobject, FormulaMobject):
        return mobject.typed
    if isinstance(mobject, DecimalNumber):
        return [str(mobject.number)]
    if isinstance(mobject, (Words, Text)):
        return [mobject.text] if any(letter.isdigit() for letter in mobject.text) else []
    if isinstance(mobject, SingleStringMathTex):
        return re.findall(r"\d+\.\d+", mobject.get_tex_string())
    return []


def unsourced(scene: Any) -> list[str]:
    """A sentence for each number that a scene showed and its record doesn't have; empty when all is well."""
    known = np.sort([*values_in(scene.record), *_derived(scene)])
    name, shown = type(scene).__name__, dict.fromkeys(scene.shown)
    complaints = [
        f"{name} shows {n.text}, but {n.value!r} is not in the record" for n in shown if not _among(known, n.value)
    ]
    complaints += [f"{name} shows {n.text} for {n.value!r}" for n in shown if not n.true]
    return complaints + [f"{name} shows digits that are bound to nothing: {words!r}" for words in scene.typed]


def _among(known: np.ndarray, value: float) -> bool:
    """Whether a value is one of the known ones; the same sum in another order differs in its last bits."""
    place = np.searchsorted(known, value)
    return bool(np.isclose(known[max(0, place - 1) : place + 1], value, rtol=1e-12, atol=1e-300).any())


def _derived(scene: Any) -> Iterator[float]:
    """Values of Tensors that the scene itself computed, provided that all they come from is in the record."""
    known = {id(tensor) for tensor in tensors_in(scene.record)}
    for tensor in scene.derived:
        nodes = ancestors(tensor)
        if all(id(node) in known or _whole_number(node) for node in nodes if not node.inputs):
            for node in nodes:
                yield from np.asarray(node.value, dtype=float).ravel()


def _whole_number(leaf: Tensor) -> bool:
    """Whether a leaf is a formula's own integer, as the 1 in ``a * (1 - a)``."""
    return leaf.name is None and leaf.size == 1 and float(leaf.item()).is_integer()
