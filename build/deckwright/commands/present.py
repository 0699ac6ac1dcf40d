"""``deckwright present LESSON``: the deck as a slide show, with what the machine has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from deckwright.building.build import Choices, build_deck
from deckwright.commands.lessons import shown
from deckwright.errors import UserError
from deckwright.lesson import find_lesson


@dataclass(frozen=True, slots=True)
class Presenter:
    """A program that shows a deck: how to call it, or () where this machine lacks it."""

    name: str
    command: tuple[str, ...]


@click.command()
@click.argument("lesson")
@click.option("--set", "settings", multiple=True, metavar="K=V", help="Set a parameter of the lecture.")
@click.option(
    "--with", "program", type=click.Choice(["powerpoint", "keynote", "libreoffice"]), help="The program to use."
)
def present(lesson: str, settings: tuple[str, ...], program: str | None) -> int:
    """Build the deck if need be, and start it as a slide show."""
    built = build_deck(find_lesson(lesson, Path.cwd()), Choices(settings=settings))
    found = [p for p in presenters(built.path) if p.command and program in (None, p.name)]
    if not found:
        wanted = program or "PowerPoint, Keynote or LibreOffice"
        raise UserError(
            f"This machine has no {wanted} that could show {shown(built.path)}.",
            hint="Install LibreOffice, or copy the file to a computer with PowerPoint: everything is inside of it.",
        )
    click.echo(f"Showing {shown(built.path)} with {found[0].name}.")
    return 0 if subprocess.run(found[0].command, check=False).returncode == 0 else 1


def presenters(deck: Path) -> list[Presenter]:
    """The programs that can show a deck, the preferred one first, each called in its own way."""
    file = str(deck)
    if sys.platform == "darwin":
        programs = [_macos("powerpoint", "Microsoft PowerPoint", file), _macos("keynote", "Keynote", file)]
    elif sys.platform == "win32":
        powerpoint = shutil.which("POWERPNT") or _installed(
            Path("C:/Program Files/Microsoft Office/root/Office16/POWERPNT.EXE")
        )
        programs = [Presenter("powerpoint", (powerpoint, "/S", file) if powerpoint else ())]
    else:
        programs = []
    return [*programs, _libreoffice(file)]


def _libreoffice(file: str) -> Presenter:
    program = (
        shutil.which("soffice")
        or shutil.which("libreoffice")
        or _installed(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
        or _installed(Path("C:/Program Files/LibreOffice/program/soffice.exe"))
    )
    return Presenter("libreoffice", (program, "--show", file) if program else ())


def _macos(name: str, application: str, file: str) -> Presenter:
    """PowerPoint and Keynote are asked by AppleScript, since opening a file starts no slide show."""
    if not Path(f"/Applications/{application}.app").exists():
        return Presenter(name, ())
    show = (
        "run slide show of slide show settings of active presentation"
        if name == "powerpoint"
        else "start front document"
    )
    script = f'tell application "{application}"\nactivate\nopen POSIX file "{file}"\ndelay 2\n{show}\nend tell'
    return Presenter(name, ("osascript", "-e", script))


def _installed(path: Path) -> str | None:
    return str(path) if path.exists() else None
