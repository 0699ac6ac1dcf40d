"""A deck as a PDF file: its slides as they stand, or a hand-out of several on a sheet."""
