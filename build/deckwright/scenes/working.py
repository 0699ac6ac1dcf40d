"""A Tensor's working in motion: its formula, then the numbers put in, then the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, Animation, FadeIn, FadeOut, ManimColor, VGroup

from deckwright.equations.formula import Formula, joined
from deckwright.equations.mobject import FormulaMobject
from deckwright.figures.worked import painted
from deckwright.scenes.morph import morphed
from deckwright.scenes.words import Words
from deckwright.screen import PT
from deckwright.theme import LIGHT, Theme
from dlcore import working as work_out
from dlcore.tensor import Tensor


class Worked(VGroup):
    """A working, one line long, in stages: ``z = wx + b``, ``z = 0.2 · 0.5 + 0.3``, ``z = 0.2 · 0.5 + 0.3 = 0.4``.

    Its numbers are those of :func:`dlcore.working`: a student with a calculator gets the result from them.

    stages  the formulas, from symbols to result; the Tensor's symbol is painted first in each
    entry   index of the entry to write out, None for the whole
    color  whether symbols have their roles' colors
    """

    def __init__(
        self,
        tensor: Tensor,
        entry: int | Sequence[int] | None = None,
        digits: int = 4,
        size: float = 24.0,
        theme: Theme = LIGHT,
        color: bool = True,
    ):
        place = tuple(entry) if isinstance(entry, Sequence) else entry
        working = work_out(tensor, entry=place, digits=digits, paint=painted if color else lambda tensor, latex: latex)
        symbol = formula = Formula(working.symbol)
        self.stages, numbers, self.theme = [], (), theme
        for line in working.lines:
            left = formula if line.kind == "result" else symbol
            formula = joined(left, Formula(line.relation), Formula(line.latex))
            numbers = (numbers if line.kind == "result" else ()) + line.numbers
            self.stages.append(FormulaMobject(formula, size, "text", theme, numbers))
        for stage in self.stages[1:]:
            stage.move_to(self.stages[0], aligned_edge=DOWN)
        self.stage = 0
        super().__init__(self.stages[0])

    @property
    def now(self) -> FormulaMobject:
        """The formula that is shown."""
        return self.stages[self.stage]

    def at_stage(self, stage: int) -> Worked:
        """The same, shown from this stage on (negative ones count from the end)."""
        self.remove(self.now)
        self.stage = range(len(self.stages))[stage]
        self.add(self.now)
        return self

    def shift(self, *vectors: Any) -> Worked:
        """Move all stages, also those not shown yet."""
        for stage in self.stages:
            stage.shift(*vectors)
        return self

    def move_to(self, place: Any, **options: Any) -> Worked:
        """Centre each stage on a point."""
        for stage in self.stages:
            stage.move_to(place, **options)
        return self

    def advance(self) -> list[Animation]:
        """Animations to the next stage: each part turns into what stands for it, the result comes in."""
        before = self.now
        self.at_stage(self.stage + 1)
        return changed(before, self.now)

    def note(self, first: int, last: int, words: str, size: float = 22.0) -> Words:
        """Words under the parts from first to last of what is shown now."""
        middle = VGroup(*self.now[first : last + 1]).get_center()[0]
        piece = Words(words, size, ManimColor(f"#{self.theme.color('muted')}"))
        return piece.set_at(np.array([middle, self.now.get_bottom()[1] - 16 * PT, 0.0]))


def changed(before: FormulaMobject, after: FormulaMobject) -> list[Animation]:
    """Animations from one formula to another: part by part where they have the same parts at the front."""
    if len(after) < len(before):
        return [FadeOut(before), FadeIn(after)]
    pairs = [morphed(a, b) for a, b in zip(before, after)]
    return pairs + [FadeIn(part) for part in after[len(before) :]]
