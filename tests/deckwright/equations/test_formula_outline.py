r"""Outlines: exact boxes, open letters, roles, alignment; freeforms made of them."""

import pytest
import ziafont
import ziamath
from pptx.util import Pt

from deckwright.equations.curves import bar, bounds, cubic, from_svg
from deckwright.equations.formula import NOTHING, Formula, Sides
from deckwright.equations.omml_elements import A
from deckwright.equations.outline import aligned_outline, outline
from deckwright.language.other_letters import other_width
from deckwright.pptx.outline_freeform import geometries

SIZE = 24.0


def box(glyphs):
    """What glyphs cover."""
    return bounds(contour for glyph in glyphs for contour in glyph.contours)


@pytest.mark.parametrize("latex", ["x", r"\frac{a}{b}+1", r"\sum_{i=1}^n x_i", r"\begin{bmatrix}1&2\\3&4\end{bmatrix}"])
def test_the_box_touches_the_marks_on_all_sides(latex):
    """Width, height and depth are those of the marks, from the left edge and the baseline."""
    drawn = outline(Formula(latex), SIZE)
    assert box(drawn.glyphs) == pytest.approx((0, -drawn.height, drawn.width, drawn.depth), abs=1e-6)


def test_a_letter_is_as_large_as_the_font_says():
    """The box of one letter is that of the font's own glyph at the size asked for."""
    font = ziafont.Font(ziamath.zmath.fontname)
    glyph, unit = font.glyph("𝑔").bbox, SIZE / font.info.layout.unitsperem
    drawn = outline(Formula("g"), SIZE)
    expected = ((glyph.xmax - glyph.xmin) * unit, glyph.ymax * unit, -glyph.ymin * unit)
    assert (drawn.width, drawn.height, drawn.depth) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\text{损失} + 损^2", ["损失", "损"]),
        (r"\sum_{i\in\text{集合}} \sqrt{\text{学习 率}}", ["集合", "学习\u00a0率"]),
        (r"\begin{cases} 1 & \text{如果 } x>0 \\ 0 & \text{否则}\end{cases}", ["如果", "否则"]),
        (r"\text{גודל של } x", ["גודל\u00a0של"]),
        (r"\hat{损} \xrightarrow{\text{훈련}} \operatorname{損失}(x)", ["损", "훈련", "損失"]),
    ],
)
def test_letters_that_the_font_lacks_have_their_room(latex, said):
    """A line's words stay together, so that they can be set in the order in which they are read."""
    drawn = outline(Formula(latex), SIZE)
    letters = [glyph for glyph in drawn.glyphs if glyph.letters]
    assert sorted(glyph.letters for glyph in letters) == sorted(said)
    for glyph in letters:
        left, top, right, bottom = glyph.box
        assert bottom - top == pytest.approx(glyph.scale) and glyph.scale in (SIZE, pytest.approx(0.7 * SIZE))
        assert right - left == pytest.approx(glyph.scale * sum(map(width, glyph.letters)))
    assert outline(Formula(rf"\phantom{{{latex}}}"), SIZE).glyphs == ()


def test_another_size_is_the_same_outline_scaled():
    """Twice the size is twice every coordinate."""
    small, large = outline(Formula(r"\frac{x}{2}"), 12), outline(Formula(r"\frac{x}{2}"), 24)
    assert (large.width, large.height, large.depth) == pytest.approx(
        (2 * small.width, 2 * small.height, 2 * small.depth)
    )
    assert box(large.glyphs) == pytest.approx([2 * side for side in box(small.glyphs)])


def width(letter):
    """Of a letter of another script, or the space between its words."""
    return 0.25 if letter.isspace() else other_width(letter)


def area(contour):
    """Twice the signed area of the polygon through the ends of a contour's curves."""
    return sum(a[0][0] * a[-1][1] - a[-1][0] * a[0][1] for a in contour)


@pytest.mark.parametrize("letter", ["o", r"\sigma", "0", r"\theta", "e"])
def test_the_inside_of_a_letter_stays_open(letter):
    """A counter runs the other way round than the edge around it, so that either rule of filling leaves it open."""
    (glyph,) = outline(Formula(letter), SIZE).glyphs
    signs = {area(contour) > 0 for contour in glyph.contours}
    assert len(glyph.contours) >= 2 and signs == {True, False}


@pytest.mark.parametrize("latex", [r"\frac{a}{b}", r"\sqrt{x}", r"\overline{x}", r"\boxed{x}", r"\cancel{x}"])
def test_bars_are_rules(latex):
    """Fraction bars, the bars of roots, overlines, frames and strokes are marked as rules."""
    assert sum(glyph.rule for glyph in outline(Formula(latex), SIZE).glyphs) == 1


