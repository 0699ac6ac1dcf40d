r"""LaTeX -> MathML in the normal form that `mathml` describes: one reader, and one pass over a formula's tokens.

What a command is stands in the tables of `commands`; the methods here say what is done with each kind.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree
from PIL import ImageColor

from deckwright.equations import commands
from deckwright.equations.colors import NAMED, color
from deckwright.equations.equation_error import EquationError
from deckwright.equations.nesting import ENVIRONMENTS, INFIX, OLD_TABLES, WRAPPERS, check_depth, nesting
from deckwright.equations.normal_form import (
    Elements,
    element,
    is_fence,
    named,
    row_of,
    scripted_fences,
    token_element,
)
from deckwright.equations.symbols import CLASSES, INTEGRALS, LARGE, SYMBOLS
from deckwright.equations.table import table
from deckwright.equations.tokens import LENGTH, WORDS, Token, tokens
from deckwright.equations.words import words
from deckwright.errors import did_you_mean

END_OF_CELL = ("&", r"\\", r"\cr")
SCRIPTS = {"^": "superscripts", "_": "subscripts"}
PRIMES = {1: "′", 2: "″", 3: "‴", 4: "⁗"}
QUOTES = {"`": "‘", '"': "”"}
OPERATORS = {"-": "−", "*": "∗"}
DELIMITERS = {"<": "⟨", ">": "⟩", ".": ""}


@dataclass(frozen=True, slots=True)
class Style:
    """How what follows is set: whether in display style, and in which alphabet ("" is that of variables)."""

    display: bool
    alphabet: str = ""


@lru_cache(maxsize=2048)
def item_starts(latex: str) -> frozenset[int]:
    """Where things begin in the outermost row of a formula: at what is no part or argument of anything else."""
    parser = Parser(latex)
    parser.formula(True)
    return frozenset(parser.items)


class Parser:
    """Reads one formula. Each method begins at the next token and leaves the first that is not its own.

    items  where things begin in the outermost row
    """

    def __init__(self, latex: str, depth: int = 0):
        self.latex = latex
        self.tokens = list(tokens(latex))
        self.nesting = nesting(latex, self.tokens, depth)
        self.at, self.depth = 0, depth
        self.rows_open, self.items = 0, set()
        if self.tokens:
            check_depth(latex, depth, self.tokens[0])

    def formula(self, display: bool) -> etree._Element:
        """The whole formula as one element."""
        nodes = self.row(Style(display))
        return row_of(nodes)

    # ---------------------------------------------------------------------------------------------------- tokens
    @property
    def next(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def fail(self, problem: str, hint: str, token: Token | None = None) -> None:
        place = token.start if token else len(self.latex)
        raise EquationError(self.latex, problem, hint=hint, place=place)

    def ends_here(self) -> bool:
        """Whether the group or the cell is over."""
        token = self.next
        return token is None or token.text in (*END_OF_CELL, "}", r"\right") or token.text.startswith(r"\end{")

    # ------------------------------------------------------------------------------------------------------ rows
    def row(self, style: Style) -> Elements:
        """Everything to the end of the group or cell."""
        infix = self.nesting.infix.get(self.at)
        if infix is not None:
            return [self.infix(infix, style)]
        return self.rest(style, len(self.tokens))

    def rest(self, style: Style, end: int) -> Elements:
        """Everything before a token's index, or to the end of the group."""
        nodes: Elements = []
        self.rows_open += 1
        while self.at < end and not self.ends_here():
            name = self.next.name
            if self.rows_open == 1:
                self.items.add(self.next.start)
            if name in commands.SWITCHES:
                self.take()
                style = replace(style, alphabet=commands.SWITCHES[name])
            elif name in commands.STYLES:
                self.take()
                style = replace(style, display=commands.STYLES[name])
                self.rows_open -= 1  # what follows stands in the same row
                nodes += _in_style(self.rest(style, end), style.display)
                self.rows_open += 1
            elif name == "color" and not self.braces_follow():
                role = self.role(self.take())
                nodes.append(_in_color(role, self.rest(style, end)))
            else:
                nodes += self.item(style)
        self.rows_open -= 1
        return scripted_fences(named(nodes))

    def infix(self, at: int, style: Style) -> etree._Element:
        r"""``a \over b``: all before it over all after it."""
        small = replace(style, display=False)
        above, token = self.rest(small, at), self.take()
        if token.name == "above":
            length = LENGTH.match(self.latex, token.end)
            self.at += len(length[0].replace(" ", "")) if length else 0
        below = self.rest(small, len(self.tokens))
        if not above or not below:
            self.fail(
                f"{token.text} lacks what stands {'below' if above else 'above'} it.", r"Write \frac{a}{b}.", token
            )
        return self.fraction_of(token, row_of(above), row_of(below), style)

    def braces_follow(self) -> bool:
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return after is not None and after.text == "{"

    # ----------------------------------------------------------------------------------------------------- items
    def item(self, style: Style) -> Elements:
        """One thing with its scripts, or several that belong to one command."""
        nodes = self.atom(style) if self.next.text not in ("^", "_", "'") else []
        return self.with_scripts(nodes, style)

    def with_scripts(self, nodes: Elements, style: Style) -> Elements:
        small = replace(style, display=False)
        sub = sup = None
        primes, limits = 0, None
        while self.next:
            token = self.next
            if token.name in ("limits", "nolimits", "displaylimits"):
                limits = {"limits": True, "nolimits": False}.get(self.take().name)
            elif token.text == "'":
                primes += 1
                self.take()
            elif token.text == "^":
                if sup is not None:
                    self.fail("it has double superscripts.", "Group with braces what belongs together.", token)
                self.take()
                sup = self.argument(token, small)
            elif token.text == "_":
                if sub is not None:
                    self.fail("it has double subscripts.", "Group with braces what belongs together.", token)
                self.take()
                sub = self.argument(token, small)
            else:
                break
        if primes:
            mark = element("mi", PRIMES.get(primes, "′" * primes))
            sup = mark if sup is None else row_of([mark, *(sup if _plain_row(sup) else [sup])])
        if sub is None and sup is None:
            return nodes
        base = nodes.pop() if nodes and nodes[-1].tag != "mspace" else etree.Element("mrow")
        return [*nodes, _scripted(base, sub, sup, _limits(base, style.display) if limits is None else limits)]

    def argument(self, owner: Token, style: Style) -> etree._Element:
        """What stands in the braces that follow, or the one thing that follows."""
        token = self.next
        if self.ends_here() or token.text in ("^", "_"):
            kind = "its argument" if owner.name not in commands.FRACTIONS else "one of its arguments"
            self.fail(f"{owner.text} lacks {kind}.", f"Write {owner.text}{{...}}, with braces around each.", owner)
        if token.text.isdigit():
            return token_element("mn", self.take().text, style.alphabet)
        self.depth += 1
        check_depth(self.latex, self.depth, token)
        made = row_of(self.group(style) if token.text == "{" else self.atom(style))
        self.depth -= 1
        return made

    def group(self, style: Style) -> Elements:
        self.take()
        nodes = self.row(style)
        self.take()
        return nodes

    def atom(self, style: Style) -> Elements:
        """One thing without scripts."""
        token = self.next
        if token.environment:
            return self.environment(self.take(), style)
        if token.name:
            return self.command(self.take(), style)
        if token.text == "{":
            nodes = self.group(style)
            if len(nodes) == 1 and nodes[0].tag == "mo" and "class" not in nodes[0].attrib:
                nodes[0].set("form", "none")  # {,} or {=}: braces take an operator its spaces
            return nodes if len(nodes) < 2 else [row_of(nodes)]
        if token.text.isdigit() or token.text == "." and self.digit_follows():
            return [self.number(style)]
        return self.character(self.take(), style)

    def digit_follows(self) -> bool:
        following = self.tokens[self.at + 1 : self.at + 2]
        return bool(following) and following[0].text.isdigit() and following[0].start == self.next.end

    def number(self, style: Style) -> etree._Element:
        """Digits with one point in them at most, which stand side by side."""
        text, point = self.take().text, False
        if text == ".":
            point = True
        while self.next and self.next.start == self.tokens[self.at - 1].end:
            if self.next.text == "." and not point and self.digit_follows():
                point = True
            elif not self.next.text.isdigit():
                break
            text += self.take().text
        return token_element("mn", text, style.alphabet)

    def character(self, token: Token, style: Style) -> Elements:
        text = token.text
        if text in ("%", "#", "$"):
            self.fail(f"{text} has a meaning of its own in LaTeX.", rf"Write \{text} for the sign itself.", token)
        if text in ("&", r"\\"):
            self.fail(f"{text} stands outside of a table of formulas.", r"Put the lines into \begin{aligned}.", token)
        if text == "~":
            return [element("mspace", width=f"{commands.SPACES['~']:.3f}em")]
        if text in QUOTES:
            return [element("mtext", QUOTES[text])]
        if text.isalpha() or len(text) > 1:
            return [token_element("mi", text, style.alphabet)]
        return [self.symbol(OPERATORS.get(text, text), style)]

    def symbol(self, character: str, style: Style) -> etree._Element:
        """A character that is none of the alphabet's: an operator, unless it behaves as a letter."""
        if unicodedata.category(character)[0] == "L" or character in "∂∇":
            return token_element("mi", character, style.alphabet)
        if CLASSES.get(character) == "ord" and character not in commands.ORDINARY_OPERATORS:
            return element("mi", character)
        return element("mo", character, stretchy="false")

    # -------------------------------------------------------------------------------------------------- commands
    def command(self, token: Token, style: Style) -> Elements:
        """What a command stands for, by its kind."""
        name = token.name
        if name in METHODS:
            return METHODS[name](self, token, style)
        if name in commands.ELSEWHERE:
            self.fail(f"{token.text} is not known in formulas.", commands.ELSEWHERE[name], token)
        self.fail(rf"{token.text} is not known.", _nearest(name), token)

    def escaped(self, token: Token, style: Style) -> Elements:
        name = token.name
        if name == "|":
            return [element("mo", "‖", stretchy="false")]
        return [element("mo", name, stretchy="false")] if name in "{}" else [element("mi", name)]

    def named_symbol(self, token: Token, style: Style) -> Elements:
        made = self.symbol(SYMBOLS[token.name], style)
        if token.name[0] in "lr" and token.name[1:] in ("vert", "Vert"):
            made.set("form", "prefix" if token.name[0] == "l" else "postfix")
        elif token.name == "colon":
            made.set("class", "punct")
        return [made]

    def function(self, token: Token, style: Style) -> Elements:
        return [element("mi", token.name)]

    def limit_name(self, token: Token, style: Style) -> Elements:
        return [element("mi", commands.LIMIT_NAMES[token.name], movablelimits="true")]

    def space(self, token: Token, style: Style) -> Elements:
        width = commands.SPACES[token.name]
        if width is None:
            width = self.length(token)
        return [element("mspace", width=f"{width:.3f}em")] if width else []

    def length(self, token: Token, index: int = 0) -> float:
        found = LENGTH.fullmatch(token.words[index].strip()) if len(token.words) > index else None
        if not found:
            self.fail(
                f"{token.text} needs a length.", rf"Write \{token.name}{{1em}}, with em, pt, mm, cm or in.", token
            )
        return float(found[1].replace(" ", "")) * commands.UNITS[found[2]]

    def rule(self, token: Token, style: Style) -> Elements:
        width, height = self.length(token), self.length(token, 1)
        if not width or not height:  # a strut: it holds room
            return [element("mspace", width=f"{width:.3f}em")] if width else []
        line = element("munder", accentunder="true")
        line.extend((element("mspace", width=f"{width:.3f}em"), element("mo", "―", stretchy="true")))
        return [line]

    def unseen(self, token: Token, style: Style) -> Elements:
        return []

    def tag(self, token: Token, style: Style) -> Elements:
        number = token.words[0] if token.words else ""
        nodes = words(self.latex, number if token.text.endswith("*") else f"({number})", "", self.inner(style))
        return [element("mspace", width="2.000em"), *nodes] if number else []

    def accent(self, token: Token, style: Style) -> Elements:
        mark, where = commands.ACCENTS[token.name]
        base = self.argument(token, style)
        single = not len(base) and len(base.text or "") == 1
        wide = mark not in commands.NARROW or not single
        made = etree.Element(where)
        made.extend((base, element("mo", mark, stretchy="true" if wide else "false")))
        if mark not in commands.BRACES:
            made.set("accent" if where == commands.OVER else "accentunder", "true")
        return [made]

    def in_alphabet(self, token: Token, style: Style) -> Elements:
        inner = self.argument(token, replace(style, alphabet=commands.ALPHABETS[token.name]))
        if inner.tag != "mrow" or inner.attrib or is_fence(inner):
            return [inner]
        return [row_of(list(inner))] if len(inner) else []

    def fraction(self, token: Token, style: Style) -> Elements:
        display = commands.FRACTIONS[token.name][0]
        small = replace(style, display=token.name == "cfrac" and display is True)
        if token.name == "cfrac":
            self.optional()
        above = self.argument(token, small)
        return [self.fraction_of(token, above, self.argument(token, small), style)]

    def fraction_of(self, token: Token, above, below, style: Style) -> etree._Element:
        display, bar, brackets = commands.FRACTIONS[token.name]
        made = etree.Element("mfrac", {} if bar else {"linethickness": "0"})
        made.extend((above, below))
        made = made if not brackets else _between(made, *brackets)
        if display is not None:
            made.set("displaystyle", str(display).lower())
        return made

    def root(self, token: Token, style: Style) -> Elements:
        degree = self.optional(style)
        radicand = self.argument(token, style)
        made = etree.Element("mroot" if degree is not None else "msqrt")
        made.extend((radicand,) if degree is None else (radicand, degree))
        return [made]

    def optional(self, style: Style = Style(False)) -> etree._Element | None:
        """An argument in square brackets, if there is one."""
        if not (self.next and self.next.text == "["):
            return None
        end = next((i for i in range(self.at, len(self.tokens)) if self.tokens[i].text == "]"), None)
        if end is None:
            self.fail("[ is never closed.", "Add ], or take it out.", self.next)
        self.take()
        nodes = self.rest(replace(style, display=False), end)
        if self.at != end:
            self.fail("[ is never closed.", "Add ], or take it out.", self.next)
        self.take()
        return row_of(nodes)

    def over_or_under(self, token: Token, style: Style) -> Elements:
        r"""``\overset{a}{=}``: something small over or under a base."""
        mark = self.argument(token, replace(style, display=False))
        base = self.argument(token, style)
        made = etree.Element("munder" if token.name == "underset" else "mover")
        made.extend((base, mark))
        return [made]

    def arrow(self, token: Token, style: Style) -> Elements:
        below = self.optional()
        above = self.argument(token, replace(style, display=False))
        arrow = element("mo", commands.ARROWS[token.name], stretchy="true", **{"class": "rel"})
        made = etree.Element("mover" if below is None else "munderover")
        made.extend((arrow, above) if below is None else (arrow, below, above))
        return [made]

    def long_arrow(self, token: Token, style: Style) -> Elements:
        space = f"{5 / 18:.3f}em"
        arrow = element("mo", commands.LONG_ARROWS[token.name], stretchy="false")
        return [element("mspace", width=space), arrow, element("mspace", width=space)]

    def negated(self, token: Token, style: Style) -> Elements:
        r"""``\not``: the sign with a stroke through it."""
        sign = self.argument(token, style)
        composed = unicodedata.normalize("NFC", f"{sign.text or ''}\N{COMBINING LONG SOLIDUS OVERLAY}")
        if sign.tag == "mo" and len(composed) == 1:
            return [element("mo", composed, stretchy="false")]
        made = element("menclose", notation="updiagonalstrike")
        made.append(sign)
        if sign.tag == "mo":
            made.set("class", CLASSES.get(sign.text, "rel"))
        return [made]

    def of_class(self, token: Token, style: Style) -> Elements:
        inner, part = self.argument(token, style), commands.CLASSES[token.name]
        if inner.tag not in ("mi", "mo", "mtext"):
            inner = _wrapped(inner)
        inner.attrib.pop("form", None)
        if part == "op":
            inner.set("movablelimits", "true")
            if inner.tag == "mi" and len(inner.text) > 1:
                inner.attrib.pop("mathvariant", None)  # a name, as those of functions are
                return [inner]
        inner.set("class", part)
        return [inner]

    def operator_name(self, token: Token, style: Style) -> Elements:
        if not token.words or not token.words[0].strip():
            problem = rf"{token.text}{{}} is empty." if token.words else f"{token.text} lacks its name in braces."
            self.fail(problem, rf"Write the operator's name: {token.text}{{rank}}.", token)
        limits = {"movablelimits": "true"} if token.text != r"\operatorname" else {}
        name = _name(token.words[0])
        if name is not None:
            return [element("mi", name, **limits)]
        made = _wrapped(row_of(self.inner(style, "normal")(token.words[0])))
        made.attrib.update({"class": "op", **limits})
        return [made]

    def text(self, token: Token, style: Style) -> Elements:
        if not token.words:
            self.fail(rf"{token.text} needs its words in one pair of braces.", f"Write {token.text}{{words}}.", token)
        if not token.words[0]:
            return []
        try:
            nodes = words(self.latex, token.words[0], token.name, self.inner(style))
        except EquationError as error:
            raise EquationError(self.latex, error.problem, hint=error.hint, place=token.start) from None
        return [row_of(nodes)] if nodes else []

    def circled(self, token: Token, style: Style) -> Elements:
        inside = token.words[0] if token.words else ""
        return words(self.latex, rf"\textcircled{{{inside}}}", "", self.inner(style))

    def inner(self, style: Style, alphabet: str = "") -> Callable[[str], Elements]:
        """What reads a formula within words."""

        def read(latex: str) -> Elements:
            parser = Parser(latex, self.depth + 1)
            return [node for node in [parser.whole(Style(False, alphabet))] if node.tag != "mrow" or len(node)]

        return read

    def whole(self, style: Style) -> etree._Element:
        nodes = self.row(style)
        if self.next:
            self.character(self.next, style)
        return row_of(nodes)

    def role(self, token: Token) -> str:
        """The color that a command names."""
        role = color(token.words) if token.words and token.words[-1].strip() else None
        if role is None:
            asked = token.words[-1] if token.words else ""
            near = difflib.get_close_matches(asked, (*NAMED, *ImageColor.colormap), n=1)
            names = f"Roles: {', '.join(NAMED)}; or a name such as red, or #CC0000."
            hint = f"Did you mean {near[0]}?" if near else names
            self.fail(f"{asked!r} is neither a role of the palette nor a color.", hint, token)
        return role

    def color(self, token: Token, style: Style) -> Elements:
        role = self.role(token)
        return [_in_color(role, [self.argument(token, style)])]

    def box_of_color(self, token: Token, style: Style) -> Elements:
        """A colored background is no part of Office's mathematics: a frame stands for it."""
        if token.name == "fcolorbox":
            self.argument(token, style)
        return self.frame(token, style, "box")

    def frame(self, token: Token, style: Style, notation: str = "") -> Elements:
        made = element("menclose", notation=notation or commands.FRAMES[token.name])
        if token.name in WORDS and token.words and not notation:
            made.append(row_of(words(self.latex, token.words[0], "text", self.inner(style))))
        else:
            made.append(self.argument(token, style))
        return [made]

    def phantom(self, token: Token, style: Style) -> Elements:
        made = etree.Element("mphantom")
        made.append(self.argument(token, style))
        flat = commands.PHANTOMS[token.name]
        if not flat:
            return [made]
        room = etree.Element("mpadded", flat)
        room.append(made)
        return [room]

    def plain_argument(self, token: Token, style: Style) -> Elements:
        if token.name == "smash":
            self.optional()
        inner = self.argument(token, style)
        return [inner] if inner.tag != "mrow" or len(inner) else []

    def modulus(self, token: Token, style: Style) -> Elements:
        r"""``\bmod``, and ``\pmod{n}`` with its brackets and its distance."""
        name = element("mi", "mod")
        if token.name == "bmod":
            name.set("class", "bin")
            return [name]
        inner = self.argument(token, style)
        far, near = (element("mspace", width=width) for width in ("1em", "0.333em"))
        brackets = [element("mo", text, stretchy="false") for text in "()"]
        content = [inner] if token.name == "pod" else [name, near, inner]
        return [far, *content] if token.name == "mod" else [far, brackets[0], *content, brackets[1]]

    def choice(self, token: Token, style: Style) -> Elements:
        choices = [self.argument(token, style) for _ in range(4)]
        return [choices[0 if style.display else 1]]

    # -------------------------------------------------------------------------------------------------- brackets
    def delimiter(self, owner: Token) -> str:
        """The bracket after a command that gives it its height."""
        if self.next is None or self.next.text in ("}", "&", r"\\", "^", "_"):
            self.fail(f"{owner.text} lacks its bracket.", rf"Write {owner.text}( or {owner.text}\{{.", owner)
        token = self.take()
        if token.text == "{":  # \big{(} is \big(
            inner = self.delimiter(owner)
            if self.next and self.next.text == "}":
                self.take()
                return inner
            self.fail(f"{owner.text} takes one bracket.", rf"Write {owner.text}\{{ for a brace.", token)
        if token.name == "|":
            return "‖"
        text = token.name if token.name in ("{", "}") else SYMBOLS.get(token.name, "") if token.name else token.text
        text = DELIMITERS.get(text, text)
        if text and text not in commands.BRACKETS_THAT_GROW:
            hint = r"Write one of ( ) [ ] \{ \} | \| \langle \rangle \lfloor \rfloor, or a point for none."
            self.fail(f"{token.text} after {owner.text} is no bracket.", hint, token)
        return text

    def large(self, token: Token, style: Style) -> Elements:
        height, part = commands.SIZES[token.name]
        text = self.delimiter(token)
        if not text:
            return []
        made = element("mo", text, minsize=f"{height}em", maxsize=f"{height}em")
        if part:
            made.set("class", part)
        return [made]

    def left(self, token: Token, style: Style) -> Elements:
        opening = _fence(self.delimiter(token), "prefix")
        inside = self.row(style)
        nodes = [opening, *inside, _fence(self.delimiter(self.take()), "postfix")]
        return [row_of([node for node in nodes if node is not None])]

    def middle(self, token: Token, style: Style) -> Elements:
        text = self.delimiter(token)
        return [element("mo", text, stretchy="true", fence="true")] if text else []

    # ---------------------------------------------------------------------------------------------------- tables
    def environment(self, token: Token, style: Style) -> Elements:
        name = token.environment.rstrip("*")
        if token.environment not in ENVIRONMENTS:
            problem = f"the environment {token.environment!r} is not known."
            near = did_you_mean(token.environment, ENVIRONMENTS)
            common = "Known: aligned, cases, pmatrix, bmatrix, array and those of amsmath."
            self.fail(problem, near if near.startswith("Did") else common, token)
        if name in WRAPPERS:
            nodes = self.row(style)
            self.take()
            return nodes
        return self.rows(token, name, style)

    def old_table(self, token: Token, style: Style) -> Elements:
        r"""``\matrix{a & b \cr c & d}`` and its kin, and ``\substack``."""
        if not (self.next and self.next.text == "{"):
            self.fail(f"{token.text} needs its lines in braces.", rf"Write {token.text}{{i \\ j}}.", token)
        self.take()
        return self.rows(token, token.name, style)

    def rows(self, token: Token, name: str, style: Style) -> Elements:
        """The cells of a table, to what closes it."""
        lines = name in commands.LINES_OF_A_FORMULA
        cell_style = Style(lines or name in ("dcases", "drcases"), style.alphabet)
        rows: list[list[Elements]] = [[]]
        rules: set[int] = set()
        while True:
            if self.next.name in ("hline", "hdashline", "toprule", "midrule", "bottomrule"):
                self.take()
                rules.add(len(rows) - 1)
                continue
            rows[-1].append(self.row(cell_style))
            end = self.take()
            if end.text in (r"\\", r"\cr"):
                rows.append([])
            elif end.text != "&":
                break
        if rows[-1] in ([], [[]]) and (len(rows) > 1 or not rows[-1]):
            rows.pop()
        if not any(cell for row in rows for cell in row):
            hint = "Write its cells, with & between them and \\\\ between its rows."
            self.fail("a matrix or an array has nothing in it.", hint, token)
        return [table(name, rows, rules, token.words[0] if token.environment and token.words else "")]


