"""One deck with every chart and every diagram, in both themes: valid by the strict schema."""

from __future__ import annotations

import numpy as np
import pytest

from deckwright.figures import FUNCTIONS
from deckwright.theme import DARK, LIGHT
from dlcore import Tensor, sigmoid

call = type("Figures", (), {name: staticmethod(function) for name, function in FUNCTIONS.items()})


def every_figure():
    """A block from each function that makes a chart or a diagram, and some of their options."""
    rng = np.random.default_rng(0)
    x, W = Tensor(rng.random(4), "x"), Tensor(rng.normal(size=(3, 4)), "W^{(1)}")
    a = sigmoid(W @ x).named("a^{(1)}")
    u, v = Tensor(2.0, "u"), Tensor(-1.0, "v")
    surface = {"paths": {"SGD": rng.uniform(-1, 1, (20, 2))}, "field": True, "x_title": "$w_1$"}
    return {
        "line": call.line_chart(
            {"train": [3, 2, 1.5], "test": [3, 2.5, 2.4]}, x_title="epoch", y_title="loss", styles={"test": "dashed"}
        ),
        "log": call.line_chart(10.0 ** -rng.random(2000), log_y=True, title="Loss"),
        "scatter": call.scatter_chart({c: (rng.normal(size=9), rng.normal(size=9)) for c in "AB"}),
        "function": call.function_plot({"$\\tanh$": np.tanh}, -3, 3),
        "bars": call.bar_chart({"linear": 0.9, "MLP": 0.95}, y_title="accuracy"),
        "long bars": call.bar_chart({"a name that is far too long to stand below a bar " * 2: 1, "b": 2, "c": 3}),
        "stacked": call.stacked_chart({"a": [1, 2], "b": [3, 4]}, ["x", "y"]),
        "area": call.area_chart({"p": np.hanning(41), "q": np.hamming(41)}, np.linspace(-2, 2, 41)),
        "histogram": call.histogram(rng.normal(size=200)),
        "network": call.network([x, a], [W], names=["input", "hidden"], by_layer=True),
        "large network": call.network([784, 16, 10]),
        "graph": call.graph((u * v + u).named("f"), True),
        "heat map": call.heatmap(rng.normal(size=(3, 3)), rows=["$q_1$", "b", "c"]),
        "confusion": call.confusion(np.array([[5, 1], [0, 9]])),
        "images": call.image_grid(rng.random((4, 8, 8)), by_image=True),
        "contour": call.contour(lambda a, b: a * a + 4 * b * b, (-1, 1), (-1, 1), **surface),
        "regions": call.regions(
            lambda p: (p[:, 0] > 0).astype(int), rng.normal(size=(9, 2)), rng.integers(0, 2, 9), names=["no", "yes"]
        ),
        "blocks": call.block_diagram(
            [["$x$", ".", "f", "+"]], ["$x$ -- . -> f -> +", ". ~> +"], groups={"block": ["f"]}
        ),
        "nested": call.nested(["AI", "ML"], ["a", "b"], by_set=True),
        "venn": call.venn(["a", "b", "c"], "d"),
        "pyramid": call.pyramid(["a", "b"], ["c", "$d$"]),
        "timeline": call.timeline([(1986, "a"), (2017, "b")]),
        "number line": call.number_line({"$p$": 0.3, "y": 1}),
    }


@pytest.mark.slow
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_chart_and_diagram_is_valid(theme, slide, written, findings):
    """The strict validator finds nothing, and each shape's id is its own."""
    path = written(*(slide(name, block) for name, block in every_figure().items()), theme=theme)
    assert findings(path) == []
