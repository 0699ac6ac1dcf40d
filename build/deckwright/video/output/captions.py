"""Captions as WebVTT files."""

from __future__ import annotations

from collections.abc import Iterable

Cue = tuple[str, float, float]  # text, start, end in seconds


def webvtt(cues: Iterable[Cue]) -> str:
    r"""A WebVTT file.

    >>> print(webvtt([("a < b", 0.0, 1.5)]), end="")
    WEBVTT
    <BLANKLINE>
    1
    00:00:00.000 --> 00:00:01.500
    a &lt; b
    """
    blocks = ["WEBVTT\n"]
    for number, (text, start, end) in enumerate(cues, start=1):
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{number}\n{_clock(start)} --> {_clock(end)}\n{safe}\n")
    return "\n".join(blocks)


def shifted(cues: Iterable[Cue], seconds: float) -> list[Cue]:
    """The same cues so much later."""
    return [(text, start + seconds, end + seconds) for text, start, end in cues]


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
