"""Figures of matplotlib and images of Pillow that a lesson hands over become pictures on the slides."""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from types import ModuleType

import numpy as np
import pytest
from lxml import etree
from PIL import Image

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.checking.check import check_lecture
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.picture import picture
from deckwright.lesson import Lesson, run_lesson
from deckwright.markdown.lecture import read_lecture
from deckwright.pictures.computed import computed_picture, in_theme
from deckwright.pictures.matplotlib_style import STYLE
from deckwright.pictures.picture_file import PictureFile
from deckwright.store import key_of
from deckwright.store.encoding import decode, encode
from deckwright.theme import DARK, LIGHT

LESSON = '''"""A figure."""
import matplotlib.pyplot as plt

def lesson(*, high: float = 2.0):
    figure, axes = plt.subplots(figsize=(4, 2))
    axes.plot([0, 1], [1, high])
    return {"figure": figure, "axes": axes, "several": [figure], "by_name": {"a": figure}, "number": 0.5}
'''


@pytest.fixture
def lesson(tmp_path) -> Lesson:
    """A lesson that draws a line."""
    (tmp_path / "lesson.py").write_text(LESSON)
    return Lesson(tmp_path)


@pytest.mark.slow
def test_a_record_holds_pictures_in_the_place_of_figures(lesson) -> None:
    """Wherever they stand; equal figures are equal bytes, so that a record travels and is known again."""
    record, again, other = (run_lesson(lesson, high).record for high in ([], [], ["high=3"]))
    assert isinstance(record.figure, PictureFile) and record.figure == record.axes == record.several[0]
    assert record.by_name == {"a": record.figure} and record.number == 0.5
    assert b"<svg" in record.figure.drawing and b"<dc:date>" not in record.figure.drawing
    assert Image.open(io.BytesIO(record.figure.raster)).size[0] == 1600
    assert key_of(record) == key_of(again) != key_of(other) and decode(encode(record)) == record


@pytest.mark.slow
def test_figures_are_drawn_in_the_look_of_the_deck(lesson) -> None:
    """The settings are the light theme's, and are so again for each lesson; another theme replaces its colors."""
    colors = re.search(r"axes.prop_cycle: .*\[(.*)\]", STYLE.read_text())[1]
    assert re.findall(r"\w{6}", colors) == list(LIGHT.categories)
    first = run_lesson(lesson).record.figure
    assert f"#{LIGHT.color('category1')}".lower().encode() in first.drawing
    red = "    plt.rcParams['axes.prop_cycle'] = plt.cycler(color=['r'])\n"
    lesson.code.write_text(LESSON.replace("    figure, axes", red + "    figure, axes"))
    assert b"#ff0000" in run_lesson(lesson).record.figure.drawing
    lesson.code.write_text(LESSON)
    assert run_lesson(lesson).record.figure == first and "MATPLOTLIBRC" not in os.environ
    dark = in_theme(first, DARK)
    for role in ("category1", "text", "muted"):
        assert f"#{DARK.color(role)}".lower().encode() in dark.drawing
        assert f"#{LIGHT.color(role)}".lower().encode() not in dark.drawing
    assert dark.raster != first.raster and in_theme(first, LIGHT) == first


@pytest.mark.slow
def test_a_figure_on_a_slide_is_a_drawing_beside_its_pixels(lesson, tmp_path_factory) -> None:
    """In the deck's theme, with its description; the same bytes each time."""
    lesson.words.write_text('---\ntitle: T\n---\n\n# One\n\n{{ picture(figure, alt="A line rises.") }}\n')
    folders = [tmp_path_factory.mktemp("out") for _ in range(2)]
    decks = [build_deck(lesson, Choices(folder, theme="dark")).path.read_bytes() for folder in folders]
    assert decks[0] == decks[1]
    with zipfile.ZipFile(io.BytesIO(decks[0])) as package:
        (drawing,) = (package.read(name) for name in package.namelist() if name.endswith(".svg"))
        slide = etree.fromstring(package.read("ppt/slides/slide2.xml"))
    assert f"#{DARK.color('category1')}".lower().encode() in drawing
    assert slide.find(".//{*}svgBlip") is not None
    assert "A line rises." in [node.get("descr") for node in slide.iter("{*}cNvPr")]


