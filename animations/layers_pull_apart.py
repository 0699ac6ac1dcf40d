"""Held-out digits, moved by each layer: the trained network gathers them by kind, the untrained one does not."""

from __future__ import annotations

import colorsys

import numpy as np
from manim import FadeIn, FadeOut, Line, ManimColor, Rectangle, ValueTracker, VGroup, smooth

from deckwright.scenes import PT, DisplayedNumber, at
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

SHOWN = 11  # of each digit
PANELS = {"trained": (40.0, 112.0, 430.0, 336.0), "untrained": (490.0, 112.0, 430.0, 336.0)}
BAR, TALL = 472.0, 16.0  # the bar's place from the top, and its height
MOVES = (4.5, 4.0, 3.5, 3.5)  # seconds for each layer
NAMES = ("Pixels", "After the first layer", "After the second layer", "After the third layer", "The answer")


class LayersPullApart(WorkedScene):
    """Two clouds of numerals side by side, and the share of their variance that lies between the digits."""

    lesson = "what-is-deep-learning"

    def construct(self):
        self.views = self.record.layers.views
        self.chosen = self.some_of_each()
        self.progress = ValueTracker(0.0)  # k: after k layers
        self.section("Pixels")
        self.clouds()
        self.section("After the first layer")
        self.layer(1, "Each layer moves every image. Watch one kind of numeral.")
        self.section("After the second layer")
        self.layer(2, "On the left they gather; on the right they mix as before.")
        self.section("After the third layer")
        self.layer(3, "The bars measure it in all dimensions, not only in these two.")
        self.section("The answer")
        self.layer(4, "At the end the left network only has to read off its answer.")
        self.section("Learning")
        self.end()

    # -- the sections ------------------------------------------------------------------------------------------------

    def clouds(self):
        """Both networks see the same pixels."""
        self.title(NAMES[0])
        heads = VGroup(
            *(
                self.words(f"{name} network", 24, style="bold").move_to(at(box[0] + box[2] / 2, 90))
                for name, box in PANELS.items()
            )
        )
        self.say("Each numeral is one image that no network has seen in training.")
        self.numerals = {name: self.cloud(name) for name in PANELS}
        self.add(heads, *self.numerals.values())
        self.wait(1.2)
        self.say("They lie in the plane along which they differ most. Both sides are the same.")
        frames = VGroup(*(self.frame(box) for box in PANELS.values()))
        self.bars = redrawn(self.both_bars)
        self.figures = self.both_figures(0)
        label = self.words("share of the variance that lies between the digits", 22, "muted").move_to(at(480, 506))
        self.play(FadeIn(frames), FadeIn(self.bars), FadeIn(self.figures), FadeIn(label), run_time=0.8)
        for name, cloud in self.numerals.items():
            cloud.add_updater(self.mover(name))
        self.wait(1.0)

    def layer(self, k: int, words: str):
        """One layer moves all of them."""
        self.title(NAMES[k])
        self.say(words)
        self.play(FadeOut(self.figures), run_time=0.3)
        self.play(self.progress.animate.set_value(float(k)), run_time=MOVES[k - 1], rate_func=smooth)
        self.figures = self.both_figures(k)
        self.play(FadeIn(self.figures), run_time=0.4)
        self.wait(1.0)

    def end(self):
        """What the two have in common, and what not."""
        self.title("The same depth: learning makes the difference")
        self.say(
            "As many layers, as many units. The share rose to {trained}; untrained it is {untrained}.",
            trained=self.shown_share("trained", -1), untrained=self.shown_share("untrained", -1),
        )  # fmt: skip
        self.wait(3.5)

    # -- the numerals ------------------------------------------------------------------------------------------------

    def some_of_each(self) -> np.ndarray:
        """The first images of each digit, as indices, digit by digit in turn."""
        labels = self.views.labels
        rows = [np.flatnonzero(labels == digit)[:SHOWN] for digit in range(10)]
        return np.concatenate(rows)

    def cloud(self, name: str) -> VGroup:
        """A numeral for each chosen image, where it lies now."""
        hues = [self.hue(digit) for digit in range(10)]
        labels = self.views.labels[self.chosen]
        cloud = VGroup(*(DisplayedNumber(float(label), 0, 22, hues[int(label)], "bold") for label in labels))
        self.move(cloud, name)
        return cloud

    def hue(self, digit: int) -> ManimColor:
        """Ten hues around the circle, as dark or light as the theme asks."""
        return ManimColor(colorsys.hls_to_rgb(digit / 10, 0.70 if self.theme.is_dark else 0.36, 0.72))

    def mover(self, name: str):
        """What moves a network's numerals from frame to frame."""

        def update(cloud):
            self.move(cloud, name)

        return update

    def move(self, cloud: VGroup, name: str):
        """Put each numeral where its image is at this moment."""
        for numeral, place in zip(cloud, self.places(name)):
            numeral.move_to(place)

    def places(self, name: str) -> np.ndarray:
        """On the straight way from one layer's plane to the next."""
        planes = getattr(self.views, name)
        now = self.progress.get_value()
        k = min(int(now), len(planes) - 2)
        points = planes[k] + (now - k) * (planes[k + 1] - planes[k])
        left, top, width, height = PANELS[name]
        both = np.array([self.views.trained, self.views.untrained])[:, :, self.chosen]
        reach = 1.08 * np.abs(both).max(axis=(0, 1, 2))  # the same on both sides
        across, up = (points[self.chosen] / reach).T
        return np.array([at(left + width * (1 + a) / 2, top + height * (1 - b) / 2) for a, b in zip(across, up)])

    def frame(self, box) -> Rectangle:
        left, top, width, height = box
        frame = Rectangle(width=width * PT, height=height * PT, color=self.ink("line"), stroke_width=2)
        return frame.move_to(at(left + width / 2, top + height / 2))

    # -- the bars ----------------------------------------------------------------------------------------------------

    def shares(self, name: str) -> np.ndarray:
        return self.views.share if name == "trained" else self.views.share_before

    def shown_share(self, name: str, k: int) -> DisplayedNumber:
        """A share as a figure with two decimals."""
        return self.figure(self.shares(name)[k], 2, 24, "activation" if name == "trained" else "muted", "bold")

    def both_bars(self) -> VGroup:
        """Both shares at this moment, as bars in troughs of length one."""
        parts = VGroup()
        for name, (left, _, width, _) in PANELS.items():
            share = float(np.interp(self.progress.get_value(), np.arange(len(NAMES)), self.shares(name)))
            whole = width - 70
            ink = self.ink("activation" if name == "trained" else "muted")
            trough = Line(at(left, BAR), at(left + whole, BAR), color=self.ink("line"), stroke_width=TALL)
            bar = Line(at(left, BAR), at(left + share * whole, BAR), color=ink, stroke_width=TALL)
            parts.add(trough, bar)
        return parts

    def both_figures(self, k: int) -> VGroup:
        """The shares after k layers, at the bars' ends."""
        return VGroup(
            *(self.shown_share(name, k).move_to(at(box[0] + box[2] - 28, BAR)) for name, box in PANELS.items())
        )
