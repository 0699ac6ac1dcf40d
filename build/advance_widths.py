"""Makes fonts/advances.json from the free twins of the fonts that slides name, and language/other_scripts.json.

They must be installed. Debian: fonts-crosextra-carlito (Calibri), fonts-liberation (Arial, Courier New, Times New
Roman), fonts-dejavu (no twin of Verdana, but as wide); for other_scripts.json fonts-noto-core. Python: fonttools,
uharfbuzz. Advances and kerning are thousandths of an em.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

from deckwright.fonts.twins import TWINS

ENGINE = Path(__file__).parent / "deckwright"
STYLES = ("Regular", "Bold", "Italic", "Bold Italic")
# Latin, Greek, Cyrillic, punctuation, raised and lowered figures, euro, arrows and mathematics, shapes, ticks
RANGES = (
    (0x20, 0x24F), (0x384, 0x3D6), (0x400, 0x52F), (0x1E00, 0x1EF9), (0x2010, 0x2044), (0x2070, 0x209C),
    (0x20AC, 0x20AC), (0x2190, 0x22FF), (0x25A0, 0x25CF), (0x2713, 0x2717),
)  # fmt: skip
OTHER_SCRIPTS = {  # a font of each with its letters; Arabic ones are narrower in most other fonts
    "Liberation Sans": (0x591, 0x5F4),
    "Noto Sans Armenian": (0x531, 0x58A),
    "DejaVu Sans": (0x60C, 0x6FF),
    "Noto Sans Devanagari": (0x901, 0x97F),
    "Noto Sans Bengali": (0x981, 0x9FE),
    "Noto Sans Gurmukhi": (0xA01, 0xA76),
    "Noto Sans Gujarati": (0xA81, 0xAFF),
    "Noto Sans Oriya": (0xB01, 0xB77),
    "Noto Sans Tamil": (0xB82, 0xBFA),
    "Noto Sans Telugu": (0xC00, 0xC7F),
    "Noto Sans Kannada": (0xC80, 0xCF2),
    "Noto Sans Malayalam": (0xD00, 0xD7F),
    "Noto Sans Sinhala": (0xD82, 0xDF4),
    "Noto Sans Thai": (0xE01, 0xE5B),
    "Noto Sans Lao": (0xE81, 0xEDF),
    "Noto Sans Myanmar": (0x1000, 0x109F),
    "Noto Sans Georgian": (0x10D0, 0x10FF),
    "Noto Sans Ethiopic": (0x1200, 0x1399),
    "Noto Sans Khmer": (0x1780, 0x17F9),
}
KERNED = range(0x20, 0x7F)


def _pattern(style: str) -> str:
    """A style as fontconfig asks for it: some families call their italic oblique."""
    return f"weight={'bold' if 'Bold' in style else 'regular'}:slant={'italic' if 'Italic' in style else 'roman'}"


def font_file(family: str, style: str) -> str:
    """The file of an installed font, found by fontconfig."""
    found = subprocess.run(
        ["fc-match", "-f", "%{family}\n%{file}", f"{family}:{_pattern(style)}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    if family not in found[0]:
        raise SystemExit(f"The font {family} ({style}) is not installed; fontconfig offers {found[0]}.")
    return found[1]


def face(path: str) -> dict:
    """One face's line metrics, its advances grouped by width, its kerning grouped by equal rows."""
    font = TTFont(path)
    thousandth = 1000 / font["head"].unitsPerEm
    glyphs, hhea = font.getBestCmap(), font["hhea"]
    return {
        "ascent": round(hhea.ascent * thousandth),
        "descent": round(-hhea.descent * thousandth),
        "gap": round(hhea.lineGap * thousandth),
        "advances": advances(font, RANGES),
        "kerning": kerning(font, glyphs, thousandth),
    }


def advances(font: TTFont, ranges: Iterable[tuple[int, int]]) -> dict[int, str]:
    """Widths with the characters of these ranges that are as wide."""
    glyphs, thousandth = font.getBestCmap(), 1000 / font["head"].unitsPerEm
    widths = defaultdict(str)
    for first, last in ranges:
        for code in range(first, last + 1):
            if code in glyphs:
                widths[round(font["hmtx"][glyphs[code]][0] * thousandth)] += chr(code)
    return dict(sorted(widths.items()))


def other_scripts(style: str) -> dict[int, str]:
    """The letters of other scripts by their widths, in one table since no font shares them."""
    widths = defaultdict(str)
    for family, letters in OTHER_SCRIPTS.items():
        path = font_file(family, style)
        for width, characters in advances(TTFont(path), [letters]).items():
            for character in characters:
                widths[joined(path, character) if family == "DejaVu Sans" else width] += character
    return dict(sorted(widths.items()))


def joined(path: str, character: str) -> int:
    """The width of an Arabic letter in the middle of words, where most are: joined to those beside it."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(f"\u200d{character}\u200d")
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return round(sum(place.x_advance for place in buffer.glyph_positions) * 1000 / font.face.upem)


def kerning(font: TTFont, glyphs: dict[int, str], thousandth: float) -> dict[str, dict[int, str]]:
    """Left characters -> value -> right characters; left characters with equal rows share one."""
    rows = defaultdict(str)
    for left in KERNED:
        row = defaultdict(str)
        for right in KERNED:
            value = round(pair(font, glyphs[left], glyphs[right]) * thousandth)
            if value:
                row[value] += chr(right)
        if row:
            rows[tuple(sorted(row.items()))] += chr(left)
    return {lefts: dict(row) for row, lefts in rows.items()}


def pair(font: TTFont, left: str, right: str) -> int:
    """What the font's ``kern`` feature adds between two glyphs, in font units."""
    if "GPOS" not in font:
        return 0
    table = font["GPOS"].table
    scripts = {s.ScriptTag: s.Script for s in table.ScriptList.ScriptRecord}
    script = scripts.get("latn") or scripts["DFLT"]
    features = [table.FeatureList.FeatureRecord[i] for i in script.DefaultLangSys.FeatureIndex]
    for index in (i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex):
        for subtable in table.LookupList.Lookup[index].SubTable:
            value = in_subtable(getattr(subtable, "ExtSubTable", subtable), left, right)
            if value is not None:
                return value
    return 0


def in_subtable(subtable, left: str, right: str) -> int | None:
    """The pair's value in one subtable (OpenType 1.9, GPOS lookup type 2), None where it says nothing."""
    if subtable.LookupType != 2 or left not in subtable.Coverage.glyphs:
        return None
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        return next((advance(p.Value1) for p in pairs if p.SecondGlyph == right), None)
    first = subtable.ClassDef1.classDefs.get(left, 0)
    second = subtable.ClassDef2.classDefs.get(right, 0)
    return advance(subtable.Class1Record[first].Class2Record[second].Value1)


def advance(value) -> int:
    return getattr(value, "XAdvance", 0) or 0 if value else 0


def main() -> None:
    write(
        "fonts/advances.json",
        {named: {style.lower(): face(font_file(twin, style)) for style in STYLES} for named, twin in TWINS.items()},
    )
    write("language/other_scripts.json", {style.lower(): other_scripts(style) for style in ("Regular", "Bold")})


def write(name: str, table: dict) -> None:
    """A table where the measurer of text reads it."""
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    (ENGINE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
