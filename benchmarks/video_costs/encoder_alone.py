"""What it takes to encode the frames of videos once more: raw frames in, nothing drawn, nothing decoded meanwhile."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import av
import numpy as np
from video_costs.cost import NOTHING, Cost

from deckwright.video import Quality
from deckwright.video.drawing.encoder import Encoder

CHUNK = 60  # frames that are decoded at a time


def encoder_alone(videos: Sequence[Path], quality: Quality, target: Path) -> tuple[Cost, int]:
    """The cost of encoding, and how many frames that were."""
    cost, frames = NOTHING, 0
    for video in videos:
        encoder, chunk = Encoder(target, quality), []
        with av.open(str(video)) as source:
            for frame in chain(source.decode(video=0), [None]):
                chunk += [frame.to_ndarray(format="rgba")] if frame else []
                if len(chunk) == CHUNK or frame is None:
                    cost += _written(encoder, chunk, last=frame is None)
                    frames, chunk = frames + len(chunk), []
    return cost, frames


def _written(encoder: Encoder, chunk: Sequence[np.ndarray], last: bool) -> Cost:
    start, before = time.perf_counter(), time.process_time()
    for pixels in chunk:
        encoder.write(pixels)
    if last:
        encoder.close()
    return Cost(time.perf_counter() - start, time.process_time() - before)
