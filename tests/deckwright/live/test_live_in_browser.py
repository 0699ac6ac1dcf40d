"""The live lecture in a real browser, served by the command: sliders, refusals, long computations, words, students.
And a page that follows its author."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from browsers import BROWSERS, kept_out, opening, place, started
from deckwright.lesson import Lesson

pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[test]'")
pytest.importorskip("uvicorn", reason="needs uvicorn: pip install -e '.[live]'")

pytestmark = pytest.mark.slow


@dataclass
class Served:
    """A live lecture, by its two addresses."""

    lecturer: str
    students: str


def interruptible() -> None:
    """A process that is started in the background, as under nohup, would ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(lesson: Lesson, *arguments: str) -> Iterator[list[str]]:
    """A command that serves pages until it is interrupted; the addresses that it says."""
    environment = os.environ | {"BROWSER": "true", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "deckwright", *arguments]
    with subprocess.Popen(
        command, cwd=lesson.root, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=interruptible
    ) as process:
        said = ""
        for line in process.stderr:
            said += line
            if "Ctrl+C" in line:
                break
        try:
            yield re.findall(r"http://\S+", said)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                ended = process.wait(60)
            finally:
                process.kill()
        assert ended in (0, 130)


@pytest.fixture
def served(counting: Lesson) -> Iterator[Served]:
    with running(counting, "present", "counting", "--live", "--share") as addresses:
        yield Served(*addresses)


@pytest.fixture(params=BROWSERS)
def opened(request) -> Iterator:
    """Open a page."""
    with started(request.param) as browser, opening(browser) as open_page:
        yield open_page


def test_a_lecture_that_changes_while_the_class_watches(served: Served, opened, counting: Lesson) -> None:
    """One lecture from its first slider to its last word."""
    page, student = opened(served.lecturer + "#/2/1"), opened(served.students)

    def wait(words: str, where=page) -> None:
        where.locator(".current", has_text=words).wait_for(timeout=30_000)

    def enter(value: str) -> None:
        page.locator("#field-n").select_text()
        page.keyboard.type(value)
        page.keyboard.press("Enter")

    # a slider moves, and the lecturer stays at slide and step; students are there too
    wait("We count to 3")
    wait("We count to 3", student)
    page.locator(".field[data-name=n] [type=range]").focus()
    page.keyboard.press("ArrowRight")
    wait("We count to 4")
    wait("We count to 4", student)
    assert page.locator(".current .changed").count() == 2  # in the title and in the text
    assert place(page) == place(student) == "/2/1"
    page.locator(".field[data-name=rate] [type=range]").focus()
    page.keyboard.press("Home")
    wait("A part of it is 0.004")
    assert page.input_value("#field-rate") == "0.001"

    # out of range, or refused by the lesson: why, and the old numbers stay
    enter("99")
    why = page.locator(".field[data-name=n] .why")
    why.wait_for()
    assert why.inner_text() == "n may go from 1 to 90, found 99. The slides stay at 4."
    enter("13")
    page.locator(".refusal", has_text="thirteen is not counted here.").wait_for()
    wait("We count to 4")

    # what takes long is told, and can be left
    page.check("#field-slow")
    page.locator(".computing", has_text="computing").wait_for()
    page.click(".leave")
    page.locator(".refusal", has_text="Left").wait_for()
    page.locator("#field-slow:not(:checked)").wait_for()
    enter("8")
    wait("We count to 8")

    # a changed word is there soon, on the student's page as well
    counting.words.write_text(counting.words.read_text().replace("second step", "other step"))
    wait("Then a other step")
    wait("Then a other step", student)

    # the student goes where the lecturer goes, whose remote and keys turn slides from within a field as well
    page.keyboard.press("PageDown")
    wait("Nothing changes here", student)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    wait("We count to 8", student)

    assert kept_out(page) == []


def test_a_page_that_follows_its_author(opened, counting: Lesson) -> None:
    """A changed word is on the open page without a reload, at the same slide and step; a mistake is said there."""
    with running(counting, "build", "counting", "--to", "html", "--watch") as (address,):
        page = opened(address + "#/2/1")
        page.keyboard.press("t")
        page.evaluate("window.never = 'loaded again'")
        words = counting.words.read_text()
        counting.words.write_text(words.replace("second step", "other step"))
        page.locator(".current", has_text="Then a other step").wait_for()
        assert place(page) == "/2/1" and page.locator("html").get_attribute("data-theme") == "dark"
        counting.words.write_text(words.replace("{{ part }}", "{{ prat }}"))
        page.locator(".told", has_text="prat").wait_for()
        counting.words.write_text(words)
        page.locator(".current", has_text="Then a second step").wait_for()
        assert not page.locator(".told").count() and page.evaluate("window.never") == "loaded again"
        page.close()
    written = (counting.root / "out/counting.html").read_text()
    assert "127.0.0.1" not in written and "fetch(" not in written  # the file itself asks nobody
