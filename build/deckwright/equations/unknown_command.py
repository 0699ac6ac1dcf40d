"""What an author is told of a command or an environment that formulas do not have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from deckwright.equations.commands import ELSEWHERE
from deckwright.equations.equation_error import EquationError
from deckwright.equations.nesting import ENVIRONMENTS
from deckwright.equations.tokens import Token
from deckwright.errors import did_you_mean

SHORT = 4  # letters: sgn, tr, rank, Var are as near to some sign as a misspelled one


def unknown_command(latex: str, token: Token, known: Iterable[str]) -> EquationError:
    """The error for a command that is none of these."""
    if token.name in ELSEWHERE:
        problem, hint = f"{token.text} is not known in formulas.", ELSEWHERE[token.name]
    else:
        problem, hint = f"{token.text} is not known.", _nearest(token.name, known)
    return EquationError(latex, problem, hint=hint, place=token.start)


def _nearest(name: str, known: Iterable[str]) -> str:
    """The known command that is meant, if one is near: few letters changed, the first the same."""
    near = difflib.get_close_matches(name, [each for each in known if each.isalpha()], n=3, cutoff=0.75)
    near = [one for one in near if one[:1].lower() == name[:1].lower()]
    own = rf"Operators of your own are written \operatorname{{{name if name.isalpha() else 'name'}}}."
    if not near:
        return own
    return rf"Did you mean \{near[0]}?" + (f" {own}" if len(name) <= SHORT else "")


def unknown_environment(latex: str, token: Token) -> EquationError:
    r"""The error for a ``\begin`` of something else."""
    near = did_you_mean(token.environment, ENVIRONMENTS)
    hint = near if near.startswith("Did") else "Known: aligned, cases, pmatrix, bmatrix, array and those of amsmath."
    problem = f"the environment {token.environment!r} is not known."
    return EquationError(latex, problem, hint=hint, place=token.start)
