"""The UCI handwritten digits: 1,797 images of 8 x 8 pixels, shipped with dlcore."""

from __future__ import annotations

import hashlib
from importlib import resources
from io import BytesIO

import numpy as np

from dlcore.errors import DlcoreError

FILE = "digits.npz"
SHA256 = "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e"


def digits() -> tuple[np.ndarray, np.ndarray]:
    r"""Images of handwritten digits and the digit that each shows.

    Shapes      -> images (1797, 8, 8) float64 in [0, 1], labels (1797,) int64 in 0..9
    Units       a pixel is the share of black in a block of 4 x 4 of the scan: 0, 1/16, ..., 1 for all black
    Convention  the order of the published file. Neighboring images often come from one writer, and writers are not
                named, so shuffle before you hold examples out: ``split(*digits(), held_out=360, rng=1)``
    Errors      DlcoreError when the file is missing or damaged: its SHA-256 is compared before anything is read
    Source      E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (1998), UCI Machine Learning
                Repository, https://doi.org/10.24432/C50P49, CC BY 4.0; the published test set. CREDITS.md has more

    >>> images, labels = digits()
    >>> images.shape, labels[:10].tolist()
    ((1797, 8, 8), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    with np.load(BytesIO(_verified(resources.files("dlcore.datasets") / FILE)), allow_pickle=False) as stored:
        return stored["images"] / 16.0, stored["labels"].astype(np.int64)


def _verified(path) -> bytes:
    """The file's bytes, if they are the ones that were shipped."""
    remedy = "Install dlcore again, or make the file anew with: python -m dlcore.datasets.make_digits digits.csv.gz"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DlcoreError(f"The digits are not at {path}. {remedy}") from None
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise DlcoreError(f"The digits in {path} are damaged: SHA-256 {SHA256} expected, {found} found. {remedy}")
    return content