def test_roles_are_kept_with_the_glyphs():
    """Each glyph knows its role, the bar of a colored fraction too."""
    drawn = outline(Formula(r"\textcolor{weight}{w}\textcolor{input}{x} + \textcolor{loss}{\frac12}"), SIZE)
    assert [glyph.role for glyph in drawn.glyphs] == ["weight", "input", "", "loss", "loss", "loss"]
    assert drawn.roles == ("weight", "input", "", "loss")


def test_every_contour_is_closed_and_its_cubics_follow_it():
    """Each curve begins where the one before ends; as cubics they run through the same ends."""
    for glyph in outline(Formula(r"\frac{\sigma}{2}"), SIZE).glyphs:
        for contour, cubics in zip(glyph.contours, glyph.cubics(), strict=True):
            assert all(a[-1] == b[0] for a, b in zip(contour, (*contour[1:], contour[0])))
            assert [(c[0], c[-1]) for c in cubics] == [(c[0], c[-1]) for c in contour]
            assert {len(c) for c in cubics} == {4}


def test_bounds_include_the_bulge_of_a_curve():
    """A quadratic from (0,0) over (1,2) to (2,0) rises to 1, and so does the same curve as a cubic."""
    curve = ((0.0, 0.0), (1.0, 2.0), (2.0, 0.0))
    assert bounds([(curve,)]) == bounds([(cubic(curve),)]) == pytest.approx((0, 0, 2, 1))


def test_an_svg_path_is_read_and_closed():
    """An open path is closed with a straight line."""
    assert from_svg("M 0 0 L 4 0 Q 4 4 0 4 Z") == ((((0, 0), (4, 0)), ((4, 0), (4, 4), (0, 4)), ((0, 4), (0, 0))),)


def test_a_slanted_stroke_covers_its_length_and_thickness():
    """A stroke from (0,0) to (3,4), one point thick, has an area of five square points."""
    assert abs(area(bar((0, 0), (3, 4), 1.0))) / 2 == pytest.approx(5)


LINES = (
    Sides(Formula("z_1"), Formula("="), Formula("w_{11}x_1 + b_1")),
    Sides(NOTHING, Formula("="), Formula("0.3775")),
    Sides(Formula(r"\textcolor{activation}{a_1}"), Formula("="), Formula(r"\frac{1}{1+e^{-z_1}}")),
)


def test_lines_are_aligned_at_their_relations():
    """The equals signs stand below each other, and no two lines touch."""
    drawn = aligned_outline(LINES, SIZE)
    equals = outline(Formula("="), SIZE)
    places = []
    for line, (x, y) in zip(drawn.lines, drawn.offsets, strict=True):
        signs = [
            box([glyph]) for glyph in line.glyphs if box([glyph])[2] - box([glyph])[0] == pytest.approx(equals.width)
        ]
        places.append(signs[0][0] + x)
        assert y >= 0
    assert places == pytest.approx([places[0]] * 3)
    for (above, (_, y0)), (below, (_, y1)) in zip(
        zip(drawn.lines, drawn.offsets), list(zip(drawn.lines, drawn.offsets))[1:]
    ):
        assert y0 + above.depth < y1 - below.height


def test_the_box_of_aligned_lines_is_that_of_all_their_marks():
    """Layout may rely on the box of several lines as on that of one."""
    drawn = aligned_outline(LINES, SIZE)
    assert box(drawn.glyphs) == pytest.approx((0, -drawn.height, drawn.width, drawn.depth), abs=1e-6)
    assert "activation" in drawn.roles


def test_a_freeform_has_a_path_for_each_glyph_within_its_box():
    """Glyphs that touch must not cancel each other; no point lies outside of the box."""
    drawn = outline(Formula(r"\sqrt{x}+\textcolor{loss}{o}"), SIZE)
    shapes = geometries(drawn)
    assert list(shapes) == ["", "loss"]
    paths = [path for shape in shapes.values() for path in shape.iter(f"{{{A}}}path")]
    assert len(paths) == len(drawn.glyphs)
    for path in paths:
        assert (int(path.get("w")), int(path.get("h"))) == (Pt(drawn.width), Pt(drawn.total))
        for point in path.iter(f"{{{A}}}pt"):
            assert -1 <= int(point.get("x")) <= Pt(drawn.width) + 1 and -1 <= int(point.get("y")) <= Pt(drawn.total) + 1
    (o,) = shapes["loss"].iter(f"{{{A}}}path")
    assert len(o.findall(f"{{{A}}}close")) == 2
