"""A whole lesson as one video: a title card, then each scene behind a card with its slide's title, with chapters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deckwright.lesson import Lesson
from deckwright.store import Store, key_of
from deckwright.store.key import package_folder
from deckwright.theme import LIGHT, Theme
from deckwright.video.cache import CachedScene, find, put
from deckwright.video.discovery.lesson_scenes import scenes_of, slide_titles, title_and_subtitle
from deckwright.video.discovery.scene_file import FoundScene
from deckwright.video.output.captions import Cue, shifted, webvtt
from deckwright.video.output.publish import place
from deckwright.video.output.rendered_video import RenderedVideo
from deckwright.video.quality import Quality, quality_of
from deckwright.video.render import run_tasks, workers_factory
from deckwright.video.render_task import RenderTask

if TYPE_CHECKING:
    from deckwright.video.job import Report
    from deckwright.video.workers.executors import Workers

CARDS = package_folder("deckwright") / "scenes" / "cards.py"


@dataclass(frozen=True)
class CardWords:
    """What the cards show: the lesson's title and subtitle, and the scenes' titles."""

    lesson: Lesson
    titles: tuple[str, ...]
    known = True

    @property
    def digest(self) -> str:
        """The words themselves."""
        return repr(self.words)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Of each card its title, and what stands below."""
        return title_and_subtitle(self.lesson), *((title, "") for title in self.titles)

    def packed(self) -> bytes:
        """The words as bytes."""
        from deckwright.store.encoding import encode

        return encode(self.words)


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
    scenes = scenes_of(lesson, [video.scene for video in videos])
    with Store(out / "cache") as store:
        cards = card_task(lesson, scenes, quality, store=store, theme=theme)
        (done,) = run_tasks([cards], workers_factory(workers, jobs), progress)
        if done.error:
            raise done.error
        return joined(lesson, cards, done.entry, videos, out)


def card_task(
    lesson: Lesson,
    scenes: Iterable[FoundScene],
    quality: str | Quality,
    *,
    store: Store,
    theme: Theme,
) -> RenderTask:
    """The cards of a lesson's film, drawn like any scene, each a section of it."""
    on_slides = slide_titles(lesson)
    words = CardWords(lesson, tuple(on_slides.get(scene.name, scene.title) for scene in scenes))
    scene, name = FoundScene("Cards", CARDS, "Cards"), f"{lesson.name}-cards"
    return RenderTask(scene, words, theme, quality_of(quality), store, name, f"{lesson.name}: cards")


def joined(
    lesson: Lesson, cards: RenderTask, drawn: CachedScene, videos: Sequence[RenderedVideo], out: Path
) -> RenderedVideo:
    """The film from its cards and its scenes, joined without encoding them again; kept like a scene."""
    quality, key = cards.quality, key_of(drawn.key, [video.key for video in videos])
    entry, fresh = find(cards.store, key), False
    if entry is None:
        entry = put(cards.store, key, lambda work: _write(work, cards, drawn, videos))
        fresh = True
    stem = out / "videos" / lesson.name / lesson.name
    paths = [stem.with_suffix(suffix) for suffix in (".mp4", ".png", ".vtt")]
    place({path: entry.files[f"whole{path.suffix}"] for path in paths})
    return RenderedVideo(
        lesson.name,
        *paths,
        clips=(),
        width=quality.width,
        height=quality.height,
        fps=quality.fps,
        frames=entry.manifest["frames"],
        fresh=fresh,
        cues=entry.cues,
        key=entry.key,
    )


def _write(work: Path, cards: RenderTask, drawn: CachedScene, videos: Sequence[RenderedVideo]) -> dict[str, Any]:
    """The joined video, its captions and its poster, the first scene's."""
    parts, chapters, cues, at, quality = [], [], [], 0, cards.quality

    def add(path: Path, frames: int, spoken: Sequence[Cue], names: Sequence[tuple[str, int]]) -> None:
        nonlocal at
        parts.append(path)
        cues.extend(shifted(spoken, at / quality.fps))
        for name, length in names:
            chapters.append((name, at / quality.fps, (at + length) / quality.fps))
            at += length

    for k, section in enumerate(drawn.manifest["sections"]):
        card = drawn.files[f"section-{k:02}.mp4"]
        add(card, section["frames"], (), [(section["name"], section["frames"])])
        if k:
            video = videos[k - 1]
            add(video.path, video.frames, video.cues, [(clip.name, clip.frames) for clip in video.clips])
    from deckwright.video.output.join import join

    join(parts, work / "whole.mp4", chapters, title=cards.source.words[0][0])
    (work / "whole.vtt").write_text(webvtt(cues), encoding="utf-8")
    (work / "whole.png").write_bytes((videos[0].poster if videos else drawn.files["section-00.png"]).read_bytes())
    return {"frames": at, "cues": cues}
