"""Eight learning curves draw themselves without names; then each gets its name, and one is repaired."""

from __future__ import annotations

import numpy as np
from manim import Create, FadeIn, FadeOut, Rectangle, VGroup, linear

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.worked_scene import WorkedScene

LEFT, TOP, ACROSS, DOWN = 62.0, 108.0, 228.0, 222.0  # the first small chart, and from one to the next
WIDE, HIGH = 176.0, 156.0
LARGE = (90.0, 110.0, 810.0, 350.0)
HIGHEST = 3.2  # nats; what is above is cut off


class ReadTheCurve(WorkedScene):
    """First the question, then the names, then a repair."""

    lesson = "training-recipes"

    def construct(self):
        self.runs = list(self.record.curves.letters.values())
        self.letters = list(self.record.curves.letters)
        self.section("Eight runs")
        self.eight()
        self.section("Their names")
        self.named()
        self.section("One is repaired")
        self.repaired()

    # -- the sections ------------------------------------------------------------------------------------------------

    def eight(self):
        """All at once, at the pace of their steps."""
        self.title("Eight runs. In seven, something is wrong")
        axes = [self.frame(k) for k in range(len(self.runs))]
        self.frames = VGroup(*axes)
        marks = VGroup(
            *(self.words(letter, 26, style="bold").set_at(self.corner(k)) for k, letter in enumerate(self.letters))
        )
        self.add(self.frames, marks)
        self.say("Gray: the loss of each minibatch. The thick line: images held out.")
        self.lines = VGroup(*(self.drawn(frame, run) for frame, run in zip(axes, self.runs)))
        self.play(*(Create(line, rate_func=linear) for pair in self.lines for line in pair), run_time=12.0)
        self.say("Which one is good? Which has the wrong rate, which the wrong labels?")
        self.wait(3.0)
        self.marks = marks

    def named(self):
        """The names fade in, one after the other."""
        self.title("Each mistake has a shape")
        self.names = VGroup()
        said = {
            self.of("good"): "This one is as it should be.",
            self.of("leak"): "Too good to be true: the images held out were in the training set.",
            self.of("order"): "Teeth: the images come sorted by class.",
        }
        for k, run in enumerate(self.runs):
            name = self.words(run.short, 24, style="bold")
            name.set_at(self.corner(k)).shift((name.width / 2 + 22 * PT) * np.array([1.0, 0.0, 0.0]))
            box = Rectangle(width=(WIDE + 44) * PT, height=(HIGH + 73) * PT, color=self.ink("muted"), stroke_width=3)
            left, top = self.place(k)
            box.move_to(at(left + WIDE / 2 - 10, top + HIGH / 2 - 7))
            if k in said:
                self.say(said[k])
            self.play(FadeIn(name, scale=0.7), FadeIn(box), run_time=0.4)
            self.wait(2.0 if k in said else 0.6)
            self.play(FadeOut(box), run_time=0.2)
            self.names.add(name)
        self.wait(0.5)

    def repaired(self):
        """The run of sorted images, large, and the same with shuffling."""
        broken, good = self.runs[self.of("order")], self.runs[self.of("good")]
        self.title("The same program, with one line more: shuffle")
        self.play(FadeOut(VGroup(self.frames, self.lines, self.names, self.marks)), run_time=0.6)
        axes = Axes(
            LARGE,
            (0.0, float(len(good.losses))),
            (0.0, HIGHEST),
            ticks=(5, 4),
            titles=("step", "loss"),
            theme=self.theme,
        )
        self.play(FadeIn(axes), run_time=0.5)
        self.say("Sorted: each class in turn is learned, and the others are forgotten.")
        old = self.drawn(axes, broken)
        self.play(*(Create(line, rate_func=linear) for line in old), run_time=5.0)
        self.say("Shuffled in each epoch: every minibatch has some of each.")
        new = self.drawn(axes, good)
        self.play(old.animate.set_stroke(opacity=0.25), run_time=0.6)
        self.play(*(Create(line, rate_func=linear) for line in new), run_time=5.0)
        self.say(
            "Held out, the loss ends at {a} instead of {b}.",
            a=self.figure(good.held_out[-1], 2),
            b=self.figure(broken.held_out[-1], 2),
        )
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def of(self, key: str) -> int:
        """Which of the small charts a run is."""
        return self.letters.index(self.record.curves.letter(key))

    @staticmethod
    def place(k: int) -> tuple[float, float]:
        """Left and top of a small chart."""
        return LEFT + ACROSS * (k % 4), TOP + DOWN * (k // 4)

    def corner(self, k: int) -> np.ndarray:
        """Where its letter stands."""
        left, top = self.place(k)
        return at(left + 12, top - 16)

    def frame(self, k: int) -> Axes:
        """Empty axes."""
        left, top = self.place(k)
        return Axes(
            (left, top, WIDE, HIGH),
            (0.0, float(len(self.runs[k].losses))),
            (0.0, HIGHEST),
            ticks=(1, 3),
            theme=self.theme,
        )

    def drawn(self, axes: Axes, run, role: str = "loss") -> VGroup:
        """Both lines of a run."""
        step = np.arange(len(run.losses))
        thin = axes.path(step, np.minimum(run.losses, HIGHEST), "muted", 2.0)
        return VGroup(thin, axes.path(run.ends, np.minimum(run.held_out, HIGHEST), role, 6.0))
