"""Rendering the course's scenes: plain Manim, one after the other, against deckwright, in one run.

    python benchmarks/videos.py [LESSON...] [--quality 720p] [--jobs N]

Prints how much faster a cold render is and one where nothing has changed, how time falls with workers, and how near
the whole comes to the encoder alone (the same frames, raw, nothing drawn).
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import av
from deckwright.lesson import Lesson, find_lesson, lessons_of
from deckwright.video import QUALITIES, FoundScene, Quality, scenes_of
from deckwright.video.encoder import Encoder

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
CHUNK = 60  # frames that are decoded at a time


def main() -> None:
    """Measure, and print the table that the README shows."""
    options = _options()
    lessons = [find_lesson(name, ROOT) for name in options.lessons] or [
        lesson for lesson in lessons_of(ROOT) if scenes_of(lesson)
    ]
    quality = QUALITIES[options.quality]
    scenes = [(lesson, scene) for lesson in lessons for scene in scenes_of(lesson)]
    machine = f"{options.jobs} cores ({_processor()}), Manim {version('manim')}"
    print(f"Scenes: {len(scenes)}, at {quality.name}, on {machine}\n")
    print("| all scenes | time | processor time | times faster |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        out = Path(folder)
        plain = _measured([_plain(scene, quality, out / "plain") for _, scene in scenes])
        _print_row("plain `manim render`, one scene after the other", plain, plain)
        cold = {}
        for jobs in _worker_counts(options.jobs):
            cold[jobs] = _measured([_ours([lesson], quality, out / f"jobs{jobs}", jobs, scenes) for lesson in lessons])
            _print_row(f"`deckwright render`, cold, {jobs} worker{'s' if jobs > 1 else ''}", cold[jobs], plain)
        whole = out / f"jobs{options.jobs}"
        _measured([_ours(lessons, quality, whole, options.jobs)])  # the lessons' films, which plain Manim doesn't make
        same = min(_measured([_ours(lessons, quality, whole, options.jobs)]) for _ in range(3))
        _print_row("`deckwright render`, nothing changed, films as well", same, plain)
        videos = sorted(
            path for lesson, scene in scenes for path in (whole / "videos" / lesson.name / scene.name).glob("*.mp4")
        )
        alone, frames = _encoder_alone(videos, quality, out / "encoded.mp4")
        _print_row("the encoder alone, the same frames", alone, plain)
        size = sum(video.stat().st_size for video in videos) / (frames / quality.fps) * 60 / 1e6
    a_frame = " ms, ".join(
        f"{name} {cost.processor / frames * 1000:.1f}"
        for name, cost in (("plain", plain), ("deckwright", cold[1]), ("the encoder alone", alone))
    )
    print(f"\nProcessor time of a frame: {a_frame} ms. {frames / quality.fps:.0f} s of video, {size:.1f} MB a minute.")


class Cost(NamedTuple):
    """What commands took: seconds on the clock, and seconds of all processors together."""

    wall: float
    processor: float


def _print_row(what: str, cost: Cost, plain: Cost) -> None:
    print(f"| {what} | {cost.wall:.1f} s | {cost.processor:.1f} s | {plain.wall / cost.wall:.1f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", metavar="LESSON")
    parser.add_argument("--quality", choices=QUALITIES, default="720p")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _worker_counts(most: int) -> list[int]:
    """1, 2, 4, ... and the most there are."""
    counts = [1]
    while counts[-1] * 2 < most:
        counts.append(counts[-1] * 2)
    return counts + [most] if most > 1 else counts


def _plain(scene, quality: Quality, media: Path) -> list[str]:
    """Manim's own command for one scene, as its users know it."""
    return [
        str(TOOLS / "manim"),
        "render",
        "--resolution",
        f"{quality.width},{quality.height}",
        "--fps",
        str(quality.fps),
        "--media_dir",
        str(media),
        "--progress_bar",
        "none",
        "--verbosity",
        "ERROR",
        str(scene.script),
        scene.name,
    ]


def _ours(
    lessons: Sequence[Lesson], quality: Quality, out: Path, jobs: int, scenes: Sequence[tuple[Lesson, FoundScene]] = ()
) -> list[str]:
    """Deckwright's command for some lessons; where scenes are given, for theirs alone, without the film."""
    names = [part for lesson, scene in scenes if lesson in lessons for part in ("--scene", scene.name)]
    return [
        str(TOOLS / "deckwright"),
        "render",
        *(str(lesson.folder) for lesson in lessons),
        *names,
        "--quality",
        quality.name,
        "--jobs",
        str(jobs),
        "--out",
        str(out),
    ]


def _measured(commands: Sequence[list[str]]) -> Cost:
    """Run commands one after the other."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, spent)


def _encoder_alone(videos: Sequence[Path], quality: Quality, target: Path) -> tuple[Cost, int]:
    """What it takes to encode the frames of the videos once more, without decoding them; and how many they are."""
    wall, processor, frames = 0.0, 0.0, 0
    for video in videos:
        encoder, chunk = Encoder(target, quality), []
        with av.open(str(video)) as source:
            for frame in chain(source.decode(video=0), [None]):
                chunk += [frame.to_ndarray(format="rgba")] if frame else []
                if len(chunk) == CHUNK or frame is None:
                    spent = _written(encoder, chunk, last=frame is None)
                    wall, processor = wall + spent.wall, processor + spent.processor
                    frames, chunk = frames + len(chunk), []
    return Cost(wall, processor), frames


def _written(encoder: Encoder, chunk: list, last: bool) -> Cost:
    start, before = time.perf_counter(), time.process_time()
    for pixels in chunk:
        encoder.write(pixels)
    if last:
        encoder.close()
    return Cost(time.perf_counter() - start, time.process_time() - before)


def _processor() -> str:
    names = (
        [
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ]
        if Path("/proc/cpuinfo").is_file()
        else []
    )
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
