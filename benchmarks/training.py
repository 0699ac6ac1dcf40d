"""How long a training step takes (forward, backward, update) in dlcore and in other libraries: python
benchmarks/training.py

All run in this one process by turns, on one thread each, from the same numbers in float64. A contender that isn't
installed is left out, and that is said. The losses of the first steps are compared before anything is timed.
dlcore is timed twice: as TrainingStep works by default, replayed from a recording of the step, and made of Tensors
anew. Times are the processor's, the best of several rounds: one thread each, so that is what the clock shows on an idle
machine, and other people's work on a busy one disturbs it little. The clock's ratio stands beside it.
"""

from __future__ import annotations

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before NumPy is loaded

import argparse
import importlib.util
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from training_cases import cnn, lstm, mlp, transformer
from training_cases.case import Case, Step

CASES = [*mlp.CASES, *cnn.CASES, *lstm.CASES, *transformer.CASES]
ROUNDS, ROUND_SECONDS = 9, 0.05
PACKAGES = {"torch": "PyTorch", "autograd": "HIPS autograd", "micrograd": "micrograd"}


def built(case: Case) -> dict[str, Step]:
    """The steps of all contenders that are installed, each made three times already, with the same losses."""
    steps: dict[str, Step] = {}
    losses: dict[str, list[float]] = {}
    for name, build in case.steps.items():
        try:
            steps[name] = build()
        except ImportError:
            continue
        losses[name] = [steps[name]() for _ in range(3 if case.share.get(name, 1.0) == 1.0 else 1)]
    for name, found in losses.items():
        if case.share.get(name, 1.0) == 1.0:
            np.testing.assert_allclose(found, losses["dlcore"], rtol=1e-9, err_msg=f"{name} computes something else")
    return steps


@dataclass(frozen=True)
class Times:
    """Seconds for one step, each the best of several rounds: the processor's, and the clock's."""

    processor: float
    clock: float


def seconds(steps: dict[str, Step], share: dict[str, float]) -> dict[str, Times]:
    """The best times of one step for each contender, of several rounds taken by turns."""
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    counts = {name: _count(step) for name, step in steps.items()}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            if counts[name] == 1 and rounds[name]:
                continue  # a step of seconds is timed once
            processor, clock = time.process_time(), time.perf_counter()
            for _ in range(counts[name]):
                step()
            each = counts[name] * share.get(name, 1.0)
            rounds[name].append(((time.process_time() - processor) / each, (time.perf_counter() - clock) / each))
    return {name: Times(*map(min, zip(*found))) for name, found in rounds.items()}


def _count(step: Step) -> int:
    """How many steps make a round."""
    start = time.process_time()
    step()
    return max(1, int(ROUND_SECONDS / max(time.process_time() - start, 1e-7)))


def compare(case: Case) -> bool:
    """Print one case's table; whether dlcore reached its aim (true where PyTorch is missing)."""
    times = seconds(built(case), dict(case.share))
    ours = times["dlcore"]
    print(f"\n{case.name}")
    for name, found in times.items():
        ratio = (
            f"dlcore takes {ours.processor / found.processor:6.3f} of it ({ours.clock / found.clock:.3f} by the clock)"
        )
        note = f"  ({case.share[name]:.0%} of the minibatch timed)" if case.share.get(name, 1.0) < 1.0 else ""
        print(f"  {name:26s}{found.processor * 1e6:12,.1f} µs  {'' if name.startswith('dlcore') else ratio}{note}")
    if "PyTorch" not in times:
        return True
    ratio = ours.processor / times["PyTorch"].processor
    print(f"  aim: {case.aim} of PyTorch's time; found {ratio:.2f}: {'reached' if ratio <= case.aim else 'MISSED'}")
    return ratio <= case.aim


def print_growth() -> None:
    """How dlcore's and PyTorch's times grow with batch and width."""
    for title, tasks in mlp.growth().items():
        print(f"\ntime by {title}")
        for task in tasks:
            steps = {name: build for name, build in mlp.case(task, 1.0).steps.items() if name in ("dlcore", "PyTorch")}
            times = seconds(built(Case("", 1.0, steps, {})), {})
            size = task.batch if title.startswith("batch") else task.sizes[1]
            shown = "  ".join(f"{name} {found.processor * 1e6:10,.1f} µs" for name, found in times.items())
            ratio = f"  {times['dlcore'].processor / times['PyTorch'].processor:.2f}" if "PyTorch" in times else ""
            print(f"  {size:6d}  {shown}{ratio}")


def main() -> int:
    """Print everything; exit status 1 when an aim was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", help="parts of the names of the cases to time; all unless given")
    parser.add_argument("--no-growth", action="store_true", help="leave out the times by batch and width")
    chosen = parser.parse_args()
    for package, name in PACKAGES.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name} is not installed and is left out (pip install {package})")
        else:
            print(f"{name} {_version(package)}")
    print(f"NumPy {np.__version__}, one thread each, float64")
    reached = [compare(case) for case in CASES if not chosen.only or any(part in case.name for part in chosen.only)]
    if not chosen.no_growth:
        print_growth()
    return 0 if all(reached) else 1


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"


if __name__ == "__main__":
    raise SystemExit(main())
