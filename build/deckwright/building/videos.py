"""The videos of a deck: rendered where that is needed, and put into their blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from deckwright.deck.block import Block
from deckwright.deck.columns import Columns
from deckwright.deck.media import Video
from deckwright.deck.slide import Deck
from deckwright.errors import Mistakes, UserError, did_you_mean
from deckwright.lesson import Lesson, LessonRun
from deckwright.progress import Step, Tell
from deckwright.theme import Theme
from deckwright.video.discovery.lesson_scenes import scenes_of
from deckwright.video.output.rendered_video import Clip, RenderedVideo
from deckwright.video.render import render, rendered_before
from deckwright.video.scene_progress import by_scene
from deckwright.video.workers.executors import Workers
from deckwright.wording import counted

Fill = Callable[[Video, RenderedVideo | Clip], Video]


def rendered(deck: Deck, run: LessonRun, out: Path, theme: Theme, tell: Tell, workers: Workers) -> Deck:
    """The deck with path, poster and captions in each of its videos."""
    blocks = [block for slide in deck.slides for block in videos_on(slide.blocks)]
    if not blocks:
        return deck
    names = dict.fromkeys(block.scene for block in blocks)
    tell(Step(f"looking for {counted(len(names), 'video')}"))
    choices = {"out": out, "theme": theme, "parameters": run.parameters, "workers": workers}
    progress = by_scene(lambda scene, step: tell(replace(step, words=f"{step.words} {scene}")))
    made = render(run.lesson, run.record, names, progress=progress, **choices)
    return _with(made, deck, _whole)


def left_out(deck: Deck, run: LessonRun, out: Path, theme: Theme, kept: bool = False) -> tuple[Deck, tuple[str, ...]]:
    """The deck without its videos, and the scenes that are left out: of each that was rendered before with these very
    values a frame stands there. kept: the video itself
    """
    names = tuple(dict.fromkeys(block.scene for slide in deck.slides for block in videos_on(slide.blocks)))
    unknown = Mistakes()
    find_scenes(deck, run.lesson, unknown)
    if not names or unknown:
        return deck, names
    made = rendered_before(run.lesson, run.record, names, out=out, theme=theme, parameters=run.parameters)
    if not kept:
        return _with(made, deck, _poster), names
    there = {video.scene for video in made}
    return _with(made, deck, _whole), tuple(name for name in names if name not in there)


def _with(made: Iterable[RenderedVideo], deck: Deck, fill: Fill) -> Deck:
    """The deck with these videos in their blocks."""
    videos = {video.scene: video for video in made}
    slides = (replace(s, blocks=tuple(_filled(block, videos, fill) for block in s.blocks)) for s in deck.slides)
    return replace(deck, slides=tuple(slides))


def videos_on(blocks: tuple[Block, ...]) -> list[Video]:
    """The videos among blocks, those in columns included."""
    found = [block for block in blocks if isinstance(block, Video)]
    columns = (column for block in blocks if isinstance(block, Columns) for column in block.columns)
    return found + [video for column in columns for video in videos_on(column.blocks)]


def find_scenes(deck: Deck, lesson: Lesson, mistakes: Mistakes) -> None:
    """Look for the scenes of a deck; those that aren't there are mistakes at the line that asks for them."""
    for block in (block for slide in deck.slides for block in videos_on(slide.blocks)):
        with mistakes.gathered(block.source):
            scenes_of(lesson, [block.scene])


def _filled(block: Block, videos: dict[str, RenderedVideo], fill: Fill) -> Block:
    if isinstance(block, Columns):
        columns = (replace(c, blocks=tuple(_filled(b, videos, fill) for b in c.blocks)) for c in block.columns)
        return replace(block, columns=tuple(columns))
    if not isinstance(block, Video) or block.scene not in videos:
        return block
    video = videos[block.scene]
    block = replace(block, contents=video.key)
    if block.section is None:
        return fill(block, video)
    if not 0 <= block.section < len(video.clips):
        raise UserError(
            f"The scene {block.scene} has {counted(len(video.clips), 'section')}, counted from 0; found "
            f"{block.section}.",
            where=block.source,
        )
    return fill(block, video.clips[block.section])


def _whole(block: Video, made: RenderedVideo | Clip) -> Video:
    return replace(_poster(block, made), path=made.path, captions=made.captions)


def _poster(block: Video, made: RenderedVideo | Clip) -> Video:
    """The video's own poster, or the end of the section that the slide asks for."""
    if not block.shown or isinstance(made, Clip):
        return replace(block, poster=made.poster)
    ends = {clip.name: clip.poster for clip in made.clips}
    if block.shown not in ends:
        words = f"The scene {block.scene} has no section {block.shown!r} whose end could be the poster."
        raise UserError(words, where=block.source, hint=did_you_mean(block.shown, ends))
    return replace(block, poster=ends[block.shown])
