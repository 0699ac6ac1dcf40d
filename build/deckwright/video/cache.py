"""The cache of finished scenes: by the content of what they show, whole or not at all, and checked before use."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckwright.newest import outdated
from deckwright.unfinished import remove_left, sweep, unfinished
from deckwright.video.captions import Cue

KEEP = 6  # versions of a scene that stay: other parameters, qualities, themes
KEEP_PENDING = 2  # unfinished versions of a scene that stay, for an interrupted render to go on
KEY = 16  # digits of a key in the name of a folder
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished scene in the cache: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def key(self) -> str:
        """What it is a video of: the scene, and the digest of all that it was made from."""
        return self.folder.name

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Its captions."""
        return tuple((text, start, end) for text, start, end in self.manifest["cues"])


class Cache:
    """Finished scenes in folders ``<Scene>-<key>``; unfinished ones, section by section, have ``.part`` at the end."""

    def __init__(self, root: Path):
        self.root = root

    def find(self, scene: str, key: str) -> Entry | None:
        """The finished scene, if it is there and undamaged; a damaged one is removed."""
        folder = self._folder(scene, key)
        manifest = _manifest(folder)
        if manifest is not None and all(_check(folder / name) == known for name, known in manifest["files"].items()):
            os.utime(folder)
            return Entry(folder, manifest)
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
        return None

    def pending(self, scene: str, key: str) -> Path:
        """The folder for sections that are finished while others are not."""
        return self._folder(scene, key).with_suffix(".part")

    def sweep(self, scene: str, key: str) -> None:
        """Remove what interrupted and killed renders left of a scene; of versions other than this the last stay."""
        for left in self.root.glob(f".{scene}-{'?' * KEY}.*"):
            sweep(self.root / left.name[1:].rsplit(".", 1)[0])
        others = set(self._versions(scene, ".part")) - {self.pending(scene, key)}
        for old in outdated(others, KEEP_PENDING):
            remove_left(old)

    def put(self, scene: str, key: str, write: Callable[[Path], dict[str, Any]]) -> Entry:
        """Have the files written beside their place, and move them there at once. `write` gives their manifest."""
        self.root.mkdir(parents=True, exist_ok=True)
        with unfinished(self._folder(scene, key), Path.mkdir) as work:
            manifest = write(work)
            manifest["files"] = {path.name: _check(path) for path in sorted(work.iterdir())}
            (work / MANIFEST).write_text(json.dumps(manifest, indent=1))
            self._install(work, self._folder(scene, key))
        shutil.rmtree(self.pending(scene, key), ignore_errors=True)
        self._prune(scene)
        return Entry(self._folder(scene, key), manifest)

    def _install(self, work: Path, folder: Path) -> None:
        """Rename; where another render was first, its files stay."""
        try:
            os.rename(work, folder)
        except OSError:
            if _manifest(folder) is None:
                shutil.rmtree(folder, ignore_errors=True)
                os.rename(work, folder)

    def _prune(self, scene: str) -> None:
        for old in outdated(self._versions(scene), KEEP):
            shutil.rmtree(old, ignore_errors=True)

    def _versions(self, scene: str, suffix: str = "") -> Iterable[Path]:
        return self.root.glob(f"{scene}-{'[0-9a-f]' * KEY}{suffix}")

    def _folder(self, scene: str, key: str) -> Path:
        return self.root / f"{scene}-{key[:KEY]}"


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("files") else None


def _check(path: Path) -> list[int]:
    """Length and checksum of a file: enough to notice damage, and quick for whole videos."""
    try:
        data = path.read_bytes()
    except OSError:
        return []
    return [len(data), zlib.crc32(data)]
