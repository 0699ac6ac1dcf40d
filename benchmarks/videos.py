"""Rendering the course's scenes: plain Manim, one after the other, against deckwright, in one run.

    python benchmarks/videos.py [LESSON...] [--quality 720p] [--jobs N] [--write]

Every scene is rendered by plain Manim and by one worker of deckwright, and its frames are encoded once more without
drawing anything, which nothing could do without. Then all scenes are rendered by more workers together, and again
when nothing has changed. With --write the table that is printed takes the place of the one in docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from video_costs.commands import deckwright, manim
from video_costs.cost import NOTHING, ROOT, Cost, cost_of
from video_costs.encoder_alone import encoder_alone

from deckwright.lesson import Lesson, find_lesson, lessons_of
from deckwright.video import QUALITIES, FoundScene, Quality, scenes_of

PAGE = ROOT / "docs/performance.md"
AGAIN = 5  # unchanged renders, of which the quickest counts: they are short, and easily disturbed


@dataclass(frozen=True)
class Row:
    """A scene, or all of them: what it costs to make its video."""

    name: str
    frames: int
    size: int  # bytes
    plain: Cost
    ours: Cost
    encoder: Cost

    def __add__(self, other: Row) -> Row:
        numbers = ((getattr(self, n), getattr(other, n)) for n in ("frames", "size", "plain", "ours", "encoder"))
        return Row(self.name, *(a + b for a, b in numbers))


def main() -> None:
    """Measure, and print the table that the documentation shows."""
    options = _options()
    lessons = [find_lesson(name, ROOT) for name in options.lessons] or [
        lesson for lesson in lessons_of(ROOT) if scenes_of(lesson)
    ]
    quality = QUALITIES[options.quality]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        table = "\n".join(_lines(lessons, quality, options.jobs, Path(folder)))
    print(table)
    if options.write:
        _into_page(table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="all lessons if none is named")
    parser.add_argument("--quality", choices=QUALITIES, default="720p")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="the most workers")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args()


def _lines(lessons: Sequence[Lesson], quality: Quality, jobs: int, out: Path) -> Iterator[str]:
    """The table and the sentences around it."""
    scenes = [(lesson, scene) for lesson in lessons for scene in scenes_of(lesson)]
    rows = []
    for k, (lesson, scene) in enumerate(scenes, start=1):
        rows.append(_row(lesson, scene, quality, out))
        times = ", ".join(f"{name} {getattr(rows[-1], name).wall:.1f} s" for name in ("plain", "ours", "encoder"))
        _tell(f"{k} of {len(scenes)}: {scene.name}: {times}")
    total = sum(rows, Row("all, one after the other", 0, 0, NOTHING, NOTHING, NOTHING))
    yield (f"{len(rows)} scenes, {total.frames / quality.fps:.0f} s of video at {quality.height}p{quality.fps}:\n")
    yield "| scene | video | plain `manim render` | `deckwright render`, 1 worker | the encoder alone | times faster |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for row in rows:
        yield f"| {row.name} | {_cells(row, quality)} |"
    yield f"| **{total.name}** | {_cells(total, quality)} |"
    for count in _worker_counts(jobs):
        _tell(f"all with {count} workers")
        together = cost_of(deckwright(lessons, [scene for _, scene in scenes], quality, count, out / f"jobs{count}"))
        yield f"| all at once, {count} workers | | | {together.wall:.1f} s | | {total.plain.wall / together.wall:.1f} |"
    _tell("nothing changed")
    whole = deckwright(lessons, (), quality, jobs, out / "jobs1")
    cost_of(whole)  # makes the films
    same = min(cost_of(whole) for _ in range(AGAIN))
    yield f"| nothing changed, films as well | | | {same.wall:.2f} s | | {total.plain.wall / same.wall:.0f} |\n"
    yield _sentences(total, quality, jobs)


def _row(lesson: Lesson, scene: FoundScene, quality: Quality, out: Path) -> Row:
    """A scene by all three."""
    plain = cost_of(manim(scene, quality, out / "plain"))
    ours = cost_of(deckwright([lesson], [scene], quality, 1, out / "jobs1"))
    clips = sorted((out / "jobs1/videos" / lesson.name / scene.name).glob("*.mp4"))
    encoder, frames = encoder_alone(clips, quality, out / "encoded.mp4")
    return Row(scene.name, frames, sum(clip.stat().st_size for clip in clips), plain, ours, encoder)


def _cells(row: Row, quality: Quality) -> str:
    times = " | ".join(f"{cost.wall:.1f} s" for cost in (row.plain, row.ours, row.encoder))
    return f"{row.frames / quality.fps:.0f} s | {times} | {row.plain.wall / row.ours.wall:.1f}"


def _sentences(total: Row, quality: Quality, jobs: int) -> str:
    """Processor time and size, and the machine that all of it was measured on."""
    ours, encoder, plain = (cost.processor / total.frames * 1000 for cost in (total.ours, total.encoder, total.plain))
    size = total.size / (total.frames / quality.fps) * 60 / 1e6
    return (
        f"A frame takes {ours:.0f} ms of processor time, of which the encoder has {encoder:.0f}; "
        f"plain Manim takes {plain:.0f}. "
        f"A minute of video has {size:.1f} MB. Manim {version('manim')}, {jobs} cores ({_processor()})."
    )


def _worker_counts(most: int) -> list[int]:
    """2, 4, ... and the most there are."""
    counts = [2**k for k in range(1, most.bit_length()) if 2**k < most]
    return [*counts, most] if most > 1 else []


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE) if info.is_file() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def _into_page(table: str) -> None:
    pattern = re.compile(r"(<!-- videos: .*? -->\n).*?(<!-- end of videos -->)", re.DOTALL)
    text = PAGE.read_text(encoding="utf-8")
    if not pattern.search(text):
        sys.exit(f"{PAGE.name} has no block <!-- videos: ... --> ... <!-- end of videos -->")
    PAGE.write_text(pattern.sub(lambda block: f"{block[1]}{table}\n{block[2]}", text), encoding="utf-8")


def _tell(words: str) -> None:
    """How far it is, beside what is printed."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
