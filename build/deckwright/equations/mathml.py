"""LaTeX -> MathML in one normal form, from which every other surface is made.

latex2mathml does the reading. What it emits is brought into order here, so that the writers meet few cases:

- rows: ``mrow``; no ``mstyle`` (a colour is ``mathcolor`` with a role's name, on the row; a style is ``displaystyle``)
- letters: ``mi`` with characters of Unicode's mathematical alphabets; an upright one has ``mathvariant="normal"``;
  a name such as log or softmax is one ``mi``; numbers ``mn``; words ``mtext``
- operators: ``mo``, stretchy only where LaTeX says so; limits stand in ``munder``, ``mover``, ``munderover``
- fences: an ``mrow`` that begins or ends with an ``mo`` that has ``fence="true"``; matrices and cases among them
- accents: ``mover`` with ``accent="true"``
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from latex2mathml.converter import convert_to_element
from lxml import etree

from deckwright.equations.alphabet import styled
from deckwright.equations.syntax import BRACED, TEXTS, EquationError, check
from deckwright.errors import Source

LIMITS = {"∑", "∏", "∐", "⋃", "⋂", "⋁", "⋀", "⨁", "⨂", "⨀", "max", "min", "lim", "sup", "inf", "det", "gcd", "Pr"}
OPENING, CLOSING = "([{⟨⌊⌈", ")]}⟩⌋⌉"
BARS = "|‖"
LETTERS = "∂∇∞∅∀∃⊤′ℓℏ°∠"  # symbols that behave as letters, though Unicode counts them as operators
ARITY = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3, "mroot": 2}
SPACES = {
    "thinmathspace": 3 / 18, "mediummathspace": 4 / 18, "thickmathspace": 5 / 18,
    "negativethinmathspace": -3 / 18, "negativemediummathspace": -4 / 18, "negativethickmathspace": -5 / 18,
}  # fmt: skip
FENCE = {"stretchy": "true", "fence": "true"}
PRIVATE = 0xE000  # placeholders for text, which the converter would trim and tokenize


def mathml(latex: str, display: bool = True, where: Source | None = None) -> etree._Element:
    """The formula as a ``math`` element in the normal form above. Raises EquationError."""
    check(latex, where)
    try:
        return etree.fromstring(_mathml(latex, display))
    except EquationError as error:
        raise error.at(where) from None


@lru_cache(maxsize=4096)
def _mathml(latex: str, display: bool) -> bytes:
    source, texts = _hide_text(latex)
    source = re.sub(r"\\(begin|end)\s*\{(?:aligned|align|split)\}", r"\\\1{align*}", source)
    source = source.replace(r"\mathrm{", r"\mathrm {")  # or a single upright letter would come back slanted
    source = re.sub(r"\\(begin|end)\s*\{gathered\}", r"\\\1{matrix}", source)
    try:
        tree = convert_to_element(source, display="block" if display else "inline")
    except Exception as error:  # latex2mathml raises bare exceptions of many kinds, without a message
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        raise EquationError(latex, f"{words}.", hint="Group with braces what belongs together.") from error
    root = etree.Element("math", display="block" if display else "inline")
    root.append(_row(_Normal(latex, texts).children(tree, display)))
    return etree.tostring(root)


def _hide_text(latex: str) -> tuple[str, list[tuple[str, str]]]:
    """The formula with each piece of text replaced by one private character, and the pieces as (command, text)."""
    texts: list[tuple[str, str]] = []

    def hide(match: re.Match) -> str:
        name, text = match[1], match[2]
        texts.append(
            (
                name,
                re.sub(r"\\([%&#_$ ])", r"\1", text).replace(r"\,", "\u2009").replace(r"\;", " ").replace(r"\:", " "),
            )
        )
        key = rf"\text{{{chr(PRIVATE + len(texts) - 1)}}}"
        return rf"\mathop{{{key}}}" if name.startswith("operatorname") else f"{{{key}}}"

    names = "|".join(re.escape(name) for name in sorted(TEXTS, key=len, reverse=True))
    return re.sub(rf"\\({names}){BRACED.pattern}", hide, latex), texts


def _row(nodes: list[etree._Element]) -> etree._Element:
    """One element for a list of them."""
    if len(nodes) == 1:
        return nodes[0]
    row = etree.Element("mrow")
    row.extend(nodes)
    return row


def _element(tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.Element(tag, attributes)
    element.text = text or None
    return element


class _Normal:
    """Builds the normal form from the converter's tree."""

    def __init__(self, latex: str, texts: list[tuple[str, str]]):
        self.latex, self.texts = latex, texts

    def children(self, source, display: bool) -> list[etree._Element]:
        """The normal forms of an element's children, as one row."""
        nodes = [node for child in source for node in self.node(child, display)]
        return _fenced_matrices(_scripted_fences(_names(nodes)))

    def one(self, source, display: bool) -> etree._Element:
        """The normal form of one element as one element; an empty one is an empty row."""
        return _row(self.node(source, display))

    def node(self, source, display: bool) -> list[etree._Element]:
        tag = source.tag
        if tag in ("mi", "mn", "mo", "mtext"):
            return self.token(source)
        if tag in ARITY:
            if tag not in ("mfrac", "mroot") and len(source) > ARITY[tag]:
                _group_base(source, len(source) - ARITY[tag] + 1)
            if len(source) != ARITY[tag]:
                raise EquationError(
                    self.latex,
                    "a fraction, root, script or accent lacks one of its arguments.",
                    hint="Give each its braces.",
                )
            return [getattr(self, tag, self.scripts)(source, display)]
        return getattr(self, tag)(source, display)

    def token(self, source) -> list[etree._Element]:
        text = html.unescape(source.text or "")
        if len(source):  # an operator with a name of its own
            return self.token(next(source.iter("mtext"))) if source.tag == "mo" else self.children(source, False)
        if source.tag == "mtext" and text and PRIVATE <= ord(text[0]) < PRIVATE + len(self.texts):
            return [self.text(*self.texts[ord(text[0]) - PRIVATE])]
        if not text:
            return []
        return [_token(source.tag, text.replace("arg\u2009", "arg\u00a0"), source)]

    def text(self, command: str, text: str) -> etree._Element:
        if command.startswith("operatorname"):
            return _element("mi", text, **({"movablelimits": "true"} if command.endswith("*") else {}))
        variant = {"textbf": "bold", "textit": "italic", "textsf": "sans-serif", "texttt": "monospace"}.get(command, "")
        return _element("mtext", styled(text.replace(" ", "\u00a0"), variant))

    def mrow(self, source, display: bool) -> list[etree._Element]:
        nodes = self.children(source, display)
        if len(nodes) == 1 and nodes[0].tag == "mo" and len(source) == 1:
            nodes[0].set("form", "none")  # {,} or {=}: braces take an operator its spaces
        return nodes if len(nodes) < 2 else [_row(nodes)]

    def mstyle(self, source, display: bool) -> list[etree._Element]:
        display = source.get("displaystyle", str(display).lower()) == "true"
        nodes = self.children(source, display)
        if source.get("mathcolor") and nodes:
            row = nodes[0] if len(nodes) == 1 and "mathcolor" not in nodes[0].attrib else _row([_row(nodes)])
            row.set("mathcolor", source.get("mathcolor"))
            return [row]
        if source.get("displaystyle"):
            for node in nodes:
                node.set("displaystyle", source.get("displaystyle"))
        return nodes

    def mspace(self, source, display: bool) -> list[etree._Element]:
        width = source.get("width", "0em")
        return [_element("mspace", width=f"{SPACES[width]:.3f}em" if width in SPACES else width)]

    def mphantom(self, source, display: bool) -> list[etree._Element]:
        phantom = etree.Element("mphantom")
        phantom.append(_row(self.children(source, display)))
        return [phantom]

    def menclose(self, source, display: bool) -> list[etree._Element]:
        box = etree.Element("menclose", notation=source.get("notation"))
        box.append(_row(self.children(source, display)))
        return [box]

    def msqrt(self, source, display: bool) -> list[etree._Element]:
        root = etree.Element("msqrt")
        root.append(_row(self.children(source, display)))
        return [root]

    def mfrac(self, source, display: bool) -> etree._Element:
        return self.build(
            "mfrac", source, (False, False), {k: v for k, v in source.attrib.items() if k == "linethickness"}
        )

    def mroot(self, source, display: bool) -> etree._Element:
        return self.build("mroot", source, (display, False), {})

    def build(self, tag: str, source, displays, attributes) -> etree._Element:
        element = etree.Element(tag, attributes)
        element.extend(self.one(child, display) for child, display in zip(source, displays))
        return element

    def scripts(self, source, display: bool) -> etree._Element:
        """Scripts and what stands over or under: limits where the operator takes them, else beside it."""
        tag = source.tag
        element = self.build(tag, source, (display, False, False), {})
        base = element[0]
        if (
            display
            and tag.startswith("ms")
            and (base.text in LIMITS or base.get("movablelimits"))
            and base.tag in ("mo", "mi")
        ):
            element.tag = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}[tag]
        if tag in ("mover", "munder") and source[1].tag == "mo" and len(source[1].text or "") > 0:
            _accent(element)
        return element

    def mtable(self, source, display: bool) -> list[etree._Element]:
        lines = source.get("displaystyle") == "true"
        if not any(len(cell) for row in source for cell in row):
            raise EquationError(
                self.latex,
                "a matrix or an array has nothing in it.",
                hint="Write its cells, with & between them and \\\\ between its rows.",
            )
        table = etree.Element("mtable", {"displaystyle": "true", "columnspacing": "0em"} if lines else {})
        for row in source:
            line = etree.SubElement(table, "mtr")
            for column, cell in enumerate(row):
                mtd = etree.SubElement(line, "mtd", {k: v for k, v in cell.attrib.items() if k == "columnalign"})
                nodes = self.children(cell, lines)
                mtd.append(_row(nodes))
        return [table]

    def mpadded(self, source, display: bool) -> list[etree._Element]:
        return self.children(source, display)


