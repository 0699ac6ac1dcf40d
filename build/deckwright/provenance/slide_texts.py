"""Everything on a slide of a file that can hold a figure, read as it stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deckwright.equations.omml import M
from deckwright.pptx.xml import Element, qualified
from deckwright.provenance.formula_text import formula_text

_PROPERTIES = [qualified(f"p:nv{kind}Pr") for kind in ("Sp", "GrpSp", "GraphicFrame", "Pic", "CxnSp")]
_GROUPS = (qualified("p:grpSp"), qualified("p:spTree"))
_ALTERNATE, _CHOICE = qualified("mc:AlternateContent"), qualified("mc:Choice")
_WORDS, _BREAK, _FIELD, _FORMULA = qualified("a:t"), qualified("a:br"), qualified("a:fld"), f"{{{M}}}oMath"
NOTES, ALT = "notes", "alt text"  # the name of the notes' shape, and of a description among a shape's parts
TEXT = "text"  # the kind of all other places


@dataclass(frozen=True, slots=True)
class SlideText:
    """A text on a slide: the shape's name, which part of the shape it is, what it says."""

    shape: str
    part: str
    text: str

    @property
    def alt(self) -> bool:
        """Whether it is a description, which is heard and not seen."""
        return self.part == ALT

    @property
    def place(self) -> str:
        return f"{self.shape}, {self.part}" if self.part else self.shape


def kind_of(shape: str, part: str) -> str:
    """In which kind of place a text stands: seen, said or heard."""
    return ALT if part == ALT else NOTES if shape == NOTES else TEXT


def surfaces(slide: Element, notes: Element | None) -> Iterator[SlideText]:
    """The texts of a slide and of its notes, in the order in which they are stored."""
    for shape in shapes(slide):
        yield from _of_shape(shape)
    if notes is not None:
        yield from _of_notes(notes)


def shapes(slide: Element) -> Iterator[Element]:
    """All shapes, those in groups as well; of two versions of one the native one."""
    tree = slide.find(f".//{qualified('p:spTree')}")
    return _shapes(tree) if tree is not None else iter(())


def shape_name(shape: Element) -> str:
    """A shape's name, which stays when a program saves the file again."""
    return _about(shape).get("name", "")


def _shapes(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == _ALTERNATE:
            for version in _first_version(child):
                yield from _shapes(version)
        elif any(child.find(tag) is not None for tag in _PROPERTIES):
            yield child
            if child.tag in _GROUPS:
                yield from _shapes(child)


def _of_shape(shape: Element) -> Iterator[SlideText]:
    name, words = shape_name(shape), _about(shape).get("descr", "")
    if words:
        yield SlideText(name, ALT, words)
    for body in shape.findall(qualified("p:txBody")):
        yield from _of_paragraphs(body, name)
    for r, row in enumerate(shape.findall(f".//{qualified('a:tr')}"), 1):
        for c, cell in enumerate(row.findall(qualified("a:tc")), 1):
            yield SlideText(name, f"row {r}, column {c}", " ".join(map(text_of, cell.iter(qualified("a:p")))))


def _of_paragraphs(body: Element, name: str) -> Iterator[SlideText]:
    paragraphs = body.findall(qualified("a:p"))
    for k, paragraph in enumerate(paragraphs, 1):
        yield SlideText(name, f"paragraph {k}" if len(paragraphs) > 1 else "", text_of(paragraph))


def _of_notes(notes: Element) -> Iterator[SlideText]:
    for shape in shapes(notes):
        kind = shape.find(f".//{qualified('p:ph')}")
        if kind is not None and kind.get("type") == "body":
            for body in shape.findall(qualified("p:txBody")):
                yield from _of_paragraphs(body, NOTES)


def text_of(paragraph: Element) -> str:
    """A paragraph's words and formulas."""
    return "".join(_words(paragraph))


def _words(node: Element) -> Iterator[str]:
    if node.tag == _FORMULA:
        yield formula_text(node)
    elif node.tag == _WORDS:
        yield node.text or ""
    elif node.tag == _BREAK:
        yield " "
    elif node.tag == _ALTERNATE:
        for version in _first_version(node):
            yield from _words(version)
    elif node.tag == _FIELD:
        return  # the program fills it in: the slide's number, the date
    else:
        for child in node:
            yield from _words(child)


def _about(shape: Element) -> Element:
    """``p:cNvPr``: id, name and description. A shape without it is given an empty one."""
    return next((about for tag in _PROPERTIES for about in shape.iterfind(f"{tag}/*")), shape)


def _first_version(alternate: Element) -> list[Element]:
    """Of two versions of one thing the native one; none where there are none."""
    return (alternate.findall(_CHOICE) or list(alternate))[:1]
