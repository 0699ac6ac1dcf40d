"""How large a lecture's page is, and how long it takes beside the presentation: benchmarks/pages.py [LESSON]...

Each lecture is built cold, without videos, as a presentation and as a page, each by a command of its own; the least
processor time of several rounds counts. A page is to have less than 3 MB and to take at most 1.3 times as long.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deckwright.lesson import course_at, lessons_of

LARGEST, LONGEST = 3.0, 1.3  # MB; times the presentation's time


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, and MB of the file."""

    seconds: float
    size: float


def cost(lesson: str, to: str, rounds: int) -> Cost:
    """The cost of building one lecture in one format."""
    seconds = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            command = ["build", lesson, "--to", to, "--no-video", "--jobs", "1", "--out", folder]
            process = subprocess.Popen([sys.executable, "-m", "deckwright", *command], stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            if status:
                raise SystemExit(f"deckwright {' '.join(command)} failed")
            seconds.append(used.ru_utime + used.ru_stime)
            (file,) = Path(folder).glob(f"*.{to}")
            size = file.stat().st_size / 1e6
    return Cost(min(seconds), size)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lessons", nargs="*", help="lectures by number or name; all if none is named")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    lessons = chosen.lessons or [lesson.folder.name for lesson in lessons_of(course_at(Path.cwd()))]
    print("| lecture | page | page's time | presentation's time | ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    missed = 0
    for lesson in lessons:
        page, deck = (cost(lesson, to, chosen.rounds) for to in ("html", "pptx"))
        ratio = page.seconds / deck.seconds
        missed += page.size >= LARGEST or ratio > LONGEST
        print(
            f"| {lesson} | {page.size:.2f} MB | {page.seconds:.1f} s | {deck.seconds:.1f} s | {ratio:.2f} |", flush=True
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
