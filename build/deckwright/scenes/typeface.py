"""Outlines of the letters, from font files that come with the packages: every machine draws the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import font_lato
import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from deckwright.errors import UserError
from deckwright.language.scripts import is_complex

FAMILY = "Lato"  # the parent of Carlito, and so of the same proportions as the slides' Calibri
_FILES = {"regular": "Lato-Regular.ttf", "bold": "Lato-Bold.ttf", "italic": "Lato-Italic.ttf"}


def font_file(style: str = "regular") -> Path:
    """The file of a style of the scenes' typeface: "regular", "bold" or "italic"."""
    return Path(font_lato.font_directory) / _FILES[style]


def register() -> None:
    """Make the typeface usable by name in Manim's own Text."""
    import manimpango

    for style in _FILES:
        manimpango.register_font(str(font_file(style)))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in em units: cubic Bézier curves, four points each in a row, and its advance width."""

    curves: np.ndarray  # (4 n, 2)
    advance: float


class Typeface:
    """One font file, read with fontTools; letters that it lacks come from DejaVu Sans, which ziafont carries."""

    def __init__(self, path: Path, fallback: Typeface | None = None):
        self._font = TTFont(path, lazy=True)
        self._glyphs, self._names = self._font.getGlyphSet(), self._font.getBestCmap() or {}
        self._em = self._table("head").unitsPerEm
        self._fallback, self._known = fallback, {}

    def _table(self, tag: str) -> Any:
        """One of the font's tables, whose fields fontTools reads from its own description of the format."""
        return self._font[tag]

    def glyph(self, letter: str) -> Letter:
        """The outline of one letter."""
        if letter not in self._known:
            self._known[letter] = self._read(letter)
        return self._known[letter]

    def _read(self, letter: str) -> Letter:
        name = self._names.get(ord(letter))
        if name is None and self._fallback is not None:
            return self._fallback.glyph(letter)
        if name is None:
            raise UserError(
                f"No font of the scenes has the letter {letter!r}.",
                hint="Use other letters.",
            )
        pen = _CurvePen(self._glyphs)
        self._glyphs[name].draw(pen)
        curves = np.array(pen.points, dtype=float).reshape(-1, 2) / self._em
        return Letter(curves, self._glyphs[name].width / self._em)

    def kerning(self, left: str, right: str) -> float:
        """How much further apart than their advance two letters stand, in em; mostly negative."""
        pair = self._names.get(ord(left), ""), self._names.get(ord(right), "")
        return self._pairs.get(pair, 0) / self._em

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], int]:
        """The font's kerning: adjustments of single pairs, the only kind that these fonts have."""
        lookups = self._table("GPOS").table.LookupList.Lookup if "GPOS" in self._font else []
        tables = [
            table for lookup in lookups if lookup.LookupType == 2 for table in lookup.SubTable if table.Format == 1
        ]
        return {
            (first, pair.SecondGlyph): pair.Value1.XAdvance
            for table in tables
            for first, pairs in zip(table.Coverage.glyphs, table.PairSet)
            for pair in pairs.PairValueRecord
            if pair.Value1 is not None
        }


class _CurvePen(BasePen):
    """Collects an outline as cubic curves; BasePen turns TrueType's quadratic ones into those."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.points: list[tuple[float, float]] = []

    def _moveTo(self, point):
        self._start = point

    def _curveToOne(self, handle1, handle2, end):
        self.points += [self._getCurrentPoint(), handle1, handle2, end]

    def _lineTo(self, end):
        start = np.array(self._getCurrentPoint(), dtype=float)
        step = (np.array(end) - start) / 3
        self.points += [tuple(start), tuple(start + step), tuple(start + 2 * step), end]

    def _closePath(self):
        if self._getCurrentPoint() != self._start:
            self._lineTo(self._start)


@cache
def typeface(style: str = "regular") -> Typeface:
    """The scenes' typeface in one of its styles."""
    return Typeface(font_file(style), fallback=_dejavu())


@cache
def _dejavu() -> Typeface:
    return Typeface(Path(str(files("ziafont.fonts") / "DejaVuSans.ttf")))


def outline(text: str, style: str = "regular") -> tuple[np.ndarray, float]:
    """A line of text set on the baseline from x = 0: its curves in em units, and its advance width."""
    if is_complex(text):
        hint = "Write it in Latin, Greek or Cyrillic letters here, or on the slide beside the video."
        raise UserError(f"Scenes set one letter after the other, from the left, and can't set {text!r}.", hint=hint)
    face, x, curves = typeface(style), 0.0, [np.zeros((0, 2))]
    for i, letter in enumerate(text):
        glyph = face.glyph(letter)
        x += face.kerning(text[i - 1], letter) if i else 0.0
        curves.append(glyph.curves + (x, 0.0))
        x += glyph.advance
    return np.concatenate(curves), x
