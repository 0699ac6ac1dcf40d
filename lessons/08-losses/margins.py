"""Losses of a two-class score by its margin: how far the right class leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import cross_entropy_with_logits, hinge

LEADS = (-1.0, 0.0, 1.0, 3.0)


@dataclass(frozen=True)
class Margins:
    """Curves over the lead of the right class, and a few of their values."""

    chart: dict[str, tuple[np.ndarray, np.ndarray]]
    rows: tuple[tuple[float, float, float], ...]  # lead, hinge, cross-entropy


def margins() -> Margins:
    """Hinge, cross-entropy, and the plain count of mistakes that both stand in for."""
    leads = np.linspace(-3, 4, 141)
    curves = {
        "hinge": [at(hinge, m) for m in leads],
        "cross-entropy": [at(cross_entropy_with_logits, m) for m in leads],
    }
    chart = {name: (leads, np.array(values)) for name, values in curves.items()}
    chart["mistake"] = np.array([-3.0, 0.0, 0.0, 4.0]), np.array([1.0, 1.0, 0.0, 0.0])  # upright at its jump
    return Margins(chart, tuple((m, at(hinge, m), at(cross_entropy_with_logits, m)) for m in LEADS))


def at(loss, lead: float) -> float:
    """The loss when the right one of two classes leads by so much."""
    return loss([float(lead), 0.0], 0).item()
