"""A digit glides by two pixels; its feature map glides along, its pooled map doesn't; three readers answer."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Arrow, FadeIn, FadeOut, Group, ImageMobject, Line, Rectangle, Square, ValueTracker, VGroup, linear

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Tick
from deckwright.scenes.image import image
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

SIDE, TOP = 176.0, 94.0  # of the three pictures
LEFTS = (92.0, 392.0, 692.0)
BARS = (70.0, 352.0, 252.0, 108.0)  # left of the first panel, top, width and height
PANELS = 284.0  # from one panel to the next


class ShiftAndSee(WorkedScene):
    """The picture, a feature map, the pooled map, and the answers of three networks, live."""

    lesson = "convolutional-networks"

    def construct(self):
        self.glide = self.record.invariance.glide
        self.progress = ValueTracker(0.0)  # frames of the glide
        self.start()
        self.one_pixel()
        self.two_pixels()
        self.finish()

    # -- the sections ------------------------------------------------------------------------------------------------

    def start(self):
        """Everything where it was trained."""
        self.section("Where it was")
        self.title("Three networks read a digit")
        stacks = (self.glide.images, self.glide.maps, self.glide.pooled)
        self.pictures = Group(*(self.live(stack, left) for stack, left in zip(stacks, LEFTS)))
        names = zip(("image", "feature map", "pooled map"), ("input", "activation", "activation"), LEFTS)
        heads = VGroup(
            *(self.words(name, 24, role).set_at(at(x + SIDE / 2, TOP + SIDE + 22)) for name, role, x in names)
        )
        frames = VGroup(
            *(
                Square(SIDE * PT, stroke_color=self.ink("line"), stroke_width=2).move_to(
                    at(x + SIDE / 2, TOP + SIDE / 2)
                )
                for x in LEFTS
            )
        )
        arrows = VGroup(
            *(
                Arrow(
                    at(x + SIDE + 18, TOP + SIDE / 2), at(after - 18, TOP + SIDE / 2), buff=0, color=self.ink("muted")
                )
                for x, after in zip(LEFTS, LEFTS[1:])
            )
        )
        self.say("A digit where it was in training, a feature map, and that map pooled.")
        self.play(FadeIn(self.pictures), FadeIn(frames), FadeIn(heads), FadeIn(arrows), run_time=1.0)
        self.bars = redrawn(self.all_bars)
        self.say("Below, what three networks answer: a bar for each digit.")
        self.play(FadeIn(self.floors()), FadeIn(self.bars), run_time=1.0)
        self.read_off(0)
        self.wait(1.5)

    def one_pixel(self):
        """Halfway, then a look at the pooled map."""
        self.section("One pixel")
        self.title("One pixel to the right")
        self.say("The feature map glides along.")
        self.move(len(self.glide.offsets) // 2)
        self.say("The pooled map is another one: its windows cut the strokes elsewhere.")
        self.wait(2.5)

    def two_pixels(self):
        """To the end."""
        self.section("Two pixels")
        self.title("Two pixels to the right")
        self.say("Watch the pooled map and the bars.")
        self.move(len(self.glide.offsets) - 1)

    def move(self, frame: int):
        """Glide on to a frame."""
        self.play(FadeOut(self.shares), run_time=0.3)
        self.play(self.progress.animate.set_value(float(frame)), run_time=6.0, rate_func=linear)
        self.read_off(frame)

    def finish(self):
        """Who still reads it."""
        self.say("The pooled map is the first one again, moved by one cell.")
        self.wait(2.0)
        right = [name for name, probs in self.glide.answers.items() if probs[-1].argmax() == self.glide.digit]
        said = " and ".join(right) if right else "none of them"
        self.title(f"After two pixels, still right: {said}")
        self.say("Who keeps places apart must learn every place anew.")
        self.wait(3.0)

    def read_off(self, frame: int):
        """Over the column of the right digit how sure each network is of it."""
        left, top, width, _ = BARS
        self.shares = VGroup()
        for k, stack in enumerate(self.glide.answers.values()):
            share = stack[frame, self.glide.digit]
            place = at(left + k * PANELS + (self.glide.digit + 0.5) * width / 10, top - 16)
            self.shares.add(self.figure(share, 2, 22, "target", "bold").set_at(place))
        self.play(FadeIn(self.shares), run_time=0.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def live(self, stack: np.ndarray, left: float) -> ImageMobject:
        """A picture that shows its stack's frame of the moment."""
        largest = float(stack.max())
        picture = image(stack[0], SIDE, largest=largest, theme=self.theme).move_to(at(left + SIDE / 2, TOP + SIDE / 2))

        def update(shown: Any) -> None:
            shown.pixel_array = image(self.between(stack), SIDE, largest=largest, theme=self.theme).pixel_array

        return picture.add_updater(update)

    def between(self, stack: np.ndarray) -> np.ndarray:
        """The frame of the moment, between two of the stack."""
        now = self.progress.get_value()
        k = min(int(now), len(stack) - 2)
        return stack[k] + (now - k) * (stack[k + 1] - stack[k])

    def floors(self) -> VGroup:
        """For each network its name, a base line and the digits under it."""
        left, top, width, height = BARS
        parts = VGroup()
        for k, name in enumerate(self.glide.answers):
            x = left + k * PANELS
            parts.add(Line(at(x, top + height), at(x + width, top + height), color=self.ink("muted"), stroke_width=2.5))
            parts.add(self.words(name, 24, style="bold").set_at(at(x + width / 2, top + height + 54)))
            for digit in range(10):
                ink = self.ink("target" if digit == self.glide.digit else "muted")
                place = at(x + (digit + 0.5) * width / 10, top + height + 22)
                parts.add(Tick(str(digit), 22, ink).set_at(place))
        return parts

    def all_bars(self) -> VGroup:
        """The answers of the moment: the right digit, the strongest wrong one, and the others."""
        left, top, width, height = BARS
        bars = VGroup()
        for k, stack in enumerate(self.glide.answers.values()):
            probs = self.between(stack)
            first = int(probs.argmax())
            for digit, share in enumerate(probs):
                role = "target" if digit == self.glide.digit else "loss" if digit == first else "muted"
                tall = max(0.6, share * height)
                bar = Rectangle(
                    width=0.07 * width * PT,
                    height=tall * PT,
                    stroke_width=0,
                    fill_color=self.ink(role),
                    fill_opacity=1.0,
                )
                bars.add(bar.move_to(at(left + k * PANELS + (digit + 0.5) * width / 10, top + height - tall / 2)))
        return bars
