"""A deck as PDF: pages as large as slides, text that is found, outlines; hand-outs with notes and lines."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from deckwright.deck.equation import Equation, Line
from deckwright.deck.slide import Deck, Note, Slide
from deckwright.deck.text import Math, Paragraph, Run
from deckwright.errors import UsageError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.pdf.document import pdf_bytes
from deckwright.pdf.handout import Handout
from deckwright.svg.colors import Colors
from deckwright.svg.slide import Surface
from deckwright.theme import LIGHT

pytestmark = pytest.mark.skipif(find_spec("weasyprint") is None, reason="WeasyPrint writes the document")
TOOLS = pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler reads the document back")


def slide(number: int) -> Slide:
    """A slide with words, a formula and notes with a formula."""
    title = (Run(f"Slide number {number}"),)
    formula = Equation(lines=(Line.from_latex("a = b", "", ""),))
    note = Note((Run("Ask about "), Math.from_latex("x_1"), Run(f" on slide {number}.")))
    return Slide(
        f"s{number}", title, (Paragraph(text=(Run("The loss falls."),)), formula), notes=(note,), layout="content"
    )


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """Writes seven slides as a document; its path."""

    def write(handout: Handout | None = None, language: str = "en-US") -> Path:
        deck = Deck("l", "A lecture", tuple(map(slide, range(1, 8))), author="Ada", language=language)
        placed = lay_out(deck, LIGHT, widescreen())
        path = tmp_path_factory.mktemp("pdf") / "deck.pdf"
        path.write_bytes(pdf_bytes(placed.slides, Surface(deck, widescreen(), Colors(LIGHT, False)), handout))
        return path

    return write


@TOOLS
@pytest.mark.parametrize("handout", [None, Handout(2)])
def test_links_lead_to_pages_and_places(tmp_path, handout):
    """To a slide by its key, and to an address; slides stand below their sections in the outline."""
    words = (Run("See "), Run("there", link="#there"), Run(" or "), Run("outside", link="https://example.org/a"))
    slides = (
        Slide("part", (Run("A part"),), layout="section"),
        Slide("here", (Run("Here"),), (Paragraph(text=words),)),
        Slide("there", (Run("There"),)),
    )
    deck = Deck("l", "A lecture", slides)
    surface = Surface(deck, widescreen(), Colors(LIGHT, False))
    path = tmp_path / "deck.pdf"
    path.write_bytes(pdf_bytes(lay_out(deck, LIGHT, widescreen()).slides, surface, handout))
    assert re.findall(r"\d+ +Annotation +(\S+)", read("pdfinfo", "-url", path)) == ["https://example.org/a"]
    places = {name: page for page, name in re.findall(r'(\d) \[.*\] "(.*)"', read("pdfinfo", "-dests", path))}
    assert places["there"] == ("2" if handout else "3")
    assert len(re.findall(rb"/Subtype /Link", _inside(path))) == 2 and b"/Dest (there)" in _inside(path)
    outline = read("pdftohtml", "-xml", "-i", "-stdout", path).partition("<outline>")[2]
    assert re.findall(r"<outline>|>(A part|Here|There)<", outline) == ["A part", "", "Here", "There"]


def _inside(path: Path) -> bytes:
    """All objects of a document, packed ones as well."""
    content = path.read_bytes()
    packed = re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", content, re.DOTALL)
    return b"".join((content, *(zlib.decompressobj().decompress(each) for each in packed)))


def read(tool: str, *arguments: object) -> str:
    return subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


@TOOLS
def test_each_slide_is_a_page(document):
    """As large as in the presentation, tagged, with the deck's title, in text that a search finds."""
    path = document()
    about = dict(re.findall(r"^(.*?):\s+(.*)$", read("pdfinfo", path), re.MULTILINE))
    assert about["Pages"] == "7" and about["Page size"] == "960 x 540 pts" and about["Tagged"] == "yes"
    assert (about["Title"], about["Author"]) == ("A lecture", "Ada")
    pages = read("pdftotext", "-layout", path, "-").split("\f")
    assert all("The loss falls." in page and f"Slide number {k}" in page for k, page in enumerate(pages[:7], 1))
    assert "Ask about" not in "".join(pages)


@TOOLS
@pytest.mark.parametrize(("said", "language"), [("שלום עולם", "he"), ("الخطأ يقل", "ar"), ("the word שלום here", "en")])
def test_words_from_the_right_keep_their_order(tmp_path, said, language):
    """Letter by letter they would stand backwards, and Arabic ones apart."""
    deck = Deck("l", "A lecture", (Slide("s", (Run("1"),), (Paragraph(text=(Run(said),)),)),), language=language)
    path = tmp_path / "deck.pdf"
    placed = lay_out(deck, LIGHT, widescreen()).slides
    path.write_bytes(pdf_bytes(placed, Surface(deck, widescreen(), Colors(LIGHT, False))))
    found = re.sub(r"[\u200e\u200f\u202a-\u202e]", "", read("pdftotext", path, "-"))
    assert all(word in found for word in said.split())


@TOOLS
@pytest.mark.slow
@pytest.mark.parametrize(("handout", "sheets"), [(Handout(3), 3), (Handout(6), 2), (Handout(1, "lines"), 7)])
def test_a_hand_out_has_so_many_slides_on_a_sheet(document, handout, sheets):
    """The last sheet has what is left."""
    path = document(handout)
    assert f"Pages:           {sheets}\n" in read("pdfinfo", path)
    found = [len(re.findall(r"The loss falls", page)) for page in read("pdftotext", path, "-").split("\f")[:sheets]]
    assert found == [handout.slides] * (7 // handout.slides) + ([7 % handout.slides] if 7 % handout.slides else [])


@TOOLS
@pytest.mark.slow
def test_a_hand_out_with_notes(document):
    """Each beside its slide; on letter paper in America, on A4 elsewhere."""
    path = document(Handout(3, "notes"))
    assert all(f"on slide {k}." in read("pdftotext", path, "-") for k in range(1, 8))
    assert "612 x 792" in read("pdfinfo", path) and "A4" in read("pdfinfo", document(Handout(2), "de-DE"))


def test_what_does_not_go_together_is_refused():
    """Notes beside six slides."""
    with pytest.raises(UsageError, match="leave no room for notes") as error:
        Handout(6, "notes")
    assert "--handout 3" in error.value.hint
    with pytest.raises(UsageError, match="Expected 1, 2, 3, 4, 6 slides"):
        Handout(5)
