"""A slide layout's placeholders by what they are for: title, subtitle, bodies, footer, number."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.slide import SlideLayout

from deckwright.pptx.xml import Element, element, qualified

TITLES = ("title", "ctrTitle")
PASSED_ON = ("type", "orient", "sz", "idx")  # what a slide's placeholder repeats of its layout's
AT_THE_EDGE = 0.15  # of the tallest content's height: what is lower holds a line of small print
_NOT_CONTENT = (*TITLES, "ftr", "sldNum", "dt", "hdr", "sldImg")


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The placeholders of one layout. A layout of someone else's may lack any of them.

    house  the layout is ours: its colors and anchors are known
    """

    layout: SlideLayout
    title: Element | None
    subtitle: Element | None
    bodies: tuple[Element, ...]
    footer: Element | None
    number: Element | None
    house: bool = True

    def body(self, slot: str) -> Element | None:
        """The placeholder named "body", "body2" or "subtitle"; None where the layout has no such one."""
        if slot == "subtitle":
            return self.subtitle
        index = {"body": 0, "body2": 1}.get(slot, -1)
        return self.bodies[index] if 0 <= index < len(self.bodies) else None


def slots(layout: SlideLayout, name: str, *, house: bool = True) -> Placeholders:
    """Sort a layout's placeholders; name is the one in LAYOUTS that it stands for."""
    found = list(layout.placeholders)
    content = contents(layout)
    texts = [each for each in content if not is_for_picture(each)] if name in ("title", "section") else []
    subtitle = texts[0] if texts else None
    content = [each for each in content if each is not subtitle]
    return Placeholders(
        layout=layout,
        title=_first(found, TITLES),
        subtitle=subtitle,
        bodies=tuple(content),
        footer=_first(found, ("ftr",)),
        number=_first(found, ("sldNum",)),
        house=house,
    )


def contents(layout: SlideLayout) -> list[Element]:
    """What a layout has for content: all but its title and what stands at the edge, such as a line for a department."""
    found = [each for each in layout.placeholders if _kind(each._element) not in _NOT_CONTENT]
    tallest = max((each.height or 0 for each in found), default=0)
    return [each._element for each in found if each.height is None or each.height >= AT_THE_EDGE * tallest]


def reference(placeholder: Element) -> Element:
    """``p:ph`` for a slide's shape that fills this placeholder of its layout."""
    ph = _ph(placeholder)
    return element("p:ph", {name: ph.get(name) for name in PASSED_ON if ph.get(name) is not None})


def is_for_picture(placeholder: Element) -> bool:
    """Whether a placeholder takes nothing but a picture."""
    return _kind(placeholder) == "pic"


def _first(placeholders: list, kinds: tuple[str, ...]) -> Element | None:
    return next((each._element for each in placeholders if _kind(each._element) in kinds), None)


def _kind(placeholder: Element) -> str:
    return _ph(placeholder).get("type", "obj")


def _ph(placeholder: Element) -> Element:
    return next(placeholder.iter(qualified("p:ph")))
