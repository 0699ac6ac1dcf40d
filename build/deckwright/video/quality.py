"""The qualities in which a video can be made."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.errors import UsageError, did_you_mean


@dataclass(frozen=True, slots=True)
class Quality:
    """Size, pace and compression.

    crf     x264's constant quality: a smaller one looks better and takes more room; 18 to 28 is usual
    preset  x264's trade of time for room; for flat drawings the quick ones are as small as the slow ones
    """

    name: str
    width: int
    height: int
    fps: int
    crf: int = 21
    preset: str = "superfast"


QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("draft", 854, 480, 15, crf=24),
        Quality("720p", 1280, 720, 30),
        Quality("1080p", 1920, 1080, 60),
        Quality("4k", 3840, 2160, 60),
    )
}


def quality_of(wanted: str | Quality) -> Quality:
    """The quality of a name, or the one that is given."""
    if isinstance(wanted, Quality):
        return wanted
    if wanted not in QUALITIES:
        raise UsageError(f"Expected a quality, found {wanted!r}.", hint=did_you_mean(wanted, QUALITIES))
    return QUALITIES[wanted]
