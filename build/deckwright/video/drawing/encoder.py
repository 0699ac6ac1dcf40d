"""Frames to H.264 in MP4: yuv420p, fast start, colors as on the slides."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path
from queue import Queue
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter

from deckwright.video.quality import Quality

AHEAD = 16  # frames that drawing may be ahead of encoding
THREADS = 2  # a constant: x264's output depends on it, and a video is to be the same wherever it is made
H264_BT709 = 1  # code of BT.709 in the H.264 standard, table E-5
# Flat drawings need no search for motion finer than a pixel and no frames between frames: a third less time for
# a third more room. The look ahead makes what a quick preset writes as small as what the slower ones do.
FLAT_DRAWINGS = "mbtree=1:rc-lookahead=5:bframes=0:subme=0"
FAST_START = {"movflags": "faststart"}


class Encoder:
    """Encodes frames into one file, on a thread of its own."""

    def __init__(self, path: Path, quality: Quality):
        self.frames = 0
        self._quality, self._error = quality, None
        self._container = av.open(str(path), "w", format="mp4", options=FAST_START)
        self._stream = self._open_stream()
        self._reformatter = VideoReformatter()  # setting up a conversion takes longer than converting
        self._queue: Queue[tuple[av.VideoFrame, int] | None] = Queue(AHEAD)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _open_stream(self) -> Any:
        quality = self._quality
        options = {
            "crf": str(quality.crf),
            "preset": quality.preset,
            "g": str(10 * quality.fps),
            "x264-params": FLAT_DRAWINGS,
        }
        stream = self._container.add_stream("libx264", rate=quality.fps, options=options)
        stream.width, stream.height, stream.pix_fmt = quality.width, quality.height, "yuv420p"
        context = stream.codec_context
        context.thread_count = THREADS
        context.colorspace, context.color_primaries, context.color_trc = (
            H264_BT709,
            ColorPrimaries.BT709,
            ColorTrc.BT709,
        )
        context.color_range = ColorRange.MPEG
        return stream

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        """Take a frame (height, width, RGBA) that stays on for so many frames."""
        if self._error is not None:
            raise self._error
        self.frames += repeat
        self._queue.put((self._converted(pixels), repeat))

    def close(self) -> None:
        """Finish the file."""
        self._queue.put(None)
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        shown = 0
        while (item := self._queue.get()) is not None:
            if self._error is not None:
                continue  # keep the queue moving, so that the one who draws hears of the error
            try:
                shown = self._encode(*item, shown)
            except Exception as error:  # handed over to the drawing thread by write and close
                self._error = error
        self._finish()

    def _converted(self, pixels: np.ndarray) -> av.VideoFrame:
        """The frame in the encoder's colors, which is less than half the bytes of a copy."""
        frame = self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
        )
        frame.time_base = Fraction(1, self._quality.fps)
        return frame

    def _encode(self, frame: av.VideoFrame, repeat: int, shown: int) -> int:
        """Encode a frame as often as it is shown."""
        for pts in range(shown, shown + repeat):
            frame.pts = pts
            self._container.mux(self._stream.encode(frame))
        return shown + repeat

    def _finish(self) -> None:
        try:
            if self._error is None:
                self._container.mux(self._stream.encode())
            self._container.close()
        except Exception as error:
            self._error = self._error or error
