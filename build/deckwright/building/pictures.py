"""Single slides and figures of a lesson as pictures: PNG, or SVG for papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from deckwright.building.build import store_of
from deckwright.building.choices import Choices
from deckwright.building.laid_out import lay_out_lesson
from deckwright.building.page import surface_of
from deckwright.errors import UsageError, did_you_mean
from deckwright.layout.placed import PlacedSlide
from deckwright.lesson import Lesson
from deckwright.pictures.svg import pixels
from deckwright.progress import Tell
from deckwright.store import replace_file
from deckwright.svg.figure import draw_figure, named_figures
from deckwright.svg.slide import SlideDrawing, Surface, draw_slide, svg_file

ACROSS = 1920  # pixels of a slide's picture
FINENESS = 4.0  # pixels to a point of a figure's picture: 288 to an inch


def write_pictures(
    lesson: Lesson, choices: Choices, slides: Sequence[str], figures: Sequence[str], tell: Tell
) -> list[Path]:
    """Write pictures of these slides and figures, of all slides where none are named; the files.

    slides   numbers or keys
    figures  keys of their slides, with /2 for the second figure on one
    """
    with store_of(lesson, choices):
        laid_out = lay_out_lesson(lesson, choices, tell)
        surface = surface_of(laid_out, house=choices.template is None, named=False)
        placed = laid_out.placed.slides
        drawn = [*_slides(placed, slides, surface)] if slides or not figures else []
        drawn += _figures(placed, figures, surface)
        folder = choices.folder(lesson) / "pictures" / lesson.name
        return [_write(folder / f"{name}.{choices.to}", drawing, surface, wide) for name, drawing, wide in drawn]


def _slides(
    placed: Sequence[PlacedSlide], wanted: Sequence[str], surface: Surface
) -> Iterator[tuple[str, SlideDrawing, float]]:
    numbers = [_number(name, placed) for name in wanted] if wanted else range(1, len(placed) + 1)
    for number in numbers:
        slide = placed[number - 1]
        yield f"{number:02d}-{slide.slide.key}", draw_slide(slide, surface, number), ACROSS


def _number(name: str, placed: Sequence[PlacedSlide]) -> int:
    """The number of a slide that is named by it or by its key."""
    keys = [slide.slide.key for slide in placed]
    if name.isdigit() and 1 <= int(name) <= len(placed):
        return int(name)
    if name in keys:
        return keys.index(name) + 1
    hint = did_you_mean(name, keys) or f"Slides have the numbers 1 to {len(placed)}."
    raise UsageError(f"There is no slide {name!r} in this lecture.", hint=hint)


def _figures(
    placed: Sequence[PlacedSlide], wanted: Sequence[str], surface: Surface
) -> Iterator[tuple[str, SlideDrawing, float]]:
    there = {figure.name: figure for figure in named_figures(placed)}
    for name in wanted:
        if name not in there:
            hint = did_you_mean(name, there) or f"Figures: {', '.join(there)}."
            raise UsageError(f"There is no figure {name!r} in this lecture.", hint=hint)
        drawing = draw_figure(there[name], surface)
        yield name.replace("/", "-"), drawing, FINENESS * drawing.box.width.pt


def _write(path: Path, drawing: SlideDrawing, surface: Surface, across: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = svg_file(drawing, surface)
    replace_file(path, pixels(text, round(across)) if path.suffix == ".png" else text.encode())
    return path
