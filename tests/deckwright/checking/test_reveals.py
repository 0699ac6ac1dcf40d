"""What is seen too early is found: answers beside questions, results in titles, numbers before their workings."""

from __future__ import annotations

import pytest

from deckwright.checking.check import check_lecture
from deckwright.markdown.lecture import read_lecture
from dlcore import Tensor, measured

a = Tensor(0.37, "a")
c = (a * Tensor(1.7, "b")).named("c")
d = (c * Tensor(0.9, "e")).named("d")
NAMES = {"c": c, "d": d, "accuracy": measured([0.912, 0.934, 0.921])}


@pytest.fixture
def found(tmp_path):
    """The findings in the words of one slide and its notes, as lines and messages."""

    def check(words: str, notes: str = "Say it.", before: str = "") -> list[tuple[int, str]]:
        path = tmp_path / "slides.md"
        text = f"---\ntitle: T\n---\n{before}\n{words}\n\n::: notes\n{notes}\n:::\n"
        path.write_text(text, encoding="utf-8")
        return [(f.where.line, f.message) for f in check_lecture(read_lecture(path, NAMES, lesson="early"))]

    return check


@pytest.mark.parametrize(
    "notes",
    ["Let them predict the sign.", "Ask which is larger before you click.", "Ask for the five sentences from memory."],
)
def test_a_question_needs_something_to_click(found, notes):
    """Where the notes ask first, something waits; and a question for the next slide is none of this one."""
    ((line, message),) = found("# A\n\nIt grows.", notes)
    assert line == 9 and "there from the start" in message
    assert not found("# A\n\nIt?\n\n::: answer\nIt grows.\n:::", notes)
    assert not found("# A\n\nIt grows.", notes + " The next slide answers.")
    assert not found("# A\n\nIt grows.", "They predict well.")


def test_a_poster_doesn_t_give_the_end_away(found):
    """A video shows how it begins where the class is asked first."""
    notes = "Let them predict who is first."
    ((line, message),) = found('# A\n\nWho?\n\n. . .\n\n{{ video("Race", poster="The end") }}', notes)
    assert line == 11 and "the video Race shows the end of 'The end'" in message
    assert not found('# A\n\nWho?\n\n. . .\n\n{{ video("Race") }}', notes)
    assert not found('# A\n\nWho?\n\n. . .\n\n{{ video("Race", poster="The end") }}')


def test_a_title_doesn_t_say_what_a_click_shows(found):
    """A figure in the title that the slide reveals later; one that stands there anyway may be said."""
    ((line, message),) = found("# It is {{ c | num }}\n\nWhat?\n\n::: answer\n{{ c | num }}\n:::")
    assert line == 5 and "waits on the slide for click 1" in message
    words = '# It is {{ c | num }}\n\n{{ table([["a", c]], header=["name", "value"], by_column=["value"]) }}'
    assert [line for line, _ in found(words)] == [5] and not found(words.replace(', by_column=["value"]', ""))
    assert not found("# It is {{ c | num }}\n\nHere: {{ c | num }}\n\n::: answer\n{{ c | num }}\n:::")


def test_a_working_uses_what_was_found(found):
    """In the order of thought, or from a slide before."""
    ((line, message),) = found("# A\n\n{{ worked(d) }}\n\n{{ worked(c) }}")
    assert line == 7 and "found at click" in message
    assert not found("# A\n\n{{ worked(c) }}\n\n{{ worked(d) }}")
    assert not found("# A\n\n{{ worked(d) }}\n\n{{ worked(c) }}", before="# Before\n\n{{ c | num }}\n")


def test_what_depends_on_the_seed_has_a_spread(found):
    """A median alone is found; beside its range it may be said again."""
    ((line, message),) = found("# A\n\nIt reads {{ accuracy.median | percent }}.")
    assert line == 7 and "several seeds" in message
    assert not found("# A\n\nIt reads {{ accuracy | spread }}, about {{ accuracy.median | percent(0) }}.")
    assert not found('# A\n\nIt reads {{ spread(accuracy, "error") }}.')
