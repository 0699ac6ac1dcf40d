"""Sections of a scene that is not finished: put by, so that an interrupted render goes on behind them."""

from __future__ import annotations

import pickle
from pathlib import Path

from deckwright import kept_file
from deckwright.video.job import Section


def keep(section: Section, folder: Path) -> None:
    """Put a finished section by."""
    kept_file.keep(folder / f"section-{section.index:02}.pickle", pickle.dumps(section))


def kept(folder: Path) -> list[Section]:
    """The sections that were put by; a damaged one counts as missing."""
    files = [kept_file.read_kept(path) for path in sorted(folder.glob("section-*.pickle"))]
    return [pickle.loads(data) for data in files if data is not None]
