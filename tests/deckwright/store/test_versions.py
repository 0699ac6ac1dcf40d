"""Versions of packages are what Python's own metadata says."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

from deckwright.store.key import version_of
from deckwright.video.discovery.dependencies import TOOLS


@pytest.mark.parametrize("tool", [*TOOLS, "deckwright", "PyYAML", "font_lato", "no-such-package"])
def test_versions_are_those_of_the_metadata(tool: str) -> None:
    """However the name is written; a package that isn't there is missing."""
    try:
        assert version_of(tool) == version(tool)
    except PackageNotFoundError:
        assert version_of(tool) == "missing"
