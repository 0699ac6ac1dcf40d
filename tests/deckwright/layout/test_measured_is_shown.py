"""What is measured is what is shown: a deck's lines, compared with where LibreOffice sets its words."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from deckwright.deck.slide import Deck, Slide
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Item, Paragraph, Run, plain
from deckwright.fonts.type import Type
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.layout.placed import Placed, TextLine
from deckwright.pptx.write import write
from deckwright.theme import LIGHT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice sets the deck"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext finds the words"),
    pytest.mark.skipif(
        "Carlito" not in (shutil.which("fc-match") and subprocess.getoutput("fc-match Calibri") or ""),
        reason="Carlito stands in for Calibri",
    ),
]
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
JOINED = 0.006  # LibreOffice joins letters of Carlito (ti, ff), which PowerPoint leaves apart: so much narrower
PROSE = (
    "Each AVERAGE gradient, Tommy's “Waffle” (0.3775 − 0.15) × 100 %, To what extent does a weight’s share of the "
    "blame follow from the forward pass? Type, Yes, fi ff ffi, VLDB; cross-entropy: the chain rule hands it back."
)


def slides() -> tuple[Slide, ...]:
    """AuthoredText in four styles, a list in three levels, columns of a table, a second font."""
    styles = ({}, {"bold": True}, {"italic": True}, {"bold": True, "italic": True}, {"code": True})
    prose = tuple(Paragraph(text=(Run(PROSE, **style),)) for style in styles)
    mixed = Paragraph(text=(Run(PROSE + " "), Run(PROSE, bold=True), Run(" so " + PROSE, italic=True)))
    points = Bullets(items=tuple(Item((Run(f"{n}: {PROSE}"),), level=n % 3) for n in range(3)))
    said = Cell(
        (Run(f"So: {PROSE}"),)
    )  # no word of it ends within half a point of the cell's edge, where programs differ
    cells = Table(rows=((Cell((Run("Step of the descent"),)), Cell((Run("Yes"),))), (said, said)))
    blocks = [*[(p,) for p in prose], (mixed,), (points,), (cells,)]
    return tuple(Slide(f"k{n}", (Run(f"Slide {n}"),), made) for n, made in enumerate(blocks))


def words_of_pages(path: Path) -> list[list[tuple[float, float, float, str]]]:
    """Left, top, right and letters of every word of each page of a .pptx, as LibreOffice sets it."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    box = ["pdftotext", "-bbox", str(path.with_suffix(".pdf")), "-"]
    pages = subprocess.run(box, check=True, capture_output=True, text=True).stdout.split("<page ")[1:]
    return [[(float(m[1]), float(m[2]), float(m[3]), unescape(m[4])) for m in WORD.finditer(page)] for page in pages]


def expected_lines(item: Placed) -> list[tuple[str, float, float]]:
    """Each measured line's letters and its left and right edge on the slide, in points."""
    kind = Type.body(LIGHT, item.size)
    if not isinstance(item.block, Table):
        return [_edges(line, item.box.left.pt, kind) for line in item.lines]
    found, left = [], item.box.left.pt
    for c, width in enumerate(item.columns):
        header = Type.body(LIGHT, item.size, bold=True)
        for r, row in enumerate(item.cells):
            found += [_edges(line, left, header if r == 0 else kind) for line in row[c]]
        left += width.pt
    return found


def _edges(line: TextLine, left: float, kind: Type) -> tuple[str, float, float]:
    right = left + line.lefts[-1].pt + kind.width(line.parts[-1])
    return plain(line.parts), left + line.lefts[0].pt, right


def test_lines_break_and_end_where_they_were_measured(tmp_path):
    """Every measured line stands on one line of the page, from its left to its right edge."""
    placed = lay_out(Deck("l", "L", slides()), LIGHT, widescreen())
    path = tmp_path / "deck.pptx"
    write(placed, path, LIGHT)
    compared = 0
    for slide, words in zip(placed.slides, words_of_pages(path), strict=True):
        for item in slide.items:
            for text, left, right in expected_lines(item):
                letters = text.split()
                starts = [n for n, w in enumerate(words) if [x[3] for x in words[n : n + len(letters)]] == letters]
                same_line = [n for n in starts if abs(words[n][1] - words[n + len(letters) - 1][1]) < 1]
                nearest = min(
                    same_line,
                    key=lambda n: abs(words[n][0] - left) + abs(words[n + len(letters) - 1][2] - right),
                    default=None,
                )
                assert nearest is not None, f"not on one line: {text}"
                first, last = words[nearest], words[nearest + len(letters) - 1]
                assert first[0] == pytest.approx(left, abs=0.1), text
                assert right - JOINED * (right - left) - 0.5 <= last[2] <= right + 0.5, text
                compared += 1
    assert compared > 40
