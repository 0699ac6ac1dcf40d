"""The lecture on training recipes: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import importlib.util
import math
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from deckwright.deck.text import plain

NAME = "19-training-recipes"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few runs of the ablation, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"classes={rng.integers(5, 11)}", f"hidden={rng.integers(48, 129)}",
        f"lr={rng.uniform(0.03, 0.05):.3f}", f"epochs={rng.integers(12, 21)}", f"runs={rng.integers(10, 21)}",
        f"held_out={rng.integers(200, 601)}", "ablation_runs=5",
    )  # fmt: skip


def module_of(name: str, monkeypatch):
    """A module of the lecture's folder, which imports others beside it."""
    monkeypatch.syspath_prepend(str(FOLDER))
    spec = importlib.util.spec_from_file_location(f"training_recipes_{name}", FOLDER / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages):
    """What the words claim holds for any parameters, every slide fits, and each has minutes and a question."""
    r = (made := computed(NAME, *drawn(number))).record
    assert r.start.miss(0.1) < 0.05 and r.start.median(0.1) < r.start.median(0.5) < r.start.median(1.0)
    assert r.start.median(1.0) > r.start.ignorance + 0.2  # "the logits are too large"
    assert r.bias.zero[0] > r.bias.given[0] and abs(r.bias.given[0] - r.bias.entropy.item()) < 0.1
    for key, most in {"none": 1e-3, "shuffled": 1e-3, "twice": 1e-3, "relu": 1e-3, "pairs": 5e-3}.items():
        floor = r.floors.floors[key]
        assert -1e-9 < floor.end - floor.floor < most, key
    for key in ("zeros", "dead"):  # "still falling to its floor"
        floor = r.floors.floors[key]
        assert 0 < floor.end - floor.floor < 0.2, key
    assert r.floors.long_run.losses.min() > r.floors.twice.item() - 1e-9
    assert abs(r.floors.long_accuracy - r.floors.right_accuracy) < 0.04  # "hardly any difference on new images"
    assert r.wires.strangers == 30 and (r.wires.right[~np.eye(6, dtype=bool)] == 0).all()
    assert r.wires.right_loss < 1e-3 and r.wires.mixed_loss < 1e-3
    runs = r.curves.runs
    assert runs["good"].last < 0.3 and runs["slow"].last > 1.0 and runs["fast"].last > 5 * runs["good"].last
    assert abs(runs["tiny"].last - math.log(10)) < 0.05 and np.ptp(runs["tiny"].losses) < 0.2
    assert runs["few"].last < 1e-2 and runs["few"].held_out[-1] > runs["few"].held_out.min() + 0.01
    assert runs["shuffled"].held_out[-1] > math.log(10) - 0.05 > runs["shuffled"].last
    assert runs["good"].held_out[-1] < 0.8 and np.median(runs["leak"].held_out[-3:]) < runs["leak"].last + 0.05
    ratios = [r.rates.best(name).last for name in ("SGD", "Adam")]
    assert 1e-3 < min(ratios) and max(ratios) < 0.1  # "the best ones here end above a thousandth"
    assert r.code.first == pytest.approx(r.code.expected, abs=0.1) and r.code.last < 1e-3 and r.code.half == 4
    trained = r.sixteen.trained
    assert trained["bfloat16"].lost > 2 * trained["float16"].lost
    assert trained["bfloat16"].last > 1.2 * trained["bfloat16 and master"].last
    assert r.seeds.kept <= 1 and len(r.seeds.held_out) == r.seeds.runs
    assert r.ablation.named("worse")[0] == "SGD at Adam’s rate"
    lecture = presented(made)
    assert 25 <= pages(lecture) <= 36
    for slide in lecture.deck.slides:
        said = " ".join(plain(note.text) for note in slide.notes)
        assert "sk" in said and slide.minutes, f"no question or no minutes in the notes of {plain(slide.title)!r}"


def test_published_numbers(monkeypatch):
    """ln 50,257 of GPT-2, a tutorial's bias and its expected loss, numbers of the board, and sums in few bits."""
    start, bias, sixteen = (module_of(name, monkeypatch) for name in ("start", "bias", "sixteen"))
    assert [round(math.log(k), 3) for k in start.KNOWN.values()] == [0.693, 2.303, 3.296, 10.825]
    z, board = np.array([2.0, 0.0, 1.0]), start.by_hand()
    assert board.expected.item() == pytest.approx(math.log(3) + z.var() / 2)
    assert board.exact.item() == pytest.approx(math.log(np.exp(z).sum()) - 1)
    published = bias.published()
    assert published.bias.item() == pytest.approx(-6.35935934, abs=1e-8)  # as the tutorial prints it
    assert f"{published.rounded.item():.5f}" == "0.01317" and f"{published.loss.item():.5f}" == "0.01271"
    assert module_of("seeds", monkeypatch).by_hand(397).images.item() == pytest.approx(156_800)
    assert module_of("search", monkeypatch).search(1).needed == 59
    ratio = module_of("rates", monkeypatch).by_hand()
    assert ratio.larger.item() == pytest.approx(10 * ratio.ratio.item())
    ends = [sixteen.added_up(sixteen.FORMATS[name])[1][-1] for name in ("float16", "bfloat16")]
    assert ends == [4.0, 0.5] and module_of("by_hand", monkeypatch).total(0.001, 10_000) == 4.0


@pytest.mark.slow
def test_the_floors_by_their_formulas(monkeypatch):
    """With five classes too the loss stops where the formula says."""
    found = module_of("floors", monkeypatch).floors(3, 5, 48, 50)
    assert f"{math.log(1 + 9 / math.e):.4f}" == "1.4612"
    assert found.floors["twice"].end == pytest.approx(math.log(1 + 4 / math.e), abs=1e-3)
    assert found.floors["relu"].end == pytest.approx(found.silent / 8 * math.log(5), abs=1e-3)


def test_the_lines_of_the_framework_blame_their_own_input():
    """The first example's loss reaches the first input alone; the first loss is the framework's own."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names = {"model": torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 3)), "x": torch.randn(5, 2, 2)}
    exec(code, names | {"y": torch.tensor([0, 1, 2, 0, 1])})
    assert (names["x"].grad[1:] == 0).all() and (names["x"].grad[0] != 0).any()


@pytest.mark.slow
def test_the_title_picture_is_what_the_code_draws(monkeypatch):
    """curves.svg is what its program writes."""
    assert module_of("title_picture", monkeypatch).svg() == (FOLDER / "curves.svg").read_text("utf-8")
