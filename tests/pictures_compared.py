"""How far slides look from what LibreOffice makes of the presentation: shared by the page and the document."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

NEAR, NEAR_ALL = 4.0, 1.3  # of 255: how far a slide, and all on the average, may be from LibreOffice's picture, blurred
DOTS = 48  # an inch: a slide is 640 wide
MISSING = not (shutil.which("soffice") and shutil.which("pdftoppm"))


def pictures_of(document: Path, folder: Path) -> list[Path]:
    """A picture of each page of a PDF document."""
    subprocess.run(
        ["pdftoppm", "-r", str(DOTS), "-png", str(document), str(folder / f"{document.stem}-page")], check=True
    )
    return sorted(folder.glob(f"{document.stem}-page-*.png"))


def as_libreoffice_has_it(deck: Path, folder: Path) -> list[Path]:
    """A picture of each slide of a presentation."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return pictures_of(folder / deck.with_suffix(".pdf").name, folder)


def check_near(ours: list[Path], theirs: list[Path]) -> None:
    """The grays of both, blurred by three pixels of 640, hardly differ."""
    assert len(ours) == len(theirs)
    far = {number: _difference(*pair) for number, pair in enumerate(zip(ours, theirs), 1)}
    most = sorted(far.items(), key=lambda item: -item[1])[:5]
    assert sum(far.values()) / len(far) < NEAR_ALL and max(far.values()) < NEAR, most


def _difference(one: Path, other: Path) -> float:
    pictures = [
        Image.open(path).convert("L").resize((640, 360)).filter(ImageFilter.GaussianBlur(3)) for path in (one, other)
    ]
    return ImageStat.Stat(ImageChops.difference(*pictures)).mean[0]
