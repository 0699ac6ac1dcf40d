r"""What is said on the terminal. The text of a file is shown as text: it moves no cursor, rings no bell, hides nothing.

Everything is said by `echo` or on a `deckwright.terminal.Terminal`, so that no message has to think of it.
"""

from __future__ import annotations

import re

import click

_CONTROLS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1, of which a terminal's commands are made, but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # show letters in another order than that in which they stand
    "\u2028\u2029"  # line ends of another kind
    "\ud800-\udfff"  # bytes of a file's name that are no text
    "]"
)


def visible(text: str) -> str:
    r"""The text with control characters written out.

    >>> print(visible("\x1b[2J all current"))
    \u001b[2J all current
    """
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def echo(text: str, *, err: bool = False) -> None:
    """A line of text."""
    click.echo(visible(text), err=err)
