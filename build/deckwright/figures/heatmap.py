"""Heat maps: numbers as tints of one color, of two where they have both signs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from deckwright.deck.drawing import Drawing, Label, Mark, Shape
from deckwright.deck.figure import Figure
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.cells import layers
from deckwright.figures.frame import frame_of
from deckwright.figures.measure import folded, widest, widest_word, width_of
from deckwright.figures.number import display, grid_texts, noise_of
from deckwright.figures.value import array_of, described, formula_of, name_of
from deckwright.figures.words import names_of, plain_symbol, text_of
from deckwright.language import say
from deckwright.wording import counted

WIDTH, HEIGHT = 620.0, 320.0  # points that the cells may take
LARGEST = 62.0
TEXTS = (18.0, 16.0, 14.5, 13.0)  # sizes of the numbers, the largest that fits; names are as large, or SMALL_NAME
SMALL_NAME = 14.0
STRONGEST = 0.55  # tint under a number, which must stay readable on light and on dark slides
MOST_SHAPES = 400  # more cells are drawn as a few merged shapes, without values
MARGIN = 6.0
AIR = 18.0  # points that a cell is wider than its number
APART = 5.0  # points between the names of neighboring columns
LONGEST = 160.0  # points of a name that is turned
NAME_LINE = 1.2  # sizes from one line of a name to the next one

Place = tuple[float, float, float, float]  # of the cells: left and top of all, width and height of one


def heatmap(
    data: Any,
    *,
    rows: Sequence[str] = (),
    columns: Sequence[str] = (),
    values: bool = True,
    digits: int = 2,
    x_title: str = "",
    y_title: str = "",
    by_row: bool = False,
    gaps: bool = False,
    alt: str = "",
) -> Drawing:
    """A matrix or a DataFrame as tinted cells.

    rows, columns     names along the sides; "$...$" is a formula. A DataFrame brings its own
    values            the numbers in the cells, where there is room for them
    x_title, y_title  what columns and rows are
    by_row            reveals one row with each click
    gaps              True leaves a cell empty where a value is missing (None, NaN, masked); else that is an error
    """
    frame = frame_of(data)
    array = frame.numbers(gap=math.nan) if frame else array_of(data)
    rows, columns = names_of(rows), names_of(columns)
    if frame:
        rows, columns = rows or frame.row_names, columns or frame.names
    array = array.reshape(1, -1) if array.ndim == 1 else array
    if array.dtype.kind not in "biuf":
        raise UserError(f"Expected a matrix of numbers for a heat map, found {described(data)}.")
    if array.ndim != 2 or array.size == 0:
        raise UserError(
            f"Expected a matrix of finite numbers for a heat map, found the shape {array.shape}.",
            hint="Take a slice: a[0]." if array.size else "Look in lesson.py whether nothing was selected.",
        )
    _check_values(array, gaps)
    _check(rows, array.shape[0], "rows")
    _check(columns, array.shape[1], "columns")
    return cell_grid(
        array,
        _texts(array, digits, noise_of(data)) if values else None,
        formula_of(data),
        rows,
        columns,
        (x_title, y_title),
        by_row,
        alt or _describe(data, array),
    )


def _check_values(array: np.ndarray, gaps: bool) -> None:
    """UserError for infinities, for nothing but gaps, and for gaps that nobody asked for."""
    bad = np.argwhere(np.isinf(array) if gaps else ~np.isfinite(array))
    if len(bad):
        row, column = (int(k) for k in bad[0])
        found = "missing" if np.isnan(array[row, column]) else "infinite"
        raise UserError(
            f"Expected a matrix of finite numbers for a heat map, found one that is {found} in row {row + 1}, "
            f"column {column + 1}.",
            hint="With gaps=True cells without a value stay empty." if found == "missing" else "",
        )
    if np.isnan(array).all():
        raise UserError("Expected numbers for a heat map, found none: all are missing.")


def _texts(array: np.ndarray, digits: int, noise: float) -> list[list[str]]:
    """What the cells show: nothing where there is no value."""
    gone = np.isnan(array)
    if not gone.any():
        return grid_texts(array, digits, noise)
    filled = grid_texts(np.where(gone, 0.0, array), digits, noise)
    return [["" if no else text for no, text in zip(*row)] for row in zip(gone, filled)]


def cell_grid(
    array: np.ndarray,
    texts: list[list[str]] | None,
    formula: str,
    rows: Sequence[str],
    columns: Sequence[str],
    titles: tuple[str, str],
    by_row: bool,
    alt: str,
    strength: np.ndarray | None = None,
) -> Drawing:
    """Cells with names and titles. strength in [-1, 1] is the tint, by default each value's share of the largest."""
    text = _text_size(array.shape, texts)
    side, height = _cell_size(array.shape, texts, text)
    name = text if widest(columns, text) + APART <= side else SMALL_NAME
    level = widest_word(columns, name) + APART <= WIDTH / array.shape[1]
    if not level:
        _check_turned(columns, name, side)
    side = max(side, widest_word(columns, name) + APART) if level else side
    names = [folded(column, name, side - APART) if level else [column] for column in columns]
    beside = max(widest(rows, name), widest([titles[1]], name, bold=True))
    left = beside + (2 * MARGIN if beside else MARGIN)
    top = MARGIN + (1.4 * name if titles[0] else 0)
    if columns:
        top += (0.3 + NAME_LINE * max(map(len, names))) * name if level else widest(columns, name) + 0.9 * name
    tint = np.nan_to_num(array / (np.nanmax(np.abs(array)) or 1.0)) if strength is None else strength
    marks: list[Mark] = []
    if array.size <= MOST_SHAPES:
        shown = texts if texts and _number_width(texts, text) + 4 <= side else None
        marks += _cells(array, tint, shown, formula, (left, top, side, height), text, by_row)
    else:
        marks += layers(tint, left, top, side, height)
    marks += _row_names(rows, (left, top, side, height), name)
    marks += _column_names(names, (left, top, side, height), name, turned=not level)
    marks += _titles(titles, (left, top, side, height), array.shape, name)
    width = left + array.shape[1] * side + MARGIN
    return Drawing(
        width=width, height=top + array.shape[0] * height + MARGIN, marks=tuple(marks), kind="heatmap", alt=text_of(alt)
    )


