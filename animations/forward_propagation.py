"""Forward propagation: a layer as rows times a column, and a batch that shares the layer's weights."""

from __future__ import annotations

from manim import (
    RIGHT,
    UP,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    ReplacementTransform,
    ScaleInPlace,
    SurroundingRectangle,
    Transform,
    VGroup,
    there_and_back,
)

from deckwright.scenes import PT, at, decimals_of
from deckwright.scenes.gather import gathered
from deckwright.scenes.matrix import Matrix
from deckwright.scenes.morph import morphed
from deckwright.scenes.pace import paced
from deckwright.scenes.transpose import turned_over
from deckwright.scenes.worked_scene import WorkedScene

MIDDLE, NAMES = 275.0, 108.0  # heights of the line on which the arrays stand, and of their names
PITCH, GAP = 2.9, 0.95  # from row to row, and between columns, in sizes of the numbers
ABOVE = 27.0  # how far over a weight the number stands that meets it
DIM = 0.3
SUM = r"\textcolor{weight}{W^{(1)}} \textcolor{input}{x} + \textcolor{weight}{b^{(1)}}"


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
        self.W = self.placed(Matrix(r.W1.value, role="weight", pitch=PITCH, gap=GAP, theme=self.theme), 195)
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
        self.add(self.W, self.x, self.b, self.names[:3], signs[0])
        self.wait(1.2)
        self.play(FadeIn(self.z.brackets), FadeIn(signs[1]), FadeIn(names[3]), run_time=0.7)
        self.say("The first row meets the column: multiply in pairs, add the bias.")
        self.frame = self.framed(0)
        self.column = SurroundingRectangle(
            self.x.column(0), color=self.ink("input"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )
        self.play(FadeIn(self.frame), FadeIn(self.column), *self.dimmed(0), run_time=0.8)
        self.meet(0, 1.0)
        self.work_out(r.z1, 0, size=24)
        self.say("The first sum is {z}.", z=r.z1.value[0])
        self.wait(0.5)

    def all_rows(self):
        """The other rows do the same, each faster than the one before."""
        self.section("All rows")
        r = self.record
        self.title("Every row does the same")
        self.say("The next row is the next neuron, with the same inputs.")
        self.clear_equation()
        for i, pace in paced(range(1, len(r.z1.value)), quicker=0.5):
            self.play(Transform(self.frame, self.framed(i)), *self.dimmed(i), run_time=0.6 * pace)
            self.meet(i, pace)
        self.say("A matrix product is all the rows at once.")
        self.show_equation(self.formula(rf"z^{{(1)}} = {SUM}", 28))
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
        self.play(gathered(self.z.column(0), self.a.column(0), lag=0.6), run_time=2.6)
        self.say("These four numbers are the inputs of the next layer.")
        self.show_equation(self.formula(rf"\textcolor{{activation}}{{a^{{(1)}}}} = \sigma({SUM})", 28))
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

    def meet(self, i: int, pace: float) -> None:
        """The column tips over onto the row, each pair becomes its product, and all of them run into the sum.

        pace  of what the first row takes
        """
        weights, inputs = self.W.row(i), self.x.column(0).copy()
        over = [weight.get_center() + UP * ABOVE * PT for weight in weights]
        self.play(
            LaggedStart(*(Transform(x, x.copy().move_to(place)) for x, place in zip(inputs, over)), lag_ratio=0.25),
            run_time=2.0 * pace,
        )
        products = self.computed(self.record.W1[i] * self.record.x)
        terms = VGroup(
            *(
                self.figure(product, decimals_of(products.value), 22, style="bold").move_to(place)
                for product, place in zip(products.value, over)
            )
        )
        self.play(
            LaggedStart(
                *(
                    AnimationGroup(ReplacementTransform(x, term), Indicate(weight, 1.2, color=self.ink("weight")))
                    for x, term, weight in zip(inputs, terms, weights)
                ),
                lag_ratio=0.4,
            ),
            run_time=2.4 * pace,
        )
        self.play(ReplacementTransform(VGroup(*terms, self.b.entry(i).copy()), self.z.entry(i)), run_time=1.2 * pace)

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
        weights = Matrix(self.record.W1.value, role="weight", **look)
        self.W = weights.transposed()
        self.Z = Matrix(batch.Z1.value, **look)
        signs = self.formula(r"+\; \textcolor{weight}{b^{(1)}} \;=", 24)
        VGroup(self.X, self.W, signs, self.Z).arrange(RIGHT, buff=14 * PT).move_to(at(480, MIDDLE))
        weights.move_to(self.W)
        X, before, W, Z = (
            self.formula(latex, 28).move_to(part).set_y(at(0, NAMES)[1])
            for latex, part in (
                (r"\textcolor{input}{X}", self.X),
                (r"\textcolor{weight}{W^{(1)}}", self.W),
                (r"\textcolor{weight}{W^{(1)\top}}", self.W),
                ("Z^{(1)}", self.Z),
            )
        )
        self.say("Examples stand in rows. In the matrix, each neuron’s weights are a row, too.")
        self.add(self.X, weights, X, before)
        self.wait(1.0)
        self.say("So it turns over: a neuron’s weights are now a column.")
        self.play(*turned_over(weights, self.W), morphed(before, W), run_time=2.4)
        self.add(self.W)
        self.play(FadeIn(signs), FadeIn(self.Z.brackets), FadeIn(Z), run_time=0.8)
        self.say("The first example goes through the layer.")
        self.pass_row(0, run_time=2.0)
        self.work_out(batch.Z1, (0, 0), size=24)
        self.wait(0.4)

    def further_examples(self):
        """Each further row meets the same matrix."""
        self.section("The same weights for all")
        self.title("Every example meets the same weights")
        self.say("The next example meets the same weights: nothing new is learned or stored.")
        self.clear_equation()
        for i, seconds in paced(range(1, len(self.X.rows)), first=1.2, quicker=0.5, least=0.3):
            self.pass_row(i, run_time=seconds)
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
        self.through(run_time=2.0)
        self.say("The first row is what we had for one example: it begins with {z}.", z=batch.Z1.value[0, 0])
        frame = SurroundingRectangle(
            self.Z.row(0), color=self.ink("activation"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )
        self.play(FadeIn(frame), run_time=0.6)
        self.wait(1.2)

    def pass_row(self, i: int, run_time: float) -> None:
        """A row of X tips over into a column and walks over the columns of the weights; at each a sum comes out."""
        frame = SurroundingRectangle(
            self.X.row(i), color=self.ink("input"), buff=7 * PT, stroke_width=3, corner_radius=5 * PT
        )
        self.play(
            FadeIn(frame),
            *(self.X.row(k).animate.set_opacity(1 if k == i else DIM) for k in range(len(self.X.rows))),
            run_time=0.3 * run_time,
        )
        walker = self.X.row(i).copy()
        for j in range(len(self.W.rows[0])):
            column = self.W.column(j)
            self.play(
                *(x.animate.move_to(w.get_center() + UP * ABOVE * PT) for x, w in zip(walker, column)),
                run_time=(0.5 if j == 0 else 0.25) * run_time,
            )
            meeting = VGroup(*walker.copy(), *column.copy())
            self.play(ReplacementTransform(meeting, self.Z.entry(i, j)), run_time=0.35 * run_time)
        self.play(
            FadeOut(frame),
            FadeOut(walker),
            *(self.X.row(k).animate.set_opacity(1) for k in range(len(self.X.rows))),
            run_time=0.3 * run_time,
        )

    def through(self, run_time: float) -> None:
        """All rows of X at once go into the weights, and each comes out as a row of Z."""
        rows = range(len(self.X.rows))
        ghosts = VGroup(*(self.X.row(i).copy() for i in rows))
        self.play(
            *(
                ghost.animate.move_to(self.W).set_y(self.X.row(i).get_y()).set_opacity(DIM)
                for i, ghost in enumerate(ghosts)
            ),
            ScaleInPlace(self.W, 1.05, rate_func=there_and_back),
            run_time=run_time / 2,
        )
        self.play(*(ReplacementTransform(ghosts[i], self.Z.row(i)) for i in rows), run_time=run_time / 2)
