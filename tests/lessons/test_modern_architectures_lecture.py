"""The lecture on modern architectures: its counts against published ones, its measurements, its words."""

from __future__ import annotations

import numpy as np
import pytest

NAME = "18-modern-architectures"


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few starts and steps, which are what takes time."""
    rng = np.random.default_rng(number)
    models = ("Llama-2-7B", "Llama-2-13B", "Llama-2-70B", "Llama-3-8B", "Qwen3-0.6B")
    return (
        f"seed={rng.integers(0, 10**6)}", f"theta={rng.uniform(0.1, 1.5):.2f}", f"model={rng.choice(models)}",
        f"tokens={rng.integers(128, 131_073)}", f"bits={rng.choice((8, 16, 32))}",
        f"budget={10 ** rng.uniform(18.01, 25.99):.3g}", f"width={rng.integers(16, 33)}", "steps=50", "starts=2",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.published("model cards, Hoffmann et al. (2022), Kwon et al. (2023), nanoGPT's notebook")
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages):
    """What the words claim holds for any parameters, every slide fits, and each has notes that ask."""
    made = computed(NAME, *drawn(number))
    r = made.record
    assert r.growth.fields["ResNet-50"][1] < r.growth.image <= r.growth.fields["ResNet-50"][2]
    assert r.growth.fields["ConvNeXt-T"][0] < r.growth.image <= r.growth.fields["ConvNeXt-T"][1]
    assert r.patches.tokens == 197 and r.patches.pieces.shape == (16, 2, 2)
    np.testing.assert_allclose(r.boxes.rows[1:], [[-1, -1, 1, 1], [0.2, 0.2, 1.4, 1.4]])
    assert r.boxes.multiple and r.turning.off < 1e-12 and r.turning.against_library < 1e-12
    assert r.memory.kib["Llama-2-7B"] * 16 == 512 * r.memory.bits and r.memory.counted[0] == r.memory.counted[1]
    assert r.memory.kib["Llama-2-13B"] * 16 == 800 * r.memory.bits  # OPT-13B's, as published
    np.testing.assert_allclose((r.memory.times, r.memory.with_cache / r.memory.one_pass), (524.6, 0.934), rtol=1e-3)
    np.testing.assert_allclose(r.experts.weights.value, [0, 0.2689, 0, 0.7311], atol=5e-5)
    assert round(r.experts.total / 1e9, 1) == 46.7 and round(r.experts.active / 1e9, 1) == 12.9
    assert r.counting.backward == 2 and r.counting.flops == 291_648_307_200
    assert r.counting.worst.name == "Mixtral-8x7B" and r.counting.of("Llama-2-7B").parameters == 6_738_415_616
    assert r.scaling.chinchilla_flops == pytest.approx(5.88e23)
    assert r.ablation.best == "rotary positions" and r.ablation.share > 0  # in each set of parameters tried
    assert r.slips.right < r.slips.guessing and r.code.agrees
    assert r.writer.text.startswith(r.writer.prompt)
    lecture = presented(made)
    assert 25 <= pages(lecture) <= 36


def test_published_constants(module_of):
    """Tokens per parameter at Chinchilla's budget, and at a small one, for three sets of constants."""
    scaling = module_of("scaling")
    found = {name: law.optimum(5.76e23).tokens_per_parameter.item() for name, law in scaling.CONSTANTS.items()}
    np.testing.assert_allclose(list(found.values()), [92.6, 59.1, 18.4], atol=0.05)
    small = [law.optimum(1e19).tokens_per_parameter.item() for law in scaling.CONSTANTS.values()]
    np.testing.assert_allclose(small, [32, 23, 24], atol=0.5)


def test_products_by_hand(module_of):
    """A query at place 3 and a key at place 1, half a radian a place."""
    turning = module_of("turning").turning(0.5)
    assert turning.product.item() == pytest.approx(0.9371, abs=5e-5)
    assert turning.at(3, 5) == pytest.approx(-0.0726, abs=5e-5)