def _text_size(shape: tuple[int, int], texts: list[list[str]] | None) -> float:
    """The largest size in which the numbers fit into their cells; the smallest where they don't in any."""
    across, down = WIDTH / shape[1], min(LARGEST, HEIGHT / shape[0])
    fitting = (size for size in TEXTS if 1.6 * size <= down and _number_width(texts or [], size) + AIR <= across)
    return next(fitting, TEXTS[-1])


def _cell_size(shape: tuple[int, int], texts: list[list[str]] | None, size: float) -> tuple[float, float]:
    """Width and height of a cell: square when it's empty, as wide as its number needs when it isn't."""
    side = min(LARGEST, WIDTH / shape[1], HEIGHT / shape[0])
    if texts is None:
        return side, side
    return min(max(side, _number_width(texts, size) + AIR), WIDTH / shape[1]), min(side, 0.75 * LARGEST)


def _number_width(texts: list[list[str]], size: float) -> float:
    return max((width_of((Run(text),), size) for row in texts for text in row), default=0.0)


def _cells(
    array, tint, texts, formula: str, place: tuple[float, float, float, float], size: float, by_row: bool
) -> Iterator[Shape]:
    left, top, side, height = place
    strongest = STRONGEST if texts else 1.0
    for (i, j), value in np.ndenumerate(array):
        figure = Figure(texts[i][j], value.item(), formula, f"[{i}, {j}]") if texts and texts[i][j] else None
        yield Shape(
            x=left + j * side,
            y=top + i * height,
            width=side,
            height=height,
            fill="negative" if tint[i, j] < 0 else "positive",
            opacity=round(strongest * min(1.0, abs(float(tint[i, j]))), 4),
            stroke="background",
            stroke_width=1.0,
            text=(Run(figure.text, figure=figure),) if figure else (),
            size=size,
            part=i + 1 if by_row else 0,
        )


def _row_names(rows: Sequence[str], place: Place, size: float) -> Iterator[Label]:
    left, top, _, height = place
    for i, name in enumerate(rows):
        y = top + (i + 0.5) * height
        yield Label(x=left - MARGIN, y=y, text=text_of(name), size=size, anchor="right", color="muted")


def _column_names(columns: Sequence[Sequence[str]], place: Place, size: float, turned: bool) -> Iterator[Label]:
    """Names in lines above their columns, or from the bottom up where columns are narrow."""
    left, top, side, _ = place
    anchor, foot = ("left", 0.3) if turned else ("center", 0.75)
    for j, lines in enumerate(columns):
        for above, line in enumerate(reversed(lines)):
            x, y = left + (j + 0.5) * side, top - (foot + NAME_LINE * above) * size
            yield Label(x=x, y=y, text=text_of(line), size=size, anchor=anchor, color="muted", turned=turned)


def _titles(titles: tuple[str, str], place: Place, shape: tuple[int, ...], size: float) -> Iterator[Label]:
    left, top, side, _ = place
    across, down = titles
    if across:
        yield Label(x=left + shape[1] * side / 2, y=MARGIN + 0.5 * size, text=text_of(across), size=size, bold=True)
    if down:
        yield Label(x=MARGIN, y=top - 0.75 * size, text=text_of(down), size=size, bold=True, anchor="left")


def _check_turned(columns: Sequence[str], size: float, side: float) -> None:
    """UserError for names of columns that can't be turned, or where there is no room for them even so."""
    longest = max(columns, key=lambda column: widest([column], size))
    if side < 1.05 * size or widest([longest], size) > LONGEST or any("$" in column for column in columns):
        raise UserError(
            f"There is no room for the names of {len(columns)} columns, such as {longest!r}.",
            hint="Shorten them, show fewer columns, or leave the names out.",
        )


def _check(names: Sequence[str], count: int, what: str) -> None:
    if names and len(names) != count:
        raise UserError(f"Expected {counted(count, 'name')} for the {what} of a heat map, found {len(names)}.")


def _describe(data: Any, array: np.ndarray) -> str:
    name = plain_symbol(name_of(data)) or say("a matrix")
    low, high = (np.unravel_index(k, array.shape) for k in (np.nanargmin(array), np.nanargmax(array)))
    place = "{value} (row {row}, column {column})"
    low, high = (say(place, value=display(array[at].item(), 3), row=at[0] + 1, column=at[1] + 1) for at in (low, high))
    message = "Heat map of {name} with {rows} rows and {columns} columns, from {low} to {high}."
    said = say(message, name=name, rows=array.shape[0], columns=array.shape[1], low=low, high=high)
    return said + (" " + say("Where {names} has no value there are gaps.", names=name) if np.isnan(array).any() else "")
