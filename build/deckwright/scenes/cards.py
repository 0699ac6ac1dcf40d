"""Cards for a lesson's whole video: its title at the start, and a title before each scene."""

from __future__ import annotations

from manim import LEFT, FadeIn, FadeOut, GrowFromEdge, Line, VGroup

from deckwright.scenes.lesson_scene import LessonScene
from deckwright.scenes.typeface import outline
from deckwright.scenes.words import Words
from deckwright.screen import WIDTH, at

MARGIN = 96.0
ROOM = WIDTH - 2 * MARGIN
SECONDS = 2.5


class Cards(LessonScene):
    """Cards, each a section: a title, a line in the course's first color, and what is said under it.

    The record has a pair for each: title and subtitle.
    """

    def construct(self):
        """Show one card after the other."""
        for title, subtitle in self.record:
            self.section(title)
            self.card(title, subtitle)

    def card(self, heading: str, below: str):
        """Show one card."""
        title = VGroup(*self.lines(heading, 44.0, "text", "bold", 236.0))
        rule = Line(at(MARGIN, 262), at(MARGIN + 120, 262), color=self.ink("input"), stroke_width=5)
        subtitle = VGroup(*self.lines(below, 24.0, "muted", "regular", 310.0, upwards=False))
        self.play(FadeIn(title, shift=LEFT * 0.2), GrowFromEdge(rule, LEFT), run_time=0.8)
        if len(subtitle):
            self.play(FadeIn(subtitle), run_time=0.4)
        self.wait(SECONDS)
        self.play(FadeOut(VGroup(title, rule, subtitle)), run_time=0.5)

    def lines(
        self, text: str, size: float, role: str, style: str, baseline: float, upwards: bool = True
    ) -> list[Words]:
        """The text in as many lines as it needs; the last (with upwards=False the first) stands at the height."""
        rows = balanced(text, size, style)
        first = baseline - (len(rows) - 1) * size * 1.2 if upwards else baseline
        return [
            Words(row, size, self.ink(role), style).shift(at(MARGIN, first + k * size * 1.2))
            for k, row in enumerate(rows)
        ]


def balanced(text: str, size: float, style: str) -> list[str]:
    """The text in as few lines as fit between the margins, each about as long as the others."""
    rows = broken(text, size, style, ROOM)
    while len(rows) > 1:
        widest = max(outline(row, style)[1] for row in rows) * size
        tighter = broken(text, size, style, 0.99 * widest)
        if len(tighter) > len(rows) or tighter == rows:  # the same lines: the widest is a single word
            break
        rows = tighter
    return rows


def broken(text: str, size: float, style: str, width: float) -> list[str]:
    """The text in lines of at most so many points; a longer word has a line of its own."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and outline(longer, style)[1] * size <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows
