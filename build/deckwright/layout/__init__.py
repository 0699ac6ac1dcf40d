"""Measure, place, fit: from a Deck to boxes on pages. Lengths are EMU (914,400 to the inch)."""