def _in_color(role: str, nodes: Elements) -> etree._Element:
    made = row_of(nodes)
    if made.tag == "mrow" and is_fence(made) or "mathcolor" in made.attrib:
        made = _wrapped(made)
    made.set("mathcolor", role)
    return made


def _in_style(nodes: Elements, display: bool) -> Elements:
    for node in nodes:
        if "displaystyle" not in node.attrib:
            node.set("displaystyle", str(display).lower())
    return nodes


def _plain_row(node: etree._Element) -> bool:
    return node.tag == "mrow" and not node.attrib and not is_fence(node)


def _wrapped(node: etree._Element) -> etree._Element:
    made = etree.Element("mrow")
    made.append(node)
    return made


def _fence(text: str, form: str) -> etree._Element | None:
    return element("mo", text, stretchy="true", fence="true", form=form) if text else None


def _between(inner: etree._Element, opening: str, closing: str) -> etree._Element:
    return row_of([_fence(opening, "prefix"), inner, _fence(closing, "postfix")])


def _limits(base: etree._Element, display: bool) -> bool:
    """Whether scripts stand over and under a base of their own accord."""
    if base.tag in ("munder", "mover") and base[1].text in commands.BRACES and base[1].tag == "mo":
        return True
    if not display:
        return False
    return bool(base.get("movablelimits")) or base.tag == "mo" and base.text in LARGE - INTEGRALS


