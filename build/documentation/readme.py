"""Writes the course's table into README.md: `make readme`. README's other lines are kept as they are.

The table stands between `<!-- course: ... -->` and `<!-- end of course -->`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_PLACE = re.compile(r"(<!-- course: .*? -->\n).*?(<!-- end of course -->)", re.DOTALL)


def course() -> str:
    """The lectures as a table."""
    command = [sys.executable, "-m", "deckwright", "list", "--markdown"]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"deckwright list failed:\n{result.stderr}")
    return result.stdout.strip()


def written(text: str, table: str) -> str:
    """README's text with this table in its place."""
    if not _PLACE.search(text):
        raise SystemExit(f"{README.name} has no block <!-- course: ... --> ... <!-- end of course -->")
    return _PLACE.sub(lambda place: f"{place[1]}{table}\n{place[2]}", text)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8"), course()), encoding="utf-8")
