"""What holds for all tests: one thread for each process, and how hard hypothesis looks."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

for library in ("OPENBLAS", "OMP", "MKL"):  # before NumPy: two workers on two cores must not fight over them
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

from hypothesis import settings

# Examples are few in the quick run and the same on every CI run; a time limit for one would only measure the machine.
settings.register_profile("quick", deadline=None, max_examples=30)
settings.register_profile("ci", deadline=None, max_examples=30, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "quick"))

_ENGINE = Path(__file__).parent / "build" / "deckwright"
if find_spec("manim") is None:  # slides alone need none; what paints videos can't be imported then
    collect_ignore = [str(_ENGINE / part) for part in ("scenes", "video", "equations/mobject.py")]
