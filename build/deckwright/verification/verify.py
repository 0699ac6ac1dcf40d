"""Compare a file with what it was when it was built, and with what the course says today.

What is promised: every figure that the lesson makes today, run with the deck's parameters, has a verdict, and is
current only if its text stands in the file, in the kind of place where the lesson shows it. The record in the file
says where to look, never what is right: a figure that it doesn't locate, or locates where another text stands, is told.

What isn't promised: that nothing else stands in the file. Words around figures are the lecturer's own, and whoever
edits file and record together can put a text with the right figures where nobody looks. A verdict is no seal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckwright.building.deck import read_lesson
from deckwright.building.inputs import inputs_of, with_trace
from deckwright.lesson import Lesson, run_lesson
from deckwright.lesson.trace import traced
from deckwright.provenance.formula_text import unmarked
from deckwright.provenance.manifest import manifest, read_manifest
from deckwright.provenance.slide_texts import ALT, NOTES, TEXT
from deckwright.verification.chart_verification import verify_charts
from deckwright.verification.diff import updated_figures
from deckwright.verification.figure_matching import paired_figures
from deckwright.verification.found_texts import FoundText, found_texts
from deckwright.verification.opened_deck import OpenedSlide, open_deck
from deckwright.verification.slide_matching import paired_slides
from deckwright.verification.verdict import CHANGED, CURRENT, EDITED, MISSING, MOVED, UNLOCATED, Verdict

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−–·⋅", "-0123456789--××")


@dataclass(frozen=True, slots=True)
class Standing:
    """One place at which a figure stands, or stood; now is its text there today. kind: text, notes or alt text."""

    kind: str
    slide: int
    title: str
    place: str
    before: str
    now: str | None
    moved: bool


def verify(path: Path, built: Mapping[str, Any], lesson: Lesson) -> list[Verdict]:
    """The verdict on every figure of a file; built is its manifest."""
    fresh = fresh_manifest(built, lesson)
    return compared(built, fresh, open_deck(path), changed_inputs(built, fresh))


def compared(
    built: Mapping[str, Any], fresh: Mapping[str, Any], opened: list[OpenedSlide], because: tuple[str, ...] = ()
) -> list[Verdict]:
    """The verdicts on the slides of a file: as they were built, as they are, as they would be built today."""
    pairs = paired_slides(built["stands"], opened)
    verdicts = [
        *_figures(built, fresh, _standings(built, pairs, opened), because),
        *verify_charts(built, fresh, pairs, because),
    ]
    return sorted(verdicts, key=lambda verdict: verdict.slide)


def fresh_manifest(built: Mapping[str, Any], lesson: Lesson) -> dict[str, Any]:
    """The manifest that the lesson has today, computed with the parameters of the deck."""
    run = run_lesson(lesson, built["parameters"])
    with traced() as read:
        deck, settings = read_lesson(run).deck, built["parameters"]
    inputs = with_trace(inputs_of(lesson, (), "", None, videos=False), run.trace | read(), lesson.root)
    record = manifest(deck, root=lesson.root, folder=lesson.folder, settings=settings, inputs=inputs)
    return read_manifest(record)


def changed_inputs(built: Mapping[str, Any], fresh: Mapping[str, Any]) -> tuple[str, ...]:
    """Files and tools that decide about figures and are not what they were when the deck was built."""
    before, now = built["inputs"], fresh["inputs"]
    names = dict.fromkeys([*before, *now])
    return tuple(n for n in names if _decides(n) and before.get(n) != now.get(n))


def _decides(name: str) -> bool:
    return not name.startswith("animations/") and name not in ("settings", "theme", "videos", "template")


def _standings(
    built: Mapping[str, Any], pairs: list[OpenedSlide | None], opened: list[OpenedSlide]
) -> dict[tuple[str, int], list[Standing]]:
    """For each figure, named by its slide's key and its place there, where it stands."""
    places: dict[tuple[str, int], list[Standing]] = defaultdict(list)
    found = found_texts(built["stands"], pairs, opened)
    for position, (stand, pair, texts) in enumerate(zip(built["stands"], pairs, found), 1):
        for text in texts:
            home = text.slide or pair
            slide, title = (home.place, home.title) if home else (position, stand["title"])
            for (start, end, figure), now in zip(text.spans, _now(text)):
                before = text.text[start:end]
                there = Standing(text.kind, slide, unmarked(title), text.place, unmarked(before), now, text.moved)
                places[stand["slide"], figure].append(there)
    return places


def _now(text: FoundText) -> list[str | None]:
    if text.surface is None:
        return [None] * len(text.spans)
    found = updated_figures(text.text, text.surface.text, [(start, end) for start, end, _ in text.spans])
    return [None if now is None else unmarked(now) for now in found]


def _figures(
    built: Mapping[str, Any], fresh: Mapping[str, Any], places: dict, because: tuple[str, ...]
) -> Iterator[Verdict]:
    first = _first_slides(built)
    pairs, added = paired_figures(built["slides"], fresh["slides"], "figures")
    for slide, index, figure, today in pairs:
        code = today["text"] if today else None
        standings = places.get((slide["key"], index), [])
        kind = kind_of_place((today or figure)["place"])
        if any(standing.kind == kind for standing in standings):
            yield from _verdicts(figure, code, standings, because)
        else:
            number, title = first.get(slide["key"], (0, slide["title"]))
            status, place = UNLOCATED if code else CURRENT, figure["place"]  # an empty text stands nowhere
            yield Verdict(
                status, number, title, figure["id"], place, None, code, figure["expression"], figure["source"]
            )  # fmt: skip
    for slide, figure in added:
        number, title = first.get(slide["key"], (0, slide["title"]))
        yield Verdict(
            MISSING, number, title, figure["id"], figure["place"], None, figure["text"],
            figure["expression"], figure["source"], because,
        )  # fmt: skip


def _verdicts(figure: Mapping[str, Any], code: str | None, standings: list[Standing], because) -> Iterator[Verdict]:
    """One verdict for each way in which a figure stands: the same at several places is said once."""
    ways: dict[tuple[str, str | None, int], list[Standing]] = defaultdict(list)
    for standing in standings:
        status = _status(figure, code, standing)
        slide = 0 if status == CURRENT else standing.slide
        ways[status, code if status == CURRENT else standing.now, slide].append(standing)
    if len(ways) > 1:
        ways = {way: there for way, there in ways.items() if way[0] != CURRENT}
    for (status, now, _), there in ways.items():
        yield Verdict(
            status, there[0].slide, there[0].title, figure["id"],
            "; ".join(dict.fromkeys(standing.place for standing in there)),
            now, code,
            figure["expression"], figure["source"], because if status == CHANGED else (),
        )  # fmt: skip


def _status(figure: Mapping[str, Any], code: str | None, standing: Standing) -> str:
    if standing.now is None:
        return MISSING
    if code is not None and alike(standing.now, code):
        return MOVED if standing.moved else CURRENT
    return CHANGED if alike(standing.now, figure["text"]) else EDITED


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same figure; a formula may leave out the commas between thousands."""
    one, other = plain_number(one), plain_number(other)
    return one == other or _THOUSANDS.sub("", one) == _THOUSANDS.sub("", other)


def kind_of_place(place: str) -> str:
    """In which kind of place a figure of a manifest is shown."""
    return NOTES if place == NOTES else ALT if place.endswith(ALT) else TEXT


def plain_number(text: str) -> str:
    """A figure's text without the ways in which a formula, LaTeX and a sentence write the same number.

    >>> plain_number("3.2×10⁻⁵"), plain_number("3.2\\\\cdot 10^{-5}")
    ('3.2×10-5', '3.2×10-5')
    """
    text = text.translate(_SUPERSCRIPTS).replace("\\cdot", "×").replace("\\times", "×").replace("\\infty", "∞")
    text = text.replace("\\,", "")
    return re.sub(r"[\s{}\\^]", "", text.replace("{,}", ","))


def _first_slides(built: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Number and title of the first slide of each key."""
    numbered = reversed(list(enumerate(built["stands"], 1)))
    return {stand["slide"]: (number, stand["title"]) for number, stand in numbered}
