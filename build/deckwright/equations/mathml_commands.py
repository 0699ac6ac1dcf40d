"""MathML of commands, by their kind. Each function gives the elements that stand for a command with its arguments."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from deckwright.equations import commands
from deckwright.equations.nesting import WRAPPERS
from deckwright.equations.normal_form import (
    Elements,
    between,
    element,
    in_color,
    is_fence,
    row_of,
    space,
    wrapped,
)
from deckwright.equations.symbols import CLASSES, SYMBOLS
from deckwright.equations.tree import Command, Words

if TYPE_CHECKING:
    from deckwright.equations.mathml_rows import Style, Writer


def escaped(write: Writer, node: Command, style: Style) -> Elements:
    if node.name == "|":
        return [element("mo", "‖", stretchy="false")]
    return [element("mo", node.name, stretchy="false") if node.name in "{}" else element("mi", node.name)]


def symbol(write: Writer, node: Command, style: Style) -> Elements:
    made = write.symbol(SYMBOLS[node.name], style)
    if node.name[0] in "lr" and node.name[1:] in ("vert", "Vert"):
        made.set("form", "prefix" if node.name[0] == "l" else "postfix")
    elif node.name == "colon":
        made.set("class", "punct")
    return [made]


def function(write: Writer, node: Command, style: Style) -> Elements:
    return [element("mi", node.name)]


def limit_name(write: Writer, node: Command, style: Style) -> Elements:
    return [element("mi", commands.LIMIT_NAMES[node.name], movablelimits="true")]


def operator_named(write: Writer, node: Words, style: Style) -> etree._Element:
    limits = {"movablelimits": "true"} if node.name != "operatorname" else {}
    (name,) = node.pieces
    if isinstance(name, str):
        return element("mi", name, **limits)
    made = wrapped(write.piece(name, "normal"))
    made.attrib.update({"class": "op", **limits})
    return made


def rule(write: Writer, node: Command, style: Style) -> Elements:
    line = element("munder", accentunder="true")
    line.extend((element("mspace", width=node.words[0]), element("mo", "―", stretchy="true")))
    return [line]


def accent(write: Writer, node: Command, style: Style) -> Elements:
    mark, where = commands.ACCENTS[node.name]
    base = write.one(node.arguments[0], style)
    single = not len(base) and len(base.text or "") == 1
    wide = mark not in commands.NARROW or not single
    made = etree.Element(where)
    made.extend((base, element("mo", mark, stretchy="true" if wide else "false")))
    if mark not in commands.BRACES:
        made.set("accent" if where == commands.OVER else "accentunder", "true")
    return [made]


def in_alphabet(write: Writer, node: Command, style: Style) -> Elements:
    inner = write.one(node.arguments[0], replace(style, alphabet=commands.ALPHABETS[node.name]))
    if inner.tag != "mrow" or inner.attrib or is_fence(inner):
        return [inner]
    return [row_of(list(inner))] if len(inner) else []


def fraction(write: Writer, node: Command, style: Style) -> Elements:
    display, bar, brackets = commands.FRACTIONS[node.name]
    part_style = replace(style, display=node.name == "cfrac")
    made = etree.Element("mfrac", {} if bar else {"linethickness": "0"})
    made.extend(write.one(part, part_style) for part in node.arguments)
    made = between(brackets[0], [made], brackets[1]) if brackets else made
    if display is not None:
        made.set("displaystyle", str(display).lower())
    return [made]


def root(write: Writer, node: Command, style: Style) -> Elements:
    degree = None if node.option is None else write.one(node.option, style.small)
    made = etree.Element("msqrt" if degree is None else "mroot")
    made.append(write.one(node.arguments[0], style))
    made.extend([] if degree is None else [degree])
    return [made]


def over_or_under(write: Writer, node: Command, style: Style) -> Elements:
    r"""``\overset{a}{=}``: something small over or under a base."""
    mark, base = node.arguments
    made = etree.Element("munder" if node.name == "underset" else "mover")
    mark = write.one(mark, style.small)
    made.extend((write.one(base, style), mark))
    return [made]


def arrow(write: Writer, node: Command, style: Style) -> Elements:
    made = etree.Element("mover" if node.option is None else "munderover")
    made.append(element("mo", commands.ARROWS[node.name], stretchy="true", **{"class": "rel"}))
    labels = [label for label in (node.option, *node.arguments) if label is not None]
    made.extend(write.one(label, style.small) for label in labels)
    return [made]


def long_arrow(write: Writer, node: Command, style: Style) -> Elements:
    return [space(5 / 18), element("mo", commands.LONG_ARROWS[node.name], stretchy="false"), space(5 / 18)]


def negated(write: Writer, node: Command, style: Style) -> Elements:
    r"""``\not``: the sign with a stroke through it."""
    sign = write.one(node.arguments[0], style)
    composed = unicodedata.normalize("NFC", f"{sign.text or ''}\N{COMBINING LONG SOLIDUS OVERLAY}")
    if sign.tag == "mo" and len(composed) == 1:
        return [element("mo", composed, stretchy="false")]
    made = element("menclose", notation="updiagonalstrike")
    made.append(sign)
    if sign.tag == "mo":
        made.set("class", CLASSES.get(sign.text, "rel"))
    return [made]


def of_class(write: Writer, node: Command, style: Style) -> Elements:
    inner, part = write.one(node.arguments[0], style), commands.CLASSES[node.name]
    if inner.tag not in ("mi", "mo", "mtext"):
        inner = wrapped(inner)
    inner.attrib.pop("form", None)
    if part == "op":
        inner.set("movablelimits", "true")
        if inner.tag == "mi" and len(inner.text) > 1:
            inner.attrib.pop("mathvariant", None)  # a name, as those of functions are
            return [inner]
    inner.set("class", part)
    return [inner]


def colored(write: Writer, node: Command, style: Style) -> Elements:
    return [in_color(node.words[0], write.row(node.arguments[0], style))]


def frame(write: Writer, node: Command, style: Style) -> Elements:
    """A colored background is no part of Office's mathematics: a frame stands for it."""
    made = element("menclose", notation=commands.FRAMES.get(node.name, "box"))
    made.append(write.one(node.arguments[0], style))
    return [made]


