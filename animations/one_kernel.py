"""One kernel slides over an image, and the same four weights fill a matrix; tipped over, it runs backward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import (
    DR,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Indicate,
    Rectangle,
    Square,
    TransformFromCopy,
    VGroup,
    VMobject,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.camera_frame import framed, unframed
from deckwright.scenes.gather import gathered, merged
from deckwright.scenes.heat import heat_color
from deckwright.scenes.pace import paced
from deckwright.scenes.transpose import mirrored
from deckwright.scenes.worked_scene import WorkedScene

SIDE, SMALL = 72.0, 60.0  # of a pixel and of an output, in points
IMAGE, OUTPUT = (48.0, 140.0), (364.0, 176.0)  # left and top of the two grids
ENTRY = (23.0, 32.0)  # width and height of a matrix entry
MATRIX, TIPPED = (566.0, 140.0), (606.0, 140.0)
NAMES = 116.0  # height of their names
SUM = FORMULA = (300.0, 484.0)  # middles of lines
SLICE = 66.0  # of a pixel where there are two channels
WEAK = 0.3  # strength of the tint behind a number


class Grid(VGroup):
    """Cells with numbers. place: left and top in points; ``grid.cells[i][j]`` and ``grid.numbers[i][j]``."""

    def __init__(
        self, scene: WorkedScene, values: np.ndarray, place: tuple[float, float], side: float, role: str = "text"
    ):
        self.place, self.side = place, side
        line = scene.ink("line")
        self.cells = [
            [
                Square(side * PT, stroke_color=line, stroke_width=2).move_to(self.at(i, j))
                for j in range(values.shape[1])
            ]
            for i in range(len(values))
        ]
        self.numbers = [
            [scene.figure(v, 0, 28, role).move_to(self.at(i, j)).set_z_index(1) for j, v in enumerate(line_of)]
            for i, line_of in enumerate(values)
        ]
        super().__init__(*(c for line_of in self.cells for c in line_of))

    def at(self, i: float, j: float) -> np.ndarray:
        """The middle of a cell."""
        left, top = self.place
        return at(left + (j + 0.5) * self.side, top + (i + 0.5) * self.side)

    @property
    def all_numbers(self) -> VGroup:
        return VGroup(*(number for line in self.numbers for number in line))


class OneKernelEverywhere(WorkedScene):
    """Window, products, sum; slide; stride; channels; and the transpose with the gradients."""

    lesson = "convolutional-networks"

    def construct(self):
        self.hand = self.record.hand
        self.places = list(np.ndindex(self.hand.z.shape))
        self.board()
        self.first()
        self.slide()
        self.strides()
        self.two_channels()
        self.backward()

    # -- the sections ------------------------------------------------------------------------------------------------

    def board(self):
        """The image, the kernel beside it, and the empty matrix."""
        self.section("One window")
        self.title("Four weights look at four pixels")
        self.image = Grid(self, self.hand.x.value, IMAGE, SIDE, "input")
        self.output = Grid(self, self.hand.z.value, OUTPUT, SMALL, "activation")
        self.window = self.kernel(self.hand.w.value, SIDE).move_to(at(454, 446))
        self.frame = self.matrix_frame()
        self.rows: list[VGroup] = []
        names = self.names()
        self.say("An image, a kernel of four weights, and room for the matrix.")
        self.add(self.image, self.image.all_numbers, names, self.output, self.frame, self.window)
        self.wait(1.2)
        self.play(self.window.animate.move_to(self.middle(self.image, 0, 0)), run_time=1.2)

    def first(self):
        """The first window, product by product."""
        self.say("Each weight times the pixel under it.")
        self.play(*framed(self, [self.window], room=44, pinned=[self.header]), FadeOut(self.labels[0]), run_time=1.0)
        products = self.products(0, 0)
        pixels = VGroup(*(self.image.numbers[i][j] for i, j in np.ndindex(self.hand.w.shape)))
        for (product, pixel), seconds in paced(zip(products, pixels), first=0.8, least=0.4):
            self.play(FadeIn(product, scale=1.5), pixel.animate.set_opacity(0.0), run_time=seconds)
        self.play(*unframed(self, pinned=[self.header]), FadeIn(self.labels[0]), run_time=1.0)
        self.say("The four products and the bias add up to one number.")
        line, numbers, bias = self.sum_line(products)
        self.play(*(p.animate.move_to(n) for p, n in zip(products, numbers)), run_time=1.2)
        self.play(FadeIn(line), FadeIn(bias), run_time=0.5)
        cell = self.output.numbers[0][0]
        self.play(*merged([*products, bias], cell), FadeOut(line), pixels.animate.set_opacity(1.0), run_time=1.2)
        self.say("In the matrix, the same four weights stand where this output looks.")
        self.play(self.row_filled(0), run_time=1.4)
        self.wait(0.6)

    def slide(self):
        """The other windows, faster and faster."""
        self.section("Everywhere")
        self.title("The same four weights at every place")
        self.say("One place further: the same weights, other pixels, the next row.")
        for (k, (i, j)), seconds in paced(list(enumerate(self.places))[1:], first=1.4, least=0.45):
            self.step(k, i, j, seconds)
        self.say("Most entries are zero, and the rest are the same four weights: local, and shared.")
        self.wait(0.8)

    def step(self, k: int, i: int, j: int, seconds: float):
        """One window more."""
        self.play(self.window.animate.move_to(self.middle(self.image, i, j)), run_time=0.4 * seconds)
        products = self.products(i, j)
        for product in products:
            product.set_opacity(0.0)
        self.play(*merged(products, self.output.numbers[i][j]), self.row_filled(k), run_time=0.6 * seconds)

    def strides(self):
        """Every second place only."""
        self.section("Stride")
        self.title("A stride of two: every second place")
        self.say("With a stride of two the window jumps, and fewer rows are left.")
        kept = [k for k, (i, j) in enumerate(self.places) if i % 2 == j % 2 == 0]
        left = [k for k in range(len(self.places)) if k not in kept]
        weak = [*(self.rows[k] for k in left), *(self.output.numbers[i][j] for i, j in (self.places[k] for k in left))]
        self.play(*(part.animate.set_opacity(0.15) for part in weak), run_time=0.8)
        for k in kept:
            i, j = self.places[k]
            self.play(self.window.animate.move_to(self.middle(self.image, i, j)), run_time=0.5)
            self.play(*(Indicate(entry, 1.25, entry.get_fill_color()) for entry in self.rows[k]), run_time=0.4)
        self.wait(0.6)
        self.weak = VGroup(*weak)

    def two_channels(self):
        """Two slices, two sums, one number."""
        self.section("Channels")
        pair = self.record.channels
        away = VGroup(self.image, self.image.all_numbers, self.output, *self.shown_numbers(), self.labels, self.frame)
        self.play(*(FadeOut(part) for part in (away, self.window, *self.rows)), run_time=0.6)
        self.weak.set_opacity(1.0)
        self.title("Two channels: a slice for each, and the sums add")
        images = [Grid(self, pair.x[c], (90.0, 84.0 + 222.0 * c), SLICE, "input") for c in (0, 1)]
        parts = [Grid(self, pair.parts[c].value, (412.0, 117.0 + 222.0 * c), SLICE, "text") for c in (0, 1)]
        total = Grid(self, pair.z.value, (724.0, 228.0), SLICE, "activation")
        windows = [
            self.kernel(pair.w[c], SLICE, largest=pair.w.max()).move_to(self.middle(images[c], 0, 0)) for c in (0, 1)
        ]
        plus = VGroup(self.words("+", 44).move_to(at(478, 294)), self.words("=", 44).move_to(at(634, 294)))
        self.say("Two input channels, each with its own slice of the kernel.")
        self.play(
            *(FadeIn(g) for g in [*images, *parts, total]), *(FadeIn(g.all_numbers) for g in images), run_time=0.8
        )
        self.play(*(FadeIn(w) for w in windows), FadeIn(plus), run_time=0.6)
        for (i, j), seconds in paced(np.ndindex(pair.z.shape), first=2.0, quicker=0.5, least=0.7):
            self.play(
                *(w.animate.move_to(self.middle(g, i, j)) for w, g in zip(windows, images)), run_time=0.25 * seconds
            )
            flown = [TransformFromCopy(windows[c], parts[c].numbers[i][j]) for c in (0, 1)]
            self.play(*flown, run_time=0.35 * seconds)
            both = VGroup(*(parts[c].numbers[i][j].copy() for c in (0, 1)))
            self.play(
                both.animate.move_to(total.at(i, j)).set_opacity(0.0),
                FadeIn(total.numbers[i][j]),
                run_time=0.4 * seconds,
            )
            self.remove(both)
        self.wait(0.8)
        grids = [*images, *parts, total]
        self.slices = VGroup(*grids, *windows, plus, *(g.all_numbers for g in grids))

    def backward(self):
        """The matrix tips over, and each pixel collects what its outputs send back."""
        self.section("Backward")
        delta = Grid(self, self.hand.delta.value, OUTPUT, SMALL, "gradient")
        back = Grid(self, self.hand.dx.value, IMAGE, SIDE, "gradient")
        heads = VGroup(
            self.words("gradient of the pixels", 22, "gradient").set_at(at(192, NAMES)),
            self.words("what arrives", 22, "gradient").set_at(at(454, NAMES)),
            self.words("the matrix, tipped over", 22, "weight").set_at(at(750, NAMES)),
        )
        self.play(FadeOut(self.slices), run_time=0.6)
        self.say("Gradients arrive at the outputs. Which pixels get them?")
        self.play(
            FadeIn(VGroup(*self.rows)), FadeIn(self.frame), FadeIn(heads[1]), FadeIn(self.labels[2]), run_time=0.8
        )
        self.play(FadeIn(delta), FadeIn(delta.all_numbers), run_time=0.8)
        self.title("Tipped over, the matrix runs backward")
        self.say("Rows become columns: this is the transpose.")
        whole = [self.frame, *(entry for line in self.rows for entry in line)]
        moves = AnimationGroup(*(part.animate.become(self.tipped(part)) for part in whole))
        self.play(moves, self.replaced(self.labels[2], heads[2]), run_time=2.4)
        formula = self.formula(r"\frac{\partial L}{\partial x} = M^{\top} \delta", 34).move_to(at(*FORMULA))
        self.play(FadeIn(back), FadeIn(heads[0]), FadeIn(formula), run_time=0.8)
        self.say("Each pixel collects from the outputs that looked at it, through the same weights.")
        for pixel, (i, j) in enumerate(np.ndindex(self.hand.dx.shape)):
            self.collected(pixel, delta, back.numbers[i][j], 1.4 if pixel == self.busiest() else 0.26)
        self.title("Backward is the same matrix, lying on its side")
        self.say("No weight was added: the same four, met from the other side.")
        self.wait(1.5)

    def collected(self, pixel: int, delta: Grid, number: VMobject, seconds: float):
        """One pixel's gradient: from the outputs that looked at it."""
        senders = [k for k in range(len(self.places)) if pixel in self.pixels_of(k)]
        style = {"stroke_color": self.ink("gradient"), "stroke_width": 5}
        marks = VGroup(
            *(
                delta.cells[i][j].copy().set_stroke(self.ink("gradient"), 5)
                for i, j in (self.places[k] for k in senders)
            )
        )
        frames = VGroup(*(self.tipped(self.entry(k, pixel, **style)) for k in senders))
        self.play(FadeIn(marks), FadeIn(frames), run_time=0.3 * seconds)
        self.play(TransformFromCopy(frames, number), run_time=0.5 * seconds)
        self.play(FadeOut(marks), FadeOut(frames), run_time=0.2 * seconds)

    def busiest(self) -> int:
        """The first pixel that all four weights meet."""
        counts = [sum(pixel in self.pixels_of(k) for k in range(len(self.places))) for pixel in range(self.hand.x.size)]
        return int(np.argmax(counts))

    # -- pieces ------------------------------------------------------------------------------------------------------

    def names(self) -> VGroup:
        """What the three are called."""
        self.labels = VGroup(
            self.words("image", 22, "input").set_at(at(192, NAMES)),
            self.words("output", 22, "activation").set_at(at(454, NAMES)),
            self.words("matrix: pixels across, outputs down", 22, "weight").set_at(at(750, NAMES)),
        )
        return self.labels

    def shown_numbers(self) -> list[VMobject]:
        """The output's numbers."""
        return [number for line in self.output.numbers for number in line]

    def kernel(self, w: np.ndarray, side: float, largest: float | None = None) -> VGroup:
        """Tinted cells, each with its weight in its corner."""
        parts = VGroup()
        top = largest or float(np.abs(w).max())
        for (i, j), weight in np.ndenumerate(w):
            middle = at((j + 0.5) * side, (i + 0.5) * side)
            tint = Square(side * PT, stroke_color=self.ink("weight"), stroke_width=4, fill_opacity=WEAK + 0.15)
            tint.set_fill(heat_color(weight / top, self.theme)).move_to(middle)
            number = self.figure(weight, 0, 22, "weight", "bold").move_to(middle + 0.42 * side * PT * DR, DR)
            parts.add(VGroup(tint, number))
        return parts

    def middle(self, grid: Grid, i: int, j: int) -> np.ndarray:
        """The middle of a window whose first cell is this one."""
        return grid.at(i + 0.5, j + 0.5)

    def products(self, i: int, j: int) -> list[VMobject]:
        """The four products of a window, each on its pixel."""
        h, v = self.hand.w.shape
        tensor = self.computed(self.hand.x[i : i + h, j : j + v] * self.hand.w)
        return [
            self.figure(value, 0, 32, "text", "bold").move_to(self.image.at(i + a, j + b)).set_z_index(2)
            for (a, b), value in np.ndenumerate(tensor.value)
        ]

    def sum_line(self, products: Sequence[VMobject]) -> tuple[VGroup, list[VMobject], VMobject]:
        """Where the products stand when they add: plus signs, places, and the bias."""
        places = [product.copy().move_to(np.zeros(3), aligned_edge=np.array([-1.0, -1.0, 0.0])) for product in products]
        bias = self.figure(self.hand.b.item(), 0, 30, "weight", "bold")
        pluses = [self.words("+", 30) for _ in products]
        parts: list[VMobject] = []
        for place, plus in zip(places, pluses):
            parts += [place, plus]
        row(*parts, bias, gap=16).move_to(at(*SUM))
        return VGroup(*pluses), places, bias

    def matrix_frame(self) -> Rectangle:
        """The edge of the matrix."""
        (left, top), (width, height) = MATRIX, ENTRY
        rows, columns = self.hand.matrix.shape
        box = Rectangle(
            width=columns * width * PT, height=rows * height * PT, stroke_color=self.ink("muted"), stroke_width=2.5
        )
        return box.move_to(at(left + columns * width / 2, top + rows * height / 2))

    def entry(self, i: int, j: int, **style: Any) -> Rectangle:
        """An entry of the matrix."""
        (left, top), (width, height) = MATRIX, ENTRY
        box = Rectangle(width=width * PT, height=height * PT, **style)
        return box.move_to(at(left + (j + 0.5) * width, top + (i + 0.5) * height))

    @staticmethod
    def tipped(part: VMobject) -> VMobject:
        """An entry of the matrix, or its edge, where it is in the transpose."""
        return mirrored(part, at(*MATRIX), at(*TIPPED))

    def pixels_of(self, k: int) -> list[int]:
        """The pixels that an output looks at, in the order of the kernel's weights."""
        return np.flatnonzero(self.hand.matrix.value[k]).tolist()

    def row_filled(self, k: int) -> Animation:
        """The window's tints fly into a row of the matrix."""
        w = self.hand.w.value.ravel()
        top = float(np.abs(w).max())
        entries = VGroup()
        for weight, pixel in zip(w, self.pixels_of(k)):
            entry = self.entry(k, pixel, stroke_width=1, stroke_color=self.ink("background"), fill_opacity=1.0)
            entries.add(entry.set_fill(heat_color(weight / top, self.theme)))
        self.rows.append(entries)
        tints = [part[0] for part in self.window]
        return gathered(tints, entries)
