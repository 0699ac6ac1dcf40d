"""Manim's file writer, replaced by one that makes a video of each section, without files in between."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.exceptions import EndSceneEarlyException
from PIL import Image

from deckwright.video.drawing.encoder import Encoder
from deckwright.video.quality import Quality

REPORT_EVERY = 0.25  # seconds


@dataclass
class TimedSection:
    """A section while it is made: its number, its name, the frame that it starts at, and how long it is."""

    index: int
    name: str
    start: int
    frames: int = 0
    captions: list[tuple[str, float, float]] = field(default_factory=list)  # seconds from the section's start


class SectionWriter(SceneFileWriter):
    """Writes section-00.mp4 and so on, each with a picture of its last frame, into a folder.

    folder, quality, wanted (numbers of sections to draw; None draws nothing) and report are set on a subclass
    made for one job: Manim makes the object itself.
    """

    folder: Path
    quality: Quality
    wanted: frozenset[int] = frozenset()
    report: Callable[[int], None]
    finished: Callable[[TimedSection], None]

    def __init__(self, settings: Any):
        self.timed_sections: list[TimedSection] = []
        self.total = self.drawn = 0
        self._encoder: Encoder | None = None
        self._last: np.ndarray | None = None
        self._reported = 0.0
        super().__init__(settings)

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """Finish the section that was on and start another; one without a frame never was."""
        self._close()
        if (
            self.wanted
            and self.timed_sections
            and self.timed_sections[-1].frames
            and self.timed_sections[-1].index >= max(self.wanted)
        ):
            raise EndSceneEarlyException  # all that was wanted is drawn
        if self.timed_sections and not self.timed_sections[-1].frames:
            self.timed_sections.pop()
        index = len(self.timed_sections)
        self.timed_sections.append(TimedSection(index, name, self.total))
        super().next_section(name, type_, skip_animations or index not in self.wanted)

    def count(self, frames: int) -> None:
        """Frames of the section that is on went by."""
        self.timed_sections[-1].frames += frames
        self.total += frames
        self.drawn += frames if self._encoder is not None else 0

    def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
        """Open the section's file when its first frame is due."""
        if allow_write and self._encoder is None:
            self._encoder = Encoder(self._path(".part.mp4"), self.quality)

    def end_animation(self, allow_write: bool = False) -> None:
        """Nothing: a section has one file for all its animations."""

    def write_frame(self, pixels: np.ndarray, *, repeat: int = 1) -> None:
        """Take a frame into the section that is on."""
        if self._encoder is None:
            return
        self._encoder.write(pixels, repeat)
        self._last = pixels  # the camera's own array: nothing else is drawn before the section is closed
        self.count(repeat)
        if time.monotonic() - self._reported > REPORT_EVERY:
            self._reported = time.monotonic()
            self.report(self.drawn)

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """Nothing: there are no files in between."""
        self.sections[-1].partial_movie_files.append(hash_animation)

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never: what is known is known for the whole section, before anything is drawn."""
        return False

    def finish(self) -> None:
        """Finish the last section."""
        self._close()

    def abort_encode_jobs(self, *, reraise_encoder_failures: bool = False) -> None:
        """Stop after an error; the half file is removed."""
        encoder, self._encoder = self._encoder, None
        if encoder is not None:
            encoder.close()
            self._path(".part.mp4").unlink(missing_ok=True)

    def _close(self) -> None:
        if self._encoder is None:
            return
        encoder, self._encoder = self._encoder, None
        encoder.close()
        Image.fromarray(self._last[..., :3]).save(self._path(".part.png"))
        self._path(".part.png").replace(self._path(".png"))
        self._path(".part.mp4").replace(self._path(".mp4"))
        self._caption(self.timed_sections[-1])
        self.finished(self.timed_sections[-1])

    def _caption(self, section: TimedSection) -> None:
        """Give a section its captions, timed from its start."""
        start, end = section.start / self.quality.fps, (section.start + section.frames) / self.quality.fps
        section.captions = [
            (caption.content, caption.start.total_seconds() - start, min(caption.end.total_seconds(), end) - start)
            for caption in self.subcaptions
            if start - 1e-6 <= caption.start.total_seconds() < end
        ]

    def _path(self, suffix: str) -> Path:
        return self.folder / f"section-{self.timed_sections[-1].index:02}{suffix}"
