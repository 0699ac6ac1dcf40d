"""Make digits.npz from scikit-learn's digits.csv.gz: ``python -m dlcore.datasets.make_digits digits.csv.gz``.

The source file stands in scikit-learn's package as sklearn/datasets/data/digits.csv.gz: one image a line, 64 pixels
from 0 to 16, then the digit. ``pip download --no-deps scikit-learn`` fetches the package, ``unzip`` opens it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

from dlcore.datasets.digits import FILE
from dlcore.errors import DlcoreError

SOURCE_SHA256 = "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
COUNTS = (178, 182, 177, 183, 181, 182, 181, 179, 174, 180)  # images of 0, 1, ..., 9: UCI's own description


def read(source: Path) -> tuple[np.ndarray, np.ndarray]:
    """Pixels (1797, 8, 8) from 0 to 16 and labels (1797,), both uint8, checked against what UCI publishes."""
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != SOURCE_SHA256:
        raise DlcoreError(f"{source} is another file: SHA-256 {SOURCE_SHA256} expected, {found} found")
    rows = np.loadtxt(source, delimiter=",", dtype=np.uint8)  # (1797, 65)
    images, labels = rows[:, :64].reshape(-1, 8, 8), rows[:, 64]
    counts = tuple(np.bincount(labels, minlength=10).tolist())
    if counts != COUNTS or images.max() != 16:
        raise DlcoreError(f"{source}: {COUNTS} images and pixels up to 16 expected, {counts} and {images.max()} found")
    return images, labels


def main(source: str) -> str:
    """Write digits.npz beside this file; its SHA-256 belongs into digits.py."""
    images, labels = read(Path(source))
    target = Path(__file__).with_name(FILE)
    np.savez_compressed(target, images=images, labels=labels)
    return hashlib.sha256(target.read_bytes()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(main(sys.argv[1]))
