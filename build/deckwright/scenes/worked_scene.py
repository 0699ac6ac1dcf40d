"""A scene laid out like a board: a line at the top that says what is going on, room in the middle, a working at the
bottom.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import LEFT, Animation, AnimationGroup, FadeIn, FadeOut, Mobject, VGroup, VMobject

from deckwright.scenes.lesson_scene import LessonScene
from deckwright.scenes.row import row
from deckwright.screen import at
from dlcore.tensor import Tensor

HEADER, FOOT = at(70, 36), at(480, 492)


class WorkedScene(LessonScene):
    """Adds ``title``, ``work_out``, ``show_equation`` and ``clear_equation`` to a lesson's scene."""

    header: Mobject | None = None
    equation: Mobject | None = None

    def title(self, text: str) -> None:
        """The line at the top; it takes the place of the one before. The first one is there in the first frame."""
        header = self.words(text, 28, style="bold")
        header.set_at(HEADER).align_to(HEADER, LEFT)
        if self.header is None:
            self.add(header)
        else:
            self.play(self.replaced(self.header, header), run_time=0.7)
        self.header = header

    def work_out(
        self,
        tensor: Tensor,
        entry: Any = None,
        size: float = 26.0,
        notes: Sequence[tuple[int, int, str]] = (),
        hold: float = 0.8,
        color: bool = True,
        digits: int = 4,
    ) -> None:
        """Show the working of an entry at the bottom, stage by stage: formula, numbers, result.

        notes  words under some of its parts: (first part, last part, words)
        hold   seconds for which each stage stands
        color whether symbols have their roles' colors
        """
        worked = self.worked(tensor, entry, digits, size, color).move_to(FOOT)
        self.play(self.replaced(self.equation, worked.now), run_time=0.7 if self.equation else 0.4)
        self.wait(hold)
        while worked.stage < len(worked.stages) - 1:
            self.play(*worked.advance(), run_time=0.6)
            self.wait(hold)
        under = [worked.note(*note) for note in notes]
        if under:
            self.play(*(FadeIn(note) for note in under), run_time=0.5)
            self.wait(2 * hold)
        self.equation = VGroup(worked.now, *under)

    def show_equation(self, *parts: VMobject) -> None:
        """Put a line of pieces at the bottom."""
        line = row(*parts).move_to(FOOT)
        self.play(self.replaced(self.equation, line), run_time=0.7 if self.equation else 0.4)
        self.equation = line

    def clear_equation(self) -> None:
        """Empty the line at the bottom."""
        if leaving := self.leaving_equation():
            self.play(*leaving, run_time=0.4)

    def leaving_equation(self) -> list[Animation]:
        """What empties the line at the bottom, to be played beside something else."""
        leaving, self.equation = self.equation, None
        return [FadeOut(leaving)] if leaving else []

    def replaced(self, old: Mobject | None, new: Mobject) -> Animation:
        """Something is taken away, and then something else comes in at its place."""
        return AnimationGroup(FadeOut(old), FadeIn(new), lag_ratio=0.7) if old else FadeIn(new)
