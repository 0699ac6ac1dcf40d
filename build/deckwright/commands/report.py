"""How an error is shown: one message, and a traceback only for those who ask for it."""

from __future__ import annotations

import sys

from rich.console import Console


def traceback_wanted() -> bool:
    """Whether --traceback stands anywhere on the command line."""
    return "--traceback" in sys.argv


def report(console: Console, message: str, trace: str = "") -> None:
    """Show an error; where it came up in the program, if that is wanted."""
    if trace and traceback_wanted():
        console.print(trace, markup=False, highlight=False, soft_wrap=True)
    console.print(f"error: {message}", markup=False, highlight=False, soft_wrap=True)


def own_failure(error: Exception) -> str:
    """The message for an error that is nobody's mistake but the program's."""
    message = f"Deckwright itself failed: {type(error).__name__}: {error}"
    return f"{message}\n  Run it with --traceback and report what it shows."
