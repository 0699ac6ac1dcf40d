"""Of many versions the newest stay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def outdated(versions: Iterable[Path], keep: int) -> list[Path]:
    """Those beyond the newest so many; one that another process removes meanwhile is none."""
    dated = [(changed, path) for path in versions if (changed := _changed(path)) is not None]
    return [path for _, path in sorted(dated)[:-keep]]


def _changed(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None
