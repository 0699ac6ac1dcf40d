"""``mc:AlternateContent``: equations for PowerPoint, drawn formulas for programs that would garble equations."""

from __future__ import annotations

from deckwright.pptx.xml import NAMESPACES, Element, element

NATIVE = "a14 p159"  # p159 is known to PowerPoint alone: LibreOffice lists a14, but can't set its formulas


def alternate(native: list[Element], drawn: list[Element]) -> Element:
    """Content that PowerPoint takes, and content for everyone else."""
    choice = element("mc:Choice", {"Requires": NATIVE}, *native)
    made = element("mc:AlternateContent", None, choice, element("mc:Fallback", None, *drawn))
    return _declaring(made)


def _declaring(made: Element) -> Element:
    """The same element with a14 and p159 declared: ``Requires`` names them, though no tag may use them."""
    prefixes = ("mc", "a14", "p159")
    declared = made.makeelement(made.tag, nsmap={prefix: NAMESPACES[prefix] for prefix in prefixes})
    declared.extend(list(made))
    return declared
