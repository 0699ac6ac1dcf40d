"""The colors of a template's theme, and what a color that is made from one of them comes to."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import SlideMaster

from deckwright.pptx.xml import Element, qualified

WHOLE = 100_000  # hundred percent in DrawingML


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colors as ``RRGGBB`` by the names that shapes use: tx1, bg1, tx2, bg2, accent1, ... and dk1, lt1, dk2, lt2."""

    colors: Mapping[str, str]

    def resolve(self, color: Element, placeholder: str = "") -> str:
        """What ``a:schemeClr``, ``a:srgbClr``, ``a:sysClr`` or ``a:prstClr`` comes to; "" for what is not known.

        placeholder  the color that stands in for ``phClr`` in the theme's own styles
        """
        kind, value = etree.QName(color).localname, color.get("val", "")
        found = {
            "srgbClr": value,
            "sysClr": color.get("lastClr", ""),
            "prstClr": {"white": "FFFFFF", "black": "000000"}.get(value, ""),
            "schemeClr": placeholder if value == "phClr" else self.colors.get(value, ""),
        }.get(kind, "")
        for change in color if found else ():
            found = _changed(found, etree.QName(change).localname, int(change.get("val", "0") or 0) / WHOLE)
        return found.upper()


def scheme_of(master: SlideMaster) -> Scheme:
    """The colors of a master's theme, named as its color map says."""
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    scheme = theme.find(f".//{qualified('a:clrScheme')}")
    said = {etree.QName(each).localname: each[0].get("lastClr") or each[0].get("val", "") for each in scheme}
    mapped = master._element.find(qualified("p:clrMap"))
    named = {name: said[value].upper() for name, value in mapped.attrib.items() if value in said}
    return Scheme({name: rgb.upper() for name, rgb in said.items()} | named)


def _changed(rgb: str, change: str, share: float) -> str:
    """A color made darker or lighter, as DrawingML says it; other changes leave its lightness alone."""
    red, green, blue = (value / 255 for value in bytes.fromhex(rgb))
    if change in ("lumMod", "lumOff"):
        hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
        lightness = lightness * share if change == "lumMod" else lightness + share
        red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation)
    elif change == "shade":  # towards black
        red, green, blue = (value * share for value in (red, green, blue))
    elif change == "tint":  # towards white
        red, green, blue = (1 - (1 - value) * share for value in (red, green, blue))
    return "".join(f"{round(255 * value):02X}" for value in (red, green, blue))
