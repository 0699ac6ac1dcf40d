"""Pieces of scenes: what they show, where they stand, and that their numbers are real."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

pytest.importorskip("manim")

from manim import DecimalNumber, FadeIn, Text

from deckwright.equations.formula import Formula
from deckwright.equations.mobject import FormulaMobject
from deckwright.errors import UserError
from deckwright.scenes import DisplayedNumber, LessonScene, Words, at, decimals_of, row
from deckwright.scenes.audit import ShownNumber, typed_in, unsourced
from deckwright.scenes.axes import Axes, Tick
from deckwright.scenes.bars import Bars
from deckwright.scenes.caption import reading_time, wrapped
from deckwright.scenes.cards import balanced
from deckwright.scenes.graph import ComputationGraph
from deckwright.scenes.image import image
from deckwright.scenes.matrix import HeatMap, Matrix
from deckwright.scenes.network import Network
from deckwright.scenes.typeface import outline
from deckwright.scenes.working import Worked
from deckwright.screen import PT
from deckwright.theme import DARK, LIGHT
from deckwright.video.drawing.dry_run import dry_run
from dlcore import Tensor


@dataclass(frozen=True)
class Line:
    """A line, its value and a constant."""

    w: Tensor
    x: Tensor
    z: Tensor
    rate: float = 0.125


@pytest.fixture
def record() -> Line:
    """z = w x, computed."""
    w, x = Tensor([0.5, -0.25], "w"), Tensor([0.3, 0.1], "x")
    return Line(w, x, (w @ x).named("z"))


def run(record, construct, **options) -> LessonScene:
    """A scene run through without drawing."""
    return dry_run(type("Trial", (LessonScene,), {"construct": construct}), record, **options)[0]


def test_numbers_of_the_record_are_all_right(record):
    """Values of the record, values on the way to them, plain numbers and what the scene computes from Tensors."""

    def construct(self):
        product = self.computed(self.record.w * self.record.x)
        for value in (
            *self.record.w.value,
            self.record.z,
            self.record.rate,
            *product.value,
            *self.computed(2 - self.record.w).value,
        ):
            self.play(FadeIn(self.figure(value)))
        self.say("Together {z}.", z=self.record.z)

    assert unsourced(run(record, construct)) == []


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (lambda self: self.figure(0.77), "shows 0.770, but 0.77 is not in the record"),
        (lambda self: self.figure(float(self.record.z) * 2), "is not in the record"),
        (lambda self: self.words("about 12 of them"), "bound to nothing: 'about 12 of them'"),
        (lambda self: self.formula("z = 0.77"), "bound to nothing: '0.77'"),
        (lambda self: DecimalNumber(0.5, mob_class=Text), "bound to nothing"),
        (lambda self: Text("3 ways"), "bound to nothing"),
    ],
)
def test_a_number_that_is_not_in_the_record_is_found(record, piece, words):
    """Whoever shows a number of their own is told which."""
    scene = run(record, lambda self: self.play(FadeIn(piece(self))))
    assert unsourced(scene) and words in unsourced(scene)[0]


def test_a_figure_whose_text_was_changed_is_found(record):
    """A figure that shows something else than its value is found."""

    def construct(self):
        figure = self.figure(self.record.w.value[0])
        figure.text = "0.600"
        self.play(FadeIn(figure))

    assert "shows 0.600 for 0.5" in unsourced(run(record, construct))[0]


def test_tensors_of_the_scene_need_a_source(record):
    """A Tensor computed from a number of the scene's own doesn't count as computed from the record."""

    def construct(self):
        self.play(FadeIn(self.figure(self.computed(self.record.z * 0.3))))

    assert "is not in the record" in unsourced(run(record, construct))[0]


@pytest.mark.parametrize(
    ("text", "value", "true"),
    [
        ("0.13", 0.125, True),
        ("0.12", 0.125, True),
        ("0.14", 0.125, False),
        ("−2", -2.4, True),
        (r"3.12\cdot 10^{-5}", 0.0000312, True),
        (r"3.12\cdot 10^{-4}", 0.0000312, False),
        ("1,234.5", 1234.5, True),
    ],
)
def test_a_text_is_true_to_its_last_digit(text, value, true):
    """A displayed number is its value, rounded."""
    assert ShownNumber(text, value).true is true


def test_a_working_goes_from_symbols_to_the_result(record):
    """Each stage has the parts of the one before in front; the numbers are the record's, calculator-true."""
    worked = Worked(record.z)
    assert [stage.latex.count("=") + stage.latex.count("approx") for stage in worked.stages] == [1, 1, 2]
    assert worked.advance() and worked.advance() and worked.now is worked.stages[-1]
    assert {number.value for number in worked.now.numbers} == {0.5, -0.25, 0.3, 0.1, record.z.item()}


