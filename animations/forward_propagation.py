"""Forward propagation: a layer as rows times a column, and a batch that shares the layer's weights."""

from __future__ import annotations

from manim import (
    RIGHT,
    AnimationGroup,
    FadeIn,
    FadeOut,
    FadeTransform,
    LaggedStart,
    ScaleInPlace,
    SurroundingRectangle,
    Transform,
    VGroup,
    there_and_back,
)

from deckwright.scenes import PT, at
from deckwright.scenes.matrix import Matrix
from deckwright.scenes.worked_scene import WorkedScene

MIDDLE, NAMES = 275.0, 108.0  # heights of the line on which the arrays stand, and of their names
PITCH = 2.5  # from row to row, in sizes of the numbers
DIM = 0.3


class RowTimesColumn(WorkedScene):
    """The hidden layer of the 4-4-1 network: each row of W meets the column x, then every sum is squashed."""

    lesson = "forward-propagation"

    def construct(self):
        self.one_row()
        self.all_rows()
        self.squash()

    def one_row(self):
        """The arrays come in, and the first row is worked out."""
        self.section("One row")
        r = self.record
        self.title("A layer is rows times a column")
        self.W = self.placed(Matrix(r.W1.value, role="weight", pitch=PITCH, theme=self.theme), 195)
        self.x = self.placed(Matrix(r.x.value, role="input", pitch=PITCH, theme=self.theme), 385)
        self.b = self.placed(Matrix(r.b1.value, role="weight", pitch=PITCH, theme=self.theme), 505)
        self.z = self.placed(Matrix(r.z1.value, pitch=PITCH, theme=self.theme), 660)
        signs = [self.formula(s, 26).move_to(at(x, MIDDLE)) for s, x in (("+", 443), ("=", 580))]
        names = [
            self.formula(s, 28).move_to(at(x, NAMES))
            for s, x in (
                (r"\textcolor{weight}{W^{(1)}}", 195),
                (r"\textcolor{input}{x}", 385),
                (r"\textcolor{weight}{b^{(1)}}", 505),
                ("z^{(1)}", 660),
            )
        ]
        self.names = VGroup(*names)
        self.say("Four neurons: four rows of weights, and one column of inputs.")
        self.play(
            LaggedStart(*(FadeIn(part) for part in (self.W, self.x, self.b)), lag_ratio=0.3),
            FadeIn(self.names[:3]),
            FadeIn(signs[0]),
            run_time=1.5,
        )
        self.play(FadeIn(self.z.brackets), FadeIn(signs[1]), FadeIn(names[3]), run_time=0.7)
        self.say("The first row meets the column: multiply in pairs, add the bias.")
        self.frame = self.framed(0)
        self.column = SurroundingRectangle(
            self.x.column(0), color=self.ink("input"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )
        self.play(FadeIn(self.frame), FadeIn(self.column), *self.dimmed(0), run_time=0.8)
        self.meet(0, run_time=3.0)
        self.work_out(r.z1, 0, size=24)
        self.play(FadeIn(self.z.entry(0), scale=0.6), run_time=0.7)
        self.say("The first sum is {z}.", z=r.z1.value[0])
        self.wait(0.5)

    def all_rows(self):
        """The other rows do the same."""
        self.section("All rows")
        r = self.record
        self.title("Every row does the same")
        self.say("The next row is the next neuron, with the same inputs.")
        for i in range(1, len(r.z1.value)):
            self.play(Transform(self.frame, self.framed(i)), *self.dimmed(i), run_time=0.6)
            self.meet(i, run_time=1.2)
            self.work_out(r.z1, i, size=24, hold=0.3)
            self.play(FadeIn(self.z.entry(i), scale=0.6), run_time=0.5)
        self.say("A matrix product is all the rows at once.")
        self.clear_equation()
        self.play(
            FadeOut(self.frame),
            FadeOut(self.column),
            *(matrix.row(i).animate.set_opacity(1) for matrix in (self.W, self.b) for i in range(len(self.W.rows))),
            run_time=0.8,
        )
        self.wait(0.4)

    def squash(self):
        """Each sum goes through the sigmoid on its own."""
        self.section("Squash")
        r = self.record
        self.title("Then each sum is squashed, on its own")
        self.a = self.placed(Matrix(r.a1.value, 4, role="activation", pitch=PITCH, theme=self.theme), 850)
        arrow = self.formula(r"\overset{\sigma}{\longrightarrow}", 26).move_to(at(753, MIDDLE - 6))
        name = self.formula(r"\textcolor{activation}{a^{(1)}}", 28).move_to(at(850, NAMES))
        self.say("A sum can be anything; what leaves the neuron lies between zero and one.")
        self.play(FadeIn(self.a.brackets), FadeIn(arrow), FadeIn(name), run_time=0.8)
        self.work_out(r.a1, 0)
        for i in range(len(r.a1.value)):
            self.play(FadeTransform(self.z.entry(i).copy(), self.a.entry(i), stretch=False), run_time=0.8)
        self.say("These four numbers are the inputs of the next layer.")
        self.clear_equation()
        self.play(ScaleInPlace(self.a, 1.08, rate_func=there_and_back), run_time=1.0)
        self.wait(0.8)

    def placed(self, matrix: Matrix, x: float) -> Matrix:
        """An array on the middle line."""
        return matrix.move_to(at(x, MIDDLE))

    def framed(self, i: int) -> SurroundingRectangle:
        """A frame around a row of the weights."""
        return SurroundingRectangle(
            self.W.row(i), color=self.ink("weight"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )

    def meet(self, i: int, run_time: float) -> None:
        """The row's weights and the column's inputs swell in pairs, one pair after the other, and then the bias."""
        pairs = [VGroup(weight, x) for weight, x in zip(self.W.row(i), self.x.column(0))]
        swelling = (
            AnimationGroup(*(ScaleInPlace(entry, 1.3, rate_func=there_and_back) for entry in pair))
            for pair in (*pairs, VGroup(self.b.entry(i)))
        )
        self.play(LaggedStart(*swelling, lag_ratio=0.6), run_time=run_time)

    def dimmed(self, i: int) -> list:
        """The other rows, and the biases that are not theirs, step back."""
        return [
            part.animate.set_opacity(1 if k == i else DIM)
            for matrix in (self.W, self.b)
            for k, part in enumerate(matrix.row(k) for k in range(len(matrix.rows)))
        ]


class BatchThroughLayer(WorkedScene):
    """A minibatch: every row is an example, and all of them meet the same weights."""

    lesson = "forward-propagation"

    def construct(self):
        self.one_example()
        self.further_examples()
        self.all_at_once()

    def one_example(self):
        """The first row is the example that was worked out before."""
        self.section("One example")
        batch = self.record.batch
        self.title("A batch: one example in each row")
        look = {"pitch": PITCH, "gap": 0.5, "theme": self.theme}
        self.X = Matrix(batch.X.value, role="input", **look)
        self.W = Matrix(self.record.W1.value.T, role="weight", **look)
        self.Z = Matrix(batch.Z1.value, **look)
        signs = self.formula(r"+\; \textcolor{weight}{b^{(1)}} \;=", 24)
        VGroup(self.X, self.W, signs, self.Z).arrange(RIGHT, buff=14 * PT).move_to(at(480, MIDDLE))
        names = [
            self.formula(latex, 28).move_to(part).set_y(at(0, NAMES)[1])
            for latex, part in (
                (r"\textcolor{input}{X}", self.X),
                (r"\textcolor{weight}{W^{(1)\top}}", self.W),
                ("Z^{(1)}", self.Z),
            )
        ]
        self.say("Examples stand in rows; the weights stand transposed beside them.")
        self.play(
            LaggedStart(FadeIn(self.X), FadeIn(self.W), FadeIn(signs), FadeIn(self.Z.brackets), lag_ratio=0.3),
            *(FadeIn(name) for name in names),
            run_time=1.6,
        )
        self.say("The first example goes through the layer.")
        self.pass_row(0, run_time=1.4)
        self.work_out(batch.Z1, (0, 0), size=24)
        self.wait(0.4)

    def further_examples(self):
        """Each further row meets the same matrix."""
        self.section("The same weights for all")
        self.title("Every example meets the same weights")
        self.say("The next example meets the same weights: nothing new is learned or stored.")
        self.clear_equation()
        for i in range(1, len(self.X.rows)):
            self.pass_row(i, run_time=1.2)
        self.wait(0.4)

    def all_at_once(self):
        """One matrix product does what was done row by row."""
        self.section("All at once")
        batch = self.record.batch
        self.title("In one matrix product")
        self.say("Written as one product, all rows are computed together.")
        self.play(*(FadeOut(self.Z.row(i)) for i in range(len(self.Z.rows))), run_time=0.6)
        self.show_equation(
            self.formula(
                r"Z^{(1)} = \textcolor{input}{X} \textcolor{weight}{W^{(1)\top}} + \textcolor{weight}{b^{(1)}}", 28
            )
        )
        self.through(range(len(self.X.rows)), run_time=1.6)
        self.say("The first row is what we had for one example: it begins with {z}.", z=batch.Z1.value[0, 0])
        frame = SurroundingRectangle(
            self.Z.row(0), color=self.ink("activation"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )
        self.play(FadeIn(frame), run_time=0.6)
        self.wait(1.2)

    def pass_row(self, i: int, run_time: float) -> None:
        """A row of X goes over the weights and arrives as a row of Z."""
        frame = SurroundingRectangle(
            self.X.row(i), color=self.ink("input"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )
        self.play(
            FadeIn(frame),
            *(self.X.row(k).animate.set_opacity(1 if k == i else DIM) for k in range(len(self.X.rows))),
            run_time=0.5,
        )
        self.through([i], run_time)
        self.play(
            FadeOut(frame), *(self.X.row(k).animate.set_opacity(1) for k in range(len(self.X.rows))), run_time=0.4
        )

    def through(self, rows, run_time: float) -> None:
        """Rows of X go into the weights; rows of Z come out behind them."""
        ghosts, way = VGroup(*(self.X.row(i).copy() for i in rows)), RIGHT * 40 * PT
        self.play(
            FadeOut(ghosts, shift=2 * way), ScaleInPlace(self.W, 1.05, rate_func=there_and_back), run_time=run_time / 2
        )
        self.play(*(FadeIn(self.Z.row(i), shift=way) for i in rows), run_time=run_time / 2)
