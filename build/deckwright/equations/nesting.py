r"""What opens and what closes in a formula: braces, ``\left`` and ``\right``, environments; and how deep it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from deckwright.equations.equation_error import EquationError
from deckwright.equations.tokens import Token

MOST_DEEP = 40  # levels; a screen shows none of that depth, and Office, too, has its limit
MOST_TOKENS = 20_000  # a matrix of 40 by 40 has a fourth of that
TABLES = (
    "aligned", "align", "alignat", "alignedat", "flalign", "split", "gathered", "gather", "multline", "multlined",
    "eqnarray", "cases", "dcases", "rcases", "drcases", "array", "subarray", "tabular", "matrix", "pmatrix", "bmatrix",
    "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "psmallmatrix", "bsmallmatrix", "vsmallmatrix", "Bsmallmatrix",
)  # fmt: skip
WRAPPERS = ("equation", "displaymath", "math", "subequations")  # these say only that a formula stands on its own
ENVIRONMENTS = tuple(name + star for name in (*TABLES, *WRAPPERS) for star in ("", "*"))
ROW_ENDS = (r"\\", r"\cr")
INFIX = frozenset((r"\over", r"\choose", r"\atop", r"\brace", r"\brack", r"\above"))
OLD_TABLES = frozenset(
    (r"\matrix", r"\pmatrix", r"\cases", r"\eqalign", r"\displaylines", r"\substack", r"\shortstack")
)


@dataclass(frozen=True, slots=True)
class Nesting:
    r"""How the tokens of a formula nest.

    ends   index of each opening token -> that of the one that closes it
    infix  index of the first token of a group -> that of the ``\over`` in it
    """

    ends: dict[int, int] = field(default_factory=dict)
    infix: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Group:
    """An open group: the index of what opened it, what that was, where its present cell starts."""

    index: int
    opener: str
    cells: bool
    start: int


def check_depth(latex: str, depth: int, token: Token) -> None:
    """Raise EquationError at a token that stands too deep."""
    if depth > MOST_DEEP:
        hint = "Name the inner parts, and show each in a formula of its own."
        problem = f"it is nested more than {MOST_DEEP} levels deep."
        raise EquationError(latex, problem, hint=hint, place=token.start)


def nesting(latex: str, tokens: Sequence[Token], depth: int = 0) -> Nesting:
    """How the tokens nest. Raises EquationError where something is not closed, or goes too deep or too far.

    depth  of the formula itself, where it stands in another one's words
    """
    if len(tokens) > MOST_TOKENS:
        raise EquationError(
            latex,
            f"it has {len(tokens):,} signs; at most {MOST_TOKENS:,} can be set.",
            hint="Show the first terms and the last ones, with \\dots between them.",
        )
    last = max((n + 1 for n, token in enumerate(tokens) if token.text not in ROW_ENDS), default=0)
    found, open_groups = Nesting(), [_Group(-1, "", False, 0)]
    for index, token in enumerate(tokens):
        opener = _opens(token, tokens[index - 1] if index else None)
        closes = _closes(token)
        _check_middle(latex, token, tokens[index - 1] if index else None, open_groups[-1])
        if closes is not None:
            _close(latex, token, closes, open_groups, index, found)
        elif opener:
            open_groups.append(
                _Group(index, opener, _has_cells(token, tokens[index - 1] if index else None), index + 1)
            )
            check_depth(latex, depth + len(open_groups) - 1, token)
        elif token.text in ROW_ENDS and index >= last:
            continue  # the end of a last line
        elif token.text in ("&", *ROW_ENDS):
            _cell(latex, token, open_groups[-1], index)
        elif token.text in INFIX:
            _infix(latex, token, open_groups[-1], index, found)
    if len(open_groups) > 1:
        last = open_groups[-1]
        hint = f"Add {_closer(last.opener)}, or take it out."
        raise EquationError(latex, f"{last.opener} is never closed.", hint=hint, place=tokens[last.index].start)
    return found


def _check_middle(latex: str, token: Token, before: Token | None, group: _Group) -> None:
    """Raise EquationError for a brace that should be a bracket, or a bracket between none."""
    if before and before.text in (r"\left", r"\right", r"\middle") and token.text in ("{", "}"):
        problem = f"{before.text}{token.text} has no bracket."
        raise EquationError(latex, problem, hint=rf"Write {before.text}\{token.text}.", place=before.start)
    if token.text == r"\middle" and group.opener != r"\left":
        hint = r"It stands between \left and \right: \left( a \middle| b \right)."
        raise EquationError(latex, r"\middle stands between no brackets.", hint=hint, place=token.start)


def _opens(token: Token, before: Token | None) -> str:
    if token.text.startswith(r"\begin{"):
        return token.text
    if token.text == "{":
        return before.text + "{" if before and before.text in OLD_TABLES else "{"
    return token.text if token.text == r"\left" else ""


def _closes(token: Token) -> str | None:
    if token.text.startswith(r"\end{"):
        return token.text.replace("end", "begin", 1)
    return {"}": "{", r"\right": r"\left"}.get(token.text)


def _has_cells(token: Token, before: Token | None) -> bool:
    if token.text == "{":
        return before is not None and before.text in OLD_TABLES
    return token.environment.rstrip("*") not in (*WRAPPERS, "")


def _close(latex: str, token: Token, opener: str, groups: list[_Group], index: int, found: Nesting) -> None:
    last = groups[-1]
    if len(groups) == 1:
        problem, hint = f"{token.text} closes nothing.", f"Add {opener} before it, or take it out."
        raise EquationError(latex, problem, hint=hint, place=token.start)
    if last.opener != opener and not (opener == "{" and last.opener.endswith("{")):
        problem = f"{token.text} stands where {last.opener} is still open."
        hint = f"Close it first with {_closer(last.opener)}."
        raise EquationError(latex, problem, hint=hint, place=token.start)
    groups.pop()
    found.ends[last.index] = index


def _cell(latex: str, token: Token, group: _Group, index: int) -> None:
    if not group.cells:
        lines = group.opener == "" or group.opener.startswith(r"\begin")
        problem = f"{token.text} stands outside of a table of formulas."
        hint = r"Put the lines into \begin{aligned} ... \end{aligned}."
        if not lines:
            problem = f"{token.text} stands where {group.opener} is still open."
            hint = f"Close it first with {_closer(group.opener)}. {hint}"
        raise EquationError(latex, problem, hint=hint, place=token.start)
    group.start = index + 1


def _infix(latex: str, token: Token, group: _Group, index: int, found: Nesting) -> None:
    if group.start in found.infix:
        problem, hint = f"a second {token.text} stands in one group.", "Put braces around each of the two."
        raise EquationError(latex, problem, hint=hint, place=token.start)
    found.infix[group.start] = index


def _closer(opener: str) -> str:
    return {r"\left": r"\right"}.get(opener) or ("}" if opener.endswith("{") else opener.replace("begin", "end", 1))
