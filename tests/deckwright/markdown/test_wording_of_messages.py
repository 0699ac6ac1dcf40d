"""Messages in whole sentences: nouns that agree with their numbers, and no name that is private to the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckwright.errors import UserError
from deckwright.figures import FUNCTIONS
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.markdown.lecture import read_lecture
from deckwright.theme import LIGHT

ARGUMENTS = (
    "v",
    "m",
    "s",
    "n",
    "d",
    "",
    "v, v",
    "v, foo=1",
    "d, foo=1",
    "m, titel='x'",
    "v, categories=['a']",
    "d, y=5",
)
WRONG = re.compile(r"(?<![\w'])_[a-z]\w*\(|\b1 (?!pt\b)[a-z]+s\b(?! is)|<[a-z]+ |object at|lambda>|\bThis \w+s is\b")


@pytest.fixture
def said(tmp_path: Path):
    """What is said of a slide with these words."""
    names = {"v": [1.0, 2.0], "m": [[1.0, 0.0], [0.0, 1.0]], "s": "x", "n": 3, "d": {"a": [1.0, 2.0]}}
    path = tmp_path / "slides.md"

    def said(body: str) -> str:
        path.write_text(f"---\ntitle: T\n---\n\n# A\n\n{body}\n")
        try:
            lay_out(read_lecture(path, names, lesson="words").deck, LIGHT, widescreen())
        except UserError as error:
            return "\n".join(f"{each.message} {each.hint}" for each in error.errors)
        return ""

    return said


@pytest.mark.parametrize("function", FUNCTIONS)
def test_what_is_said_of_wrong_calls(said, function: str) -> None:
    """Whatever a function is given: the message is about the call, in grammar that holds for one as well."""
    for arguments in ARGUMENTS:
        words = said(f"{{{{ {function}({arguments}) }}}}")
        assert not WRONG.search(words), f"{function}({arguments}): {words}"


def test_a_call_that_is_handed_on_is_told_by_its_own_name(said) -> None:
    """With the closest argument, wherever in the program that is known."""
    words = said("{{ bar_chart(v, y_titel='a') }}")
    assert words.startswith("bar_chart(...) has no argument 'y_titel'.") and words.endswith("Did you mean y_title?")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("- " + "w" * 2000, "This list is"),
        ("```\n" + "w" * 2000 + "\n```", "This code block is"),
        ("::: notes\n```\ncode\n```\n:::", "found a code block."),
        ("::: notes\n$$x$$\n:::", "found a formula."),
        ("a {{ table(m) }} b", "A table can't stand in the middle"),
    ],
)
def test_blocks_have_nouns(said, body: str, words: str) -> None:
    """A list is no "bullets", a formula no "equation"."""
    assert words in said(body)
