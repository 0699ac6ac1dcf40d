"""A whole lesson as one video: a title card, then each scene behind a card with its slide's title, with chapters."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deckwright.lesson import Lesson
from deckwright.theme import LIGHT, Theme
from deckwright.video.cache import Cache, Entry
from deckwright.video.captions import Cue, shifted, webvtt
from deckwright.video.executor import Report, Workers
from deckwright.video.found import FoundScene, front_matter, scenes_of, slide_titles
from deckwright.video.job import Job
from deckwright.video.join import join
from deckwright.video.publish import place
from deckwright.video.quality import Quality, quality_of
from deckwright.video.render import Task, perform, scene_key
from deckwright.video.rendered import RenderedVideo
from deckwright.video.sources import ENGINE

CARDS = ENGINE / "scenes" / "cards.py"


def film(
    lesson: Lesson,
    videos: Sequence[RenderedVideo],
    quality: str | Quality = "720p",
    *,
    out: Path = Path("out"),
    theme: Theme = LIGHT,
    jobs: int | None = None,
    workers: Workers | None = None,
    progress: Report | None = None,
) -> RenderedVideo:
    """Join a lesson's rendered scenes into out/videos/<lesson>/<lesson>.mp4, with .vtt and .png. Raises UserError."""
    quality, cache = quality_of(quality), Cache(out / "cache" / "videos")
    matter = front_matter(lesson)
    titles = {scene.name: scene.title for scene in scenes_of(lesson, [v.scene for v in videos])} | slide_titles(lesson)
    words = [(str(matter.get("title", lesson.name)), str(matter.get("subtitle", "")))]
    words += [(titles[video.scene], "") for video in videos]
    cards = _cards(lesson, words, cache, theme, quality, jobs, workers, progress)
    key = hashlib.sha256(repr([*words, theme, quality]).encode())
    for path in [*_card_videos(cards), *(video.path for video in videos)]:
        key.update(path.read_bytes())
    name = f"{lesson.name}-film"
    entry, fresh = cache.find(name, key.hexdigest()), False
    if entry is None:
        entry = cache.put(name, key.hexdigest(), lambda work: _write(work, words, cards, videos, quality))
        fresh = True
    stem = out / "videos" / lesson.name / lesson.name
    paths = [stem.with_suffix(suffix) for suffix in (".mp4", ".png", ".vtt")]
    for path in paths:
        place(entry.folder / f"whole{path.suffix}", path)
    cues = tuple((text, start, end) for text, start, end in entry.manifest["cues"])
    return RenderedVideo(
        lesson.name, *paths, (), quality.width, quality.height, quality.fps, entry.manifest["frames"], fresh, cues
    )


def _cards(
    lesson: Lesson,
    words: Sequence[tuple[str, str]],
    cache: Cache,
    theme: Theme,
    quality: Quality,
    jobs: int | None,
    workers: Workers | None,
    progress: Report | None,
) -> Entry:
    """The cards, drawn like any scene, each a section of it."""
    scene = FoundScene(f"{lesson.name}-cards", CARDS, "Cards")
    key = scene_key(scene, repr(words), theme, quality)
    entries = {scene.name: entry} if (entry := cache.find(scene.name, key)) else {}
    if not entries:
        from deckwright.lesson.parcel import pack

        job = Job(
            "Cards", {"animations/cards.py": CARDS.read_bytes()}, "animations/cards.py", "", pack(words), theme, quality
        )
        for failure in perform([Task(scene, key, job)], cache, entries, jobs, workers, progress):
            raise failure
    return entries[scene.name]


def _card_videos(cards: Entry) -> list[Path]:
    return [cards.folder / f"section-{k:02}.mp4" for k in range(len(cards.manifest["sections"]))]


def _write(
    work: Path,
    words: Sequence[tuple[str, str]],
    cards: Entry,
    videos: Sequence[RenderedVideo],
    quality: Quality,
) -> dict[str, Any]:
    """The joined video, its captions and its poster, the first scene's."""
    parts, chapters, cues, at = [], [], [], 0

    def add(path: Path, frames: int, spoken: Sequence[Cue], names: Sequence[tuple[str, int]]) -> None:
        nonlocal at
        parts.append(path)
        cues.extend(shifted(spoken, at / quality.fps))
        for name, length in names:
            chapters.append((name, at / quality.fps, (at + length) / quality.fps))
            at += length

    for k, (path, section) in enumerate(zip(_card_videos(cards), cards.manifest["sections"])):
        add(path, section["frames"], (), [(section["name"], section["frames"])])
        if k:
            video = videos[k - 1]
            add(video.path, video.frames, video.cues, [(clip.name, clip.frames) for clip in video.clips])
    join(parts, work / "whole.mp4", chapters, words[0][0])
    (work / "whole.vtt").write_text(webvtt(cues), encoding="utf-8")
    (work / "whole.png").write_bytes((videos[0].poster if videos else cards.folder / "whole.png").read_bytes())
    return {"frames": at, "cues": cues}
