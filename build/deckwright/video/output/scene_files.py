"""The files of a finished scene: its clips and the whole, each with a picture and captions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deckwright.video.job import Section
from deckwright.video.output.captions import shifted, webvtt
from deckwright.video.output.join import join
from deckwright.video.quality import Quality


def write_scene(work: Path, sections: Sequence[Section], quality: Quality) -> dict[str, Any]:
    """Files of a scene's clips and of the whole: .mp4, .png, .vtt; gives the manifest."""
    cues, chapters, start = [], [], 0.0
    for section in sections:
        stem = work / f"section-{section.index:02}"
        stem.with_suffix(".mp4").write_bytes(section.video)
        stem.with_suffix(".png").write_bytes(section.poster)
        stem.with_suffix(".vtt").write_text(webvtt(section.captions), encoding="utf-8")
        end = start + section.frames / quality.fps
        cues += shifted(section.captions, start)
        chapters.append((section.name, start, end))
        start = end
    join([work / f"section-{section.index:02}.mp4" for section in sections], work / "whole.mp4", chapters)
    (work / "whole.vtt").write_text(webvtt(cues), encoding="utf-8")
    return {
        "frames": sum(section.frames for section in sections),
        "fps": quality.fps,
        "width": quality.width,
        "height": quality.height,
        "cues": cues,
        "sections": [{"name": section.name, "frames": section.frames} for section in sections],
    }
