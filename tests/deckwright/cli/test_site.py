"""The course as a site: an index whose links lead somewhere, pages, hand-outs, the glossary."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(find_spec("weasyprint") is None, reason="WeasyPrint writes the document")


@pytest.mark.slow
def test_a_site_is_whole(course: Path, call) -> None:
    """Every file that its pages name is there, and nothing is asked for from elsewhere; a term leads to its lecture."""
    (course / "lessons/glossary.yaml").write_text("loss:\n  lecture: counting\n  means: What is made small.\n")
    result = call("site", "--no-video", "--jobs", "1", "--title", "My course", "--decks")
    assert result.status == 0, result.err
    site = course / "out/site"
    index, glossary = (site.joinpath(name).read_text("utf-8") for name in ("index.html", "glossary.html"))
    assert "<title>My course</title>" in index and "1 lecture." in index
    named = re.findall(r'href="(?!data:)([^"#]+)"', index + glossary)
    assert {"counting.html", "counting-handout.pdf", "counting.pptx", "glossary.html"} <= set(named)
    assert all((site / name).is_file() for name in named)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', index + glossary)
    assert "What is made small." in glossary
    assert (site / "counting-handout.pdf").read_bytes().startswith(b"%PDF")