def test_what_is_handed_over_without_a_description_asks_for_one(tmp_path) -> None:
    """{{ image }} is a picture; check tells how to say what it shows; a width is no figure that was typed."""
    image = Image.fromarray(np.zeros((2, 3), dtype=np.uint8))
    words = '---\ntitle: T\n---\n\n# A\n\n{{ image }}\n\n{{ picture(image, alt="Black", width="50%") }}\n'
    (tmp_path / "slides.md").write_text(words)
    lecture = read_lecture(tmp_path / "slides.md", {"image": image}, lesson="t")
    block = lecture.deck.slides[1].blocks[0]
    assert block.file.size == (3, 2) and not block.alt
    (finding,) = check_lecture(lecture)
    assert "no alternative text" in finding.message and 'picture(figure, alt="...")' in finding.hint
    made = picture(image, alt="Black", caption="Night", width="50%")
    assert (plain(made.alt), plain(made.caption), made.width.share) == ("Black", "Night", 0.5)


@pytest.mark.parametrize("library", ["plotly", "altair"])
def test_figures_that_only_a_browser_draws(library: str, monkeypatch) -> None:
    """The message says how to save one as a file, and how to show that."""
    monkeypatch.setitem(sys.modules, library, ModuleType(library))
    figure = type("Figure", (), {"__module__": f"{library}.figures", "to_dict": dict})()
    with pytest.raises(UserError, match=f"A figure of {library} is drawn by a browser") as caught:
        computed_picture(figure)
    assert "![What it shows](figure.svg)" in caught.value.hint


def test_what_is_no_picture_is_named() -> None:
    """With what shows it."""
    with pytest.raises(UserError, match=r"found an array of shape \(2, 2\)") as caught:
        picture(np.zeros((2, 2)))
    assert "image_grid" in caught.value.hint


@pytest.mark.slow
def test_what_pyplot_returns_stands_for_its_figure() -> None:
    """A figure with its axes, an array of axes, lines, bars and what a histogram gives."""
    import matplotlib.pyplot as plt

    for make in (
        lambda: plt.subplots(),
        lambda: plt.subplots(1, 2)[1],
        lambda: plt.plot([1, 2]),
        lambda: plt.bar([1, 2], [3, 4]),
        lambda: plt.hist([1.0, 2.0]),
        lambda: plt.title("words"),
    ):
        plt.figure()
        assert isinstance(computed_picture(make()), PictureFile)
        assert picture(make(), alt="It").file is not None
    plt.close("all")
    assert computed_picture([plt.subplots()[0], plt.subplots()[0].text(0, 0, "x")]) is None  # two of them
    assert computed_picture(np.array(["a", None], dtype=object)) is None


@pytest.mark.slow
def test_a_figure_that_cannot_be_shown_is_named(lesson) -> None:
    """One with nothing in it, one of too many points, none at all: with its name in the record and what to do."""
    lesson.code.write_text(
        LESSON.replace("    return", "    plt.figure()\n    empty = plt.gcf()\n    return", 1).replace(
            '"number"', '"empty": empty, "number"'
        )
    )
    with pytest.raises(UserError, match=r"has nothing in it \(empty of the record\)") as caught:
        run_lesson(lesson)
    assert "plt.subplots()" in caught.value.hint
    many = "axes.scatter(*__import__('numpy').random.default_rng(0).random((2, 60000)))"
    lesson.code.write_text(LESSON.replace("axes.plot([0, 1], [1, high])", many))
    with pytest.raises(UserError, match=r"MB; an SVG may have 5 \(figure of the record\)") as caught:
        run_lesson(lesson)
    assert "rasterized=True" in caught.value.hint
    lesson.code.write_text(LESSON.replace("axes.plot([0, 1], [1, high])", many.replace(")))", ")), rasterized=True)")))
    assert isinstance(run_lesson(lesson).record.figure, PictureFile)
    with pytest.raises(UserError, match="found NoneType None") as caught:
        picture(None)
    assert "plt.show()" in caught.value.hint
