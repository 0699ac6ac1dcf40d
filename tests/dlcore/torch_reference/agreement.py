"""Do two sets of results agree to 1e-10 relative? If not, where is the worst disagreement?"""

from __future__ import annotations

import numpy as np

from torch_reference.case import Results

TOLERANCE = 1e-10
CANCELLED = (
    1e-3  # entries this much smaller than the largest are what cancellation left: their error scales with the largest
)


def disagreement(expected: Results, found: Results, tolerance: float = TOLERANCE) -> str | None:
    """None when names, shapes and all numbers agree; else one line with both numbers and the place.

    |found - expected| <= tolerance * max(|expected|, 1e-3 * the largest |expected| of that result).
    """
    if set(expected) != set(found):
        return f"PyTorch gives {sorted(expected)}, dlcore gives {sorted(found)}"
    for name, theirs in expected.items():
        ours = found[name]
        if theirs.shape != ours.shape:
            return f"{name}: PyTorch's shape is {theirs.shape}, dlcore's is {ours.shape}"
        scale = np.maximum(np.abs(theirs), CANCELLED * np.abs(theirs).max(initial=0.0))
        error = np.abs(ours - theirs) / np.where(scale > 0, scale, 1.0)
        if not (error <= tolerance).all():  # written so that NaN disagrees
            place = np.unravel_index(np.nan_to_num(error, nan=np.inf).argmax(), error.shape)
            where = f"{name}{[int(i) for i in place]}"
            return f"{where}: PyTorch {theirs[place]!r}, dlcore {ours[place]!r}, relative error {error[place]:.1e}"
    return None
