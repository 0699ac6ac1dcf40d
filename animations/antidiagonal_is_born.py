"""A network learns to say letters backward: its attention map as it trains, beside the losses of both networks."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, Arrow, Create, FadeIn, Rectangle, Transform, VGroup, linear

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.worked_scene import WorkedScene

MAP_LEFT, TOP, SIDE = 90.0, 110.0, 370.0  # of the map


class AntidiagonalIsBorn(WorkedScene):
    """Snapshots of the map, the losses so far, and one answer with its source at the end."""

    lesson = "transformers"

    def construct(self):
        task = self.record.task
        self.section("Before training")
        self.title("What does each answer look at?")
        steps = sorted(task.first.maps)
        cells = self.map(task.first.maps[steps[0]])
        letters = VGroup(
            *(self.words(c, 22, "input").move_to(self.place(-1, j)) for j, c in enumerate(task.shown)),
            *(self.words(c, 22, "target").move_to(self.place(i, -1)) for i, c in enumerate(task.said)),
        )
        self.say("Above, letters read; on the left, letters to say. A row is where one looks.")
        self.add(letters, cells)
        self.wait(1.0)
        highest = max(task.first.losses.max(), self.other(steps[-1] + 1).max())
        axes = Axes(
            (560.0, 130.0, 330.0, 300.0), (0.0, float(steps[-1])), (0.0, 1.05 * float(highest)), ticks=(4, 3),
            titles=("step", "loss"), size=22, theme=self.theme,
        )  # fmt: skip
        self.say("At the start every answer looks everywhere. Guessing costs {g}.", g=task.guessing_shown)
        self.play(FadeIn(axes), run_time=0.6)
        self.section("Training")
        self.title("Nothing in the loss speaks of lines")
        self.say("Now it trains. The loss asks for letters only.")
        for start, end in zip(steps, steps[1:]):
            parts = [
                Create(
                    axes.path(
                        np.arange(start, end + 1)[: len(losses[start : end + 1])], losses[start : end + 1], role, 5
                    ),
                    rate_func=linear,
                )
                for losses, role in (
                    (task.first.losses, self.category("attention")),
                    (self.other(end + 1), self.category("LSTM")),
                )
                if len(losses[start : end + 1]) > 1
            ]
            self.play(Transform(cells, self.map(task.first.maps[end])), *parts, run_time=1.6)
        falling = int(np.argmin(np.abs(task.first.losses - task.guessing / 2)))
        last = self.other(steps[-1] + 1)
        names = VGroup(
            self.words("attention", 22, self.category("attention"), "bold")
            .move_to(axes.at(falling, task.guessing / 2)).shift(72 * PT * LEFT),
            self.words("LSTM", 22, self.category("LSTM"), "bold")
            .move_to(axes.at(len(last) - 1, last[-1])).shift(28 * PT * UP + 30 * PT * LEFT),
        )  # fmt: skip
        self.play(FadeIn(names), run_time=0.5)
        self.source(task)

    def source(self, task):
        """One answer and the letter that it looks at most."""
        self.title("Each answer looks at its letter")
        row = task.length // 4
        column = int(task.map[row].argmax())
        frame = Rectangle(width=self.cell * PT, height=self.cell * PT, color=self.ink("text"), stroke_width=5)
        frame.move_to(self.place(row, column))
        across = Arrow(self.place(row, -0.6), self.place(row, column - 0.5), buff=0, color=self.ink("text"))
        up = Arrow(self.place(row - 0.5, column), self.place(-0.6, column), buff=0, color=self.ink("text"))
        self.say("One answer: along its row to the brightest cell, and up to the letter read.")
        self.play(Create(across), run_time=0.8)
        self.play(FadeIn(frame), Create(up), run_time=0.8)
        self.say("In {s} of {n} rows that is the letter to be said.", s=task.straight_shown, n=task.length)
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def other(self, end: int) -> np.ndarray:
        """The LSTM's losses so far."""
        return self.record.task.firsts["LSTM"].losses[:end]

    @property
    def cell(self) -> float:
        """Side of a cell in points."""
        return SIDE / self.record.task.length

    def place(self, i: float, j: float) -> np.ndarray:
        """The middle of a cell; row or column -1 is for the letters."""
        return at(MAP_LEFT + self.cell * (j + 0.5), TOP + self.cell * (i + 0.5))

    def map(self, weights: np.ndarray) -> VGroup:
        """Cells whose ink is a weight."""
        made = VGroup()
        for (i, j), weight in np.ndenumerate(weights):
            square = Rectangle(
                width=self.cell * PT, height=self.cell * PT, stroke_width=0.5, stroke_color=self.ink("line")
            )
            made.add(square.set_fill(self.ink("activation"), opacity=float(weight)).move_to(self.place(i, j)))
        return made
