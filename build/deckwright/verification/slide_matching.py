"""Which slide of a file is which of those that were built: slides are moved, copied and taken out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from deckwright.verification.opened_deck import OpenedSlide

EVERYWHERE = 50  # slides: a text on more of them says nothing of which one it is
SAME_NUMBER = 2  # as much as two texts that are the same: other programs number slides anew


def paired_slides(built: Sequence[dict[str, Any]], opened: Sequence[OpenedSlide]) -> list[OpenedSlide | None]:
    """For each slide that was built the one that has most of its texts; None for those that are gone."""
    votes = _votes(built, opened)
    found: dict[int, OpenedSlide] = {}
    taken: set[int] = set()
    for (b, o), _ in sorted(votes.items(), key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), item[0])):
        if b not in found and o not in taken:
            found[b] = opened[o]
            taken.add(o)
    if len(built) == len(opened):  # nothing was taken out: what is left over pairs in its order
        left = (o for o in range(len(opened)) if o not in taken)
        found |= {b: opened[next(left)] for b in range(len(built)) if b not in found}
    return [found.get(b) for b in range(len(built))]


def _votes(built: Sequence[dict[str, Any]], opened: Sequence[OpenedSlide]) -> Counter[tuple[int, int]]:
    having: dict[Any, set[int]] = defaultdict(set)
    for o, slide in enumerate(opened):
        having[slide.number].add(o)
        for surface in slide.surfaces:
            having[surface.shape, surface.part, surface.text].add(o)
        for shape, series in slide.charts:
            having[shape, tuple(s.name for s in series)].add(o)
    votes: Counter[tuple[int, int]] = Counter()
    for b, slide in enumerate(built):
        keys = [(shape, part, text) for shape, part, text, _ in slide["texts"]] + [("Title", "", slide["title"])]
        for key in keys:
            there = having.get(key, ())
            votes.update((b, o) for o in there if len(there) <= EVERYWHERE)
        votes.update({(b, o): SAME_NUMBER for o in having.get(slide["number"], ())})
    return votes
