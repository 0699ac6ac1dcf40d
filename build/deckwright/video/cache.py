"""The cache of finished scenes: by the content of what they show, whole or not at all, and checked before use."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckwright.unfinished import unfinished
from deckwright.video.captions import shifted, webvtt
from deckwright.video.crew import kept
from deckwright.video.job import Section
from deckwright.video.join import join
from deckwright.video.quality import Quality

KEEP = 6  # versions of a scene that stay: other parameters, qualities, themes
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished scene in the cache: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    def files(self) -> list[str]:
        """Names of its files."""
        return list(self.manifest["files"])


class Cache:
    """Finished scenes in folders ``<Scene>-<key>``; unfinished ones have ``.part`` at the end."""

    def __init__(self, root: Path):
        self.root = root

    def find(self, scene: str, key: str) -> Entry | None:
        """The finished scene, if it is there and undamaged; a damaged one is removed."""
        folder = self._folder(scene, key)
        manifest = _manifest(folder)
        if manifest is not None and all(_digest(folder / name) == sha for name, sha in manifest["files"].items()):
            os.utime(folder)
            return Entry(folder, manifest)
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
        return None

    def pending(self, scene: str, key: str) -> Path:
        """The folder for sections that are finished while others are not."""
        return self._folder(scene, key).with_suffix(".part")

    def sections(self, scene: str, key: str) -> list[Section]:
        """The sections that an interrupted render left."""
        return kept(self.pending(scene, key))

    def put(self, scene: str, key: str, write: Callable[[Path], dict[str, Any]]) -> Entry:
        """Have the files written beside their place, and move them there at once. `write` gives their manifest."""
        self.root.mkdir(parents=True, exist_ok=True)
        with unfinished(self._folder(scene, key), Path.mkdir) as work:
            manifest = write(work)
            manifest["files"] = {path.name: _digest(path) for path in sorted(work.iterdir())}
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
        versions = sorted(self.root.glob(f"{scene}-" + "[0-9a-f]" * 16), key=lambda folder: folder.stat().st_mtime)
        for old in versions[:-KEEP]:
            shutil.rmtree(old, ignore_errors=True)

    def _folder(self, scene: str, key: str) -> Path:
        return self.root / f"{scene}-{key[:16]}"


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("files") else None


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def write_scene(work: Path, sections: Sequence[Section], quality: Quality) -> dict[str, Any]:
    """Files of a scene's clips and of the whole: .mp4, .png, .vtt; gives the manifest."""
    cues, chapters, start = [], [], 0.0
    for section in sections:
        stem = work / f"section-{section.index:02}"
        stem.with_suffix(".mp4").write_bytes(section.video)
        stem.with_suffix(".png").write_bytes(section.poster)
        stem.with_suffix(".vtt").write_text(webvtt(section.captions), encoding="utf-8")
        end = start + section.frames / quality.fps
        cues += shifted(section.captions, start)
        chapters.append((section.name, start, end))
        start = end
    join([work / f"section-{section.index:02}.mp4" for section in sections], work / "whole.mp4", chapters)
    (work / "whole.vtt").write_text(webvtt(cues), encoding="utf-8")
    (work / "whole.png").write_bytes(max(sections, key=lambda section: len(section.poster)).poster)
    return {
        "frames": sum(section.frames for section in sections),
        "fps": quality.fps,
        "width": quality.width,
        "height": quality.height,
        "cues": cues,
        "sections": [{"name": section.name, "frames": section.frames} for section in sections],
    }
