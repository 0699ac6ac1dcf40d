"""Putting a finished scene where people look for it: out/videos/<lesson>/<Scene>.mp4, and its clips in a folder."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from deckwright.errors import UserError
from deckwright.unfinished import unfinished
from deckwright.video.cache import Entry
from deckwright.video.rendered import Clip, RenderedVideo


def publish(scene: str, entry: Entry, folder: Path, fresh: bool) -> RenderedVideo:
    """Place a scene's files; those that are there already stay untouched."""
    manifest = entry.manifest
    names = [section["name"] for section in manifest["sections"]]
    stems = [f"{k + 1}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}" for k, name in enumerate(names)]
    clips = folder / scene
    _make(clips)
    for k, stem in enumerate(stems):
        for suffix in (".mp4", ".png", ".vtt"):
            place(entry.folder / f"section-{k:02}{suffix}", clips / f"{stem}{suffix}")
    for suffix in (".mp4", ".png", ".vtt"):
        place(entry.folder / f"whole{suffix}", folder / f"{scene}{suffix}")
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


def place(source: Path, target: Path) -> None:
    """The file at another place: the same file by another name where the disk allows it, else a copy."""
    if target.exists() and (target.samefile(source) or _same(source, target)):
        return
    try:
        with unfinished(target, lambda beside: _linked(source, beside)) as beside:
            os.replace(beside, target)
    except OSError as error:
        raise UserError(
            f"{target} can't be written: {error.strerror}.", hint="Choose another folder with --out."
        ) from None


def _linked(source: Path, beside: Path) -> None:
    try:
        os.link(source, beside)
    except OSError:
        shutil.copyfile(source, beside)


def _same(a: Path, b: Path) -> bool:
    return a.stat().st_size == b.stat().st_size and a.read_bytes() == b.read_bytes()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{folder} can't be made: {error.strerror}.", hint="Choose another folder with --out."
        ) from None
