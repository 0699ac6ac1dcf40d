"""How errors are shown: each in a message of its own, and a traceback only for those who ask for it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from deckwright.errors import UserError
from deckwright.visible_text import echo


@dataclass(frozen=True, slots=True)
class Told:
    """An error as it is said, in a form that travels between processes. trace: where it came up in the program."""

    message: str
    trace: str = ""
    status: int = 1

    @property
    def lines(self) -> list[str]:
        """What is printed; where it came up only if that is wanted. Paths below this folder are said from here."""
        message = self.message.replace(f"{Path.cwd()}{os.sep}", "")
        return [*([self.trace] if self.trace and traceback_wanted() else []), f"error: {message}"]


def told(error: Exception) -> tuple[Told, ...]:
    """What is said of an error: of several mistakes each by itself; of one that is nobody's mistake that it is ours."""
    if isinstance(error, UserError):
        return tuple(Told(str(each), _trace(each), each.status) for each in error.errors)
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        name = os.fsdecode(error.filename or "").removeprefix(f"{Path.cwd()}{os.sep}")
        message = f"No file or folder can have so long a name or path: {name[:60]}…\n  Shorten it."
        return (Told(message, _trace(error), status=2),)
    message = f"Deckwright itself failed: {type(error).__name__}: {error}"
    return (Told(f"{message}\n  Run it with --traceback and report what it shows.", _trace(error)),)


def report(say: Callable[[str], None], errors: Iterable[Told]) -> int:
    """Say errors line by line; the exit status that they mean, 0 for none."""
    errors = list(errors)
    for line in (line for error in errors for line in error.lines):
        say(line)
    return max((error.status for error in errors), default=0)


def say(line: str) -> None:
    """A line on the terminal, beside what is asked for, which may go to a file."""
    echo(line, err=True)


def traceback_wanted() -> bool:
    """Whether --traceback stands anywhere on the command line."""
    return "--traceback" in sys.argv


def _trace(error: Exception) -> str:
    import traceback  # takes a while, and is needed only where something is wrong

    return "".join(traceback.format_exception(error)) if error.__traceback__ else ""
