"""A placed slide as SVG: the same boxes, lines, formulas and charts as on the slide of the presentation."""
