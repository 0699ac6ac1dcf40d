"""Writes what README.md says from the code: `make readme`. README's other lines are kept as they are.

    python build/readme.py             the tables
    python build/readme.py --pictures  and the pictures, for which LibreOffice and Poppler are needed

A block stands between `<!-- NAME: ... -->` and `<!-- end of NAME -->`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import concepts

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def course() -> str:
    """The lectures as a table."""
    command = [str(Path(sys.executable).with_name("deckwright")), "list", "--markdown"]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"deckwright list failed:\n{result.stderr}")
    return result.stdout.strip()


def dlcore() -> str:
    """dlcore's concepts as a table that opens at a click."""
    rows = concepts.concepts()
    names = sum(len(listed) for listed in rows.values())
    return (
        f"<details>\n<summary>{names} public names in {len(rows)} modules</summary>\n\n{concepts.table()}\n\n</details>"
    )


BLOCKS: dict[str, Callable[[], str]] = {"course": course, "dlcore": dlcore}


def written(text: str) -> str:
    """README's text with each block as the code says now."""
    for name, block in BLOCKS.items():
        pattern = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise SystemExit(f"{README.name} has no block <!-- {name}: ... --> ... <!-- end of {name} -->")
        content = block()
        text = pattern.sub(lambda found, content=content: f"{found[1]}{content}\n{found[2]}", text)
    return text


def main(arguments: list[str]) -> None:
    """Write the tables, and the pictures on request."""
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    if "--pictures" in arguments:
        import pictures  # needs Pillow, which comes with Manim

        pictures.make(ROOT / "docs")


if __name__ == "__main__":
    main(sys.argv[1:])
