"""Equations as Manim objects, from the same outlines as on the slides. No LaTeX installation."""

from __future__ import annotations

import re

import numpy as np
import svgelements
import ziamath
from manim import ManimColor, VMobject

from deckwright.scenes.page import PT

ziamath.config.svg2 = False


class Formula(VMobject):
    """A formula from LaTeX as one shape, its baseline at the origin's height and its left end there."""

    def __init__(self, latex: str, size: float = 24.0, colour: str | ManimColor = "#000000"):
        super().__init__(fill_color=colour, fill_opacity=1.0, stroke_width=0.0)
        self.latex, self.size = latex, size
        curves = []
        svg = ziamath.Latex(latex, size=size).svg()
        for d in re.findall(r' d="([^"]*)"', svg):
            path = svgelements.Path(d)
            for seg in path:
                if isinstance(seg, (svgelements.Line, svgelements.Close)):
                    a, b = seg.start, seg.end
                    if a is None or b is None or (a.x == b.x and a.y == b.y):
                        continue
                    pts = [a, a + (b - a) * (1 / 3), a + (b - a) * (2 / 3), b]
                elif isinstance(seg, svgelements.QuadraticBezier):
                    pts = [seg.start, seg.start + (seg.control - seg.start) * (2 / 3),
                           seg.end + (seg.control - seg.end) * (2 / 3), seg.end]
                elif isinstance(seg, svgelements.CubicBezier):
                    pts = [seg.start, seg.control1, seg.control2, seg.end]
                else:
                    continue
                curves += [(p.x, -p.y, 0.0) for p in pts]
        self.points = np.array(curves) * PT
        self.shift(-np.array([self.get_left()[0], 0, 0]))
