"""A slide that shows a scene in clips becomes one slide for each of the scene's sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckwright.deck.media import Video
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Run
from deckwright.errors import Mistakes, UserError, did_you_mean
from deckwright.lesson import Lesson
from deckwright.video.discovery.lesson_scenes import scenes_of


def with_clips(deck: Deck, lesson: Lesson, mistakes: Mistakes | None = None) -> Deck:
    """The deck with a slide for each clip and its own notes; the sections' names are read from the scene's source.

    mistakes  gathers what is wrong; the deck is then without those slides. Without it all of it is raised
    """
    gathering, slides = Mistakes() if mistakes is None else mistakes, list[Slide]()
    for slide in deck.slides:
        with gathering.gathered():
            slides += _each_clip(slide, lesson)
    if mistakes is None:
        gathering.tell()
    return replace(deck, slides=tuple(slides))


def _each_clip(slide: Slide, lesson: Lesson) -> Iterator[Slide]:
    video = next((block for block in slide.blocks if isinstance(block, Video) and block.clips), None)
    sections = _sections(video, lesson) if video else ()
    _check_notes(slide, sections)
    if not sections:
        yield slide
        return
    for k, name in enumerate(sections):
        clip = replace(video, section=k, clips=False, alt=(*video.alt, Run(f", {name}")))
        yield replace(
            slide,
            key=f"{slide.key}-{k + 1}" if k else slide.key,
            title=(*slide.title, Run(f": {name[:1].lower()}{name[1:]}")),
            blocks=tuple(clip if block is video else block for block in slide.blocks),
            notes=tuple(note for note in slide.notes if note.clip in ("", name)),
            minutes=slide.minutes / len(sections),
        )


def _check_notes(slide: Slide, sections: tuple[str, ...]) -> None:
    """Raise UserError where notes are for a clip that the slide doesn't have."""
    for note in slide.notes:
        if note.clip and note.clip not in sections:
            hint = did_you_mean(note.clip, sections) or "Only a slide with {{ clips(...) }} has notes for one of them."
            raise UserError(f"This slide has no clip {note.clip!r}.", where=note.source, hint=hint)


def _sections(video: Video, lesson: Lesson) -> tuple[str, ...]:
    try:
        (scene,) = scenes_of(lesson, [video.scene])
    except UserError as error:
        error.located(video.source)
        raise
    return scene.sections
