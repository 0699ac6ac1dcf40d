"""Where the texts that were built stand in a file now."""

from __future__ import annotations

import difflib
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from deckwright import limits
from deckwright.provenance.locations import squeezed
from deckwright.provenance.slide_texts import SlideText, kind_of
from deckwright.verification.opened_deck import OpenedSlide

SHORT = 12  # characters: what is shorter resembles too much by chance
ALIKE = 0.6  # of two texts' characters
LETTERS = 16  # one in so many of a text's characters is the same as a given one


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text of the manifest, and what has become of it. surface None: it is gone. moved: to another slide."""

    shape: str
    part: str
    text: str
    spans: list[list[int]]
    slide: OpenedSlide | None = None
    surface: SlideText | None = None
    moved: bool = False

    @property
    def kind(self) -> str:
        return kind_of(self.shape, self.part)

    @property
    def place(self) -> str:
        if self.surface is not None:
            return self.surface.place
        return f"{self.shape}, {self.part}" if self.part else self.shape


def found_texts(
    built: Sequence[dict[str, Any]], pairs: Sequence[OpenedSlide | None], opened: Sequence[OpenedSlide]
) -> list[list[FoundText]]:
    """For each slide that was built its texts: at their place, elsewhere on their slide, or on another slide."""
    taken, likeness = set(), Likeness()
    found = [list(_on_own_slide(slide["texts"], pair, taken, likeness)) for slide, pair in zip(built, pairs)]
    elsewhere: dict[tuple, deque[tuple[OpenedSlide, SlideText]]] = defaultdict(deque)
    for slide in opened:
        for surface in slide.surfaces:
            if id(surface) not in taken:
                elsewhere[_anywhere(surface.shape, surface.part, surface.text)].append((slide, surface))
    return [[text if text.surface else _moved(text, elsewhere) for text in texts] for texts in found]


def _on_own_slide(texts: list, slide: OpenedSlide | None, taken: set[int], likeness: Likeness) -> Iterator[FoundText]:
    """First what is as it was, then what still stands in its shape, what has its place, what is on the slide at all."""
    results: dict[int, SlideText] = {}
    for key in (_whole, _in_shape, _at_place, _by_words):
        there: dict[tuple, deque[SlideText]] = defaultdict(deque)
        for surface in slide.surfaces if slide else ():
            if id(surface) not in taken:
                there[key(surface.shape, surface.part, surface.text)].append(surface)
        for k, (shape, part, text, _) in enumerate(texts):
            if k not in results and (matches := there.get(key(shape, part, text))):
                results[k] = matches.popleft()
                taken.add(id(results[k]))
    for k, text in enumerate(texts):
        surface = results.get(k) or _similar(text, slide, taken, likeness)
        yield FoundText(*text, slide if surface else None, surface)


def _similar(text: list, slide: OpenedSlide | None, taken: set[int], likeness: Likeness) -> SlideText | None:
    """What says nearly the same in a shape of another name: programs rename shapes and leave out formulas."""
    shape, part, words, _ = text
    left = [
        s
        for s in (slide.surfaces if slide else ())
        if id(s) not in taken and kind_of(s.shape, s.part) == kind_of(shape, part)
    ]
    if len(words) < SHORT or not left:
        return None
    like, best = max(((likeness(words, surface.text), surface) for surface in left), key=lambda pair: pair[0])
    if like < ALIKE:
        return None
    taken.add(id(best))
    return best


class Likeness:
    """How alike two texts are, from 0 to 1, as long as there are steps left to find that out."""

    def __init__(self, steps: int = limits.LIKENESS):
        self.steps = steps

    def __call__(self, one: str, other: str) -> float:
        """0 as well for texts of other lengths, and when there are no more steps."""
        if 2 * min(len(one), len(other)) < ALIKE * (len(one) + len(other)):
            return 0.0
        self.steps -= len(one) * len(other) // LETTERS + 50
        return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() if self.steps > 0 else 0.0


def _whole(shape: str, part: str, text: str) -> tuple[str, ...]:
    return shape, part, squeezed(text)[0]


def _in_shape(shape: str, part: str, text: str) -> tuple[str, ...]:
    return shape, kind_of(shape, part), squeezed(text)[0]


def _at_place(shape: str, part: str, text: str) -> tuple[str, ...]:
    return shape, part


def _by_words(shape: str, part: str, text: str) -> tuple[str, ...]:
    return kind_of(shape, part), squeezed(text)[0]


def _anywhere(shape: str, part: str, text: str) -> tuple[str, ...]:
    """A short text may stand on another slide by chance; in a shape of the same name it was moved there."""
    return (_by_words if len(text) >= SHORT else _whole)(shape, part, text)


def _moved(text: FoundText, elsewhere: dict) -> FoundText:
    places = elsewhere.get(_anywhere(text.shape, text.part, text.text))
    if not places:
        return text
    slide, surface = places.popleft()
    return FoundText(text.shape, text.part, text.text, text.spans, slide, surface, moved=True)
