"""``deckwright present LESSON``: the deck as a slide show, with what the machine has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from deckwright.building.build import only_edited
from deckwright.building.choices import Choices
from deckwright.commands import libreoffice
from deckwright.commands.appearance_options import template_option, theme_option
from deckwright.commands.build import build_all
from deckwright.commands.lessons import shown
from deckwright.commands.report import say, told
from deckwright.errors import UsageError, UserError
from deckwright.fonts.twins import TWINS
from deckwright.lesson import Lesson, find_lesson
from deckwright.theme import THEMES, Theme
from deckwright.visible_text import echo

NAMES = {"powerpoint": "PowerPoint", "keynote": "Keynote", "libreoffice": "LibreOffice"}


@dataclass(frozen=True, slots=True)
class Presenter:
    """A program that shows a deck: how to call it, or () where this machine lacks it.

    show  what shows it and says whether the show stands, where more than a call is known
    """

    name: str
    command: tuple[str, ...]
    show: Callable[[Callable[[str], None]], int] | None = None


@click.command()
@click.argument("lesson")
@click.option("--set", "settings", multiple=True, metavar="K=V", help="Set a parameter of the lecture.")
@template_option
@theme_option
@click.option("--with", "program", type=click.Choice([*NAMES]), help="The program to use.")
@click.option("--live", is_flag=True, help="Show it in the browser, where its parameters can be changed.")
@click.option("--share", is_flag=True, help="With --live: others on the local network may look on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="With --live: the port to listen on; any, if not given."
)
def present(
    lesson: str,
    settings: tuple[str, ...],
    template: Path | None,
    theme: str,
    program: str | None,
    live: bool,
    share: bool,
    port: int,
) -> int:
    """Build the deck if need be, and start it as a slide show."""
    chosen = find_lesson(lesson, Path.cwd())
    choices = Choices(settings=settings, template=template, theme=theme)
    if live and program:
        raise UsageError(
            f"--live shows the lecture in the browser, found --with {program}.", hint="Leave one of them out."
        )
    if live:
        return _live(chosen, choices, port, share)
    if share or port:
        raise UsageError("--share and --port are for the live lecture.", hint="Say --live as well.")
    deck = choices.target(chosen)
    if only_edited(chosen, choices):
        say(f"{shown(deck)} was edited by hand since it was built, and is shown as it is.")
    elif status := build_all([chosen], choices, 1):
        return status
    found = [p for p in presenters(deck) if p.command and program in (None, p.name)]
    if not found:
        wanted = NAMES.get(program, "PowerPoint, Keynote or LibreOffice")
        raise UserError(
            f"This machine has no {wanted} that could show {shown(deck)}.",
            hint="Install LibreOffice, or copy the file to a computer with PowerPoint: everything is inside of it.",
        )
    missing = missing_fonts(THEMES[theme]) if found[0].name == "libreoffice" and not template else []
    for family in missing:
        words = (
            f"Neither {family} nor {TWINS[family]}, which is as wide, is installed: lines will be too long or short."
        )
        say(f"{words} Install the font {TWINS[family]}.")
    echo(f"Showing {shown(deck)} with {NAMES[found[0].name]}.")
    if found[0].show:
        return found[0].show(say)
    say(
        f"If no slide stands on the screen in ten seconds: open {shown(deck)} by hand and start the show there.",
    )
    return 0 if subprocess.run(found[0].command, check=False).returncode == 0 else 1


def _live(lesson: Lesson, choices: Choices, port: int, share: bool) -> int:
    try:
        from deckwright.live.serve import present_live
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        hint = "Install what it needs: pip install 'deckwright[live]', in a checkout pip install -e '.[live]'."
        raise UserError(f"A live lecture needs {error.name}, which is not installed.", hint=hint) from None
    return present_live(lesson, replace(choices, to="html", videos=False, kept=True), port, share, say, _words)


def _words(error: Exception) -> str:
    """What is said of an error."""
    return "\n".join(each.message for each in told(error))


def missing_fonts(theme: Theme) -> list[str]:
    """The fonts for which LibreOffice would take others of other widths; none where fontconfig can't be asked."""
    if not shutil.which("fc-match"):
        return []
    families = dict.fromkeys((theme.heading_font, theme.body_font, theme.code_font))
    return [family for family in families if not {family, TWINS[family]} & set(_offered(family))]


def _offered(family: str) -> list[str]:
    """The names of the font that stands in for a family on this machine."""
    found = subprocess.run(["fc-match", "-f", "%{family}", family], capture_output=True, text=True, check=False)
    return found.stdout.split(",")


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
    return Presenter("libreoffice", (program,) if program else (), partial(libreoffice.show, program, Path(file)))


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