def _group_base(source, count: int) -> None:
    """The converter writes the brackets of a matrix beside it: what has an index are all of them together."""
    base = source.makeelement("mrow", {})
    base.extend(source[:count])
    source[:count] = [base]


def _token(tag: str, text: str, source) -> etree._Element:
    """An identifier, number or operator of the converter, as what it is."""
    variant = source.get("mathvariant", "")
    if tag == "mo" and text in LETTERS:
        return _element("mi", text)
    if tag == "mi" and text in tuple(OPENING + CLOSING + BARS + ";:~"):
        tag, text = "mo", text.replace("~", "∼")
    if tag == "mo" and len(text) > 1 and text.replace("\u00a0", "").isalpha():
        return _element("mi", text, **({"movablelimits": "true"} if source.get("movablelimits") else {}))
    if tag in ("mi", "mn", "mtext"):
        upright = variant == "normal" or (
            tag == "mi" and "Α" <= text <= "Ω" and not variant
        )  # LaTeX sets Greek capitals upright
        return _element(tag, styled(text, variant), **({"mathvariant": "normal"} if upright else {}))
    kept = {name: source.get(name) for name in ("stretchy", "fence", "form", "minsize", "maxsize") if source.get(name)}
    if kept.get("fence") == "false":
        del kept["fence"]
    if text not in tuple(OPENING + CLOSING + BARS):
        kept.setdefault("stretchy", "false")
    return _element("mo", text.replace("*", "∗"), **kept)


