"""The documentation: a site that is built strictly, shows every figure function, and needs no network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deckwright.figures import FUNCTIONS
from examples import LESSONS, PICTURES, ROOT, examples
from pictures import DETAILS, LECTURE, OVERVIEW

EXAMPLES = [example for lesson in LESSONS for example in examples(lesson)]
SITE = "pip install -e '.[docs]'"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_figure_function_has_an_example(function: str) -> None:
    """The page of figures shows each of them; add a slide to the gallery."""
    assert any(example.calls(function) for example in EXAMPLES)


def test_every_example_has_its_picture() -> None:
    """After a change of the gallery's slides: make pictures."""
    assert {example.picture for example in EXAMPLES} == set(PICTURES.glob("*.png")), "run: make pictures"


@pytest.mark.parametrize("words", [*OVERVIEW, *DETAILS])
def test_the_sheets_show_slides_that_there_are(words: str) -> None:
    """After a change of the lecture's titles: name the slides in pictures.py."""
    titles = re.findall(r"^#+ (.*?)(?: \{.*)?$", (LECTURE / "slides.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sum(words in title.replace("’", "'") for title in titles) == 1


def test_a_docstring_reads_well_on_the_site() -> None:
    """Formulas are typeset, words among them stay words, names stand before what they mean, doctests are code."""
    docstrings = pytest.importorskip("docstrings", reason=f"needs griffe: {SITE}", exc_type=ImportError)
    docstring = r"""Dampens z by \alpha, see [1].

    ELU(z) = z for z > 0, \alpha (e^z - 1) otherwise

    Shapes     z (N, C_in),
               or (N,)
    fan, gain  numbers

    >>> 1 + 1
    2
    """
    assert docstrings.markdown(docstring).split("\n\n") == [
        r"Dampens z by $\alpha$, see \[1\].",
        r"$\operatorname{ELU}(z) = z$ for $z > 0$, $\alpha (e^z - 1)$ otherwise",
        "Shapes\n:   z (N, C\\_in), or (N,)",
        "`fan`, `gain`\n:   numbers",
        "```pycon\n>>> 1 + 1\n2\n```",
    ]


def test_the_house_page_names_every_folder() -> None:
    """A newcomer finds each package of the engine in CONTRIBUTING.md, with a line of its own."""
    house = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    packages = [file.parent for file in (ROOT / "build/deckwright").glob("*/__init__.py")]
    assert [package.name for package in packages if f"| `{package.name}/` |" not in house] == []


@pytest.mark.slow
def test_the_site_is_built_strictly_and_needs_no_network(tmp_path: Path) -> None:
    """A broken link is an error. Every figure function and every public name of dlcore is there, formulas as MathML."""
    pytest.importorskip("mkdocs", reason=f"needs mkdocs: {SITE}")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {page.relative_to(tmp_path).as_posix(): page.read_text() for page in tmp_path.rglob("*.html")}
    figures = pages["authors/figures.html"]
    assert all(f"<code>{function}</code>" in figures for function in FUNCTIONS)
    assert figures.count('<div class="example">') == len(EXAMPLES)
    assert "<msub>" in pages["reference/dlcore/optimizers.html"]
    assert "line_chart" in pages["reference/deckwright.html"] and "LessonScene" in pages["reference/deckwright.html"]
    loaded = re.compile(
        r'<(?:script|img|iframe)[^>]* src="(https?:[^"]*)|<link rel="(?:stylesheet|icon)" href="(https?:[^"]*)'
    )
    assert {name: found[0] for name, text in pages.items() if (found := loaded.search(text))} == {}