def test_a_working_in_one_color(record):
    """Without the roles' colors the formula has only the text's."""
    parts = Worked(record.z, color=False).now
    assert {part.get_fill_color().to_hex() for part in parts} == {f"#{LIGHT.text}"}


def test_a_working_shows_its_numbers_to_the_check(record):
    """The numbers in an equation are noted as shown."""

    def construct(self):
        worked = self.worked(self.record.z)
        self.play(FadeIn(worked))
        while worked.stage < 2:
            self.play(*worked.advance())

    scene = run(record, construct)
    assert unsourced(scene) == [] and record.z.item() in {shown.value for shown in scene.shown}


def test_captions_wait_until_they_are_read(record):
    """A caption whose animation is short stays long enough; the next one starts after it."""

    def construct(self):
        self.say("This is a sentence that takes a while to read.")
        self.play(FadeIn(self.words("short")), run_time=0.4)
        self.say("And another.")

    captions = run(record, construct).renderer.file_writer.subcaptions
    lengths = [(c.end - c.start).total_seconds() for c in captions]
    assert all(length >= reading_time(c.content) - 0.25 for c, length in zip(captions, lengths))
    assert captions[1].start >= captions[0].end and max(c.content.count("\n") for c in captions) <= 1


def test_a_caption_says_a_figure_as_the_screen_shows_it(record):
    """A number gets its significant digits; a figure of the scene keeps its decimals, and both are noted as shown."""

    def construct(self):
        self.say("It is {z}, short {short}.", z=record.z, short=self.figure(record.z, 1))
        self.play(FadeIn(self.words("short")))

    scene = run(record, construct)
    (caption,) = scene.renderer.file_writer.subcaptions
    assert caption.content == f"It is {record.z.item():.3f}, short {record.z.item():.1f}." and unsourced(scene) == []
    assert [shown.value for shown in scene.shown] == [record.z.item()] * 2


def test_titles_of_axes_keep_clear_of_their_numbers():
    """One stands under the numbers of its axis, the other above the axis, flush left with its numbers."""
    axes = Axes((100, 50, 200, 100), (0, 10), (-1, 1), titles=("across", "up"))
    *_, across, up = axes
    ticks = [part for part in axes if isinstance(part, Tick)]
    assert (across.text, up.text) == ("across", "up")
    assert across.get_top()[1] < min(tick.get_bottom()[1] for tick in ticks)
    assert up.get_bottom()[1] > max(tick.get_top()[1] for tick in ticks)
    assert up.get_left()[0] == pytest.approx(min(tick.get_left()[0] for tick in ticks))


def test_a_caption_of_three_lines_is_refused():
    """Two lines of 42 letters are the most."""
    with pytest.raises(ValueError, match="at most 2 lines"):
        wrapped("word " * 30)


def test_letters_come_from_the_packages_own_fonts():
    """Outlines, digits of one width, kerning, and a second font for letters that the first one lacks."""
    widths = {outline(digit)[1] for digit in "0123456789"}
    assert len(widths) == 1 and outline("AV")[1] < outline("A")[1] + outline("V")[1] and len(outline("→")[0]) > 0


