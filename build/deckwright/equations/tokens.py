r"""The tokens of LaTeX mathematics: the one place that knows where a command, its words or a comment ends.

Words are no mathematics: ``\text{if $x$}``, ``\hspace{1cm}``, ``\begin{array}{c|c}`` are one token each, with what
stands in their braces beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deckwright.equations.equation_error import EquationError

# How many arguments of a command are words, to be read as they stand.
WORDS = {
    **dict.fromkeys(("text", "textrm", "textbf", "textit", "textsf", "texttt", "textsc", "textnormal", "textup"), 1),
    **dict.fromkeys(("textmd", "textsl", "emph", "textcircled"), 1),
    **dict.fromkeys(("mbox", "hbox", "fbox", "operatorname", "operatornamewithlimits"), 1),
    **dict.fromkeys(
        ("label", "tag", "ref", "eqref", "cite", "require", "index", "mathtip", "class", "cssId", "style"), 1
    ),
    **dict.fromkeys(("color", "textcolor", "colorbox", "fcolorbox"), 1),
    **dict.fromkeys(("hspace", "vspace", "mspace"), 1),
    "rule": 2,
}
GROUPS = {"newline": r"\\", "begingroup": "{", "endgroup": "}", "bgroup": "{", "egroup": "}"}
OPTIONAL = {"color", "textcolor", "colorbox", "fcolorbox", "rule"}  # something in square brackets may come first
STARRED = {"operatorname", "tag", "hspace", "vspace"}  # these may have a star
SKIPS = {"hskip", "vskip", "mskip", "kern", "mkern"}  # a length without braces follows
PREAMBLES = {"array": 1, "subarray": 1, "alignat": 1, "alignedat": 1, "tabular": 1}  # environments with arguments
_UNITS = "pt|em|ex|mu|cm|mm|in|pc|bp|px|sp|dd|cc"
LENGTH = re.compile(rf"\s*([+-]?\s*(?:\d+(?:\.\d*)?|\.\d+))\s*({_UNITS})(?:\s*(?:plus|minus)[\d. ]*[a-z]+)*")
_BREAK = re.compile(rf"\s*\[\s*[+-]?[\d.]+\s*(?:{_UNITS})\s*\]")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\{\s*([A-Za-z]+\*?)\s*\}")
_PLACE = re.compile(r"\s*\[([tbclr])\]")
_CONTROL = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")  # but white space
_COMMENT = re.compile(r"%[^\n]*\n\s*")
_VALUE = re.compile("\ufdd0[0-9]+\ufdd2")  # what stands for a value until it is filled in


@dataclass(frozen=True, slots=True)
class Token:
    r"""A piece of a formula.

    text   a character, or a command with its backslash; ``\begin{name}`` and ``\end{name}`` are one
    start, end  where it stands, its words included
    words  the arguments that are words
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A command without its backslash; nothing for a character."""
        return self.text[1:] if self.text[0] == "\\" else ""

    @property
    def environment(self) -> str:
        r"""What ``\begin`` or ``\end`` names; nothing for any other token."""
        return self.text[self.text.find("{") + 1 : -1] if self.text.startswith((r"\begin{", r"\end{")) else ""


def tokens(latex: str) -> Iterator[Token]:
    """The tokens of a formula in their order, without spaces and comments. Raises EquationError."""
    _check_characters(latex)
    at, end = 0, len(latex)
    while at < end:
        character = latex[at]
        if character.isspace():
            at += 1
        elif character == "%" and (comment := _comment(latex, at)):
            at = comment
        elif character == "\\":
            token = _command(latex, at)
            yield token
            at = token.end
        else:
            mark = _VALUE.match(latex, at)
            stop = mark.end() if mark else at + 1
            yield Token(latex[at:stop], at, stop)
            at = stop


def _comment(latex: str, at: int) -> int:
    """Where the text goes on after a comment: on the next line. ``50% of`` is none, nor is what would eat the end."""
    match = _COMMENT.match(latex, at)
    if match and not latex[at - 1 : at].isdigit():
        return match.end()
    alone = at > 0 and not latex[latex.rfind("\n", 0, at) + 1 : at].strip() and "\n" in latex[:at]
    return len(latex) if alone and not match else 0


def _check_characters(latex: str) -> None:
    if found := _CONTROL.search(latex):
        problem = f"it has the control character U+{ord(found[0]):04X}."
        raise EquationError(latex, problem, hint='Take it out, or write a raw string: r"...".', place=found.start())


def _command(latex: str, at: int) -> Token:
    match = _COMMAND.match(latex, at)
    if not match:
        raise EquationError(latex, "it ends with a backslash.", hint="Take the backslash out.", place=at)
    text, end = match[0], match.end()
    name = text[1:]
    if name in GROUPS:
        return Token(GROUPS[name], at, end)
    if name in ("begin", "end"):
        return _environment(latex, at, end, name)
    if name == "\\":
        end += latex[end : end + 1] == "*"
        skip = _BREAK.match(latex, end)
        return Token(text, at, skip.end() if skip else end)
    if name in STARRED and latex[end : end + 1] == "*":
        text, end = f"{text}*", end + 1
    if name in SKIPS:
        length = LENGTH.match(latex, end)
        return Token(text, at, length.end() if length else end, (length[0],) if length else ())
    words: list[str] = []
    if WORDS.get(name):
        option, end = _optional(latex, end) if name in OPTIONAL else ("", end)
        words += [option] if option and name != "rule" else []
        for _ in range(WORDS[name]):
            word, end = _braced(latex, end, text)
            words += [word] if word is not None else []
    return Token(text, at, end, tuple(words))


def _environment(latex: str, at: int, end: int, command: str) -> Token:
    match = _ENVIRONMENT.match(latex, end)
    if not match:
        hint = rf"Write \{command}{{aligned}}, for instance."
        raise EquationError(latex, rf"\{command} lacks the name of its environment.", hint=hint, place=at)
    end, words = match.end(), []
    if command == "begin":
        place = _PLACE.match(latex, end)
        if place and match[1].endswith("matrix*"):
            words.append(f"*{{99}}{{{place[1]}}}")  # how all columns are aligned
        end = place.end() if place else end
        for _ in range(PREAMBLES.get(match[1].removesuffix("*"), 0)):
            word, end = _braced(latex, end, match[0])
            words += [word] if word is not None else []
    return Token(f"\\{command}{{{match[1]}}}", at, end, tuple(words))


def _optional(latex: str, at: int) -> tuple[str, int]:
    match = re.compile(r"\s*(\[[^\[\]{}]*\])").match(latex, at)
    return (match[1], match.end()) if match else ("", at)


def _braced(latex: str, at: int, owner: str) -> tuple[str | None, int]:
    """The words between the braces that begin here, and where they end; None where no brace begins."""
    start = at
    while start < len(latex) and latex[start].isspace():
        start += 1
    if latex[start : start + 1] != "{":
        return None, at
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(latex, start):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return latex[start + 1 : match.start()], match.end()
    problem, hint = f"the {{ after {owner} is never closed.", "Add }, or take it out."
    raise EquationError(latex, problem, hint=hint, place=start)
