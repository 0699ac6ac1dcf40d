"""Joining videos that were encoded alike, without encoding them again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deckwright.errors import UserError

TICKS = 1000  # in a second, of chapters


def join(
    parts: Sequence[Path], target: Path, chapters: Sequence[tuple[str, float, float]] = (), title: str = ""
) -> None:
    """Write the parts one after the other into one MP4. chapters: (name, start, end) in seconds."""
    from fractions import Fraction

    import av  # takes a while, and is needed only when there is something to join

    from deckwright.video.drawing.encoder import FAST_START

    with av.open(str(target), "w", format="mp4", options=FAST_START) as output:
        if title:
            output.metadata["title"] = title
        if chapters:
            output.set_chapters(
                [
                    {
                        "id": k,
                        "start": round(start * TICKS),
                        "end": round(end * TICKS),
                        "time_base": Fraction(1, TICKS),
                        "metadata": {"title": name},
                    }
                    for k, (name, start, end) in enumerate(chapters)
                ]
            )
        stream, offset = None, 0
        for part in parts:
            with av.open(str(part)) as source:
                video = source.streams.video[0]
                if stream is None:
                    stream = output.add_stream_from_template(video)
                    alike = _likeness(video)
                if _likeness(video) != alike:
                    raise UserError(
                        f"{part} can't be joined to {parts[0]}: they were encoded differently.",
                        hint="Delete the cache folder and render again.",
                    )
                offset = _append(output, source, video, stream, offset)


def _likeness(video) -> tuple:
    context = video.codec_context
    return context.name, context.width, context.height, video.average_rate, bytes(context.extradata or b"")


def _append(output, source, video, stream, offset: int) -> int:
    """Copy the packets behind what is there (offset in the source's ticks); the offset behind them."""
    end, base = offset, video.time_base
    for packet in source.demux(video):
        if packet.dts is None:
            continue
        packet.pts += offset
        packet.dts += offset
        end = max(end, packet.pts + packet.duration)
        packet.time_base = base
        packet.stream = stream
        output.mux(packet)
    return end
