"""A formula -> MathML as HTML takes it."""

from __future__ import annotations

from lxml import etree

from deckwright.equations.formula import Formula
from deckwright.equations.mathml import mathml
from deckwright.equations.spacing import spaced
from deckwright.errors import Source
from deckwright.theme import Theme


def html(formula: Formula, display: bool = True, theme: Theme | None = None, where: Source | None = None) -> str:
    """The formula as a ``<math>`` string. Roles take the theme's colors; without one, the style sheet's ``--role``."""
    made = spaced(mathml(formula, display, where))
    for element in made.iter():
        role = element.attrib.pop("mathcolor", "")
        if role:
            named = f"#{theme.color(role)}" if theme else f"var(--{role})"
            element.set("style", f"color: {role if role.startswith('#') else named}")
        if element.tag != "mo":
            element.attrib.pop("movablelimits", None)
        element.attrib.pop("class", None)
        if element.get("form") == "none":
            del element.attrib["form"]
    return etree.tostring(made, encoding="unicode")
