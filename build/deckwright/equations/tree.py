r"""The tree of a formula: what its LaTeX says, whatever is made of it.

A row is a sequence of nodes, and the arguments of a command, the cells of a table and what stands in braces are rows
again. Nothing here depends on how a formula is shown: display style and alphabets are commands that stand in a row and
hold for what follows them there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes one after the other.

    latex   what was written for it
    starts  where each node begins in that
    """

    latex: str
    nodes: tuple[Node, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """A letter or a sign that stands for itself."""

    text: str

    @property
    def sign(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Number:
    """Digits, with one point in them at most."""

    text: str

    @property
    def sign(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Command:
    r"""A command with what it takes; ``a \over b`` takes its two sides as arguments, too.

    name    without the backslash
    option  the argument in square brackets, where there is one and it can be seen
    words   arguments that are no mathematics: a role, a length, a bracket
    """

    name: str
    arguments: tuple[Row, ...] = ()
    option: Row | None = None
    words: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        return f"\\{self.name}"


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room of so many ems, which may be less than none. sign: the character or command that makes it."""

    sign: str
    width: float


@dataclass(frozen=True, slots=True)
class Words:
    """A command and its words, with formulas among them; the letters have the alphabet that they are shown in."""

    name: str
    pieces: tuple[str | Row, ...]

    @property
    def sign(self) -> str:
        return f"\\{self.name}"


@dataclass(frozen=True, slots=True)
class Scripts:
    r"""A node, if any, with its scripts.

    primes  how many stand before the superscript
    limits  whether scripts stand over and under, as ``\limits`` and ``\nolimits`` say; None leaves it to the base
    """

    base: Node | None
    below: Row | None
    above: Row | None
    primes: int = 0
    limits: bool | None = None

    @property
    def sign(self) -> str:
        return self.base.sign if self.base else ""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in braces."""

    row: Row
    sign = "{"


@dataclass(frozen=True, slots=True)
class Fenced:
    r"""What stands between ``\left`` and ``\right``; a bracket may be "" for none."""

    opening: str
    row: Row
    closing: str
    sign = r"\left"


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix, cases, or lines of a formula, by the name of the environment.

    rules    numbers of the rows above which there is a rule
    columns  what an array says of its columns
    """

    name: str
    rows: tuple[tuple[Row, ...], ...]
    rules: frozenset[int] = frozenset()
    columns: str = ""
    sign = r"\begin"


Node = Character | Number | Command | Space | Words | Scripts | Group | Fenced | Table
