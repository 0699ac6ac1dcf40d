"""What commands take: on the clock, and of all processors together."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
# As on a user's machine: what is imported is kept compiled.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """Seconds on the clock, and seconds of all processors together."""

    wall: float
    processor: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.processor + other.processor)


NOTHING = Cost(0.0, 0.0)


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command; where it fails, that is the end."""
    start, before = time.perf_counter(), _processor_time()
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return Cost(time.perf_counter() - start, _processor_time() - before)


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
