"""Eight digits, a few hundred steps, and one mistake in the program: where the loss stops tells which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import MLP, Adam, Linear, Tensor, accuracy, cross_entropy_with_logits, exp, fit, log, mlp, relu, softmax

EXAMPLES, STEPS, LR, SMALL, LOW = 8, 600, 0.01, 0.1, -100.0


@dataclass(frozen=True)
class Floor:
    """A mistake: the losses before each step, the loss at the end, and the floor that a formula gives, or None."""

    name: str
    losses: np.ndarray
    end: float
    floor: float | None
    why: str


@dataclass(frozen=True)
class Floors:
    """The minibatch and what became of it.

    pictures, labels  the eight digits, 0 where nothing is written
    floors            by mistake
    silent            of the eight, those whose logits are all zero in the end behind the ReLU
    """

    pictures: np.ndarray
    labels: list[str]
    floors: dict[str, Floor]
    silent: int
    classes: int
    twice: Tensor  # ln(1 + (K - 1) / e)
    long_run: Floor  # softmax twice on all images
    long_accuracy: float
    right_run: Floor
    right_accuracy: float

    @property
    def rows(self) -> list[list[object]]:
        """Name, loss at the end, the formula's floor, and why."""
        return [[f.name, f.end, f.floor, f.why] for f in self.floors.values()]

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """Losses by step, of those whose floors differ visibly."""
        return {name: self.floors[key].losses for key, name in SHOWN.items()}

    @property
    def hook(self) -> dict[str, np.ndarray]:
        """Minibatch losses on all images, with and without the mistake."""
        return {"program A": self.right_run.losses, "program B": self.long_run.losses}


SHOWN = {
    "none": "nothing wrong",
    "shuffled": "labels shuffled",
    "twice": "softmax twice",
    "pairs": "labels disagree",
}


def floors(seed: int, classes: int, hidden: int, held_out: int) -> Floors:
    """All mistakes on one minibatch, and the first one on all images."""
    parts, rng = images(seed, held_out, classes), np.random.default_rng([seed, 1])
    network, x, y = eight(seed, classes, hidden)
    twins, others = np.concatenate([x[:4], x[:4]]), np.concatenate([y[:4], (y[:4] + [1, 2, 3, 0]) % classes])

    def run(
        name: str, x=x, y=y, loss=cross_entropy_with_logits, first=network, floor=None, why=""
    ) -> tuple[Floor, MLP]:
        made = fit(first, loss, x, y, optimizer=Adam(LR), epochs=STEPS)
        return Floor(name, made.history.losses, float(made.history.train_losses[-1]), floor, why), made.model

    E, K = exp(Tensor(1.0, "1")), Tensor(float(classes), "K")
    twice = log(1.0 + (K - 1.0) / E).named(r"L_{\text{floor}}")
    shares = np.bincount(y, minlength=classes) / EXAMPLES
    entropy = float(-(shares[shares > 0] * np.log(shares[shares > 0])).sum())
    behind, gagged = run("ReLU on the logits", loss=after(relu), first=mlp([64, hidden, classes], rng=seed))
    silent = int((relu(gagged(x)).value.max(axis=1) == 0).sum())
    made = {
        "none": run("nothing", floor=0.0, why="memorized")[0],
        "shuffled": run("labels shuffled", y=rng.permutation(y), floor=0.0, why="memorized as well")[0],
        "twice": run("softmax twice", loss=after(softmax), floor=twice.item(), why="$\\ln(1 + (K-1)/e)$")[0],
        "relu": Floor(
            behind.name, behind.losses, behind.end, silent / EXAMPLES * float(np.log(classes)),
            f"{silent} of {EXAMPLES} silent: $\\frac{{{silent}}}{{{EXAMPLES}}} \\ln K$",
        ),
        "pairs": run(
            "labels disagree", x=twins, y=others, floor=0.75 * float(np.log(2)),
            why="$\\frac{3}{4} \\ln 2$: three of four pairs disagree",
        )[0],
        "zeros": run("inputs all zero", x=0.0 * x, floor=entropy, why="entropy of the eight labels")[0],
        "dead": run("all units dead", first=dead(network), floor=entropy, why="only the last biases still move")[0],
    }  # fmt: skip
    right, right_accuracy = on_all("program A", network, parts, cross_entropy_with_logits, seed)
    wrong, wrong_accuracy = on_all("program B", network, parts, after(softmax), seed)
    return Floors(
        (x - x.min()).reshape(-1, 8, 8), [str(label) for label in y], made, silent, classes, twice,
        wrong, wrong_accuracy, right, right_accuracy,
    )  # fmt: skip


def eight(seed: int, classes: int, hidden: int) -> tuple[MLP, np.ndarray, np.ndarray]:
    """A network, and the eight digits that it is to memorize."""
    parts = images(seed, 1, classes)
    chosen = np.random.default_rng([seed, 7]).permutation(len(parts.x))[:EXAMPLES]
    return well_begun(classes, hidden, seed), parts.x[chosen], parts.y[chosen]


def well_begun(classes: int, hidden: int, seed: int) -> MLP:
    """One hidden layer, and a last layer so small that the first loss is ln K."""
    first, last = mlp([64, hidden, classes], rng=seed).layers
    return MLP((first, Linear(Tensor(SMALL * last.W.value, last.W.name), last.b)))


def dead(network: MLP) -> MLP:
    """The same with hidden biases so low that no unit is ever on."""
    first, last = network.layers
    return MLP((Linear(first.W, Tensor(np.full(len(first.W), LOW), "b")), last))


def after(f: Callable[[Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    """The loss with something between it and the logits."""
    return lambda logits, target: cross_entropy_with_logits(f(logits), target)


def on_all(name: str, network: MLP, parts, loss, seed: int) -> tuple[Floor, float]:
    """Trained on all images: losses of the minibatches and the accuracy on held-out images."""
    run = fit(network, loss, parts.x, parts.y, optimizer=Adam(0.003), epochs=40, batch_size=32, rng=seed)
    right = accuracy(run.model(parts.x_held_out).value, parts.y_held_out)
    return Floor(name, run.history.losses, float(run.history.train_losses[-1]), None, ""), right
