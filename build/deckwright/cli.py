"""The command line: ``deckwright build``, ``check``, ``list``, ``new`` and the rest."""

from __future__ import annotations

import importlib
import io
import sys

import click

from deckwright.commands.report import Told, told
from deckwright.errors import did_you_mean
from deckwright.visible_text import echo

COMMANDS = ("build", "render", "present", "site", "check", "verify", "list", "new")


class Commands(click.Group):
    """The commands, each loaded when it is called, so that none waits for what another one needs."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"deckwright.commands.{name}")
        return getattr(module, "list_lessons" if name == "list" else name)

    def resolve_command(self, context: click.Context, arguments: list[str]) -> tuple:
        if arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
            hint = did_you_mean(arguments[0], COMMANDS)
            raise click.UsageError(f"There is no command {arguments[0]!r}. {hint}", context)
        return super().resolve_command(context, arguments)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="deckwright")
@click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    help="With any command: show where in the program an error came up.",
)
def cli() -> None:
    """A deep learning course as running code: editable slides and videos in which every figure is computed.

    LESSON is a lesson folder's name, number or any unique part of it, or the path of a lesson folder.
    """


def main() -> None:
    """Run the command line; end with status 0 done, 1 something was found or failed, 2 wrong usage."""
    _write_anything()
    arguments = [argument for argument in sys.argv[1:] if argument != "--traceback"]
    sys.exit(_run(arguments or ["--help"]))


def _write_anything() -> None:
    """On a terminal that lacks a letter (LANG=C) its number stands there, and nothing fails."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: list[str]) -> int:
    try:
        return cli.main(arguments, standalone_mode=False) or 0
    except click.ClickException as error:
        hint = f"\n  See {error.ctx.command_path} --help." if isinstance(error, click.UsageError) and error.ctx else ""
        return _failed(Told(error.format_message() + hint, status=2))
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        return _failed(*told(error))


def _failed(*errors: Told) -> int:
    for line in (line for error in errors for line in error.lines):
        echo(line, err=True)
    return max(error.status for error in errors)
