"""The cases by family: each file in cases/ has a list CASES, and its committed values stand in values/."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import numpy as np

from torch_reference.case import Case, Results

HERE = Path(__file__).parent


def families() -> dict[str, list[Case]]:
    """Every case, by the name of the file that it stands in."""
    found = {}
    for file in sorted((HERE / "cases").glob("*.py")):
        cases = importlib.import_module(f"torch_reference.cases.{file.stem}").CASES
        names = [case.name for case in cases]
        if len(set(names)) != len(names):
            raise ValueError(f"{file}: two cases have the same name among {names}")
        found[file.stem] = cases
    return found


def values_file(family: str) -> Path:
    """Where a family's committed values stand."""
    return HERE / "values" / f"{family}.json"


def write(family: str, version: str, computed: dict[str, tuple[str, Results]]) -> None:
    """Commit a family's values: name of the case -> (digest of its inputs, results). repr of a float is exact."""
    lines = [
        f"{json.dumps(name)}: {json.dumps({'inputs': digest, 'results': {k: _packed(v) for k, v in results.items()}})}"
        for name, (digest, results) in computed.items()
    ]
    head = {"torch": version, "made by": "cd tests/dlcore && python -m torch_reference.make"}
    body = ",\n".join(lines)
    values_file(family).write_text(f'{json.dumps(head)[:-1]}, "cases": {{\n{body}\n}}}}\n')


def committed(family: str, case: Case) -> Results:
    """The committed results of a case; LookupError when there are none, or when they belong to other inputs."""
    remedy = "Make them with torch installed: cd tests/dlcore && python -m torch_reference.make"
    stored = read(family)["cases"].get(case.name)
    if stored is None:
        raise LookupError(f"{family}: no committed values for {case.name!r}. {remedy}")
    if stored["inputs"] != case.digest:
        raise LookupError(f"{family}: the committed values for {case.name!r} belong to other inputs. {remedy}")
    return {name: _unpacked(value) for name, value in stored["results"].items()}


def read(family: str) -> dict:
    """A family's file of committed values, or an empty one."""
    file = values_file(family)
    return json.loads(file.read_text()) if file.exists() else {"torch": None, "cases": {}}


def _packed(value: np.ndarray) -> dict:
    if not np.isfinite(value).all():
        raise ValueError("a result to be committed must be finite")
    return {"shape": list(value.shape), "values": value.ravel().tolist()}


def _unpacked(stored: dict) -> np.ndarray:
    return np.array(stored["values"], dtype=np.float64).reshape(stored["shape"])
