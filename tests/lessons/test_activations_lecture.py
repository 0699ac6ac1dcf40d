"""The lecture on activation functions: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from deckwright.errors import UsageError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.lesson import LessonRun, find_lesson, run_lesson
from deckwright.markdown.lecture import read_lecture
from deckwright.provenance.check import check_lecture
from deckwright.theme import LIGHT

ROOT = Path(__file__).resolve().parents[2]


@cache
def run(*settings: str) -> LessonRun:
    """The lecture with these settings."""
    return run_lesson(find_lesson("06-activations", ROOT), settings)


def words_of(made: LessonRun):
    """What the audience gets to read: slides.md with the values put in."""
    return read_lecture(made.lesson.words, made.names, lesson=made.lesson.name, parameters=made.parameters)


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges."""
    rng = np.random.default_rng(number)
    logits = rng.choice(np.arange(-50, 51), int(rng.integers(2, 6)), replace=False) / 10
    return (
        f"seed={rng.integers(0, 10**6)}", f"layers={rng.integers(4, 25)}", f"width={rng.integers(24, 65)}",
        f"long_step={rng.uniform(0.5, 5):.2f}", f"logits={','.join(map(str, logits))}", f"shift={rng.integers(800, 10_001)}",
        f"task={rng.choice(['moons', 'spirals'])}", f"noise={rng.uniform(0.05, 0.25):.2f}",
        f"lr={rng.uniform(0.1, 0.4):.2f}", f"epochs={rng.integers(20, 41)}",
    )  # fmt: skip


@pytest.mark.slow
def test_the_default_lecture_has_nothing_to_mend():
    """No typed figure, no unheard picture, no source that nobody cites; and every slide fits."""
    lecture = words_of(run())
    assert check_lecture(lecture) == []
    assert 20 <= len(lay_out(lecture.deck, LIGHT, widescreen()).slides) <= 40


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_any_parameters_make_a_true_lecture(number):
    """What the words claim holds for any parameters, all numbers are finite, and every slide fits."""
    made = run_lesson(find_lesson("06-activations", ROOT), drawn(number))
    r = made.record
    assert r.two.agree and all(row.largest_difference < 1e-10 for row in r.collapse)
    assert r.unit.z.item() > 0 > r.unit.z_second.item()
    assert len(set(np.sign(r.signs.dw_sigmoid.value))) == 1 and len(set(np.sign(r.signs.dw_tanh.value))) == 2
    assert (r.step.z_new.value < 0).all() and r.step.dw_new.item() == r.step.db_new.item() == 0 > r.step.db_leaky
    assert r.deep.weakest.name == "sigmoid"
    assert set(r.softmax.overflow.powers) == {"inf"} and set(r.softmax.overflow.plain) == {"nan"}
    assert np.allclose(r.softmax.overflow.safe, r.softmax.p.value)
    lecture = words_of(made)
    assert check_lecture(lecture) == []
    assert "nan" not in {run.text.casefold() for slide in lecture.deck.slides for run in slide.title if hasattr(run, "text")}
    lay_out(lecture.deck, LIGHT, widescreen())


@pytest.mark.slow
def test_softmax_is_the_published_one():
    """The probabilities of -1, 0, 1 as ONNX prints them, and their Jacobian's first row by hand."""
    s = run().record.softmax
    assert s.p.value == pytest.approx([0.09003058, 0.24472848, 0.66524094], abs=2e-8)
    assert s.jacobian.value[0] == pytest.approx([0.0900 * 0.9100, -0.0900 * 0.2447, -0.0900 * 0.6652], abs=5e-5)
    assert np.abs(s.row_sums).max() < 1e-15


@pytest.mark.slow
def test_gelu_is_the_published_one():
    """All of ONNX's values, and the forms differ where the two are known to differ most."""
    forms = run().record.forms
    assert forms.agreeing == forms.count == 10
    assert forms.largest_difference == pytest.approx(4.7e-4, rel=0.02)


@pytest.mark.slow
def test_the_unit_is_what_a_calculator_gives():
    """Weighted sum, sigmoid and slope, computed here without dlcore."""
    u = run().record.unit
    z = sum(w * x for w, x in zip(u.w.value.tolist(), u.x.value.tolist())) + u.b.item()
    a = 1 / (1 + 2.718281828459045**-z)
    assert [u.z.item(), u.a.item(), u.slope.item()] == pytest.approx([z, a, a * (1 - a)], rel=1e-12)
    assert u.slope_of_slip.item() != pytest.approx(u.slope.item(), abs=1e-3)


@pytest.mark.slow
def test_xor_needs_the_bend():
    """The best line answers one half everywhere; the textbook's two units answer 0, 1, 1, 0."""
    x = run().record.xor
    assert x.line.tolist() == [0.5] * 4 and x.output.value.tolist() == [0, 1, 1, 0]


@pytest.mark.slow
def test_the_step_that_kills_by_hand():
    """z = 0.9 x + 0.5 on four examples; gradients 2.08 and 3.8; after a step of 1 everything is negative."""
    s = run().record.step
    assert [s.dw.item(), s.db.item()] == pytest.approx([2.08, 3.8])
    assert [s.w_new.item(), s.b_new.item()] == pytest.approx([-1.18, -3.3])


@pytest.mark.slow
def test_a_small_step_table_of_the_sigmoid():
    """Slopes at 0, 2 and 4 as every textbook has them, and the edge of saturation lies where the slope is 0.05."""
    r = run().record
    assert [row[2] for row in r.deaf][0::2] == pytest.approx([0.25, 0.10499, 0.000335], abs=1e-5)
    a = 1 / (1 + np.exp(-r.edge))
    assert a * (1 - a) < r.saturated < 1.1 * a * (1 - a)


@pytest.mark.parametrize("logits", ["1", "2,2", "1,2,3,4,5,0"])
def test_logits_that_make_no_lesson_are_refused(logits):
    """One, two that share the first place, and too many to work by hand."""
    with pytest.raises(UsageError, match="logit"):
        run_lesson(find_lesson("06-activations", ROOT), [f"logits={logits}"])
