"""What rendering gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Clip:
    """One section of a scene as a video of its own."""

    name: str
    path: Path
    poster: Path
    captions: Path
    frames: int


@dataclass(frozen=True, slots=True)
class RenderedVideo:
    """A scene as a video, whole and in clips.

    poster    a frame of it (PNG): how its first section ends; a clip's poster is its last frame
    captions  WebVTT
    fresh     whether it was rendered now, and not found in the cache
    cues      the captions: (text, start, end) in seconds
    key       the scene, and a digest of all that the video was made from
    """

    scene: str
    path: Path
    poster: Path
    captions: Path
    clips: tuple[Clip, ...]
    width: int
    height: int
    fps: int
    frames: int
    fresh: bool = False
    cues: tuple[tuple[str, float, float], ...] = field(default=(), repr=False)
    key: str = field(default="", repr=False)

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return self.frames / self.fps
