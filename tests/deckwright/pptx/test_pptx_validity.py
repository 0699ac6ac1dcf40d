"""A deck with every kind of block: valid by the strict schema, readable, and the same bytes each time."""

from __future__ import annotations

import pptx
import pytest
from PIL import Image

from deckwright.deck.chart import Axis, Chart, Series
from deckwright.deck.drawing import Connector, Drawing, Shape
from deckwright.deck.equation import Equation, Line
from deckwright.deck.media import Length, Picture, Video
from deckwright.deck.slide import Note
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Code, Item, Math, Paragraph, Run
from deckwright.pictures.picture_file import picture_file
from deckwright.theme import DARK

ALT = (Run("What a listener is told"),)


def cells(*rows):
    """Rows of cells with these words or formulas."""
    return tuple(tuple(Cell((part if isinstance(part, Math) else Run(part),)) for part in row) for row in rows)


@pytest.fixture(scope="module")
def everything(slide, tmp_path_factory):
    """Slides with all kinds of blocks, appearing step by step, with and without formulas."""
    tmp_path = tmp_path_factory.mktemp("media")
    picture, movie, captions = tmp_path / "p.png", tmp_path / "m.mp4", tmp_path / "m.vtt"
    Image.new("RGB", (320, 200), "#446688").save(picture)
    drawing = tmp_path / "d.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><rect width="3" height="1"/></svg>')
    movie.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(100))
    captions.write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
    formula = Math.from_latex(r"\frac{\partial L}{\partial w} = \delta\, x")
    items = (Item((Run("First"),)), Item((Run("Then "), formula), level=1, step=1), Item((Run("Third"),), marker="3."))
    table = cells(("Name", Math.from_latex("f(z)")), ("sigmoid", Math.from_latex(r"\frac{1}{1+e^{-z}}")))
    series = (Series("train", (1.0, 0.5), (0.0, 1.0)), Series("test", (1.1, 0.8), (0.0, 1.0)))
    circles = (Shape(x=0, y=0, width=40, height=40, kind="ellipse", name="a", text=(Math.from_latex("x_1"),)),)
    circles += (Shape(x=90, y=0, width=40, height=40, name="b", part=1), Connector(start="a", end="b", part=1))
    lines = (
        Line.from_latex("w x + b", "z", "=", (Run("by "), Math.from_latex("z"))),
        Line.from_latex("0.3", "", "=", step=1),
    )
    return (
        slide("Backpropagation", layout="title", subtitle=(Run("Lecture 9"),)),
        slide("The chain rule", layout="section", subtitle=(Math.from_latex(r"\delta"),)),
        slide("Text", Paragraph(text=(Run("So "), formula, Run(" holds.")), step=1), Bullets(items=items, step=2)),
        slide("Equations", Equation(lines=lines), Equation(lines=lines[:1], step=1), Code(lines=((Run("x = 1"),),))),
        slide("A table", Table(rows=table, caption=(Run("Slopes of "), formula), by_row=True, step=1, alt=ALT)),
        slide("A matrix", Table(rows=cells(("1", "2")), kind="matrix", header_rows=0, alt=ALT)),
        slide("A chart", Chart(kind="line", series=series, x=Axis("epoch"), by_series=True, step=1, alt=ALT)),
        slide("A drawing", Drawing(width=130, height=40, marks=circles, step=1, alt=ALT)),
        slide(
            "A picture",
            Picture(path=picture, file=picture_file(picture), caption=(Run("A surface"),), step=1, alt=ALT),
            Picture(path=drawing, file=picture_file(drawing), alt=ALT, width=Length(share=0.5)),
        ),
        slide("A video", Video(scene="BlameFlow", path=movie, captions=captions, loop=True, alt=ALT)),
        slide("No video yet", Video(scene="BlameFlow"), notes=(Note((Run("Say so, "), formula), bullet=True),)),
        slide("Think", Paragraph(text=(Run("Why?"),), kind="question"), layout="question", footnotes=((formula,),)),
    )


@pytest.fixture(scope="module")
def deck_file(written, everything):
    """The deck in the light theme."""
    return written(*everything, manifest=b"{}")


@pytest.mark.slow
def test_strict_validator_finds_nothing(deck_file, findings):
    """The strict schema allows everything in the file."""
    assert findings(deck_file) == []


@pytest.mark.slow
def test_strict_validator_finds_nothing_in_the_dark(written, everything, findings):
    """The strict schema allows everything in the dark theme as well."""
    assert findings(written(*everything, theme=DARK)) == []


@pytest.mark.slow
def test_native_equations_stand_where_the_schema_allows_them(deck_file, findings, opened):
    """With the native equations opened to the validator, nothing is found outside of them.

    Inside of formulas it knows Word's run properties alone, where Office writes DrawingML's into a presentation.
    """
    others = [found for found in findings(opened(deck_file)) if "oMath" not in found]
    assert others == []


def test_two_writes_are_the_same_bytes(written, everything, deck_file):
    """Nothing in the file depends on when it was written."""
    assert written(*everything, manifest=b"{}").read_bytes() == deck_file.read_bytes()


def test_every_slide_opens_with_its_title(deck_file, everything):
    """python-pptx finds each slide's title in a title placeholder."""
    titles = [each.shapes.title.text_frame.text for each in pptx.Presentation(deck_file).slides]
    assert titles == ["".join(run.text for run in each.title) for each in everything]


def test_names_and_ids_of_shapes_are_unique(deck_file, everything, xml):
    """Each shape that a program sees has an id and a name of its own on its slide; alternatives may share theirs."""
    for number in range(1, len(everything) + 1):
        tree = xml(deck_file, number)
        for unseen in ("Fallback", "Choice"):
            skipped = set(tree.iterfind(f".//{{*}}AlternateContent/{{*}}{unseen}//{{*}}cNvPr"))
            shown = [each for each in tree.iterfind(".//{*}cNvPr") if each not in skipped]
            assert len({each.get("id") for each in shown}) == len(shown)
            assert len({each.get("name") for each in shown}) == len(shown)


def test_what_is_not_text_is_described(deck_file, everything, xml):
    """Pictures, tables, charts, equations and drawings tell a screen reader what they show."""
    for number in range(1, len(everything) + 1):
        tree = xml(deck_file, number).find(".//{*}spTree")
        for kind in ("pic", "graphicFrame", "grpSp"):
            for shape in tree.iterfind(f"{{*}}{kind}"):
                assert shape.find(".//{*}cNvPr").get("descr"), (number, kind)