def _scripted(base, sub, sup, limits: bool) -> etree._Element:
    names = ("munder", "mover", "munderover") if limits else ("msub", "msup", "msubsup")
    made = etree.Element(names[2] if sub is not None and sup is not None else names[0] if sub is not None else names[1])
    made.extend(part for part in (base, sub, sup) if part is not None)
    return made


def _name(latex: str) -> str | None:
    r"""An operator's name in plain characters, ``arg\,max``; None where it is more than that."""
    latex = re.sub(r"\\(?:mathrm|text|textrm|mathop|rm|hbox|mbox)\s*\{([^{}\\]*)\}", r"\1", latex.strip())
    latex = re.sub(r"\\rm\b\s*|\\nolimits\b|\\limits\b", "", latex)
    latex = re.sub(r"\\[,:;> ]|~|\\thinspace\b", "\u2009", latex)
    latex = re.sub(r"\\([_&%#$])", r"\1", latex).replace("{", "").replace("}", "") if "\\" not in latex else latex
    return re.sub(r" +", "\u00a0", latex) if re.fullmatch(r"[\w .*/'\u2009()-]+", latex) and "_" not in latex else None


def _nearest(name: str) -> str:
    """The known command that is meant, if one is near: few letters changed, the first the same."""
    near = difflib.get_close_matches(name, _known(), n=3, cutoff=0.75)
    near = [one for one in near if one[:1].lower() == name[:1].lower()]
    return rf"Did you mean \{near[0]}?" if near else r"Operators of your own are written \operatorname{name}."