def test_a_cards_title_has_lines_of_like_length():
    """A title too long for one line is broken near its middle; a short one isn't, and no title makes no line."""
    assert balanced("Values flow forward, blame flows backward", 44, "bold") == [
        "Values flow forward,",
        "blame flows backward",
    ]
    assert balanced("Watch one round", 44, "bold") == ["Watch one round"] and balanced("", 24, "regular") == []
    assert balanced(f"A {'long' * 12} word", 44, "bold") == ["A", "long" * 12, "word"]


def test_text_for_the_last_row():
    """Words, numbers and formulas under 22 points are refused: on a slide, these would have less than 16."""
    for piece in (
        lambda: Words("small", 12),
        lambda: DisplayedNumber(0.5, size=21.5),
        lambda: FormulaMobject(Formula("x"), 20),
    ):
        with pytest.raises(ValueError, match="last row"):
            piece()


def test_a_row_stands_on_one_baseline():
    """Parts follow one another without overlap, brackets close to what they hold."""
    parts = [FormulaMobject(Formula("(")), DisplayedNumber(0.5), FormulaMobject(Formula(")")), Words("so")]
    row(*parts)
    gaps = [(b.get_left()[0] - a.get_right()[0]) / PT for a, b in zip(parts, parts[1:])]
    assert gaps == pytest.approx([2, 2, 8])


def test_formulas_have_the_roles_colors(record):
    """A colored piece of LaTeX is a part of its own in the theme's color."""
    formula = FormulaMobject(Formula(r"\textcolor{weight}{w} x"), theme=DARK)
    assert [part.get_fill_color().to_hex() for part in formula] == [
        f"#{DARK.color(role)}" for role in ("weight", "text")
    ]


def test_a_network_shows_its_weights(record):
    """Widths follow the weights' sizes, negative ones are dashed, and a wrong shape is refused."""
    net = Network((2, 1), [[[0.5, -1.0]]], (100, 300))
    solid, dashed = net.edges[0][0]
    assert solid.get_stroke_width() < dashed.get_stroke_width() and len(solid.points) == 4 < len(dashed.points)
    assert np.allclose(net.layers[1][0].disc.get_center(), at(300, 270))
    with pytest.raises(ValueError, match=r"shape \(1, 2\) don't join 3 units to 1"):
        Network((3, 1), [[[0.5, -1.0]]], (100, 300))


def test_decimals_shared_by_numbers():
    """As many as are needed, not more than say something."""
    assert [decimals_of(v) for v in ([1.0], [0.5, 0.25], [0.123456], [123.456, 1.0])] == [0, 2, 3, 0]


def test_matrices_show_all_their_numbers():
    """Numbers stand right-aligned in rows and columns between brackets; a heat map tints by size and sign."""
    values = np.array([[1.25, -0.5], [0.0, 2.0]])
    matrix, heat = Matrix(values), HeatMap(values)
    assert [[f.value for f in row] for row in matrix.rows] == values.tolist()
    assert matrix.entry(0, 0).get_right()[0] == pytest.approx(matrix.entry(1, 0).get_right()[0])
    assert matrix.brackets[0].get_right()[0] < matrix.entry(1, 0).get_left()[0]
    paper = heat.cells[1][0][0].get_fill_color().to_hex()
    assert paper == f"#{LIGHT.background}" and heat.cells[1][1][0].get_fill_color().to_hex() == f"#{LIGHT.positive}"


def test_axes_place_values():
    """Points of the record are at their places; ticks are round, and no typed numbers."""
    axes = Axes((100, 50, 200, 100), (0, 10), (-1, 1))
    assert np.allclose(axes.at(5, 0), at(200, 100)) and np.allclose(axes.path([0, 10], [-1, 1]).get_end(), at(300, 50))
    assert np.allclose(axes.dots([10], [-1])[0].get_center(), at(300, 150))
    texts = [part.text for part in axes if isinstance(part, Tick)]
    assert texts == ["0", "5", "10", "−1.0", "−0.5", "0.0", "0.5", "1.0"]
    assert [typed_in(part) for part in axes.get_family()] == [[]] * len(axes.get_family())


