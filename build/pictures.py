"""The documentation's pictures, cut from decks as LibreOffice shows them: `make pictures`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from pptx import Presentation

LECTURE = "backpropagation"
WIDTH, GAP = 1200, 8  # pixels
MOST_BYTES = 150_000
PAPER = "#d0d4da"  # what shows between the slides

# Words of the titles of the slides to show, in order: two rows of three, and two rows of two.
OVERVIEW = (
    "network we compute",
    "At the output, blame",
    "Blame arrives",
    "Sixteen gradients are one",
    "Does the loss fall",
    "Four ways",
)
DETAILS = ("output neuron, written out", "A neuron is a circuit", "gradients pass a check", "branches add")


def make(folder: Path) -> None:
    """Build the deck, videos included, and write backpropagation.png and details.png."""
    with tempfile.TemporaryDirectory() as place:
        slides = shown(built(Path(place)), Path(place))
        folder.mkdir(exist_ok=True)
        sheet(slides, OVERVIEW, columns=3).save(folder / "backpropagation.png", optimize=True)
        sheet(slides, DETAILS, columns=2).save(folder / "details.png", optimize=True)
    for file in folder.glob("*.png"):
        if file.stat().st_size > MOST_BYTES:
            raise SystemExit(f"{file} has {file.stat().st_size:,} bytes; README's pictures have at most {MOST_BYTES:,}")


def built(folder: Path) -> Path:
    """The deck as a file."""
    _run(str(Path(sys.executable).with_name("deckwright")), "build", LECTURE, "--out", str(folder))
    return folder / f"{LECTURE}.pptx"


def shown(deck: Path, folder: Path) -> dict[str, Image.Image]:
    """A picture of each slide by its title."""
    profile = f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}"
    _run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(deck))
    _run("pdftoppm", "-png", "-r", "72", str(deck.with_suffix(".pdf")), str(folder / "slide"))
    titles = [slide.shapes.title.text_frame.text if slide.shapes.title else "" for slide in Presentation(deck).slides]
    return dict(zip(titles, map(Image.open, sorted(folder.glob("slide-*.png"))), strict=True))


def sheet(slides: dict[str, Image.Image], chosen: tuple[str, ...], columns: int) -> Image.Image:
    """Slides side by side, in 256 colours."""
    pictures = [titled(slides, words) for words in chosen]
    width = (WIDTH - GAP * (columns + 1)) // columns
    height = round(width * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (WIDTH, GAP + rows * (height + GAP)), PAPER)
    for k, picture in enumerate(pictures):
        row, column = divmod(k, columns)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return whole.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def titled(slides: dict[str, Image.Image], words: str) -> Image.Image:
    """The slide whose title has some words in it."""
    found = [picture for title, picture in slides.items() if words in title]
    if len(found) != 1:
        raise SystemExit(
            f"{len(found)} slides of {LECTURE} have {words!r} in their title; the titles are {list(slides)}"
        )
    return found[0]


def _run(*command: str) -> None:
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stderr or result.stdout}")


if __name__ == "__main__":
    make(Path(__file__).parents[1] / "docs/pictures")
