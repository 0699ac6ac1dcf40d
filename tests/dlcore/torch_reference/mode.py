"""Which of the two comparisons a run makes: live with torch, or with the values that torch left behind."""

from __future__ import annotations

import importlib.util
from importlib.metadata import version

from torch_reference.families import families, read


def torch_or_none():
    """The module torch when it is installed, None otherwise. An installed torch that does not import is an error."""
    if importlib.util.find_spec("torch") is None:
        return None
    import torch

    return torch


def announcement() -> str:
    """One line for the report of a test run."""
    if importlib.util.find_spec("torch") is not None:
        return f"dlcore against PyTorch: live comparison with torch {version('torch')}"
    versions = sorted({read(family)["torch"] or "nothing" for family in families()})
    return (
        f"dlcore against PyTorch: committed values of torch {', '.join(versions)} "
        "(tests/dlcore/torch_reference/make.py); torch is not installed"
    )
