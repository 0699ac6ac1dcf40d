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
    try:
        stamp = json.loads(_stamp(made).read_text())
        return stamp["inputs"] == dict(inputs) and stamp["digest"] == digest(made)
    except (OSError, ValueError, KeyError, TypeError):  # no stamp, or one that can't be read, is as good as none
        return False


def write_stamp(made: Path, inputs: Mapping[str, str]) -> None:
    """Note what a file was made from."""
    stamp = _stamp(made)
    stamp.parent.mkdir(exist_ok=True)
    with unfinished(stamp) as beside:
        beside.write_text(json.dumps({"inputs": dict(inputs), "digest": digest(made)}))
        beside.replace(stamp)


def _stamp(made: Path) -> Path:
    return made.parent / _FOLDER / f"{made.name}.json"
