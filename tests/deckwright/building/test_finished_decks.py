"""A whole lecture as LibreOffice shows it: nothing outside the slide, no words on one another."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from itertools import combinations
from pathlib import Path

import pptx
import pytest
from deckwright.theme import THEMES
from pptx.oxml.ns import qn

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice shows the deck"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext finds the words"),
]
ROOT = Path(__file__).parents[3]
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
ACROSS = 1.5  # points that boxes of neighbouring words may share
DOWN = 0.25  # of the lower one's height: boxes are as high as their font, not as their letters


@pytest.fixture(scope="module", params=THEMES)
def deck(request, tmp_path_factory) -> Path:
    """The lecture on backpropagation, built in a theme."""
    out = tmp_path_factory.mktemp(request.param)
    command = [sys.executable, "-m", "deckwright", "build", "backpropagation", "--no-video", "--out", str(out)]
    subprocess.run([*command, "--theme", request.param], cwd=ROOT, check=True, capture_output=True, timeout=300)
    return out / "backpropagation.pptx"


@pytest.fixture(scope="module")
def pages(deck) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Width, height and the words of every page: left, top, right, bottom, letters."""
    profile = f"-env:UserInstallation=file://{deck.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(deck.parent), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    box = ["pdftotext", "-bbox", str(deck.with_suffix(".pdf")), "-"]
    text = subprocess.run(box, check=True, capture_output=True, text=True).stdout
    return [
        (float(width), float(height), [(*map(float, found[:4]), unescape(found[4])) for found in WORD.findall(words)])
        for width, height, words in PAGE.findall(text)
    ]


def test_every_word_stands_on_its_slide(deck, pages):
    """As many pages as slides, and no word beyond an edge."""
    assert len(pages) == len(pptx.Presentation(deck).slides)
    for number, (width, height, words) in enumerate(pages, 1):
        for left, top, right, bottom, letters in words:
            assert 0 <= left < right <= width and 0 <= top < bottom <= height, f"slide {number}: {letters}"


def test_no_words_lie_on_one_another(pages):
    """Two words share no more than the white around their letters."""
    for number, (_, _, words) in enumerate(pages, 1):
        for a, b in combinations(words, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across <= ACROSS or down <= DOWN * min(a[3] - a[1], b[3] - b[1]), (
                f"slide {number}: {a[4]!r} and {b[4]!r}"
            )


def test_every_shape_lies_on_its_slide(deck):
    """Drawn formulas, charts and diagrams as well, native and fallback."""
    presentation = pptx.Presentation(deck)
    for number, slide in enumerate(presentation.slides, 1):
        for offset in slide.shapes._spTree.iter(qn("a:off")):
            extent = offset.getnext()
            right, bottom = int(offset.get("x")) + int(extent.get("cx")), int(offset.get("y")) + int(extent.get("cy"))
            assert min(int(offset.get("x")), int(offset.get("y"))) >= 0, f"slide {number}"
            assert right <= presentation.slide_width and bottom <= presentation.slide_height, f"slide {number}"
