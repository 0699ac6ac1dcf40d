r"""Words in a formula: what stands in ``\text{...}``, with formulas, accents and styles of type in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from deckwright.equations.alphabet import styled
from deckwright.equations.commands import SPACES, SWITCHES, TEXTS, UNSEEN
from deckwright.equations.equation_error import EquationError
from deckwright.equations.tree import Row

_PIECE = re.compile(
    r"\$(?P<dollars>[^$]*)\$|\\\((?P<paren>.*?)\\\)"
    r"|(?P<accent>\\[`'^\"~=.](?=\s*\{?\\?[A-Za-z]))|\\(?P<command>[A-Za-z]+) *"
    r"|\\(?P<escaped>.)|(?P<bad>[$%])|(?P<brace>[{}])|(?P<space>[\s~]+)|(?P<plain>``|''|---?|.)",
    re.DOTALL,
)
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_ACCENTED = re.compile(r"\s*\{?\\?([A-Za-z])\}?")
_CIRCLED = re.compile(r"\s*(?:\{\s*)?(1\d|20|[1-9]|[A-Za-z])(?:\s*\}|(?![\w}]))")
_TYPED = {"``": "“", "''": "”", "--": "–", "---": "—", "`": "‘", "'": "’"}
_NAMED = {
    "ldots": "…", "dots": "…", "textquotedblleft": "“", "textquotedblright": "”", "ss": "ß", "textendash": "–",
    "textemdash": "—", "textasciitilde": "~", "textunderscore": "_", "textbackslash": "\\", "textdegree": "°",
    "S": "§", "P": "¶", "copyright": "©", "textregistered": "®", "pounds": "£", "LaTeX": "LaTeX", "TeX": "TeX",
    "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "newline": "\u00a0",
}  # fmt: skip


def words(latex: str, text: str, command: str, formula: Callable[[str], Row]) -> tuple[str | Row, ...]:
    """The pieces of a text: characters as they are shown, and formulas.

    command  what the text is the argument of
    formula  reads a formula that stands in it
    """
    return _Words(latex, text, TEXTS.get(command, ""), formula).read()


class _Words:
    """One text, read from its beginning."""

    def __init__(self, latex: str, text: str, variant: str, formula: Callable[[str], Row]):
        self.latex, self.text, self.formula = latex, text, formula
        self.variants = [variant]  # one for each open brace
        self.pieces: list[str | Row] = []
        self.at = 0

    def read(self) -> tuple[str | Row, ...]:
        while self.at < len(self.text):
            match = _PIECE.match(self.text, self.at)
            self.at = match.end()
            getattr(self, f"_{match.lastgroup}")(match[match.lastgroup])
        return tuple(self.pieces)

    def say(self, characters: str) -> None:
        characters = styled(characters, self.variants[-1])
        if self.pieces and isinstance(self.pieces[-1], str):
            self.pieces[-1] += characters
        elif characters:
            self.pieces.append(characters)

    def show(self, latex: str) -> None:
        """A formula between the words."""
        row = self.formula(latex)
        if row.nodes:
            self.pieces.append(row)

    def _dollars(self, latex: str) -> None:
        if latex.strip():
            self.show(latex)

    _paren = _dollars

    def _plain(self, characters: str) -> None:
        self.say(_TYPED.get(characters, characters))

    def _space(self, characters: str) -> None:
        self.say("\u00a0" * max(1, characters.count("~")))

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self.variants.append(self.variants[-1])
        elif len(self.variants) > 1:
            self.variants.pop()

    def _bad(self, sign: str) -> None:
        hint = rf"Write \{sign} for the sign itself, or close the formula with a second $."
        raise EquationError(self.latex, f"{sign} has a meaning of its own in LaTeX.", hint=hint)

    def _accent(self, accent: str) -> None:
        letter = _ACCENTED.match(self.text, self.at)
        self.at = letter.end()
        self.say(unicodedata.normalize("NFC", letter[1] + _ACCENTS[accent[1]]))

    def _escaped(self, character: str) -> None:
        if character in SPACES:
            width = SPACES[character]
            self.say("\u2009" if character in ",:>" else "\u00a0" if width > 0 else "")
        else:
            self.say("\u00a0" if character == "\\" else character)

    def _circle(self) -> None:
        inside = _CIRCLED.match(self.text, self.at)
        if not inside:
            hint = r"Write \textcircled{1}."
            raise EquationError(self.latex, "a circle holds a number from 1 to 20, or a letter.", hint=hint)
        self.at = inside.end()
        self.say(_circled(inside[1]))

    def _command(self, name: str) -> None:
        if name in _NAMED:
            self.say(_NAMED[name])
        elif name == "textcircled":
            self._circle()
        elif name in SWITCHES:
            self.variants[-1] = SWITCHES[name]
        elif name in TEXTS and self.text[self.at : self.at + 1] == "{":
            self.at += 1
            self.variants.append(TEXTS[name] or self.variants[-1])
        elif name not in UNSEEN:
            start = self.text.rindex("\\", 0, self.at)
            while (end := _closing(self.text, self.at)) > self.at:
                self.at = end
            self.show(self.text[start : self.at])


def _circled(inside: str) -> str:
    """A number up to 20 or a letter in a circle: one character."""
    if inside.isdigit():
        return chr(ord("①") + int(inside) - 1)
    return chr(ord("Ⓐ") + ord(inside) - ord("A")) if inside.isupper() else chr(ord("ⓐ") + ord(inside) - ord("a"))


def _closing(text: str, at: int) -> int:
    """Where the braces that open here close; the place itself where none open."""
    if text[at : at + 1] != "{":
        return at
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, at):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.end()
    return at
