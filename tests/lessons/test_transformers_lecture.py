"""The lecture on attention and Transformers: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from deckwright.deck.text import plain

NAME = "13-transformers"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few runs and steps, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", "runs=2", f"letters={rng.integers(4, 13)}", f"length={rng.integers(6, 9)}",
        "steps=50", "text_steps=20", "text_runs=2", f"temperature={rng.uniform(0.1, 0.9):.2f}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages):
    """What the words claim holds for any parameters, every slide fits, and each has notes that ask."""
    made = computed(NAME, *drawn(number))
    r = made.record
    np.testing.assert_allclose(r.hand.look.output.value[1], [0.3195, 1.0], atol=5e-5)
    np.testing.assert_allclose(r.hand.masked.weights.value[1, :2], [0.1192, 0.8808], atol=5e-5)
    np.testing.assert_allclose(r.hand.published, [0.88, 0.12], atol=5e-3)  # The Illustrated Transformer
    assert r.code.agrees and r.code.slip_agrees_on_equal and abs(r.code.slip_sum - 1) > 1e-3
    assert r.order.difference < 1e-12 and r.order.crooked < 1e-12
    np.testing.assert_allclose(r.order.turned_dots, r.order.turned_dot)
    np.testing.assert_allclose(r.order.toy_concatenated, [0.84, 0.0001, 0.54, 1.0], atol=5e-3)
    budget = r.costs.budget
    assert budget.all == budget.embeddings + budget.attention + budget.mlp + budget.norms == 124_439_808
    assert budget.without_biases == 124_337_664  # nanoGPT's notebook
    assert len(set(r.costs.heads.values())) == 1
    assert all(cost.ratio >= 2 for cost in r.costs.costs)
    for row in r.scale.rows:  # the derivation: variance d, and scaled weights that don't depend on d
        assert 0.85 < row.variance / row.d < 1.15 and abs(row.scaled_largest - r.scale.rows[0].scaled_largest) < 0.05
    assert r.scale.last.largest > 0.9 and r.scale.last.slopes < 0.15
    assert r.costs.lags["attention"][-1] > 1e3 * r.costs.lags["LSTM"][-1] > 1e3 * r.costs.lags["RNN"][-1]
    assert set(r.task.said) <= set("abcdefghijkl") and r.task.said == r.task.shown[::-1]
    lecture = presented(made)
    assert pages(lecture) >= 25
    for slide in lecture.deck.slides:
        said = " ".join(plain(note.text) for note in slide.notes)
        assert "sk" in said and slide.minutes, f"no question or no minutes in the notes of {plain(slide.title)!r}"


def test_the_title_picture_is_what_its_program_writes(module_of):
    """looks.svg is the map of an attention that computes."""
    picture = module_of("title_picture")
    assert picture.svg() == (FOLDER / "looks.svg").read_text("utf-8")
    weights = picture.weights()
    assert weights.argmax(axis=1).tolist() == list(range(len(weights)))[::-1]
