"""How an error is shown: one message, and a traceback only for those who ask for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def traceback_wanted() -> bool:
    """Whether --traceback stands anywhere on the command line."""
    return "--traceback" in sys.argv


def report(console: Console, message: str, trace: str = "") -> None:
    """Show an error."""
    for line in lines(message, trace):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def lines(message: str, trace: str = "") -> list[str]:
    """What is said of an error; where it came up in the program, if that is wanted."""
    return [*([trace] if trace and traceback_wanted() else []), f"error: {message}"]


def own_failure(error: Exception) -> str:
    """The message for an error that is nobody's mistake but the program's."""
    message = f"Deckwright itself failed: {type(error).__name__}: {error}"
    return f"{message}\n  Run it with --traceback and report what it shows."
