"""The free fonts that stand in for those that slides name: as wide, letter by letter."""

TWINS = {
    "Calibri": "Carlito",
    "Arial": "Liberation Sans",
    "Courier New": "Liberation Mono",
    "Times New Roman": "Liberation Serif",
    "Verdana": "DejaVu Sans",
}
