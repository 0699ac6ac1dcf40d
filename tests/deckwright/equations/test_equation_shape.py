r"""Equations in a presentation: written, validated, read back."""

import copy
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Emu, Inches, Pt

from deckwright.equations.formula import NOTHING, Formula, Sides
from deckwright.equations.omml import text_of
from deckwright.equations.omml_elements import A, M
from deckwright.equations.outline import outline
from deckwright.layout.placed import Box
from deckwright.pptx.equation_shape import A14, MC, P, a14_math, equation_shape, set_outline

COURSE = Path(__file__).with_name("course_formulas.tex").read_text(encoding="utf-8").splitlines()
LINES = tuple(
    Sides(*map(Formula, line)) for line in (("z", "=", r"\textcolor{weight}{w}x"), ("", "=", "0.35"), ("", "", "+1"))
)
BOX = Box(Inches(1), Inches(1), Inches(6), Inches(2))


def alone(latex):
    """A formula as an equation of one line."""
    return (Sides(NOTHING, NOTHING, Formula(latex)),)


def element(formula, **options):
    """An equation in a box of six by two inches."""
    return equation_shape(
        alone(formula) if isinstance(formula, str) else formula,
        BOX,
        24,
        shape_id=7,
        name="Equation 7",
        alt="z equals",
        **options,
    )


def test_there_is_a_native_equation_and_a_drawing_of_it():
    """PowerPoint takes the native one, others the drawing; both have the same id and alt text."""
    content = element("z = 0.35")
    choice, fallback = content
    assert choice.get("Requires") == "a14 p159"
    assert choice.nsmap["p159"] == "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
    assert text_of(choice) == "z=0.35"
    assert fallback.find(f".//{{{A}}}custGeom") is not None
    for branch in content:
        properties = branch.find(f".//{{{P}}}cNvPr")
        assert (properties.get("id"), properties.get("descr")) == ("7", "z equals")


def test_the_text_box_leaves_the_equation_where_it_is():
    """No insets, no wrapping, no fitting, no bullet."""
    body = element("x").find(f".//{{{A}}}bodyPr")
    assert [body.get(side) for side in ("lIns", "tIns", "rIns", "bIns")] == ["0"] * 4
    assert body.get("wrap") == "none" and body[0].tag == f"{{{A}}}noAutofit"


@pytest.mark.parametrize(("justify", "share"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_the_drawing_stands_where_the_text_does(justify, share):
    """Left, center or right of its box, at mid-height."""
    content = element("x+1", justify=justify)
    assert content.find(f".//{{{M}}}jc").get(f"{{{M}}}val") == justify
    place = content.find(f"{{{MC}}}Fallback//{{{A}}}xfrm")
    drawn = outline(Formula("x+1"), 24)
    free = BOX.width - Pt(drawn.width)
    assert int(place[0].get("x")) == pytest.approx(BOX.left + share * free, abs=1)
    assert int(place[0].get("y")) == pytest.approx(BOX.top + (BOX.height - Pt(drawn.total)) / 2, abs=1)


def test_several_colors_make_a_group_of_freeforms():
    """One freeform for each role, filled with the theme's color, all ids different."""
    group = element(r"\textcolor{weight}{w}\textcolor{muted}{x} = 1").find(f"{{{MC}}}Fallback/{{{P}}}grpSp")
    fills = [shape.find(f"{{{P}}}spPr//{{{A}}}schemeClr").get("val") for shape in group.findall(f"{{{P}}}sp")]
    ids = [properties.get("id") for properties in group.iter(f"{{{P}}}cNvPr")]
    assert fills == ["accent2", "tx2", "tx1"]
    assert len(set(ids)) == len(ids) == 4


def deck(path, formulas):
    """A plain presentation with an equation on each slide, and a paragraph with one among its words."""
    presentation = Presentation()
    for formula in formulas:
        shapes = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
        formula = alone(formula) if isinstance(formula, str) else formula
        drawn = set_outline(formula, 20)
        box = Box(Inches(0.5), Inches(0.5), Emu(Pt(drawn.width)), Emu(Pt(drawn.total)))
        shapes._spTree.append(equation_shape(formula, box, 20, shape_id=2, name="Equation", alt="an equation"))
    presentation.save(path)
    return path


def edited(source, target, change):
    """A copy of a presentation with every slide's tree changed."""
    presentation = Presentation(source)
    for slide in presentation.slides:
        change(slide.shapes._spTree)
    presentation.save(target)
    return target


def as_checked_mathematics(tree):
    """Make the native equations visible to the validator.

    It skips what requires p159. It also knows only Word's run properties within mathematics, where PowerPoint writes
    DrawingML's (``a:rPr``): those are moved to ordinary runs, so that they are checked as well.
    """
    for choice in tree.iter(f"{{{MC}}}Choice"):
        choice.set("Requires", "a14")
        paragraph = choice.find(f".//{{{A}}}p")
        for properties in list(choice.iter(f"{{{A}}}rPr")):
            properties.getparent().remove(properties)
            run = etree.Element(f"{{{A}}}r")
            run.append(properties)
            etree.SubElement(run, f"{{{A}}}t").text = "x"
            paragraph.insert(1, run)


@pytest.mark.slow
def test_a_deck_with_equations_is_valid(tmp_path, findings):
    """Colored and aligned: valid as written, and with the native equations made visible."""
    path = deck(tmp_path / "some.pptx", [COURSE[7], LINES])
    assert findings(path) == []
    assert findings(edited(path, tmp_path / "seen.pptx", as_checked_mathematics)) == []


@pytest.mark.slow
def test_a_deck_with_all_formulas_of_the_course_is_valid(tmp_path, findings):
    """The same for all of them."""
    path = deck(tmp_path / "all.pptx", [*COURSE, LINES])
    assert findings(path) == []
    assert findings(edited(path, tmp_path / "seen.pptx", as_checked_mathematics)) == []


@pytest.mark.slow
def test_the_validator_does_look_into_the_equations(tmp_path, findings):
    """A fraction without its denominator is found, so that a clean result means something."""

    def broken(tree):
        as_checked_mathematics(tree)
        fraction = next(tree.iter(f"{{{M}}}f"))
        fraction.remove(fraction[-1])

    path = deck(tmp_path / "fraction.pptx", [r"\frac12"])
    assert findings(edited(path, tmp_path / "broken.pptx", broken)) != []


def test_an_inline_formula_is_a_part_of_its_paragraph():
    """``a14:m`` holds one formula in text style, at the size of the paragraph unless told otherwise."""
    math = a14_math(Formula(r"\sum_i x_i"))
    assert math.tag == f"{{{A14}}}m" and math[0].tag == f"{{{M}}}oMath"
    assert math.find(f".//{{{M}}}limLoc").get(f"{{{M}}}val") == "subSup"
    assert {properties.get("sz") for properties in math.iter(f"{{{A}}}rPr")} == {None}
    sizes = {properties.get("sz") for properties in copy.deepcopy(a14_math(Formula("x"), 18.5)).iter(f"{{{A}}}rPr")}
    assert sizes == {"1850"}