def _names(nodes: list[etree._Element]) -> list[etree._Element]:
    """Upright letters side by side are one name: R, e, L, U becomes ReLU."""
    merged: list[etree._Element] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if last is not None and all(
            n.tag == "mi" and n.get("mathvariant") == "normal" and n.text.isascii() for n in (last, node)
        ):
            last.text += node.text
        else:
            merged.append(node)
    return merged


def _accent(element: etree._Element) -> None:
    """Mark a hat, bar or arrow over (or a line under) its base as an accent, and let wide ones stretch."""
    mark = element[1]
    narrow = {
        "^": "ˆ",
        "~": "˜",
        "¯": "¯",
        "→": "→",
        "˙": "˙",
        "¨": "¨",
        "ˇ": "ˇ",
        "˘": "˘",
        "´": "´",
        "`": "`",
        "˚": "˚",
    }
    if mark.text not in (*narrow, "―", "⏞", "⏟", "←"):
        return
    mark.text = narrow.get(mark.text, mark.text)
    single = not len(element[0]) and len(element[0].text or "") == 1
    mark.attrib.clear()
    mark.set("stretchy", "false" if single and mark.text in narrow.values() else "true")
    if mark.text not in "⏞⏟":
        element.set("accent" if element.tag == "mover" else "accentunder", "true")


def _scripted_fences(nodes: list[etree._Element]) -> list[etree._Element]:
    """LaTeX hangs the index of ``(z)_i`` on the closing bracket; here it belongs to all that the brackets hold."""
    result: list[etree._Element] = []
    for node in nodes:
        closing = node[0] if node.tag in ("msub", "msup", "msubsup") and len(node) else None
        if (
            closing is not None
            and closing.tag == "mo"
            and closing.text in tuple(CLOSING + BARS)
            and closing.get("form") is None
        ):
            start = _opening(result, closing.text)
            if start is not None:
                row = etree.Element("mrow")
                node.insert(0, row)
                row.extend([*result[start:], closing])
                del result[start:]
        result.append(node)
    return result


def _opening(nodes: list[etree._Element], closing: str) -> int | None:
    """Index of the bracket that a closing one belongs to."""
    depth = 0
    for index in range(len(nodes) - 1, -1, -1):
        text = nodes[index].text if nodes[index].tag == "mo" else None
        if closing in BARS and text == closing:
            return index
        if closing in CLOSING and text and text in CLOSING:
            depth += 1
        elif closing in CLOSING and text and text in OPENING:
            if depth == 0:
                return index
            depth -= 1
    return None


def _fenced_matrices(nodes: list[etree._Element]) -> list[etree._Element]:
    """A matrix with its brackets becomes one fenced row; other brackets keep their size."""
    result: list[etree._Element] = []
    index = 0
    while index < len(nodes):
        trio = nodes[index : index + 3]
        if len(trio) == 3 and _takes_fence(trio[1]) and _bare(trio[0]) and _bare(trio[2]):
            for bracket, form in ((trio[0], "prefix"), (trio[2], "postfix")):
                bracket.attrib.clear()
                bracket.attrib.update({**FENCE, "form": form})
            result.append(_row(trio))
            index += 3
            continue
        if nodes[index].tag == "mo" and not nodes[index].get("fence") and not nodes[index].get("minsize"):
            nodes[index].set("stretchy", "false")
        result.append(nodes[index])
        index += 1
    return result


def _takes_fence(node: etree._Element) -> bool:
    return node.tag == "mtable" or node.get("linethickness") == "0"


def _bare(node: etree._Element) -> bool:
    return node.tag == "mo" and "stretchy" not in node.attrib and (node.text or "") in tuple(OPENING + CLOSING + BARS)
