"""The documentation's pictures, cut from decks as LibreOffice shows them: `make pictures`.

Two sheets of slides of the lecture on backpropagation, and each example of the page of figures.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from pptx import Presentation

from examples import LESSONS, PICTURES, ROOT, examples

LECTURE = ROOT / "lessons/09-backpropagation"
WIDTH, GAP = 1200, 8  # of a sheet, in pixels
SLIDE = 720  # width of an example
COLORS = 64  # of an example
MOST_BYTES = 150_000  # of a sheet
MOST_BYTES_OF_ALL = 1_500_000
PAPER = "#d0d4da"  # what shows between the slides

# Words of the titles of the slides to show, in order: two rows of three, and two rows of two.
OVERVIEW = (
    "network we compute",
    "At the output, blame",
    "Blame arrives",
    "Sixteen gradients are one",
    "Does the loss fall",
    "Four methods",
)
DETAILS = ("output neuron, written out", "A neuron is a circuit", "Check without calculus", "used twice")


def make(folder: Path) -> None:
    """Build the decks, videos included, and write all pictures; SystemExit where they are too large for git."""
    with tempfile.TemporaryDirectory() as place:
        slides = shown(LECTURE, Path(place))
        sheet(slides, OVERVIEW, columns=3).save(folder / "backpropagation.png", optimize=True)
        sheet(slides, DETAILS, columns=2).save(folder / "details.png", optimize=True)
        for lesson in LESSONS:
            put_examples(lesson, shown(lesson, Path(place)))
    sizes = {file: file.stat().st_size for file in folder.rglob("*.png")}
    for file, size in sizes.items():
        if size > MOST_BYTES:
            raise SystemExit(f"{file} has {size:,} bytes; expected at most {MOST_BYTES:,}")
    if sum(sizes.values()) > MOST_BYTES_OF_ALL:
        raise SystemExit(f"The pictures have {sum(sizes.values()):,} bytes; expected at most {MOST_BYTES_OF_ALL:,}")


def put_examples(lesson: Path, slides: dict[str, Image.Image]) -> None:
    """Write the picture of each example of a lesson, and take away those of slides that are gone."""
    PICTURES.mkdir(exist_ok=True)
    for example in examples(lesson):
        picture = titled(slides, example.title)
        small = picture.convert("RGB").resize(
            (SLIDE, round(SLIDE * picture.height / picture.width)), Image.Resampling.LANCZOS
        )
        of_few_colors(small, COLORS).save(example.picture, optimize=True)
    known = {example.picture for each in LESSONS for example in examples(each)}
    for file in set(PICTURES.glob("*.png")) - known:
        file.unlink()


def shown(lesson: Path, folder: Path) -> dict[str, Image.Image]:
    """A picture of each slide of a lesson by its title."""
    _run(sys.executable, "-m", "deckwright", "build", str(lesson), "--out", str(folder))
    deck = next(folder.glob("*.pptx"))
    _run(
        "soffice",
        "--headless",
        f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}",
        *("--convert-to", "pdf", "--outdir", str(folder), str(deck)),
    )
    pages = folder / deck.stem
    pages.mkdir()
    _run("pdftoppm", "-png", "-r", "72", str(deck.with_suffix(".pdf")), str(pages / "slide"))
    titles = [slide.shapes.title.text_frame.text if slide.shapes.title else "" for slide in Presentation(deck).slides]
    deck.unlink()
    return dict(zip(titles, map(Image.open, sorted(pages.glob("slide-*.png"))), strict=True))


def sheet(slides: dict[str, Image.Image], chosen: tuple[str, ...], columns: int) -> Image.Image:
    """Slides side by side, in 256 colors."""
    pictures = [titled(slides, words) for words in chosen]
    width = (WIDTH - GAP * (columns + 1)) // columns
    height = round(width * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (WIDTH, GAP + rows * (height + GAP)), PAPER)
    for k, picture in enumerate(pictures):
        row, column = divmod(k, columns)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return of_few_colors(whole, 256)


def of_few_colors(picture: Image.Image, colors: int) -> Image.Image:
    return picture.quantize(colors, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def titled(slides: dict[str, Image.Image], words: str) -> Image.Image:
    """The slide whose title has some words in it; of a slide that goes on the first one."""
    found = {title: picture for title, picture in slides.items() if words.replace("'", "’") in title.replace("'", "’")}
    starts = {title for title in found if title.endswith("(1/2)")}
    if len(found) != 1 and len(starts) != 1:
        raise SystemExit(f"{len(found)} slides have {words!r} in their title; the titles are {list(slides)}")
    return found[starts.pop() if starts else next(iter(found))]


def _run(*command: str) -> None:
    result = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stderr or result.stdout}")


if __name__ == "__main__":
    make(ROOT / "docs/pictures")