def phantom(write: Writer, node: Command, style: Style) -> Elements:
    made = etree.Element("mphantom")
    made.append(write.one(node.arguments[0], style))
    flat = commands.PHANTOMS[node.name]
    if not flat:
        return [made]
    room = etree.Element("mpadded", flat)
    room.append(made)
    return [room]


def plain_argument(write: Writer, node: Command, style: Style) -> Elements:
    inner = write.one(node.arguments[0], style)
    return [inner] if inner.tag != "mrow" or len(inner) else []


def on_its_own(write: Writer, node: Command, style: Style) -> Elements:
    """An environment that only says that a formula stands on its own."""
    return write.row(node.arguments[0], style)


def modulus(write: Writer, node: Command, style: Style) -> Elements:
    r"""``\bmod``, and ``\pmod{n}`` with its brackets and its distance."""
    name = element("mi", "mod")
    if node.name == "bmod":
        name.set("class", "bin")
        return [name]
    inner = write.one(node.arguments[0], style)
    opening, closing = (element("mo", text, stretchy="false") for text in "()")
    content = [inner] if node.name == "pod" else [name, element("mspace", width="0.333em"), inner]
    return [space(1), *content] if node.name == "mod" else [space(1), opening, *content, closing]


def choice(write: Writer, node: Command, style: Style) -> Elements:
    return [write.one(node.arguments[0 if style.display else 1], style)]


def large(write: Writer, node: Command, style: Style) -> Elements:
    height, part = commands.SIZES[node.name]
    if not node.words[0]:
        return []
    made = element("mo", node.words[0], minsize=f"{height}em", maxsize=f"{height}em")
    if part:
        made.set("class", part)
    return [made]


def middle(write: Writer, node: Command, style: Style) -> Elements:
    return [element("mo", node.words[0], stretchy="true", fence="true")] if node.words[0] else []


Maker = Callable[["Writer", Command, "Style"], Elements]


def _makers(*kinds: tuple[Iterable[str], Maker]) -> dict[str, Maker]:
    """Command -> what makes its elements. A name in several kinds is of the first."""
    return {name: make for names, make in reversed(kinds) for name in names}


COMMANDS = _makers(
    ("{}|%#$&_^", escaped),
    (commands.FUNCTIONS, function),
    (commands.LIMIT_NAMES, limit_name),
    (commands.ACCENTS, accent),
    (commands.ALPHABETS, in_alphabet),
    (commands.FRACTIONS, fraction),
    (("sqrt",), root),
    (("overset", "underset", "stackrel"), over_or_under),
    (commands.ARROWS, arrow),
    (commands.LONG_ARROWS, long_arrow),
    (("not",), negated),
    (commands.CLASSES, of_class),
    ((*commands.FRAMES, "colorbox", "fcolorbox"), frame),
    (("color", "textcolor"), colored),
    (("rule",), rule),
    (commands.PHANTOMS, phantom),
    (commands.PLAIN_ARGUMENT, plain_argument),
    (WRAPPERS, on_its_own),
    (("mod", "pmod", "pod", "bmod"), modulus),
    (("mathchoice",), choice),
    (commands.SIZES, large),
    (("middle",), middle),
    (SYMBOLS, symbol),
)
