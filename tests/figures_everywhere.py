"""A lecture with a figure in every kind of place, each figure with digits of its own, and the file built from it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.lesson import Lesson
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.opened_deck import open_deck
from deckwright.verification.verdict import Verdict
from deckwright.verification.verify import compared, fresh_manifest

CODE = '''"""A figure everywhere."""
from dataclasses import dataclass
from types import SimpleNamespace
import numpy as np
from dlcore import Tensor, sigmoid
from factor import FACTOR

@dataclass(frozen=True)
class Everything:
    title: float
    word: float
    item: float
    inline: float
    display: float
    small: float
    negative: float
    cell: float
    note: float
    foot: float
    quote: float
    caption: float
    z: Tensor
    rows: list
    losses: list
    bars: list
    layers: list
    weights: list

def lesson(*, start: float = 0.1237) -> Everything:
    w, x, b = Tensor([0.2153, 0.3149], "w"), Tensor([0.4127, 0.5119], "x"), Tensor(start, "b")
    z = sigmoid(w @ x + b).named("z")
    return Everything(
        0.6131, 0.7139, 0.8147, 0.9151 * FACTOR, 1.0163, 3.217e-05, -0.1181, 1.2189, 1.3201, 1.4213, 1.5227, 1.6237, z,
        [["a", 1.7241, 1.8251], ["b", 1.9259, 2.0267]], [2.1273, 2.2281, 2.3291], [2.4303, 2.5309],
        [np.array([2.6317, 2.7323]), np.array([2.8339])], [np.array([[2.9347, -3.0353]])],
    )
'''
WORDS = """---
title: A figure everywhere
sources:
  one: {text: "A. Author (2001). A book."}
---

# A title with {{ title }}

A sentence with {{ word }} and $x = {{ inline }}$, {{ negative }}, {{ small | sci(4) }}.^[A footnote with {{ foot }}.]

- An item with {{ item }}
- Another one, with $\\frac{1}{2} \\cdot {{ small | sci(4) }}$

> Quoted: {{ quote }}

::: notes
Say {{ note }} aloud. [@one]
:::

# Formulas

$$L = \\frac{1}{2}({{ display }} - {{ negative }})^2 + {{ small | sci(4) }}$$

{{ worked(z) }}

# A table

| name | number |
|---|---|
| one | {{ cell }} |
| two | $t_{1} = {{ inline }}$ |

: Caption with {{ caption }}

{{ table(rows, header=["name", "p", "q"]) }}

# A line

{{ line_chart(losses, x_title="step", y_title="loss") }}

# Bars

{{ bar_chart(bars, categories=["one", "two"], y_title="height") }}

# A network

{{ network(layers, weights) }}
"""


@dataclass(frozen=True)
class Deck:
    """A built file with its manifest, and the manifest that its lesson gives today."""

    path: Path
    lesson: Lesson
    built: dict
    fresh: dict

    def verdicts(self, content: bytes | None = None) -> list[Verdict]:
        """What verify says of this file, or of other bytes in its place."""
        return compared(self.built, self.fresh, open_deck(io.BytesIO(content or self.path.read_bytes())))

    def found(self, content: bytes | None = None) -> list[Verdict]:
        """All verdicts but those on figures that are current."""
        return [verdict for verdict in self.verdicts(content) if verdict.status != "current"]


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    """The lecture, built."""
    folder = tmp_path_factory.mktemp("verify") / "course/lessons/01-everything"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "factor.py").write_text("FACTOR = 1\n")
    (folder / "slides.md").write_text(WORDS)
    lesson = Lesson(folder)
    path = build_deck(lesson, Choices(videos=False)).path
    built = read_manifest(content_of(path))
    return Deck(path, lesson, built, fresh_manifest(built, lesson))


@pytest.fixture(scope="session")
def deck_parts(everything: Deck) -> dict[str, bytes]:
    """The parts of the built file."""
    with zipfile.ZipFile(everything.path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="session")
def as_json():
    """A manifest as text."""
    return json.dumps
