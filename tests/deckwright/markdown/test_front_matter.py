"""The front matter and its mistakes, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.markdown.front_matter import read_front_matter

FULL = """---
title: Back to front
subtitle: A story
author: [Ada, Alan]
subject: Learning
keywords: one, two
language: de-DE
sources:
  a: {text: "A (1999). B.", url: https://a.b}
layouts:
  title: Titelfolie
---
# First
"""


def test_everything_that_can_be_said() -> None:
    """Each key is read, and lines are counted to the end of the dashes."""
    front = read_front_matter(FULL, Path("slides.md"))
    assert (front.title.characters, front.subtitle.characters, front.author) == (
        "Back to front",
        "A story",
        "Ada, Alan",
    )
    assert (front.subject, front.keywords, front.language) == ("Learning", ("one", "two"), "de-DE")
    assert front.sources["a"].text == "A (1999). B." and front.sources["a"].url == "https://a.b"
    assert front.layouts == {"title": "Titelfolie"} and front.length == 12
    assert front.lines["sources.a"].line == 9


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# No front", 1, "Expected front matter"),
        ("---\ntitle: a\n", 1, "not closed"),
        ("---\ntitle: a\ntitel: b\n---\n", 3, "Unknown key 'titel'"),
        ("---\nsubtitle: a\n---\n", 1, "has no title"),
        ("---\ntitle: a\nsources: b\n---\n", 3, "Expected keys and values in sources, found the text 'b'"),
        ("---\ntitle: a\nsources:\n  k: {url: b}\n---\n", 4, "Source 'k' has no text"),
        ("---\ntitle: a\nsources:\n  k: {text: b, year: 1}\n---\n", 4, "Unknown key 'year' in source 'k'"),
        ("---\ntitle: a\nlayouts: {titel: b}\n---\n", 3, "Unknown layout 'titel'"),
        ("---\ntitle: [a]\n---\n", 2, "Expected a text for title, found a list"),
        ("---\ntitle: a\ntitle: b\n---\n", 3, "stands twice"),
        ("---\ntitle: a: b\n---\n", 2, "not valid YAML"),
        ("---\ntitle: a\n\tb: c\n---\n", 3, "not valid YAML"),
        ("---\n- a\n---\n", 2, "Expected keys and values in front matter, found a list"),
        ("---\ntitle: ~\n---\n", 1, "has no title"),
        ("---\ntitle: a\nlanguage: de\nlang: fr\n---\n", 4, "lang and language differ"),
        ("---\ntitle: a\ndate: 2026-02-30\n---\n", 3, "There is no day 2026-02-30"),
        ("---\ntitle: a\ndate: today\n---\n", 3, "printed as it stands"),
        ("---\ntitle: a\nsources:\n  k: {text: b, url: 'javascript:c'}\n---\n", 4, "Expected a page's address"),
    ],
)
def test_mistakes_at_their_line(text: str, line: int, message: str) -> None:
    """Each mistake names its line and what was expected."""
    with pytest.raises(UserError, match=message) as caught:
        read_front_matter(text, Path("slides.md"))
    assert caught.value.where.line == line


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: Learning: a tale", 'title: "Learning: a tale"'),
        ("title: [draft] x", 'title: "[draft] x"'),
        ("title: @x", 'title: "@x"'),
        ("title: Lecture #3", '"Lecture #3"'),
        ("title: a\n\tb: c", "spaces, not with tabs"),
        ("title: a\nformat: pptx", "--template"),
        ("title:\ta", "spaces in place of tabs"),
        ("title:a", "a space behind the colon"),
        ("title:\u00a0a", "a space behind the colon"),
        ("title: a\nauthor:\n  - name: Ada", "author: [Ada"),
        ("title: a\nsources: refs.bib", "KEY: {text:"),
        ("title: a\nsources:\n  k: Ada (1843). Notes.", "k: {text:"),
        ("title: a\nmarp: true", "Take it away"),
        ("title: a\naspectratio: 169", "--template"),
    ],
)
def test_what_to_write_instead(text: str, hint: str) -> None:
    """Signs that mean something in YAML, and keys of other programs: the message says what to write."""
    with pytest.raises(UserError) as caught:
        read_front_matter(f"---\n{text}\n---\n", Path("slides.md"))
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "words", ["A *big* one", "**A**", "{{ loss }}", "The $x$", "`code`", "A<br>B", "[a](b)", "An _old_ one", "x [@k]"]
)
@pytest.mark.parametrize("key", ["author", "footer", "text"])
def test_markup_that_would_be_printed(key: str, words: str) -> None:
    """What stands in the front matter is shown as it is written."""
    text = f"sources:\n  k: {{text: '{words}'}}" if key == "text" else f"{key}: '{words}'"
    with pytest.raises(UserError, match="would be printed as it stands") as caught:
        read_front_matter(f"---\ntitle: a\n{text}\n---\n", Path("slides.md"))
    assert "Take the signs away" in caught.value.hint


@pytest.mark.parametrize("title", ["snake_case and my_name", "C* and A*", "$5 and $10", "2 * 3 * 4", "[draft]"])
def test_signs_that_mark_nothing_up(title: str) -> None:
    """They are part of the words."""
    assert read_front_matter(f"---\ntitle: '{title}'\n---\n", Path("slides.md")).title.characters == title


def test_keys_with_nothing_behind_them() -> None:
    """They are as good as left out."""
    keys = ("subtitle", "author", "language", "keywords", "logo", "footer", "sources", "layouts", "incremental", "date")
    text = "---\ntitle: a\n" + "".join(f"{key}:\n" for key in keys) + "---\n"
    front = read_front_matter(text, Path("slides.md"))
    assert (front.language, front.sources, front.layouts, front.dress.logo) == ("en-US", {}, {}, None)


def test_all_that_is_wrong_is_told() -> None:
    """Each key is read by itself."""
    text = "---\ntitel: a\nauthor: {b: c}\nslide-level: 9\nincremental: perhaps\nkeywords: {a: b}\n---\n"
    with pytest.raises(UserError) as caught:
        read_front_matter(text, Path("slides.md"))
    assert [error.where.line for error in caught.value.errors] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "text",
    [
        "title: " + "[" * 3000,
        "".join(f"{' ' * n}a:\n" for n in range(3000)),
        "- " * 3000,
        "a: &a\n  b: *a",
        "title: a\x85b: c",
    ],
)
def test_depth_and_loops_end(text: str) -> None:
    """Front matter that is nested without end, or that contains itself, is refused at a line."""
    with pytest.raises(UserError) as caught:
        read_front_matter(f"---\n{text}\n---\n", Path("slides.md"))
    assert caught.value.where.line >= 1


def test_slide_level_and_incremental() -> None:
    """Pandoc's own words."""
    front = read_front_matter("---\ntitle: a\nslide-level: 2\nincremental: true\n---\n", Path("slides.md"))
    assert (front.slide_level, front.incremental) == (2, True)


def test_titles_are_markdown():
    """As pandoc has it: formulas, emphasis, quotation marks; places that hold characters alone have those."""
    text = "---\ntitle: \"The *$k$-means* 'way' to $x^2$\"\nsubtitle: On `fit`\n---\n"
    front = read_front_matter(text, Path("slides.md"))
    first, formula, second, *_, last = front.title.text
    assert (first, formula.latex, second) == (Run("The "), "k", Run("-means", italic=True))
    assert last.latex == "x^2"
    assert front.title.characters == "The k-means ‘way’ to x²"
    assert front.subtitle.text == (Run("On "), Run("fit", code=True))


@pytest.mark.parametrize(
    "title",
    [
        "A^[note] title",
        "The {{ n }} steps",
        "{% if x %}",
        r"The $\nosuch$ title",
        "See [@book]",
        "A <b>title</b>",
    ],
)
def test_what_a_title_cannot_hold_is_refused_at_its_line(title):
    """As on any other line."""
    with pytest.raises(UserError, match=r"slides\.md:2: "):
        read_front_matter(f"---\ntitle: '{title}'\n---\n", Path("slides.md"))
