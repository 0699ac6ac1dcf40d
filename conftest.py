"""What holds for all tests: one thread for each process, and how hard hypothesis looks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

for library in ("OPENBLAS", "OMP", "MKL"):  # before NumPy: two workers on two cores must not fight over them
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import Constants, HypothesisProvider

# Examples are few and the same in every run, so that a fresh clone runs what CI runs; `make thorough` looks for others.
# A time limit for one example, or for drawing it, would only measure the machine.
_patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("thorough", _patient, max_examples=1000, derandomize=False)
settings.register_profile("default", _patient, max_examples=30, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "default")
if settings.get_current_profile_name() == "default":
    # Hypothesis also draws numbers that stand in the modules imported so far, even when derandomized; which those are
    # depends on the tests that a worker had before.
    HypothesisProvider._local_constants = Constants()

# What slides alone do without, by the extra that brings it.
_OPTIONAL = {"manim": "video", "manimpango": "video", "fontTools": "video", "distributed": "cluster"}

_ENGINE = Path(__file__).parent / "build" / "deckwright"
if find_spec("manim") is None:  # slides alone need none; what paints videos can't be imported then
    collect_ignore = [str(_ENGINE / part) for part in ("scenes", "video", "equations/mobject.py")]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests marked thorough to the thorough profile, or to whoever names them by ``-m``.

    A test's name must be the same in every process, or workers can't share the tests out.
    """
    if unstable := [item.nodeid for item in items if " at 0x" in item.nodeid]:
        raise pytest.UsageError(f"These tests' names hold an address; give them ids: {unstable}")
    if settings.get_current_profile_name() == "thorough" or "thorough" in config.option.markexpr:
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]


class _Module(pytest.Module):
    """A test file; where what it needs is not installed it is skipped, with the reason."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        try:
            return super().collect()
        except self.CollectError as error:
            missing = error.__cause__
            package = (missing.name or "").partition(".")[0] if isinstance(missing, ModuleNotFoundError) else ""
            if package in _OPTIONAL:
                pytest.skip(f"needs {package}: pip install -e '.[{_OPTIONAL[package]}]'", allow_module_level=True)
            raise


def pytest_configure(config: pytest.Config) -> None:
    """Look for doctests only where Python can import."""
    config.option.doctest_ignore_import_errors = any(find_spec(package) is None for package in _OPTIONAL)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
    return _Module.from_parent(parent, path=module_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many inputs the fuzzers tried: what their tests recorded as a property, summed up by name."""
    tried: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        tried.update({name: count for name, count in report.user_properties if isinstance(count, int)})
    for name, count in sorted(tried.items()):
        terminalreporter.write_line(f"{name}: {count:,}")
