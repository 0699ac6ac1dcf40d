"""One weight learns one example by gradient descent, and every number of it is computed."""

from __future__ import annotations

from typing import Annotated

from deckwright.lesson import ParameterError, Range
from dlcore import Tensor, gradients, half_squared_error


def lesson(
    *,
    start: Annotated[float, Range(-3, 3)] = 2.0,
    lr: Annotated[float, Range(0.01, 0.4)] = 0.1,
    steps: Annotated[int, Range(1, 100)] = 20,
) -> dict[str, object]:
    """What slides.md can show, by its names there. Parameters are set by ``deckwright build NAME --set lr=0.2``."""
    x, y, rate = Tensor(2.0, "x"), Tensor(1.0, "y"), Tensor(lr, r"\eta")
    w = Tensor(start, "w")
    prediction, loss, dw, w_new = step(w, x, y, rate)
    if loss.item() == 0:
        raise ParameterError("the first prediction is right already, so that there is nothing to learn")
    losses = [loss.item()]
    for _ in range(steps):
        w = Tensor(step(w, x, y, rate)[-1].value, "w")
        losses.append(step(w, x, y, rate)[1].item())
    return {"x": x, "y": y, "prediction": prediction, "loss": loss, "dw": dw, "w_new": w_new, "losses": losses}


def step(w: Tensor, x: Tensor, y: Tensor, rate: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """One step of gradient descent: prediction, loss, gradient, new weight."""
    prediction = (w * x).named(r"\hat{y}")
    loss = half_squared_error(prediction, y).named("L")
    dw = gradients(loss, [w])[w]
    w_new = (w - rate * dw).named(r"w_{\text{new}}")
    return prediction, loss, dw, w_new
