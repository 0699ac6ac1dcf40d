"""A term of the course is defined once and used from there on: what check finds of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.checking.glossary import glossary_of, misplaced_terms
from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.markdown.lecture import read_lecture

GLOSSARY = """logit:
  lecture: losses
  means: A score before the softmax.
  also: [log-odds]
epoch:
  lecture: start
  means: One pass through all examples.
"""


@pytest.fixture
def found(tmp_path: Path):
    """What is found in the slides of one of two lectures of a course with a glossary."""
    for name in ("01-start", "08-losses"):
        (tmp_path / "lessons" / name).mkdir(parents=True)
        (tmp_path / "lessons" / name / "lesson.py").touch()
    (tmp_path / "lessons/glossary.yaml").write_text(GLOSSARY)

    def found(lecture: str, slides: str) -> list[str]:
        lesson = Lesson(tmp_path / "lessons" / lecture)
        lesson.words.write_text(f"---\ntitle: A lecture on logits\n---\n\n{slides}")
        read = read_lecture(lesson.words, {}, lesson=lesson.name)
        return [f"{error.where.line}: {error.message}" for error in misplaced_terms(read, lesson)]

    return found


EPOCH = "# Passes\n\nOne is an [epoch]{.term}.\n"


@pytest.mark.parametrize(
    "use", ["Two logits.", "A table:\n\n| Logit |\n|---|\n| a |", "- their log-odds", "**logits**"]
)
def test_a_term_of_a_later_lecture_is_found(found, use: str) -> None:
    """In a sentence, a table, a list, in any form; at the line of its slide."""
    assert found("01-start", f"{EPOCH}\n# Use\n\n{use}\n") == [
        "9: The term 'logit' is used before it is defined, in lecture 8."
    ]


@pytest.mark.parametrize(
    "use", ["Scores are called logits (lecture 8).", "A scalogit.", "As said.\n\n::: notes\nSay: logits.\n:::"]
)
def test_what_is_no_early_use(found, use: str) -> None:
    """A term with the lecture that will define it, a part of a longer word, the presenter's notes."""
    assert found("01-start", f"{EPOCH}\n# Use\n\n{use}\n") == []


def test_what_stands_before_the_first_lecture_may_use_all_terms(found, tmp_path) -> None:
    """A gallery has the number 0; the course's terms are its material."""
    (tmp_path / "lessons/00-gallery").mkdir()
    (tmp_path / "lessons/00-gallery/lesson.py").touch()
    assert found("00-gallery", "# Use\n\nTwo logits.\n") == []


def test_a_term_is_defined_before_it_is_used_in_its_own_lecture(found) -> None:
    """The slide that marks it may use it, and so may those after it."""
    before, mark, after = (
        "# Scores\n\nTwo logits.\n",
        "# What they are\n\nA [logit]{.term} is a score.\n",
        "# Logits again\n",
    )
    assert found("08-losses", f"{mark}\n{after}") == []
    (told,) = found("08-losses", f"{before}\n{mark}\n{after}")
    assert told == "5: The term 'logit' is used before it is defined, on the slide at line 11."


def test_marks_and_glossary_know_of_each_other(found) -> None:
    """A lecture that defines a term marks where; a mark that the glossary lacks is a slip."""
    assert found("01-start", "# One\n\nA [epok]{.term}.\n") == [
        "7: The term 'epok' is not in the glossary.",
        "5: This lecture defines 'epoch', and no slide marks where.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("logit: [", "not valid YAML"),
        ("logit:\n  lecture: losses\n", "has no means:"),
        ("logit:\n  lecturer: losses\n", "Unknown key 'lecturer'.*Did you mean lecture"),
        ("- logit\n", "Expected a term"),
    ],
)
def test_a_glossary_that_cannot_be_read_is_told(tmp_path: Path, text: str, told: str) -> None:
    """At its line."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons/glossary.yaml").write_text(text)
    with pytest.raises(UserError, match=f"(?s){told}") as caught:
        glossary_of(tmp_path)
    assert caught.value.where is not None
