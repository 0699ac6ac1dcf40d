"""The zip archive of a deck, read by Python's own zipfile."""

from __future__ import annotations

import io
import zipfile

import pytest

from deckwright.errors import UserError
from deckwright.pptx import archive
from deckwright.pptx.archive import deflated, stored

CONTENTS = {"[Content_Types].xml": b"<Types/>" * 500, "ppt/media/film.mp4": bytes(range(256)), "über/空.xml": b""}


def packed() -> bytes:
    """These contents in an archive; the film as it is."""
    return archive.archive([(n, (stored if n.endswith("mp4") else deflated)(c)) for n, c in CONTENTS.items()])


def test_what_is_packed_is_read_back() -> None:
    """Names in any alphabet, contents, checksums; compressed where that was asked for."""
    with zipfile.ZipFile(io.BytesIO(packed())) as read:
        assert {name: read.read(name) for name in read.namelist()} == CONTENTS
        assert read.testzip() is None
        types, film, _ = read.infolist()
        assert types.compress_size < types.file_size / 10 and film.compress_size == film.file_size


def test_an_archive_says_nothing_of_when_and_where_it_was_made() -> None:
    """The date is a fixed one; rights and system are those of Unix."""
    with zipfile.ZipFile(io.BytesIO(packed())) as read:
        about = {(entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in read.infolist()}
    assert about == {((2000, 1, 1, 0, 0, 0), 0o644, 3)}


def test_what_is_too_large_for_the_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck of many gigabytes of film is a lecturer's mistake, told in words."""
    monkeypatch.setattr(archive, "MOST", 255)
    with pytest.raises(UserError, match="four gigabytes"):
        packed()
