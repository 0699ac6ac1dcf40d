"""Matplotlib in the look of the decks, for the time in which a lesson runs; nothing of it is loaded for that."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STYLE = Path(__file__).with_name("matplotlibrc")


@contextmanager
def matplotlib_style() -> Iterator[None]:
    """Let matplotlib start with the decks' settings, and with those again for each lesson if it is loaded already."""
    before = os.environ.get("MATPLOTLIBRC")
    os.environ["MATPLOTLIBRC"] = str(STYLE)
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # not every machine has every font of the list
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rc_file(STYLE)
    try:
        yield
    finally:
        if before is None:
            del os.environ["MATPLOTLIBRC"]
        else:
            os.environ["MATPLOTLIBRC"] = before
