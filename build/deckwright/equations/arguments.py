"""Arguments of commands that are no mathematics: a color, a length, an operator's name."""

from __future__ import annotations

import difflib
import re

from PIL import ImageColor

from deckwright.equations.colors import NAMED, color
from deckwright.equations.commands import UNITS
from deckwright.equations.equation_error import EquationError
from deckwright.equations.tokens import LENGTH, Token


def color_of(latex: str, token: Token) -> str:
    """The role, or ``#RRGGBB``, that a command names. Raises EquationError."""
    role = color(token.words) if token.words and token.words[-1].strip() else None
    if role is not None:
        return role
    asked = token.words[-1] if token.words else ""
    near = difflib.get_close_matches(asked, (*NAMED, *ImageColor.colormap), n=1)
    names = f"Roles: {', '.join(NAMED)}; or a name such as red, or #CC0000."
    hint = f"Did you mean {near[0]}?" if near else names
    problem = f"{asked!r} is neither a role of the palette nor a color."
    raise EquationError(latex, problem, hint=hint, place=token.start)


def length_of(latex: str, token: Token, index: int = 0) -> float:
    """One of a command's lengths, in ems. Raises EquationError."""
    found = LENGTH.fullmatch(token.words[index].strip()) if len(token.words) > index else None
    if found:
        return float(found[1].replace(" ", "")) * UNITS[found[2]]
    hint = rf"Write \{token.name}{{1em}}, with em, pt, mm, cm or in."
    raise EquationError(latex, f"{token.text} needs a length.", hint=hint, place=token.start)


def operator_name(latex: str) -> str | None:
    r"""An operator's name in plain characters, ``arg\,max``; None where it is more than that.

    >>> operator_name("ReLU"), operator_name("x^2")
    ('ReLU', None)
    """
    latex = re.sub(r"\\(?:mathrm|text|textrm|mathop|rm|hbox|mbox)\s*\{([^{}\\]*)\}", r"\1", latex.strip())
    latex = re.sub(r"\\rm\b\s*|\\nolimits\b|\\limits\b", "", latex)
    latex = re.sub(r"\\[,:;> ]|~|\\thinspace\b", "\u2009", latex)
    latex = re.sub(r"\\([_&%#$])", r"\1", latex).replace("{", "").replace("}", "") if "\\" not in latex else latex
    return re.sub(r" +", "\u00a0", latex) if re.fullmatch(r"[\w .*/'\u2009()-]+", latex) and "_" not in latex else None
