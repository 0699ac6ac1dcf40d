r"""Commands that a deck defines for its formulas: ``\newcommand{\vect}[1]{\mathbf{#1}}`` anywhere in slides.md.

As in pandoc, a definition prints nothing, and holds for all formulas of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from deckwright.equations.equation_error import EquationError
from deckwright.markdown.code_fences import outside_code

_DEFINITION = re.compile(
    r"\\(?:new|renew|provide)command\*?\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*"
    r"(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\[\]]*)\])?\s*(?=\{)"
    r"|\\def\s*\\(?P<old>[A-Za-z]+)\s*(?P<parameters>(?:#\d)*)\s*(?=\{)"
    r"|\\DeclareMathOperator(?P<star>\*?)\s*\{?\s*\\(?P<operator>[A-Za-z]+)\s*\}?\s*(?=\{)"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_PARAMETER = re.compile(r"#(\d)")
_EMPTY = re.compile(r"\$\$\s*\$\$")
MOST = 1000  # commands put in, in one formula
LONGEST = 200_000  # characters of a formula in which they are


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command stands for: #1, #2 ... are its arguments. default: of the first one, which makes that optional."""

    body: str
    count: int = 0
    default: str | None = None


def without_definitions(text: str) -> tuple[str, dict[str, Macro]]:
    """The text with blanks where commands are defined, and the commands. Lines stay where they are."""
    if "command" not in text and "\\def" not in text and "\\DeclareMathOperator" not in text:
        return text, {}
    lines = text.split("\n")
    macros: dict[str, Macro] = {}
    code = _code(lines)
    position = 0
    while found := _DEFINITION.search(text, position):
        body = _group(text, found.end())
        if body is None or any(start <= found.start() < end for start, end in code):
            position = found.end()
            continue
        macros[found["name"] or found["old"] or found["operator"]] = _macro(found, body[1:-1])
        end = found.end() + len(body)
        text = text[: found.start()] + re.sub(r"[^\n]", " ", text[found.start() : end]) + text[end:]
        position = end
    return _EMPTY.sub(lambda empty: re.sub(r"[^\n]", " ", empty[0]), text) if macros else text, macros


def expanded(latex: str, macros: Mapping[str, Macro]) -> str:
    """The formula with all commands of the deck replaced by what they stand for."""
    position, put_in = 0, 0
    while macros and (found := _COMMAND.search(latex, position)):
        macro = macros.get(found[1])
        if macro is None:
            position = found.end()
            continue
        put_in += 1
        if put_in > MOST or len(latex) > LONGEST:
            raise EquationError(latex[:200], f"\\{found[1]} stands for itself, or for too much.", hint="Write it out.")
        arguments, end = _arguments(latex, found.start(), found.start() + len(found[1]) + 1, macro)
        body = _filled_in(macro.body, arguments)
        apart = " " if re.search(r"\\[A-Za-z]+$", body) and latex[end : end + 1].isalpha() else ""
        latex = latex[: found.start()] + body + apart + latex[end:]
        position = found.start()
    return latex


def _filled_in(body: str, arguments: list[str]) -> str:
    known = {str(number): argument for number, argument in enumerate(arguments, 1)}
    return _PARAMETER.sub(lambda match: known.get(match[1], match[0]), body)


def _macro(found: re.Match[str], body: str) -> Macro:
    if found["operator"]:
        return Macro(rf"\operatorname{found['star']}{{{body}}}")
    if found["old"]:
        return Macro(body, found["parameters"].count("#"))
    return Macro(body, int(found["count"] or 0), found["default"])


def _arguments(latex: str, start: int, end: int, macro: Macro) -> tuple[list[str], int]:
    """The arguments that follow a command, and where they end."""
    given: list[str] = []
    if macro.default is not None:
        optional = re.compile(r"\s*\[([^\[\]]*)\]").match(latex, end)
        given.append(optional[1] if optional else macro.default)
        end = optional.end() if optional else end
    while len(given) < macro.count:
        space = re.compile(r"\s*").match(latex, end).end()
        group = _group(latex, space)
        token = group or (re.compile(r"\\[A-Za-z]+|\\.|[^\s{}&]").match(latex, space) or [""])[0]
        if not token:
            problem = f"{_COMMAND.match(latex, start)[0]} lacks one of its {macro.count} arguments."
            raise EquationError(latex, problem, hint="Give each its braces.", place=start)
        given.append(token[1:-1] if group else token)
        end = space + len(token)
    return given, end


def _group(text: str, at: int) -> str | None:
    """The braces that open here, with what they hold; None where none do, or they are not closed."""
    if text[at : at + 1] != "{":
        return None
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, at):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return text[at : match.end()]
    return None


def _code(lines: list[str]) -> list[tuple[int, int]]:
    """Where lines of code stand, which define nothing."""
    spans, at = [], 0
    for line, outside in zip(lines, outside_code(lines)):
        if not outside:
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans
