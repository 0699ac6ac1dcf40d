"""Small images in a grid: digits, kernels, feature maps, as vector cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from deckwright.deck.drawing import Drawing, Label, Mark, Shape
from deckwright.deck.figure import Figure
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.cells import layers
from deckwright.figures.measure import folded, widest_word
from deckwright.figures.number import column_texts, display
from deckwright.figures.value import array_of, described, formula_of
from deckwright.figures.words import names_of, plain_words, text_of
from deckwright.language import say
from deckwright.wording import counted

WIDTH, HEIGHT = 840.0, 360.0
LARGEST = 220.0
GAP = 14.0
NAME, VALUE = 18.0, 20.0
LINE = 1.2  # sizes from one line of a label to the next one
MOST_LINES = 6  # of a label
UNDER_VALUES = 0.5  # tints on which numbers are read well


def image_grid(
    images: Any,
    *,
    columns: int | None = None,
    labels: Sequence[str] = (),
    signed: bool | None = None,
    shared_scale: bool = False,
    values: bool = False,
    by_image: bool = False,
    alt: str = "",
) -> Drawing:
    """Images of one size, shape (n, height, width) or a list of matrices.

    labels        a line below each image; "$...$" is a formula
    signed        two colors for the two signs, as for kernels; by default where there are negative values
    shared_scale  one scale for all images instead of one for each
    values        the numbers in the pixels, which are tinted less for it: for small images such as kernels
    by_image      reveals one image with each click
    """
    labels, stack = names_of(labels), _stack_of(images)
    if labels and len(labels) != len(stack):
        raise UserError(f"Expected {counted(len(stack), 'label')}, found {len(labels)}.")
    signed = bool((stack < 0).any()) if signed is None else signed
    columns = columns or _best_columns(stack.shape, bool(labels))
    rows = -(-len(stack) // columns)
    side, names = _with_names(stack.shape, columns, rows, labels)
    width, height = side, side * stack.shape[1] / stack.shape[2]
    name, pitch = _room(names), max(width, widest_word(labels, NAME)) + GAP
    marks: list[Mark] = []
    for k, image in enumerate(stack):
        left, top = (k % columns + 0.5) * pitch - (width + GAP) / 2, (k // columns) * (height + name + GAP)
        part = k + 1 if by_image else 0
        tint = _tint(image, stack if shared_scale else image, signed) * (UNDER_VALUES if values else 1.0)
        marks.append(
            Shape(
                x=left, y=top, width=width, height=height, fill="surface", stroke="line", stroke_width=0.75, part=part
            )
        )
        ink = ("positive", "negative") if signed else ("text", "text")
        marks += layers(tint, left, top, width / image.shape[1], height / image.shape[0], ink=ink, part=part)
        if values:
            marks += _values(image, left, top, side, k, formula_of(images), part)
        for line, words in enumerate(names[k] if names else ()):
            place = {"x": left + width / 2, "y": top + height + (0.75 + LINE * line) * NAME}
            marks.append(Label(text=text_of(words), size=NAME, color="muted", part=part, **place))
    return Drawing(
        width=columns * pitch - GAP,
        height=rows * (height + name + GAP) - GAP,
        marks=tuple(marks),
        kind="images",
        alt=text_of(alt or _describe(stack, labels)),
    )


def _stack_of(images: Any) -> np.ndarray:
    """The images as numbers, shape (n, height, width); UserError for what is no such stack."""
    stack = array_of(images)
    if stack.dtype.kind not in "biuf":
        raise UserError(f"Expected images of numbers, found {described(images)}.")
    stack = stack.astype(float)[None] if stack.ndim == 2 else stack.astype(float)
    if stack.ndim == 4 or stack.ndim == 3 and stack.shape[2] in (3, 4) and min(stack.shape[:2]) > 4:
        raise UserError(
            f"Expected images of shape (n, height, width), found {stack.shape}, which looks like color.",
            hint="An image in color is a picture: picture(Image.fromarray(pixels), alt=...), with Pillow's Image.",
        )
    if stack.ndim != 3 or stack.size == 0:
        raise UserError(f"Expected images of shape (n, height, width), found {stack.shape}.")
    if not np.isfinite(stack).all():
        image, row, column = (int(k) for k in np.argwhere(~np.isfinite(stack))[0])
        raise UserError(
            f"Expected finite numbers as pixels, found none in image {image + 1}, row {row + 1}, column {column + 1}.",
            hint="heatmap(..., gaps=True) shows a matrix with missing values.",
        )
    return stack


def _values(
    image: np.ndarray, left: float, top: float, side: float, index: int, formula: str, part: int
) -> Iterator[Label]:
    """Each pixel's number in its middle."""
    pixel = side / image.shape[1]
    texts = column_texts(image.ravel().tolist(), 3)
    for (i, j), text in zip(np.ndindex(image.shape), texts):
        figure = Figure(text, image[i, j].item(), formula, f"[{index}, {i}, {j}]")
        place = {"x": left + (j + 0.5) * pixel, "y": top + (i + 0.5) * pixel}
        yield Label(text=(Run(text, figure=figure),), size=min(VALUE, 0.4 * pixel), part=part, **place)


def _tint(image: np.ndarray, scale: np.ndarray, signed: bool) -> np.ndarray:
    if signed:
        return image / (np.abs(scale).max() or 1.0)
    size = np.abs(scale).max() or 1.0  # the difference of the largest numbers would be infinite
    low, high = scale.min() / size, scale.max() / size
    return (image / size - low) / ((high - low) or 1.0)


def _side(shape: tuple[int, ...], columns: int, rows: int, name: float) -> float:
    """The width of an image when columns and rows of them fill the drawing."""
    across = (WIDTH + GAP) / columns - GAP
    down = ((HEIGHT + GAP) / rows - GAP - name) * shape[2] / shape[1]
    return max(12.0, min(LARGEST, across, down))


def _with_names(
    shape: tuple[int, ...], columns: int, rows: int, labels: Sequence[str]
) -> tuple[float, list[list[str]]]:
    """The width of an image, and the lines below each: the more lines, the smaller the images."""
    names: list[list[str]] = []
    for _ in range(MOST_LINES):
        side = _side(shape, columns, rows, _room(names) or 1.5 * NAME * bool(labels))
        before, names = names, [folded(label, NAME, max(side, widest_word(labels, NAME))) for label in labels]
        if _room(names) == _room(before):
            break
    return side, names


def _room(names: Sequence[Sequence[str]]) -> float:
    """The height of what stands below images."""
    return (0.3 + LINE * max(map(len, names))) * NAME if names else 0.0


def _best_columns(shape: tuple[int, ...], labelled: bool) -> int:
    """The number of columns that makes the images largest."""
    name = 1.5 * NAME if labelled else 0.0
    return max(range(1, shape[0] + 1), key=lambda c: (_side(shape, c, -(-shape[0] // c), name), -abs(c - shape[0])))


def _describe(stack: np.ndarray, labels: Sequence[str]) -> str:
    count, height, width = stack.shape
    message = "{count} images of {height} by {width} pixels, with values from {low} to {high}"
    message = message if count > 1 else "{count} image of {height} by {width} pixels, with values from {low} to {high}"
    low, high = (display(float(value), 3) for value in (stack.min(), stack.max()))
    words = say(message, count=display(count), height=height, width=width, low=low, high=high)
    named = ", ".join(plain_words(str(label)) for label in labels)
    return words + (say(", labelled {labels}", labels=named) if labels else "") + "."