def _known() -> list[str]:
    return [name for name in METHODS if name.isalpha()]


_KINDS: dict = {
    frozenset((*commands.SPACES,)): Parser.space,
    frozenset("{}|%#$&_^"): Parser.escaped,
    frozenset(commands.FUNCTIONS): Parser.function,
    frozenset(commands.LIMIT_NAMES): Parser.limit_name,
    frozenset(commands.ACCENTS): Parser.accent,
    frozenset(commands.ALPHABETS): Parser.in_alphabet,
    frozenset(commands.FRACTIONS) - {name[1:] for name in INFIX}: Parser.fraction,
    frozenset(("sqrt",)): Parser.root,
    frozenset(("overset", "underset", "stackrel")): Parser.over_or_under,
    frozenset(commands.ARROWS): Parser.arrow,
    frozenset(commands.LONG_ARROWS): Parser.long_arrow,
    frozenset(("not",)): Parser.negated,
    frozenset(commands.CLASSES): Parser.of_class,
    frozenset(("operatorname", "operatorname*", "operatornamewithlimits")): Parser.operator_name,
    frozenset(commands.FRAMES): Parser.frame,
    frozenset(("color", "textcolor")): Parser.color,
    frozenset(("colorbox", "fcolorbox")): Parser.box_of_color,
    frozenset(commands.TEXTS): Parser.text,
    frozenset(("textcircled",)): Parser.circled,
    frozenset(("tag", "tag*")): Parser.tag,
    frozenset(("rule",)): Parser.rule,
    frozenset((*commands.UNSEEN, "label", "require", "index", "limits", "nolimits")): Parser.unseen,
    frozenset(commands.PHANTOMS): Parser.phantom,
    commands.PLAIN_ARGUMENT: Parser.plain_argument,
    frozenset(("mod", "pmod", "pod", "bmod")): Parser.modulus,
    frozenset(("mathchoice",)): Parser.choice,
    frozenset(commands.SIZES): Parser.large,
    frozenset(("left",)): Parser.left,
    frozenset(("middle",)): Parser.middle,
    frozenset(name[1:] for name in OLD_TABLES): Parser.old_table,
    frozenset(SYMBOLS): Parser.named_symbol,
}
METHODS = {name: method for names, method in reversed(_KINDS.items()) for name in names}
