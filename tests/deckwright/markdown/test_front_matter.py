"""The front matter and its mistakes, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert (front.title, front.subtitle, front.author) == ("Back to front", "A story", "Ada, Alan")
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
    ],
)
def test_mistakes_at_their_line(text: str, line: int, message: str) -> None:
    """Each mistake names its line and what was expected."""
    with pytest.raises(UserError, match=message) as caught:
        read_front_matter(text, Path("slides.md"))
    assert caught.value.where.line == line
