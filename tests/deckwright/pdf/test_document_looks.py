"""The document beside the presentation: text, table, charts, drawings, formulas and a picture of the gallery."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from deckwright.building.build import store_of
from deckwright.building.choices import Choices
from deckwright.building.laid_out import lay_out_lesson
from deckwright.building.page import surface_of
from deckwright.lesson import find_lesson
from deckwright.pdf.document import pdf_bytes
from deckwright.pptx.write import write
from pictures_compared import MISSING, as_libreoffice_has_it, check_near, pictures_of

ROOT = Path(__file__).resolve().parents[3]
SLIDES = (
    "gallery", "text-emphasis-links-and-colors", "code-in-colors", "a-working-formula-numbers-result", "marks",
    "lines-on-a-logarithmic-axis-one-by-one", "bars-beside-words", "a-grid-of-images",
    "a-network-with-its-values-weights-and-shapes", "a-picture-with-its-caption",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(MISSING, reason="LibreOffice draws the slides")
@pytest.mark.skipif(find_spec("weasyprint") is None, reason="WeasyPrint writes the document")
def test_pages_look_as_in_the_presentation(tmp_path: Path) -> None:
    """Each page as LibreOffice draws the slide."""
    lesson, choices = find_lesson("gallery", ROOT), Choices(out=tmp_path, videos=False)
    with store_of(lesson, choices):
        laid_out = lay_out_lesson(lesson, choices)
        slides = tuple(slide for slide in laid_out.placed.slides if slide.slide.key in SLIDES)
        write(replace(laid_out.placed, slides=slides), tmp_path / "deck.pptx", laid_out.theme)
        document = tmp_path / "ours.pdf"
        document.write_bytes(pdf_bytes(slides, surface_of(laid_out, house=True, named=False)))
    assert len(slides) == len(SLIDES)
    check_near(pictures_of(document, tmp_path), as_libreoffice_has_it(tmp_path / "deck.pptx", tmp_path))
