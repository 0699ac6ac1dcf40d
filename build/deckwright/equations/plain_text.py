"""A formula as plain characters, for places that hold words only: an axis, a file's properties, what is read aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from deckwright.equations.commands import ARROWS, FRACTIONS, FUNCTIONS, LIMIT_NAMES, LONG_ARROWS, SIZES
from deckwright.equations.symbols import BIN, CLASSES, CLOSE, OP, OPEN, ORD, PUNCT, REL, SYMBOLS
from deckwright.equations.tree import Character, Command, Fenced, Group, Node, Number, Row, Scripts, Space, Table, Words

# pairs, so that the positions of both alphabets stay side by side
SUPERSCRIPT = dict(zip("0123456789+-=()inT⊤abcdeghjklmoprstuvwxyz*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵀᵀᵃᵇᶜᵈᵉᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ*"))
SUBSCRIPT = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"))
FRACTION, NAME = "fraction", "name"  # further parts that a node can play here
_COMBINING = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303",
    "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
}  # fmt: skip
_OTHERS = {"cdot": "·", "top": "T", "sim": "∼"}
_DIFFERENTIALS = (r"\partial", r"\Delta", "d")  # these belong to what follows them
_SIGNS = {"-": "−", "'": "′"}


def plain_text(row: Row) -> str:
    r"""The characters of a row, with spaces around what relates and what joins.

    >>> from deckwright.equations.formula import Formula
    >>> plain_text(Formula(r"\hat{y}_t = -\frac{\partial L}{\partial w_{11}} + W^{(1)\top} x").tree)
    'ŷₜ = −∂L/∂w₁₁ + W⁽¹⁾ᵀx'
    """
    text, before = "", OPEN
    for node in row.nodes:
        shown, kind = _of_node(node), _kind(node, before)
        text += _spaced(shown, kind, before)
        before = kind if shown.strip() else before
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _spaced(shown: str, kind: str, before: str) -> str:
    """A piece with the space that it keeps from what stands before it, and from what follows."""
    if kind in (BIN, REL):
        return f" {shown} "
    apart = (NAME in (kind, before) and before not in (OPEN, BIN, REL) and kind not in (OPEN, CLOSE, PUNCT)) or (
        before == FRACTION and kind in (ORD, OPEN, FRACTION)
    )
    return " " * apart + shown + " " * (kind == PUNCT)


def _kind(node: Node, before: str) -> str:
    """What part a node plays; a sign with nothing at its left to join belongs to what follows."""
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Command) and base.name in FRACTIONS:
        return FRACTION
    if isinstance(base, Command) and (base.name in FUNCTIONS or base.name in LIMIT_NAMES):
        return NAME
    if isinstance(base, Words):
        return NAME if base.name.startswith("operatorname") else ORD
    shown = _of_node(base) if isinstance(base, Character | Command) else ""
    kind = CLASSES.get(shown, ORD) if shown != "−" else BIN
    if kind == OP:
        return NAME
    return OPEN if kind == BIN and before in (OPEN, BIN, REL, PUNCT, NAME) else kind


def _of_node(node: Node) -> str:
    match node:
        case Character():
            return _SIGNS.get(node.text, node.text)
        case Number():
            return node.text
        case Space():
            return " " if node.width > 0 else ""
        case Words():
            return "".join(piece if isinstance(piece, str) else plain_text(piece) for piece in _upright(node))
        case Group():
            return plain_text(node.row)
        case Fenced():
            return f"{node.opening}{plain_text(node.row)}{node.closing}"
        case Table():
            return "(" + "; ".join(", ".join(map(plain_text, cells)) for cells in node.rows) + ")"
        case Scripts():
            return _with_scripts(node)
        case Command():
            return _of_command(node)


def _upright(node: Words) -> Iterator[str | Row]:
    """The pieces of words; letters of mathematical alphabets as the letters that they are."""
    for piece in node.pieces:
        if isinstance(piece, str):
            yield "".join(unicodedata.normalize("NFKC", c) if "𝐀" <= c <= "𝟿" else c for c in piece)
        else:
            yield piece


def _with_scripts(node: Scripts) -> str:
    base = _of_node(node.base) if node.base else ""
    above = _script(node.above, SUPERSCRIPT, "^") if node.above is not None else ""
    below = _script(node.below, SUBSCRIPT, "_") if node.below is not None else ""
    return base + "′" * node.primes + above + below


def _script(row: Row, alphabet: dict[str, str], sign: str) -> str:
    plain = plain_text(row)
    tight = plain.replace(" ", "").replace("−", "-")
    if set(tight) <= set(alphabet):
        return "".join(alphabet[c] for c in tight)
    return sign + (plain if len(plain) == 1 or plain.isalnum() else f"({plain})")


def _of_command(node: Command) -> str:
    name, arguments = node.name, [plain_text(row) for row in node.arguments]
    if name in _OTHERS:
        return _OTHERS[name]
    if name in FRACTIONS and FRACTIONS[name][1]:
        return "/".join((_whole(node.arguments[0]), _whole(node.arguments[1], below=True)))
    if name == "sqrt":
        return "√" + _whole(node.arguments[0], below=True)
    if name in _COMBINING and len(arguments[0]) == 1:
        return arguments[0] + _COMBINING[name]
    if arguments:
        return arguments[-1] if len(arguments) < 2 else ", ".join(arguments)
    if name in SIZES:
        return SYMBOLS.get(node.words[0].removeprefix("\\"), node.words[0].removeprefix("\\"))
    return next((names[name] for names in (SYMBOLS, LIMIT_NAMES, ARROWS, LONG_ARROWS) if name in names), name)


def _whole(row: Row, below: bool = False) -> str:
    """A part of a fraction, or what stands under a root: in brackets where it would fall apart without them."""
    shown = plain_text(row)
    depth, joined = 0, False
    for node in row.nodes:
        kind = _kind(node, ORD)
        depth += (kind == OPEN) - (kind == CLOSE)
        joined = joined or (depth == 0 and kind in (BIN, REL, FRACTION))
    product = below and len(row.nodes) > 1 and row.nodes[0].sign not in _DIFFERENTIALS
    return f"({shown})" if joined or product else shown
