"""Small real data, and data made from a seed: everything that the course trains on."""

from __future__ import annotations

from dlcore.datasets.blobs import blobs
from dlcore.datasets.curves import CURVES, curve
from dlcore.datasets.digits import digits
from dlcore.datasets.moons import moons
from dlcore.datasets.recall import recall
from dlcore.datasets.spirals import spirals
from dlcore.datasets.split import Split, split
from dlcore.datasets.text import Alphabet, text, text_entropy
from dlcore.datasets.xor import xor

__all__ = [
    "CURVES",
    "Alphabet",
    "Split",
    "blobs",
    "curve",
    "digits",
    "moons",
    "recall",
    "spirals",
    "split",
    "text",
    "text_entropy",
    "xor",
]