def test_bars_are_as_long_as_their_values():
    """Lengths are in proportion, negative ones hang, and each has its number."""
    bars = Bars([0.5, 1.0, -0.5], ["a", "b", "c"], (0, 0, 300, 150))
    heights = [bar.height / PT for bar in bars.bars]
    assert (
        heights == pytest.approx([50, 100, 50]) and bars.bars[2].get_center()[1] < bars.bars[0].get_bottom()[1] + 1e-9
    )
    assert [figure.text for figure in bars.figures] == ["0.5", "1.0", "−0.5"]
    with pytest.raises(ValueError, match="as many names"):
        Bars([1.0], ["a", "b"], (0, 0, 10, 10))


def test_a_computation_graph_joins_its_nodes():
    """Arrows run from rim to rim; a value stands above its node, blame below."""
    graph = ComputationGraph({"x": (100, 100, "x"), "f": (300, 100, "+")}, [("x", "f")])
    arrow = graph.edges["x", "f"]
    assert np.allclose(arrow.get_start(), at(126, 100)) and np.allclose(arrow.get_end(), at(274, 100), atol=1e-6)
    center = graph.nodes["f"][0].get_center()[1]
    assert graph.value("f", 2.0).get_bottom()[1] > center > graph.blame("f", -1.0).get_top()[1]
    with pytest.raises(ValueError, match="joins a node that isn't there"):
        ComputationGraph({"x": (0, 0, "x")}, [("x", "y")])


def test_pictures_are_made_of_numbers():
    """The largest value gets the text's color, zero the background's; the diverging scale has two ends."""
    pixels = image([[0.0, 1.0]]).pixel_array
    assert [bytes(pixel).hex().upper() for pixel in pixels[0, :, :3].tolist()] == [LIGHT.background, LIGHT.text]
    ends = image([[-2.0, 2.0]], diverging=True).pixel_array[0, :, :3]
    assert [bytes(pixel).hex().upper() for pixel in ends.tolist()] == [LIGHT.negative, LIGHT.positive]
    with pytest.raises(ValueError, match="needs a matrix"):
        image([1.0, 2.0])


def test_a_picture_is_drawn(record):
    """Manim draws an image mobject with the Pillow that is installed."""
    from deckwright.video.drawing.camera import SteadyCamera

    camera = SteadyCamera(pixel_width=64, pixel_height=36)
    camera.capture_mobjects([image(np.eye(4), height=540.0)])
    assert len(np.unique(camera.pixel_array[..., 0])) > 1


def test_the_camera_draws_as_manim_does(record):
    """Layers and kept paths give the pixels of shapes drawn anew, to rounding, also after a shape has moved."""
    from manim.camera.camera import Camera

    from deckwright.video.drawing.camera import SteadyCamera

    pieces = [
        Network((2, 1), [[[0.5, -1.0]]], (300, 600)),
        Words("words", 40),
        FormulaMobject(Formula(r"\frac{a}{b}"), 40),
    ]
    ours, theirs = SteadyCamera(pixel_width=160, pixel_height=90), Camera(pixel_width=160, pixel_height=90)
    for step in (0, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0):
        for camera in (ours, theirs):
            camera.reset()
            camera.capture_mobjects(pieces)
        assert np.abs(ours.pixel_array.astype(int) - theirs.pixel_array).max() <= 3
        pieces[1].shift([0.3 * step, 0.1 * step, 0.0])


@pytest.mark.parametrize("said", ["שלום", "الخطأ", "ค่า"])
def test_letters_that_must_be_joined_or_turned_are_refused(said):
    """One after the other from the left they would stand backwards, or apart."""
    with pytest.raises(UserError, match="one letter after the other"):
        Words(f"the word {said}")


def test_letters_of_a_formula_that_no_scene_has_are_refused():
    """On a slide they are text; in a video there is no font for them."""
    with pytest.raises(UserError, match="no font of the scenes has '损失'"):
        FormulaMobject(Formula(r"\text{损失} = x"))
