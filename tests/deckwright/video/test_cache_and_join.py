"""Sections become one video without encoding them again; the cache notices damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from deckwright.errors import UserError
from deckwright.store import Store
from deckwright.video.cache import drop_sections, find, keep_section, put, sections_of
from deckwright.video.drawing.encoder import Encoder
from deckwright.video.job import Section
from deckwright.video.output.captions import webvtt
from deckwright.video.output.join import join
from deckwright.video.output.publish import publish
from deckwright.video.output.scene_files import write_scene
from deckwright.video.quality import Quality
from deckwright.video.workers.worker import share

TINY = Quality("tiny", 64, 36, 5, crf=30, preset="ultrafast")


def color(level: int) -> np.ndarray:
    """A frame of one gray."""
    return np.full((TINY.height, TINY.width, 4), level, dtype=np.uint8)


def encoded(path: Path, level: int, frames: int, quality: Quality = TINY) -> bytes:
    """A video of one gray."""
    encoder = Encoder(path, quality)
    encoder.write(color(level), frames)
    encoder.close()
    return path.read_bytes()


@pytest.fixture
def sections(tmp_path) -> list[Section]:
    """Two sections, dark and bright."""
    return [
        Section(
            k,
            name,
            frames,
            ((f"{name}.", 0.2, 0.8),),
            encoded(tmp_path / f"{k}.mp4", level, frames),
            b"poster" * (k + 1),
        )
        for k, (name, level, frames) in enumerate((("Dark one", 40, 6), ("Bright one", 200, 9)))
    ]


def test_frames_are_encoded_as_players_want_them(tmp_path):
    """H.264, yuv420p, BT.709, and the index before the data."""
    data = encoded(tmp_path / "v.mp4", 255, 4)
    with av.open(str(tmp_path / "v.mp4")) as video:
        stream = video.streams.video[0]
        context = stream.codec_context
        white = next(video.decode(video=0)).to_ndarray(format="rgb24")
        assert (context.name, context.pix_fmt, context.colorspace, stream.frames) == ("h264", "yuv420p", 1, 4)
    assert data.find(b"moov") < data.find(b"mdat") and white.min() >= 253


def test_an_encoder_that_fails_says_so(tmp_path):
    """A frame of the wrong size is an error where frames are given or at the end, not a hang."""
    encoder = Encoder(tmp_path / "v.mp4", TINY)
    with pytest.raises(Exception, match=".+"):
        for _ in range(50):
            encoder.write(np.zeros((8, 8), dtype=np.uint8))
        encoder.close()


def test_joined_videos_play_one_after_the_other(tmp_path, sections):
    """All frames are there, in order, at a steady pace, with chapters and a title."""
    paths = [tmp_path / "0.mp4", tmp_path / "1.mp4"]
    join(paths, tmp_path / "whole.mp4", [("A", 0.0, 1.2), ("B", 1.2, 3.0)], "Both")
    with av.open(str(tmp_path / "whole.mp4")) as video:
        times = [
            (round(float(frame.time) * 5), int(frame.to_ndarray(format="gray").mean()) > 120)
            for frame in video.decode(video=0)
        ]
        assert times == [(k, k >= 6) for k in range(15)]
        assert [chapter["metadata"]["title"] for chapter in video.chapters()] == ["A", "B"] and video.metadata[
            "title"
        ] == "Both"


def test_videos_of_two_kinds_are_not_joined(tmp_path, sections):
    """Another size is refused."""
    small = Quality("other", 32, 18, 5)
    encoder = Encoder(tmp_path / "other.mp4", small)
    encoder.write(np.zeros((18, 32, 4), dtype=np.uint8), 3)
    encoder.close()
    with pytest.raises(UserError, match="differently"):
        join([tmp_path / "0.mp4", tmp_path / "other.mp4"], tmp_path / "whole.mp4")


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    """A store that is in use."""
    with Store(tmp_path / "cache") as store:
        yield store


def test_an_empty_first_section_gives_no_poster(tmp_path, sections, store):
    """A scene that begins on an empty ground shows the end of the first section that has something on it."""
    empty = [replace(sections[0], poster=b"p"), sections[1]]
    put(store, "key", lambda work: write_scene(work, empty, TINY))
    video = publish("S", find(Store(store.folder), "key"), tmp_path / "out", fresh=False)
    assert video.poster.read_bytes() == b"poster" * 2


def test_a_scene_in_the_store_is_found_and_published(tmp_path, sections, store):
    """Whole, clips, posters and captions have their places; the poster is how the first section ends."""
    put(store, "key", lambda work: write_scene(work, sections, TINY))
    video = publish("S", find(Store(store.folder), "key"), tmp_path / "out", fresh=False)
    assert [clip.path.name for clip in video.clips] == ["1-dark-one.mp4", "2-bright-one.mp4"]
    assert video.frames == 15 and video.seconds == 3.0 and video.poster.read_bytes() == b"poster"
    assert "00:00:01.400 --> 00:00:02.000\nBright one." in video.captions.read_text()


@pytest.mark.parametrize("harm", ["truncate", "change", "remove", "manifest"])
def test_damage_in_the_store_is_noticed(sections, store, harm):
    """A truncated, changed or missing file makes the scene count as not there, until it is put there again."""
    entry = put(store, "key", lambda work: write_scene(work, sections, TINY))
    file = store.folder / "scenes/key" if harm == "manifest" else entry.files["section-01.mp4"]
    data = file.read_bytes()
    if harm == "remove":
        file.unlink()
    else:
        file.write_bytes(data[: len(data) // 2] if harm != "change" else data[:-1] + bytes([data[-1] ^ 1]))
    assert find(Store(store.folder), "key") is None
    put(store, "key", lambda work: write_scene(work, sections, TINY))
    assert find(Store(store.folder), "key").files == entry.files and file.read_bytes() == data


def test_a_failed_write_leaves_nothing(tmp_path, store):
    """When writing a scene's files fails, the store is as it was."""

    def fail(work):
        (work / "half.mp4").write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError):
        put(store, "key", fail)
    assert list((tmp_path / "cache").iterdir()) == []


def test_sections_put_by_are_found_again(sections, store):
    """Finished sections of an interrupted render come back; a damaged one is dropped, and all when the scene
    is there.
    """
    for section in sections:
        keep_section(store, "key", section)
    keep_section(store, "other", sections[0])
    assert sections_of(Store(store.folder), "key") == sections
    (store.folder / "sections/key-0000").write_bytes(b"\x80\x05half")
    assert sections_of(Store(store.folder), "key") == [sections[1]]
    drop_sections(store, "key")
    assert sections_of(store, "key") == [] and sections_of(store, "other") == [sections[0]]


def test_sections_are_shared_out_in_order():
    """Every section belongs to exactly one part, neighbors together."""
    frames = [50, 10, 10, 80, 20, 30]
    for parts in (1, 2, 3, 4, 6, 8):
        given = [share(frames, part, parts) for part in range(parts)]
        assert sum(given, []) == list(range(6))


def test_captions_are_web_video_text_tracks():
    """Times have hours and thousandths, and angle brackets are safe."""
    text = webvtt([("x < y\n& more", 3661.5, 3662.0)])
    assert "01:01:01.500 --> 01:01:02.000\nx &lt; y\n&amp; more" in text
