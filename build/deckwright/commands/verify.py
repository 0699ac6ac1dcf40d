"""``deckwright verify``: are the figures of this file what the code says?"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click
from rich.table import Table

from deckwright.commands.lessons import shown
from deckwright.commands.report import say
from deckwright.errors import UserError
from deckwright.lesson import find_lesson
from deckwright.lesson.trusted import trusted_lesson
from deckwright.safe_zip import safe_zip
from deckwright.terminal import Terminal, cell
from deckwright.visible_text import echo

if TYPE_CHECKING:
    from deckwright.verification.verdict import Verdict

PROPERTIES = "docProps/app.xml"
SHOWN = 5  # points of one chart with the same fate that are listed one by one
TOGETHER = 3  # figures and places of one call that are missing are named in its one line
FILES = 6  # that are named as reasons
CALL = 48  # letters of a call that are shown
LINE = 400  # letters of the parameters that are shown
LIBREOFFICE = (
    "LibreOffice saved this file: it leaves out native equations and many descriptions (alt texts). "
    "What is missing stands in the deck as it was built."
)
UNLOCATED = (
    "Not located: the record in this file doesn't say where these figures stand, as Deckwright's records do. "
    "Whether they are right can't be said. Build the deck again."
)
_COLORS = {"changed": "yellow", "edited by hand": "magenta", "moved": "cyan", "missing": "red", "not located": "red"}
LOST = ("missing", "not located")  # of these there is nothing in the file that could be shown
ROWS = 200  # of the table


@click.command()
@click.argument("deck", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--lesson", metavar="LESSON", help="The lesson that it was built from, if it isn't one of the course here."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, figures that are current as well.")
def verify(deck: Path, lesson: str | None, as_json: bool) -> int:
    """Rerun a deck's lesson and compare: which figures of the file are current, changed, edited, moved, missing.

    The lesson is looked for in the course where you stand: a deck doesn't choose which code is run.
    """
    from deckwright.verification.verify import verify as verify_deck  # loads the whole engine

    built = _manifest(deck)
    chosen = find_lesson(lesson, Path.cwd()) if lesson else trusted_lesson(built["lesson"]["folder"], deck, Path.cwd())
    say(f"Running the lesson {shown(chosen.folder)}{_settings(built)}.")
    verdicts = verify_deck(deck, built, chosen)
    found = [verdict for verdict in verdicts if verdict.status != "current"]
    if as_json:
        echo(_as_json(deck, built, verdicts))
    else:
        _print(deck, built, verdicts, found)
    return 1 if found else 0


def _manifest(deck: Path) -> dict:
    from deckwright.pptx.manifest import read_manifest as content_of
    from deckwright.provenance.manifest import read_manifest

    content = content_of(deck)
    if content is None:
        raise UserError(
            f"{shown(deck)} has no record of its figures: Deckwright didn't build it, or a program took the "
            f"record out.",
            hint="Verify the file as `deckwright build` wrote it, or as PowerPoint saved it.",
        )
    return read_manifest(content)


def saved_by(deck: Path) -> str:
    """The program that says it saved the file; "" where none does."""
    with safe_zip(deck, str(deck)) as package:
        said = package.read(PROPERTIES).decode("utf-8", "replace") if PROPERTIES in package else ""
    found = re.search("<Application>(.*?)</Application>", said)
    return found[1] if found else ""


def _print(deck: Path, built: dict, verdicts: list[Verdict], found: list[Verdict]) -> None:
    console = Terminal()
    if found:
        rows = list(_collapsed(found))
        console.print(_table(rows[:ROWS]))
        if len(rows) > ROWS:
            console.print(f"{len(rows) - ROWS:,} lines more (all with --json).")
        reasons = dict.fromkeys(name for verdict in found for name in verdict.because)
        if reasons:
            words = f"Changed since the deck was built: {_some(list(reasons), FILES, ' (all with --json)')}."
            console.print(words)
        if any(verdict.status == "not located" for verdict in found):
            console.print(UNLOCATED)
        if any(verdict.status == "missing" for verdict in found) and "LibreOffice" in saved_by(deck):
            console.print(LIBREOFFICE)
    echo(f"{shown(deck)}: {_summary(verdicts)}{_settings(built)}.")


def _settings(built: dict) -> str:
    return f" with {shorten(', '.join(built['parameters']), LINE, placeholder=' …')}" if built["parameters"] else ""


def _some(names: list[str], most: int, hint: str = "") -> str:
    """The first of many names, and how many more there are."""
    more = f" and {len(names) - most} more{hint}" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _table(rows: list[Verdict]) -> Table:
    table = Table("Slide", "Figure", "Where", "", "Deck says", "Code says", show_lines=False)
    last = None
    for verdict in rows:
        slide = (verdict.slide, verdict.title)
        if last is not None and slide != last:
            table.add_section()
        status = cell(verdict.status, _COLORS[verdict.status])
        table.add_row(
            cell(_heading(verdict) if slide != last else ""),
            cell(f"{shorten(verdict.expression, CALL, placeholder=' …')}\n{Path(verdict.source).name}"),
            cell(verdict.place),
            status,
            cell("nothing" if verdict.deck is None else verdict.deck),
            cell("nothing" if verdict.code is None else verdict.code),
        )
        last = slide
    return table


def _heading(verdict: Verdict) -> str:
    """The slide's number and title; a slide that the lesson has today and the deck has not has no number."""
    return f"{verdict.slide} {verdict.title}" if verdict.slide else f"not in the deck: {verdict.title}"


def _collapsed(found: list[Verdict]) -> list[Verdict]:
    """One line for what is missing of a call; where many points of a chart changed, the first ones and how
    many more.
    """
    rows = []
    for _, group in groupby(
        found, lambda v: (v.slide, v.source, v.expression, v.status, v.status not in LOST and _in_chart(v))
    ):
        alike = list(group)
        if alike[0].status in LOST:
            alike = [_together(alike)]
        elif len(alike) > SHOWN and _in_chart(alike[0]):
            first = dataclasses.replace(
                alike[SHOWN - 1], place=f"and {len(alike) - SHOWN + 1} more", deck="…", code="…"
            )
            alike = [*alike[: SHOWN - 1], first]
        rows += alike
    return rows


def _together(missing: list[Verdict]) -> Verdict:
    """One line for all of these."""
    places = dict.fromkeys(place for verdict in missing for place in verdict.place.split("; "))
    if not all(place.endswith("alt text") for place in places):
        places = dict.fromkeys(re.split("[:,]", place)[0] for place in places)
    code = [verdict.code for verdict in missing if verdict.code is not None]
    return dataclasses.replace(missing[0], place=_some(list(places), TOGETHER), code=_some(code, TOGETHER) or None)


def _in_chart(verdict: Verdict) -> bool:
    return ", point " in verdict.figure


def _summary(verdicts: list[Verdict]) -> str:
    counts = Counter(verdict.status for verdict in verdicts)
    total = f"{len(verdicts):,} figure{'s' if len(verdicts) != 1 else ''}"
    if set(counts) <= {"current"}:
        return f"{total}, all current"
    return f"{total}: " + ", ".join(f"{count:,} {status}" for status, count in counts.most_common())


def _as_json(deck: Path, built: dict, verdicts: list[Verdict]) -> str:
    counts = Counter(verdict.status for verdict in verdicts)
    content = {
        "deck": str(deck),
        "lesson": built["lesson"]["folder"],
        "parameters": built["parameters"],
        "summary": dict(counts),
        "figures": [dataclasses.asdict(verdict) for verdict in verdicts],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
