"""Bad input by the hundreds: whatever is given to whichever public function, the answer is an error that says what was
expected and what was found; never a NaN, a silent broadcast or one of NumPy's own errors."""

from __future__ import annotations

import re
import warnings

import pytest

from bad_input import (
    activations,
    datasets,
    layers,
    losses,
    measures,
    operations,
    optimizers,
    schedules,
    settings_of_layers,
)
from dlcore import DlcoreError

FAMILIES = [
    operations,
    measures,
    activations,
    losses,
    layers,
    settings_of_layers,
    optimizers,
    schedules,
    datasets,
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_every_mistake_is_named(family) -> None:
    """Each attempt raises an error of dlcore, without a warning before, that is a sentence about what was found."""
    faults = []
    attempts = list(family.attempts())
    for name, attempt in attempts:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                faults.append(f"{name}: no error, but {attempt()!r:.60}")
            except DlcoreError as error:
                if not re.search(r"\b(found|holds|sums to|has|is|goes down to)\b", str(error)):
                    faults.append(f"{name}: doesn't say what was found: {error}")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault to be reported
                faults.append(f"{name}: {type(error).__name__}: {error}")
    assert faults == []
    assert len(attempts) > 90
    assert len({name for name, _ in attempts}) == len(attempts)
