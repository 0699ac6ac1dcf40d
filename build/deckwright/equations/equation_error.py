"""A formula that cannot be set, and the place in it."""

from __future__ import annotations

from deckwright.errors import Source, UserError

LONGEST = 120  # characters of a formula that a message repeats
AROUND = 30  # characters shown on either side of the place


class EquationError(UserError):
    """Its LaTeX, what is wrong with it and where in it, and what to do.

    place  index of the character where it went wrong; None where it is the formula as a whole
    """

    def __init__(
        self, latex: str, problem: str, *, hint: str = "", where: Source | None = None, place: int | None = None
    ):
        message = f"The formula ${_shortened(latex)}$ cannot be set: {problem}"
        super().__init__(message + (_pointer(latex, place) if place is not None else ""), where=where, hint=hint)
        self.latex, self.problem, self.place = latex, problem, place

    def at(self, where: Source | None) -> EquationError:
        """The same error with the place of the formula."""
        return EquationError(self.latex, self.problem, hint=self.hint, where=where, place=self.place)


def _shortened(latex: str) -> str:
    return latex if len(latex) <= LONGEST else f"{latex[:LONGEST]}…"


def _pointer(latex: str, place: int) -> str:
    """The piece of the formula around a place, and below it a caret at the place."""
    line_start = latex.rfind("\n", 0, place) + 1
    line_end = latex.find("\n", place) if "\n" in latex[place:] else len(latex)
    start, end = max(line_start, place - AROUND), min(line_end, place + AROUND)
    before, after = "…" if start > line_start else "", "…" if end < line_end else ""
    piece = "".join(c if c.isprintable() else "?" for c in latex[start:end])
    return f"\n    {before}{piece}{after}\n    {' ' * (len(before) + place - start)}^"
