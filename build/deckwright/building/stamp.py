"""What a file in the output folder was made from, so that it need not be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from deckwright.digests import digest
from deckwright.unfinished import unfinished

_FOLDER = ".made-from"


def is_current(made: Path, inputs: Mapping[str, str]) -> bool:
    """Whether a file is there, untouched since it was made, and was made from these inputs."""
    return is_made_from(made, inputs) and made.is_file() and noted_digest(made) == digest(made)


def is_made_from(made: Path, inputs: Mapping[str, str]) -> bool:
    """Whether these are the inputs of what was made there last, whoever touched it since."""
    return _read(made).get("inputs") == dict(inputs)


def noted_digest(made: Path) -> str | None:
    """The digest of what was made there last."""
    return _read(made).get("digest")


def _read(made: Path) -> dict:
    try:
        stamp = json.loads(_stamp(made).read_text())
    except (OSError, ValueError):  # no stamp, or one that can't be read, is as good as none
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(made: Path, inputs: Mapping[str, str]) -> None:
    """Note what a file was made from."""
    stamp = _stamp(made)
    stamp.parent.mkdir(exist_ok=True)
    with unfinished(stamp) as beside:
        beside.write_text(json.dumps({"inputs": dict(inputs), "digest": digest(made)}))
        beside.replace(stamp)


def made_from(made: Path) -> Path:
    """The folder for notes on what is made beside it."""
    return made.parent / _FOLDER


def _stamp(made: Path) -> Path:
    return made_from(made) / f"{made.name}.json"
