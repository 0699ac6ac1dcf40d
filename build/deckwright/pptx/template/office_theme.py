"""The theme part: colors, fonts and plain effects from one Theme."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from deckwright.language.scripts import FONTS
from deckwright.pptx.xml import declarations
from deckwright.theme import ROLES, Theme


def theme_xml(theme: Theme) -> str:
    """``theme1.xml``: the six roles as accents, text and background, muted and surface as the two pairs."""
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme {declarations("a")} name="Deckwright {theme.name}"><a:themeElements>
<a:clrScheme name="Deckwright {theme.name}">{_colors(theme)}</a:clrScheme>
<a:fontScheme name="Deckwright">
<a:majorFont>{_fonts(theme.heading_font, theme)}</a:majorFont><a:minorFont>{
        _fonts(theme.body_font, theme)
    }</a:minorFont> </a:fontScheme>{_FORMATS}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"""


def _colors(theme: Theme) -> str:
    named = {"dk1": theme.text, "lt1": theme.background, "dk2": theme.muted, "lt2": theme.surface}
    named |= {f"accent{i}": theme.roles[role] for i, role in enumerate(ROLES, 1)}
    named |= {"hlink": theme.roles["input"], "folHlink": theme.roles["weight"]}
    return "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in named.items())


def _fonts(family: str, theme: Theme) -> str:
    """The family, and those for other scripts: by the deck's language, and by that of a text in another one."""
    named = {"latin": family, "ea": theme.east_asian_font, "cs": theme.complex_font}
    others = "".join(f'<a:font script="{script}" typeface={quoteattr(font)}/>' for script, font in FONTS.items())
    return "".join(f"<a:{kind} typeface={quoteattr(font)}/>" for kind, font in named.items()) + others


_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="12700" cap="flat" cmpd="sng" algn="ctr">{_PLAIN}<a:prstDash val="solid"/></a:ln>'
_NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = f"""<a:fmtScheme name="Flat"><a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst>
<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>
<a:effectStyleLst>{_NO_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst></a:fmtScheme>"""
