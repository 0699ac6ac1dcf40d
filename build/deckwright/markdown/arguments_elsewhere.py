"""Arguments as other libraries call them, and what is written here instead."""

from __future__ import annotations

from collections.abc import Collection

_SIDES = {
    "label": "title",
    "title": "title",
    "lim": "range",
    "_lim": "range",
    "_label": "title",
    "scale": "log",
    "_scale": "log",
}
_ANYWHERE = {  # by what a function takes itself
    "roles": dict.fromkeys(
        "color colors c palette".split(), 'A color is a role: roles="loss", or roles={"name": role} of several series.'
    )
    | dict.fromkeys(
        "label labels names legend hue".split(), 'The names of series are the keys of a dict: {"train": a, "test": b}.'
    ),
    "styles": dict.fromkeys(
        "linestyle marker ls dashed".split(), 'The look of lines is styles="dashed", "points", "both" or "steps".'
    ),
    "errors": {"yerr": "Error bars are errors=..., bands=... around a line."},
    "rows": dict.fromkeys(
        "xticklabels yticklabels labels".split(), "Names along the sides are rows=[...] and columns=[...]."
    ),
    "labels": dict.fromkeys("names classes class_names display_labels".split(), "The names are labels=[...]."),
    "alt": dict.fromkeys(
        "width height size figsize fontsize".split(), "A figure is as large as its place: columns make it narrower."
    )
    | {
        "caption": "A caption is a line below the figure: `: Words`.",
        "cmap": "Tints are the theme's: of one color, of two where values have both signs.",
    },
}
_OF_ONE = {
    ("bar_chart", "horizontal"): "Bars lie where their names are long.",
    ("bar_chart", "orientation"): "Bars lie where their names are long.",
    ("bar_chart", "stacked"): "It is stacked_chart(...).",
    ("heatmap", "annot"): "The numbers are in the cells: values=false leaves them out.",
    (
        "table",
        "columns",
    ): 'Take some columns of a frame, table(frame[["a", "b"]]); header=[...] gives them other names.',
    ("table", "index"): "row_header=false leaves out the names of the rows.",
    **{
        ("table", name): "digits=3 are significant digits; one value: {{ x | fixed(2) }}."
        for name in ("decimals", "precision", "format", "round", "float_format")
    },
    ("stacked_chart", "normalize"): "Divide by the sums in lesson.py: frame.div(frame.sum(axis=1), axis=0).",
}


def argument_elsewhere(function: str, name: str, known: Collection[str]) -> str:
    """What to write in place of an argument that other libraries know; "" for any other.

    >>> argument_elsewhere("line_chart", "xlabel", {"x_title"})
    'It is x_title.'
    """
    side, rest = name[:1], _SIDES.get(name[1:])
    here = f"log_{side}" if rest == "log" else f"{side}_{rest}"
    if side in ("x", "y") and rest and here in known:
        return f"It is {here}=true." if rest == "log" else f"It is {here}."
    if name in ("x", "y") and "data" in known:
        return 'Take the columns that are shown: {"name": (xs, ys)}, {"name": ys}, or a frame of these.'
    others = (hints.get(name, "") for argument, hints in _ANYWHERE.items() if argument in known)
    return _OF_ONE.get((function, name)) or next(filter(None, others), "")
