"""One image travels through six programs; boxes that are learned turn from gray to color."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Arrow,
    FadeIn,
    FadeOut,
    Group,
    GrowArrow,
    GrowFromEdge,
    Line,
    Rectangle,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.image import image
from deckwright.scenes.worked_scene import WorkedScene

FIRST, STEP = 112.0, 68.0  # height of the first row, and from row to row
IMAGE, BOXES, SAYS, COUNT = 52.0, (158.0, 286.0, 414.0), 512.0, 600.0  # where things stand, in points from the left
BAR, BAR_WIDTH, SHARE = 660.0, 200.0, 902.0
SIDE, BOX_WIDTH, BOX_HEIGHT = 50.0, 92.0, 58.0


class BoxesLearn(WorkedScene):
    """A row for each program; the image goes through it, and its accuracy grows a bar."""

    lesson = "ai-ml-dl"

    def construct(self):
        self.journey = self.record.journey
        self.programs = self.record.programs.all
        self.opening()
        self.by_hand()
        self.one_number()
        self.weighted_sums()
        self.representations()
        self.closing()

    # -- the sections ------------------------------------------------------------------------------------------------

    def opening(self):
        """The columns' names and the image."""
        self.section("One image")
        self.title("One image, six programs: is the digit even?")
        self.say("Gray boxes are decided by a person, colored ones by examples.")
        heads = VGroup(
            self.words("learned", 22, "weight").set_at(at(COUNT - 14, FIRST - 44)),
            self.words("percent right", 22).set_at(at(BAR + BAR_WIDTH / 2, FIRST - 44)),
        )
        self.token = image(self.journey.image, 220, theme=self.theme).move_to(at(286, 280))
        bottom = FIRST + 5 * STEP + 34
        zero = Line(at(BAR, FIRST - 30), at(BAR, bottom), color=self.ink("muted"), stroke_width=2)
        heads.add(zero, self.words("always “odd”", 22, "muted").set_at(at(BAR, bottom + 14)))
        self.add(self.token, heads)
        self.wait(1.8)
        self.first = image(self.journey.image, SIDE, theme=self.theme).move_to(self.place(0, IMAGE))
        self.play(self.token.animate.scale_to_fit_height(SIDE * PT).move_to(self.first), run_time=1.0)

    def by_hand(self):
        """The rule."""
        self.section("By hand")
        self.say("A person chose the pixel and the threshold. Nothing is learned.")
        self.program(0, [(0, self.marked(), False), (2, self.above(self.record.pixel.threshold), False)], 1.3)

    def one_number(self):
        """The learned threshold."""
        self.section("One number")
        self.say("The same pixel, with a learned threshold: one box turns.")
        self.program(1, [(0, self.marked(), False), (2, self.above(self.record.pixel.many.threshold), True)], 1.0)

    def weighted_sums(self):
        """Weights behind features, and behind pixels."""
        self.section("Weights")
        self.say("A person’s features, and weights that are learned.")
        self.program(2, [(0, self.bars(self.journey.sums), False), (2, self.sum(), True)], 1.0)
        self.say("No features: one learned weight for every pixel.")
        self.program(3, [(2, self.weights(), True)], 1.0)

    def representations(self):
        """One hidden layer and two."""
        j = self.journey
        self.section("Representations")
        self.say("A hidden layer: new numbers for the image, learned as well.")
        self.program(4, [(0, self.tiles(j.hidden), True), (2, self.sum(), True)], 1.1)
        self.say("Two hidden layers: a representation of a representation.")
        self.program(5, [(0, self.tiles(j.first), True), (1, self.tiles(j.second), True), (2, self.sum(), True)], 1.1)

    def closing(self):
        """What the rows say together."""
        self.section("Together")
        self.title("Fewer boxes by hand, more that are learned")
        last = self.programs[-1]
        self.say(
            "From {few} percent with no learned number to {many} with {count}.",
            few=self.figure(self.journey.per_cent[0], 1),
            many=self.figure(self.journey.per_cent[-1], 1),
            count=self.figure(last.learned, 0),
        )
        self.wait(3.5)

    # -- a row -------------------------------------------------------------------------------------------------------

    def program(self, k: int, boxes: Sequence[tuple[int, Any, bool]], pace: float):
        """The boxes of a row appear in gray, learned ones turn, the image goes through, and the bar grows."""
        frames = [self.box(k, column) for column, _, _ in boxes]
        picture = (
            self.token if k == 0 else image(self.journey.image, SIDE, theme=self.theme).move_to(self.place(k, IMAGE))
        )
        stops = [IMAGE + SIDE / 2, *(x for column, _, _ in boxes for x in self.sides(column))]
        arrows = [self.arrow(k, a, b) for a, b in zip(stops[::2], stops[1::2])]
        self.play(FadeIn(picture), *(FadeIn(f) for f in frames), *(GrowArrow(a) for a in arrows), run_time=0.5 * pace)
        count = self.figure(self.programs[k].learned, 0, 26, "weight", "bold")
        count.set_at(self.place(k, COUNT)).align_to(at(COUNT + 28, 0), RIGHT)
        turned = [f.animate.set_fill(self.ink("weight"), 0.25).set_stroke(self.ink("weight"), 5)
                  for f, (_, _, learned) in zip(frames, boxes) if learned]  # fmt: skip
        self.play(*turned, FadeIn(count), run_time=0.6 * pace)
        travelling = picture
        for column, content, _ in boxes:
            there = self.place(k, BOXES[column])
            content.move_to(there)
            ghost = travelling.copy()
            self.add(ghost)
            self.play(ghost.animate.move_to(there).set_opacity(0.25), run_time=0.5 * pace)
            self.play(FadeOut(ghost), FadeIn(content), run_time=0.3 * pace)
            travelling = content
        self.answer(k, pace)

    def answer(self, k: int, pace: float):
        """What the program says of the image, and how often it is right about others."""
        says, right = self.journey.says[k], self.journey.right[k]
        word = self.words("even" if says else "odd", 24, "target" if right else "loss", "bold" if right else "regular")
        word.set_at(self.place(k, SAYS))
        share = self.programs[k].median
        base = self.record.task.odd_share  # a bar of no length says no more than "odd" each time
        width = max(BAR_WIDTH * (share - base) / (1 - base), 0.5)
        bar = Rectangle(
            width=width * PT, height=30 * PT, stroke_width=0, fill_color=self.ink("muted"), fill_opacity=0.8
        )
        bar.move_to(self.place(k, BAR + width / 2))
        number = self.figure(self.journey.per_cent[k], 1, 26, "text", "bold").set_at(self.place(k, SHARE))
        self.play(FadeIn(word), run_time=0.3 * pace)
        self.play(GrowFromEdge(bar, LEFT), FadeIn(number), run_time=0.6 * pace)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def place(self, k: int, x: float) -> np.ndarray:
        """A point of a row."""
        return at(x, FIRST + k * STEP)

    def sides(self, column: int) -> tuple[float, float]:
        """Left and right of a box."""
        return BOXES[column] - BOX_WIDTH / 2, BOXES[column] + BOX_WIDTH / 2

    def box(self, k: int, column: int) -> RoundedRectangle:
        """An empty box, decided by a person."""
        frame = RoundedRectangle(
            width=BOX_WIDTH * PT,
            height=BOX_HEIGHT * PT,
            corner_radius=8 * PT,
            stroke_width=2.5,
            color=self.ink("muted"),
            fill_color=self.ink("muted"),
            fill_opacity=0.12,
        )
        return frame.move_to(self.place(k, BOXES[column]))

    def arrow(self, k: int, start: float, end: float) -> Arrow:
        """From one box to the next."""
        return Arrow(
            self.place(k, start + 4),
            self.place(k, end - 4),
            buff=0,
            color=self.ink("muted"),
            stroke_width=4,
            max_tip_length_to_length_ratio=0.5,
            tip_length=0.16,
        )

    def marked(self) -> Group:
        """The image with the one pixel framed."""
        picture = image(self.journey.image, SIDE - 2, theme=self.theme)
        cell = picture.height / 8
        r, c = self.record.place
        frame = Rectangle(width=1.3 * cell, height=1.3 * cell, stroke_width=5, color=self.ink("positive"))
        return Group(
            picture,
            frame.move_to(
                picture.get_corner(LEFT + np.array([0.0, 1.0, 0.0]))
                + np.array([(c + 0.5) * cell, -(r + 0.5) * cell, 0.0])
            ),
        )

    def above(self, threshold: float) -> VMobject:
        """The threshold."""
        return row(self.words("ink >", 24), self.figure(threshold, 0, 24, "weight", "bold"))

    def bars(self, values: np.ndarray) -> VGroup:
        """Features as small bars."""
        width, height = (BOX_WIDTH - 14) / len(values), BOX_HEIGHT - 14
        bars = VGroup()
        for i, value in enumerate(values):
            tall = max(height * value / max(values.max(), 1e-9), 0.6)
            bar = Rectangle(
                width=0.75 * width * PT,
                height=tall * PT,
                stroke_width=0,
                fill_color=self.ink("input"),
                fill_opacity=0.9,
            )
            bars.add(bar.move_to(at((i + 0.5) * width, -tall / 2)))
        return bars

    def sum(self) -> VMobject:
        """A weighted sum."""
        return self.formula(r"\sum w x", 26, "weight")

    def weights(self):
        """A weight for every pixel, as a picture."""
        return image(self.record.programs.weight_picture, SIDE, diverging=True, theme=self.theme)

    def tiles(self, answers: np.ndarray):
        """The answers of a hidden layer as a picture."""
        return image(answers, SIDE - 2, theme=self.theme)
