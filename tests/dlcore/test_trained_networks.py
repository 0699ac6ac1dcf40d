"""Networks that are really trained: a CNN on digits, a Transformer and an LSTM on text."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import Adam, Tensor, cross_entropy_with_logits, gradients
from dlcore.cnn import cnn
from dlcore.datasets import Alphabet, digits, split, text
from dlcore.decoder import decoder, generate
from dlcore.schedules import Cosine, warmup_cosine
from dlcore.training import TrainingStep, fit


def _accuracy(model, x, y):
    return float((model(x).value.argmax(axis=1) == y).mean())


@pytest.mark.slow
def test_a_cnn_reads_held_out_digits():
    """97 % or more of 360 digits that it never saw."""
    parts = split(*digits(), held_out=360, rng=1)
    run = fit(
        cnn((1, 8, 8), channels=(16, 32), rng=1), cross_entropy_with_logits, parts.x, parts.y,
        optimizer=Adam(lr=Cosine(0.01, steps=12 * 23)), epochs=12, batch_size=64, rng=1,
    )  # fmt: skip
    assert _accuracy(run.model, parts.x_held_out, parts.y_held_out) >= 0.97


def _bigram_loss(train, held, V):
    """Mean loss (nats) on held-out text of a model that knows how often one character follows another."""
    counts = np.ones((V, V))  # so that nothing is impossible
    np.add.at(counts, (train[:-1], train[1:]), 1)
    chances = counts / counts.sum(axis=1, keepdims=True)
    return -np.log(chances[held[:-1], held[1:]]).mean()


@pytest.mark.slow
def test_a_character_transformer_beats_a_bigram_model():
    """By far, on text that it never saw; and it writes words of the text."""
    T = 32
    story = text(60_000, rng=1)
    alphabet = Alphabet.of(story)
    train, held, V = alphabet.encode(story), alphabet.encode(text(32 * 100 + 1, rng=2)), len(alphabet)
    model = decoder(V=V, D=32, num_heads=4, blocks=2, longest=T, rng=1, activation="relu")

    def objective(parameters, tokens, following):
        return cross_entropy_with_logits(model.with_parameters(parameters)(tokens), following)

    step, rng = (
        TrainingStep(objective, model.parameters, Adam(lr=warmup_cosine(0.006, warmup=20, steps=500))),
        np.random.default_rng(1),
    )
    for _ in range(500):
        windows = train[rng.integers(0, len(train) - T, 16)[:, None] + np.arange(T + 1)]
        step(windows[:, :-1], windows[:, 1:])
    model = model.with_parameters(step.parameters)
    loss = cross_entropy_with_logits(model(held[:-1].reshape(-1, T)), held[1:].reshape(-1, T)).item()
    assert loss < 0.4 * _bigram_loss(train, held, V)
    written = alphabet.decode(generate(model, alphabet.encode("one "), 200, rng=1, temperature=0.5))
    words = set(story.replace(".", " ").replace(",", " ").split())
    found = written.replace(".", " ").replace(",", " ").split()[:-1]  # the last word may be cut
    assert np.mean([word in words for word in found]) > 0.7


def test_a_cnn_sees_what_it_is_given():
    """Feature maps of each stage, gradients of every parameter by differences in one place, and the same bits twice."""
    network, x = cnn((1, 4, 4), channels=(2, 3), classes=2, rng=1), np.random.default_rng(1).normal(size=(3, 4, 4))
    seen = network.forward(x)
    assert [m.shape for m in seen.maps] == [(3, 2, 4, 4), (3, 3, 2, 2)] and [p.shape for p in seen.pooled] == [
        (3, 2, 2, 2),
        (3, 3, 1, 1),
    ]
    loss = cross_entropy_with_logits(seen.logits, [0, 1, 1])
    again = cross_entropy_with_logits(cnn((1, 4, 4), channels=(2, 3), classes=2, rng=1)(x), [0, 1, 1])
    assert loss.item() == again.item()
    for parameter, slope in zip(network.parameters, gradients(loss, network.parameters)):
        nudged = [
            Tensor(p.value + (1e-6 * (np.arange(p.size) == 0)).reshape(p.shape)) if p is parameter else p
            for p in network.parameters
        ]
        rise = cross_entropy_with_logits(network.with_parameters(nudged)(x), [0, 1, 1]).item() - loss.item()
        assert rise / 1e-6 == pytest.approx(slope.value.flat[0], abs=1e-5)


def test_training_repeats_to_the_bit():
    """Two epochs of the CNN twice: the same parameters, bit for bit."""
    x, y = digits()
    runs = [
        fit(cnn((1, 8, 8), channels=(4, 4), rng=1), cross_entropy_with_logits, x[:100], y[:100],
            optimizer=Adam(lr=0.01), epochs=2, batch_size=32, rng=5)
        for _ in range(2)
    ]  # fmt: skip
    for first, second in zip(*(run.model.parameters for run in runs)):
        assert (first.value == second.value).all()
