"""The lecture on regularization: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import numpy as np
import pytest

from deckwright.deck.text import plain

NAME = "17-regularization"


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few draws of digits, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"noise={rng.uniform(0.2, 0.6):.2f}", f"alpha={rng.uniform(0.25, 4):.2f}",
        f"steps={rng.integers(5, 21)}", f"examples={rng.integers(60, 151)}", f"hidden={rng.integers(16, 65)}",
        "epochs=80", f"strength={rng.uniform(0.0005, 0.01):.4f}", f"rate={rng.uniform(0.1, 0.8):.2f}", "runs=3",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages, said):
    """What the words claim holds for any parameters, every slide fits, and each has notes that ask."""
    made = computed(NAME, *drawn(number))
    r = made.record
    bowl = r.bowl
    assert bowl.at[1] > 0 and bowl.summit == pytest.approx(0.6) and bowl.path[:, 1].max() <= bowl.summit + 1e-12
    assert (np.diff(np.linalg.norm(bowl.path, axis=1)) < 1e-12).all()  # the length falls all the way
    np.testing.assert_allclose(bowl.left.value, bowl.right.value)
    np.testing.assert_allclose(bowl.at, np.linalg.solve(bowl.H.value + bowl.alpha.item() * np.eye(2), [4.25, 3.75]))
    steep, flat = (f.item() for f in bowl.stopped)
    np.testing.assert_allclose(bowl.stopped_at, [steep + flat, steep - flat])
    assert r.gap.widest == pytest.approx(0.2036, abs=1e-4) and r.gap.at == pytest.approx(2.513, abs=1e-3)
    assert r.shrunk.error.item() == 2.5 and r.shrunk.best.item() == 2.0
    masks = r.masks
    assert masks.average.item() == masks.sum.item() == 2.0 and masks.variance.item() == masks.promised.item() == 1.5
    assert masks.expected.item() == masks.listed == 1.25
    for fan in (r.fan, r.more):  # variance by the formula, and bias that falls with the degree
        np.testing.assert_allclose(fan.parts["variance"], fan.promised, rtol=0.15)
        assert fan.parts["bias"][0] > fan.parts["bias"][3] and 3 <= fan.best <= 5
    assert r.more.parts["variance"][9] == pytest.approx(r.fan.parts["variance"][9] / 4, rel=0.2)
    assert (r.sparse.zeros["L2"] == 0).all() and (r.sparse.zeros["L1, gradient"] == 0).all()
    assert (r.sparse.zeros["L1, soft threshold"] > 0.1).all()
    assert r.cures.first.train_losses[-1] < 0.2 * r.cures.first.held_out_losses[-1]  # learned by heart
    assert len(r.cures.cures) == 11 and np.median(r.cures.data[1].points) > 0
    descent = r.descent
    assert 38 <= descent.peak <= 42 and descent.norm(descent.peak) > 5 * max(descent.norm(10), descent.norm(800))
    assert descent.with_examples(40) > 3 * descent.with_examples(20) and descent.tuned_with(40) < descent.tuned_with(20)
    assert descent.flat and (descent.tuned_features <= descent.by_features.test_errors + 1e-12).all()
    waves = r.waves
    assert 11 <= waves.peak <= 14 and waves.errors.max() > 5 * max(waves.errors[4], waves.errors[-1])
    assert waves.tamed_errors.max() < 0.5 * waves.errors.max()
    assert r.code.steps_agree and r.code.stops_agree
    lecture = presented(made)
    assert 25 <= pages(lecture) <= 35
    for slide in lecture.deck.slides:
        words = " ".join(plain(note.text) for note in slide.notes)
        assert "sk" in words and slide.minutes, f"no question or no minutes in the notes of {plain(slide.title)!r}"
    assert "NaN" not in said(lecture)
