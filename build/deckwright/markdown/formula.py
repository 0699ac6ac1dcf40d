"""LaTeX between dollar signs: figures put in, and a display formula taken apart into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckwright.deck.equation import Equation, Line
from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run, Text
from deckwright.equations.commands import LINES_OF_A_FORMULA
from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula, joined
from deckwright.equations.rows import bare, contained, lines_of, reaches, split, trimmed
from deckwright.equations.tree import Command, Row, Scripts, Space
from deckwright.errors import Source, UserError
from deckwright.language import spoken
from deckwright.markdown.expression_value import ExpressionValue
from deckwright.markdown.placeholder import VALUE

ROW_ENDS = (r"\\", r"\cr")
_RELATION = re.compile(
    r":=|\\(?:approx|leftarrow|gets|to|rightarrow|Rightarrow|implies|iff|Leftrightarrow|leq?|geq?|neq?|equiv|sim|propto"
    r"|mapsto|in|subset|subseteq|ll|gg|triangleq|coloneqq|cong|simeq)(?![A-Za-z])|[=<>]"
)
_ON_RELATIONS = ("not", "overset", "underset", "stackrel", "mathrel")  # the last argument is what they stand on
_REASON = re.compile(r"\\text\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", re.DOTALL)
_ENDS_OPEN = re.compile(rf"(?:{_RELATION.pattern})\s*$")
_POWER = re.compile(r"×10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_FROM_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def inline_math(latex: str, values: Sequence[ExpressionValue], where: Source) -> Math:
    """A formula in a line of text."""
    latex, figures = _filled(trimmed(latex), values, where)
    return Math(_read(Formula(latex), where), figures, where)


def display_math(latex: str, values: Sequence[ExpressionValue], where: Source, *, by_line: bool = False) -> Equation:
    """A formula on its own. Lines are split at ``\\\\`` and aligned at ``&``; what stands behind ``&&``, words in
    one of the lines at least, is a reason.
    """
    try:
        return _taken_apart(latex, values, where, by_line)
    except EquationError as error:
        raise error if error.where else error.at(where) from None


def _read(formula: Formula, where: Source) -> Formula:
    """A formula that can be set. Raises EquationError with its place."""
    try:
        _ = formula.tree  # it is read now, so that its author hears at once what is wrong with it
    except EquationError as error:
        raise error.at(where) from None
    return formula


def _taken_apart(latex: str, values: Sequence[ExpressionValue], where: Source, by_line: bool) -> Equation:
    latex = bare(latex)
    environment, inside = lines_of(latex) or ("", latex)
    rows = [row for row in split(inside, ROW_ENDS) if row.strip()]
    cells = [_cells(environment, row) for row in rows]
    cells = [row for row in cells if any(row)]
    if len(cells) < 2 and not environment or not cells or not _are_lines(cells):
        return Equation(lines=(_line("", "", latex, (), values, where, 0),), source=where)
    centered = LINES_OF_A_FORMULA.get(environment) == "center"
    lines = (_aligned(row, values, where, step if by_line else 0, centered) for step, row in enumerate(cells))
    return Equation(lines=tuple(lines), source=where)


def _cells(environment: str, row: str) -> list[str]:
    """The cells of a line; that an eqnarray gives a cell to the relation is no matter here."""
    cells = [trimmed(cell) for cell in split(row, ("&",))]
    if environment == "eqnarray" and len(cells) == 3:
        cells = [cells[0], trimmed(f"{cells[1]} {cells[2]}")]
    while len(cells) > 2 and not cells[-1]:
        cells.pop()
    return cells


def latex_of(figure: Figure) -> str:
    """A figure's text as LaTeX, with the marks of English until the whole deck is read.

    >>> [latex_of(Figure(*f)) for f in (("−3.2×10⁻⁵", -3.2e-05), ("60,000", 60000), ("tanh", "tanh"))]
    ['-3.2\\\\times 10^{-5}', '60{,}000', '\\\\text{tanh}']
    """
    text = spoken().in_english(figure.text)
    if isinstance(figure.value, str) and not re.fullmatch(r"[\d×., −]+", text):
        return text if re.search(r"[\\^_]", text) or len(text) == 1 else rf"\text{{{text}}}"
    text = _POWER.sub(lambda m: rf"\times 10^{{{m[1].translate(_FROM_SUPERSCRIPTS)}}}", text)
    text = text.replace("\N{MINUS SIGN}", "-").replace("×", r"\times ").replace("%", r"\%").replace("∞", r"\infty ")
    return re.sub(r"(?<=\d),(?=\d)", "{,}", text)


def with_whole_statements(text: Text) -> Text:
    """A text in which "x =" and the value after it are one formula: from right to left they would change places."""
    parts: list[Run | Math] = []
    for part in text:
        value = part.figure is not None and not isinstance(part.figure.value, str) if isinstance(part, Run) else True
        before = (
            parts[-2:] if len(parts) > 1 and isinstance(parts[-1], Run) and parts[-1].text.isspace() else parts[-1:]
        )
        if value and before and isinstance(before[0], Math) and _ENDS_OPEN.search(before[0].latex):
            added = part if isinstance(part, Math) else Math.from_latex(latex_of(part.figure), (part.figure,))
            whole = Math(joined(before[0].formula, added.formula), before[0].figures + added.figures, before[0].source)
            parts[-len(before) :] = [whole]
        else:
            parts.append(part)
    return tuple(parts)


def _aligned(cells: list[str], values: Sequence[ExpressionValue], where: Source, step: int, centered: bool) -> Line:
    reasons = _reason(cells[3], values, where) if len(cells) == 4 else ()
    left, right = (cells[0], cells[1]) if len(cells) > 1 else ("", cells[0])
    if reaches(right):
        return _line(contained(left), "", contained(right), reasons, values, where, step)
    if len(cells) == 1:
        left, relation, right = ("", "", right) if centered else _at_first_relation(right)
        return _line(left, relation, right, reasons, values, where, step)
    start, end = next(_relations(right), (0, 0))
    if start:
        end = 0
    return _line(contained(left), trimmed(right[:end]), trimmed(right[end:]), reasons, values, where, step)


def _at_first_relation(row: str) -> tuple[str, str, str]:
    """A row in which the author set no ``&``, taken apart at its first relation outside of braces."""
    start, end = next(_relations(row), (0, 0))
    return trimmed(row[:start]), trimmed(row[start:end]), trimmed(row[end:])


def _relations(row: str) -> Iterator[tuple[int, int]]:
    r"""Where relations begin and end: signs, and signs with something over or through them, ``\not=``."""
    tree = Formula(row).tree if row else Row("", (), ())
    for node, start, end in zip(tree.nodes, tree.starts, (*tree.starts[1:], len(row))):
        if sign := _RELATION.match(row, start):
            yield start, end if isinstance(node, Scripts) else sign.end()
        elif isinstance(node, Command) and node.name in _ON_RELATIONS and _RELATION.fullmatch(node.arguments[-1].latex):
            yield start, end


def _are_lines(rows: list[list[str]]) -> bool:
    """Whether each row is a line, alone or with a reason; reasons are fourth parts that have words in any of them."""
    beside = [row[3] for row in rows if len(row) == 4 and not row[2]]
    shapes = all(len(row) <= 2 or len(row) == 4 and not row[2] for row in rows)
    return shapes and (not beside or any(_REASON.search(reason) for reason in beside))


def _line(
    left: str, relation: str, right: str, reason: Text, values: Sequence[ExpressionValue], where: Source, step: int
) -> Line:
    left, before = _filled(left, values, where)
    right, after = _filled(right, values, where)
    whole = _read(Formula(" ".join(side for side in (left, relation, right) if side)), where)
    end = len(whole.latex)
    start = min(len(left) + bool(left), end)
    sides = whole.part(end - len(right), end), whole.part(0, len(left)), whole.part(start, start + len(relation))
    for side in sides:
        if side.latex:
            _read(side, where)  # each is set alone: what a command takes may stand in none but its own
    return Line(*sides, reason, before + after, step)


def _reason(latex: str, values: Sequence[ExpressionValue], where: Source) -> Text:
    r"""Words in ``\text{...}``, with formulas between dollar signs in them or after them."""
    parts: list[Run | Math] = []
    for i, piece in enumerate(_REASON.split(latex)):
        if i % 2:
            parts += _words(piece, values, where)
        elif piece.strip():
            math = inline_math(piece, values, where)
            if not all(isinstance(node, Space) for node in math.formula.nodes):
                parts.append(math)
            elif parts:
                parts.append(Run(" "))
    return tuple(parts)


def _words(text: str, values: Sequence[ExpressionValue], where: Source) -> Text:
    parts: list[Run | Math] = []
    for i, piece in enumerate(text.split("$")):
        if i % 2:
            parts.append(inline_math(piece, values, where))
            continue
        for j, part in enumerate(VALUE.split(piece)):
            parts += _text(values[int(part)], where) if j % 2 else [Run(part)] if part else []
    return tuple(parts)


def _filled(latex: str, values: Sequence[ExpressionValue], where: Source) -> tuple[str, tuple[Figure, ...]]:
    """The LaTeX with its placeholders replaced, and the figures in their order."""
    parts, figures = [], []
    for i, piece in enumerate(VALUE.split(latex)):
        if i % 2 == 0:
            parts.append(piece)
            continue
        for part in _text(values[int(piece)], where):
            if isinstance(part, Math):
                parts.append(part.latex)
                figures += part.figures
            elif part.figure:
                parts.append(latex_of(part.figure))
                figures.append(part.figure)
            else:
                parts.append(rf"\text{{{part.text}}}")
    return "".join(parts), tuple(figures)


def _text(handed: ExpressionValue, where: Source) -> Text:
    if handed.blocks:
        raise UserError(
            f"{{{{ {handed.origin.expression} }}}} is a block and can't stand inside a formula.",
            where=handed.origin.source,
            hint="Put it on a line of its own.",
        )
    return handed.text
