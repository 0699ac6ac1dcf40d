"""Decks that were made to do harm: each ends with an error that names what is wrong, quickly and in little memory."""

from __future__ import annotations

import base64
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from deckwright.errors import UserError
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.opened_deck import open_deck

RECORD, SLIDE, CHART = "customXml/item1.xml", "ppt/slides/slide2.xml", "ppt/charts/chart"
BOMB = 8_000_000  # bytes of zeros, which take 8 kB in an archive


def zipped(deck_parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that is packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as package:
        for name, content in deck_parts.items():
            package.writestr(name, content)
    return file.getvalue()


def first(deck_parts: dict[str, bytes], start: str, end: str) -> str:
    """The first part whose name starts and ends like this."""
    return next(name for name in deck_parts if name.startswith(start) and name.endswith(end))


def flagged(content: bytes, part: str, offset: int, value: int) -> bytes:
    """The archive with a field of a part's entry in the directory changed; the field is 2 bytes long."""
    data = bytearray(content)
    place = data.rfind(part.encode()) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    struct.pack_into("<H", data, place + offset, value)
    return bytes(data)


def sized(content: bytes, part: str, size: int) -> bytes:
    """The archive with another size of a part in the directory and in front of the part."""
    data = bytearray(content)
    struct.pack_into("<I", data, data.rfind(part.encode()) - 46 + 24, size)
    struct.pack_into("<I", data, data.find(part.encode()) - 30 + 22, size)
    return bytes(data)


def doubled(deck_parts: dict[str, bytes]) -> bytes:
    """Two parts of one name."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as package:
            for name, content in (*deck_parts.items(), (SLIDE, deck_parts[SLIDE])):
                package.writestr(name, content)
        return file.getvalue()


def rows(deck_parts: dict[str, bytes], count: int) -> bytes:
    """A chart that refers to so many rows."""
    name = first(deck_parts, CHART, ".xml")
    content = deck_parts[name].replace(b"$4</c:f>", b"$%d</c:f>" % count)
    assert content != deck_parts[name]
    return zipped(deck_parts | {name: content})


def with_workbook(deck_parts: dict[str, bytes], change: Callable[[dict[str, bytes]], bytes]) -> bytes:
    """The deck with a chart's workbook changed."""
    name = first(deck_parts, "ppt/embeddings/", ".xlsx")
    with zipfile.ZipFile(io.BytesIO(deck_parts[name])) as book:
        sheets = {each: book.read(each) for each in book.namelist()}
    return zipped(deck_parts | {name: change(sheets)})


def record(content: bytes) -> bytes:
    """The part with the record."""
    return b'<manifest xmlns="urn:deckwright:manifest" encoding="base64">%s</manifest>' % base64.b64encode(content)


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DAMAGED: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "an encrypted slide": (lambda p: flagged(zipped(p), SLIDE, 8, 1), f"part {SLIDE} is encrypted"),
    "an encrypted record": (lambda p: flagged(zipped(p), RECORD, 8, 1), "record in this deck is damaged.*encrypted"),
    "bzip2": (lambda p: zipped(p, zipfile.ZIP_BZIP2), "packed in a way that Office doesn't know"),
    "lzma": (lambda p: zipped(p, zipfile.ZIP_LZMA), "packed in a way that Office doesn't know"),
    "packing 99": (lambda p: flagged(zipped(p), SLIDE, 10, 99), "packed in a way that Office doesn't know"),
    "cut off": (lambda p: zipped(p)[:-500], "not a PowerPoint file, or it is damaged"),
    "words": (lambda p: b"These are words.", "not a PowerPoint file"),
    "two parts of one name": (doubled, "two parts ppt/slides/slide2.xml"),
    "a slide is missing": (lambda p: zipped({k: v for k, v in p.items() if k != SLIDE}), f"{SLIDE} is missing"),
    "no presentation": (lambda p: zipped({RECORD: p[RECORD]}), "ppt/presentation.xml is missing"),
    "the slide list names none": (
        lambda p: zipped(p | {"ppt/_rels/presentation.xml.rels": b"<Relationships/>"}),
        "a slide that is not there",
    ),
    "relations of a picture": (
        lambda p: zipped(p | {"ppt/_rels/presentation.xml.rels": b"\x89PNG"}),
        "presentation.xml.rels is no XML that can be read",
    ),
    "a slide a thousand deep": (lambda p: zipped(p | {SLIDE: b"<a>" * 1000 + b"</a>" * 1000}), "is no XML that can be"),
    "entities": (lambda p: zipped(p | {SLIDE: LAUGHS + b"<a>&b;</a>"}), "declares entities"),
    "entities in UTF-16": (
        lambda p: zipped(p | {SLIDE: (LAUGHS + b"<a>&b;</a>").decode().encode("utf-16")}),
        "declares entities",
    ),
    "a file from outside": (lambda p: zipped(p | {SLIDE: FILE + b"<a>&a;</a>"}), "declares entities"),
    "a record that is no base64": (
        lambda p: zipped(p | {RECORD: p[RECORD].replace(b'base64">', b'base64">*')}),
        "record in this deck is damaged",
    ),
    "two records": (lambda p: zipped(p | {"customXml/item9.xml": p[RECORD]}), "record in this deck is damaged"),
    "a bomb as record": (lambda p: zipped(p | {RECORD: record(bytes(BOMB))}), "limit is 200 times"),
    "a bomb as slide": (lambda p: zipped(p | {SLIDE: b"<a>" + b" " * BOMB}), f"part {SLIDE} would unpack.*200 times"),
    "a bomb that nothing refers to": (lambda p: zipped(p | {"ppt/x.bin": bytes(BOMB)}), "part ppt/x.bin would unpack"),
    "a bomb that says it is small": (lambda p: sized(zipped(p | {SLIDE: bytes(BOMB)}), SLIDE, 99), "can't be unpacked"),
    "a slide of a million tags": (lambda p: zipped(p | {SLIDE: b"<a>" + b"<b/>" * 2_000_001}, 0), "marks of XML"),
    "a bomb in a workbook": (
        lambda p: with_workbook(p, lambda book: zipped(book | {"xl/worksheets/sheet1.xml": bytes(BOMB)})),
        "embeddings/.*its part xl/worksheets/sheet1.xml would unpack",
    ),
    "a workbook that is none": (lambda p: with_workbook(p, lambda book: b"words"), "embeddings/.* is not a workbook"),
    "a cell without a name": (
        lambda p: with_workbook(
            p,
            lambda book: zipped(
                book | {"xl/worksheets/sheet1.xml": book["xl/worksheets/sheet1.xml"].replace(b'r="B2"', b'r="?"')}
            ),
        ),
        "a cell of its first sheet has no name",
    ),
    "a point without a place": (
        lambda p: zipped(
            p | {first(p, CHART, ".xml"): p[first(p, CHART, ".xml")].replace(b'<c:pt idx="1"', b'<c:pt idx="-1"')}
        ),
        "is no chart as programs write it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_deck_that_is_told(deck_parts, tmp_path: Path, kind: str) -> None:
    """Whatever is wrong with a file from elsewhere is one sentence, with the part, and status 1."""
    make, why = DAMAGED[kind]
    path = tmp_path / "deck.pptx"
    path.write_bytes(make(deck_parts))
    with pytest.raises(UserError, match=f"(?s){why}") as error:
        open_deck(path)
        read_manifest(content_of(path))
    assert error.value.status == 1 and error.value.hint
    assert "deck.pptx" in str(error.value) or "this deck" in str(error.value)


@pytest.mark.parametrize("count", [999_999_999, 10**9, 10**60, 3])
def test_a_chart_of_a_billion_rows(deck_parts, everything, count: int) -> None:
    """Only cells that exist are walked; a reference beyond the largest sheet is none."""
    verdicts = everything.verdicts(rows(deck_parts, count))
    assert {verdict.status for verdict in verdicts} == {"current"}


def test_an_archive_of_another_kind(tmp_path: Path) -> None:
    """One that Deckwright didn't build has no record; one that is no presentation is told as that."""
    path = tmp_path / "deck.pptx"
    path.write_bytes(zipped({"a.txt": b"words"}))
    with pytest.raises(UserError, match="it has no part ppt/presentation.xml") as error:
        content_of(path)
    assert "arrived whole" in error.value.hint


def test_names_in_no_known_encoding(deck_parts, everything) -> None:
    """A part whose name is no UTF-8, beside the others."""
    content = zipped(deck_parts | {"ppt/\u00fc.xml": b"<a/>"}).replace("ü.xml".encode(), b"\xff\xfe.xml")
    with pytest.raises(UserError, match="not a PowerPoint file, or it is damaged"):
        everything.verdicts(content)


def test_a_directory_that_says_it_is_long(deck_parts) -> None:
    """The list of parts is measured before it is read."""
    content = bytearray(zipped(deck_parts))
    struct.pack_into("<I", content, len(content) - 10, 2**31)
    with pytest.raises(UserError, match="the list of its parts has 2,147 MB; the limit is 16 MB"):
        open_deck(io.BytesIO(bytes(content)))


@pytest.mark.slow
def test_little_memory_for_large_bombs(deck_parts, tmp_path: Path) -> None:
    """100 MB of zeros, in a part that nothing refers to, and in one that says it has 99 bytes."""
    (tmp_path / "part.pptx").write_bytes(zipped(deck_parts | {"ppt/x.bin": bytes(100_000_000)}))
    (tmp_path / "lies.pptx").write_bytes(sized(zipped(deck_parts | {SLIDE: bytes(100_000_000)}), SLIDE, 99))
    if not Path("/proc/self/status").exists():
        pytest.skip("the memory of this process alone is told by Linux; ru_maxrss counts the parent's")
    script = (
        "import re, sys\nfrom deckwright.cli import _run\n_run(['verify', sys.argv[1]])\n"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', open('/proc/self/status').read())[1])"
    )
    peaks = []
    for name in ("part", "lies"):
        command = [sys.executable, "-c", script, str(tmp_path / f"{name}.pptx")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
        peaks.append(int(done.stdout.split()[-1]) // 1024)
    assert max(peaks) < 250, peaks  # MB, of which Python and its packages have more than 100
