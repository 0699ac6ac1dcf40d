"""``deckwright list``: the course as a table; ``deckwright list LESSON``: its running sheet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import click
from rich.table import Table

from deckwright.commands.lessons import chosen_lessons
from deckwright.errors import UserError
from deckwright.lesson import Lesson, find_lesson, parameters_of
from deckwright.lesson.parameters import setting
from deckwright.markdown.front_matter import read_front_matter
from deckwright.regular_file import read_regular
from deckwright.terminal import Terminal, cell
from deckwright.visible_text import echo

_HEADINGS = ("", "Lecture", "What it shows", "Parameters")


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A lesson's row in the table. problem: why the rest of it is not known."""

    lesson: Lesson
    title: str = ""
    description: str = ""
    parameters: str = ""
    problem: str = ""

    @property
    def number(self) -> str:
        return "" if self.lesson.number is None else str(self.lesson.number)


@click.command("list")
@click.argument("lesson", required=False)
@click.option("--markdown", is_flag=True, help="As a Markdown table, for the README.")
def list_lessons(lesson: str | None, markdown: bool) -> int:
    """Print the course as a table; of one LESSON its running sheet: slides, minutes, clicks, videos."""
    if lesson:
        from deckwright.commands.running_sheet import running_sheet  # loads the whole engine

        running_sheet(find_lesson(lesson, Path.cwd()))
        return 0
    entries = [_entry(lesson) for lesson in chosen_lessons(())]
    if markdown:
        echo(_as_markdown(entries))
    else:
        Terminal().print(_as_table(entries))
    broken = [entry for entry in entries if entry.problem]
    for entry in broken:
        echo(f"error: {entry.problem}", err=True)
    return 1 if broken else 0


def _entry(lesson: Lesson) -> CourseRow:
    try:
        parameters, description = parameters_of(lesson)
        front = read_front_matter(read_regular(lesson.words).decode("utf-8-sig"), lesson.words, pictures=False)
    except UserError as error:
        return CourseRow(lesson, lesson.name, problem=str(error))
    except OSError as error:
        return CourseRow(lesson, lesson.name, problem=f"{lesson.words}: {error.strerror}.")
    words = ", ".join(setting(p.name, p.default) for p in parameters.values())
    return CourseRow(lesson, front.title.characters, description, words)


def _as_table(entries: list[CourseRow]) -> Table:
    table = Table(*_HEADINGS)
    for entry in entries:
        table.add_row(
            entry.number, cell(entry.title, "bold"), cell(entry.description or "(broken)"), cell(entry.parameters)
        )
    return table


def _as_markdown(entries: list[CourseRow]) -> str:
    """The course without its parameters, which would make the table too wide to read."""
    rows = [(e.number, f"[{e.title}]({_folder(e.lesson)})", e.description) for e in entries]
    lines = [_HEADINGS[:-1], ("---:", "---", "---"), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _folder(lesson: Lesson) -> str:
    return Path(os.path.relpath(lesson.folder, lesson.root)).as_posix()
