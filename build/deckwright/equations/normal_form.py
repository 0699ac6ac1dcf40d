"""The pieces of the normal form: elements, rows, and what belongs together in a row."""

from __future__ import annotations

from lxml import etree

from deckwright.equations.alphabet import styled

OPENING, CLOSING = "([{⟨⌊⌈", ")]}⟩⌋⌉"
BARS = "|‖"
_FOR_DIGITS = {"bold-italic": "bold", "italic": "", "normal": "", "script": "", "fraktur": "", "bold-script": "bold"}

Elements = list[etree._Element]


def element(tag: str, text: str = "", **attributes: str) -> etree._Element:
    """An element with a text."""
    made = etree.Element(tag, attributes)
    made.text = text or None
    return made


def row_of(nodes: Elements) -> etree._Element:
    """One element for a list of them: a row, unless there is only one."""
    if len(nodes) == 1:
        return nodes[0]
    row = etree.Element("mrow")
    row.extend(nodes)
    return row


def wrapped(node: etree._Element) -> etree._Element:
    """A row around one element."""
    row = etree.Element("mrow")
    row.append(node)
    return row


def space(width: float) -> etree._Element:
    """Empty room of so many ems."""
    return element("mspace", width=f"{width:.3f}em")


def fence(text: str, form: str) -> Elements:
    """A bracket that stretches, if there is one. form: prefix or postfix."""
    return [element("mo", text, stretchy="true", fence="true", form=form)] if text.strip() else []


def between(opening: str, nodes: Elements, closing: str) -> etree._Element:
    """Elements between brackets that stretch."""
    return row_of([*fence(opening, "prefix"), *nodes, *fence(closing, "postfix")])


def in_color(role: str, nodes: Elements) -> etree._Element:
    """Elements in a color of their own."""
    made = row_of(nodes)
    if made.tag == "mrow" and is_fence(made) or "mathcolor" in made.attrib:
        made = wrapped(made)
    made.set("mathcolor", role)
    return made


def is_fence(node: etree._Element) -> bool:
    """Whether a row stands between brackets that stretch."""
    ends = (node[0], node[-1]) if node.tag == "mrow" and len(node) else ()
    return any(end.tag == "mo" and end.get("fence") and end.get("form") for end in ends)


def token_element(tag: str, text: str, alphabet: str) -> etree._Element:
    """A letter or a number in an alphabet; "" is that of variables, in which Greek capitals are upright."""
    if tag == "mn":
        return element("mn", styled(text, _FOR_DIGITS.get(alphabet, alphabet)))
    capital = "Α" <= text <= "Ω"
    if alphabet == "normal" or capital and not alphabet:
        return element("mi", text, mathvariant="normal")
    return element("mi", styled(text, "bold" if capital and alphabet == "bold-italic" else alphabet))


def named(nodes: Elements) -> Elements:
    """Upright letters side by side are one name: R, e, L, U becomes ReLU."""
    merged: Elements = []
    for node in nodes:
        last = merged[-1] if merged else None
        if last is not None and all(_is_upright_letter(n) for n in (last, node)):
            last.text += node.text
        else:
            merged.append(node)
    return merged


def _is_upright_letter(node: etree._Element) -> bool:
    return (
        node.tag == "mi"
        and node.attrib.get("mathvariant") == "normal"
        and len(node.attrib) == 1
        and node.text.isascii()
    )


def scripted_fences(nodes: Elements) -> Elements:
    """LaTeX hangs the index of ``(z)_i`` on the closing bracket; here it belongs to all that the brackets hold."""
    result: Elements = []
    opened: list[int] = []  # where brackets stand that are still open
    bars: dict[str, int] = {}  # where each kind of bar stood last
    for node in nodes:
        closing = node[0] if node.tag in ("msub", "msup", "msubsup") and len(node) else node
        text = closing.text if closing.tag == "mo" and not closing.get("fence") else None
        start = None
        if text and text in CLOSING and opened:
            start = opened.pop()
        elif text and text in BARS and closing is not node:
            start = bars.pop(text, None)
        elif text and text in OPENING:
            opened.append(len(result))
        elif text and text in BARS:
            bars[text] = len(result)
        if closing is not node and start is not None and start < len(result):
            row = etree.Element("mrow")
            node.insert(0, row)
            row.extend([*result[start:], closing])
            del result[start:]
            bars = {bar: at for bar, at in bars.items() if at < start}
        result.append(node)
    return result
