"""Putting a finished scene where people look for it: out/videos/<lesson>/<Scene>.mp4, and its clips in a folder."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from deckwright.errors import UserError
from deckwright.store import scratch
from deckwright.video.cache import CachedScene
from deckwright.video.output.rendered_video import Clip, RenderedVideo

SEEN = 0.3  # of the fullest frame's size, for a frame that shows something


def publish(scene: str, entry: CachedScene, folder: Path, fresh: bool) -> RenderedVideo:
    """Place a scene's files; those that are there already stay untouched."""
    manifest = entry.manifest
    names = [section["name"] for section in manifest["sections"]]
    stems = [f"{k + 1}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}" for k, name in enumerate(names)]
    clips = folder / scene
    _make(clips)
    kinds = (".mp4", ".png", ".vtt")
    place(
        {
            clips / f"{stem}{kind}": entry.files[f"section-{k:02}{kind}"]
            for k, stem in enumerate(stems)
            for kind in kinds
        }
    )
    whole = {kind: entry.files[f"whole{kind}"] for kind in (".mp4", ".vtt")} | {".png": _poster(entry, len(names))}
    place({folder / f"{scene}{kind}": file for kind, file in whole.items()})
    for old in clips.iterdir():
        if old.stem not in stems and not old.name.startswith("."):
            old.unlink()
    return RenderedVideo(
        scene,
        *(folder / f"{scene}{suffix}" for suffix in (".mp4", ".png", ".vtt")),
        clips=tuple(
            Clip(
                section["name"], *(clips / f"{stem}{suffix}" for suffix in (".mp4", ".png", ".vtt")), section["frames"]
            )
            for stem, section in zip(stems, manifest["sections"])
        ),
        width=manifest["width"],
        height=manifest["height"],
        fps=manifest["fps"],
        frames=manifest["frames"],
        fresh=fresh,
        cues=entry.cues,
        key=entry.key,
    )


def _poster(entry: CachedScene, sections: int) -> Path:
    """How the first section ends, where the question stands and not the answer; the next one where that is empty."""
    ends = [entry.files[f"section-{k:02}.png"] for k in range(sections)]
    sizes = [end.stat().st_size for end in ends]  # of a file that is packed: the more to be seen, the larger
    return next(end for end, size in zip(ends, sizes) if size >= SEEN * max(sizes))


def place(sources: Mapping[Path, Path]) -> None:
    """Files at other places, all in one folder: the same file by another name where the disk allows it, else a copy."""
    changed = {target: source for target, source in sources.items() if not _same(source, target)}
    if not changed:
        return
    folder = next(iter(changed)).parent
    try:
        with scratch(folder) as work:
            for target, source in changed.items():
                _link(source, work / target.name)
                os.replace(work / target.name, target)
    except OSError as error:
        raise UserError(
            f"{folder} can't be written: {error.strerror}.", hint="Choose another folder with --out."
        ) from None


def _link(source: Path, beside: Path) -> None:
    try:
        os.link(source, beside)
    except OSError:
        shutil.copyfile(source, beside)


def _same(a: Path, b: Path) -> bool:
    if not b.exists():
        return False
    return b.samefile(a) or a.stat().st_size == b.stat().st_size and a.read_bytes() == b.read_bytes()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{folder} can't be made: {error.strerror}.", hint="Choose another folder with --out."
        ) from None
