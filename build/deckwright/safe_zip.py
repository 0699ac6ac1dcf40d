"""Archives that somebody sent: decks, templates, workbooks. Sizes are read before the bytes, and hold while they are
read.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from deckwright import limits
from deckwright.errors import UserError
from deckwright.limits import Limit
from deckwright.regular_file import open_regular
from deckwright.safe_xml import parse_xml

_BROKEN = (  # what zipfile says of damage
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, EOFError, IndexError,
    OSError, zlib.error, struct.error,
)  # fmt: skip
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what Office files may use
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"  # records that say how long the directory is
_LONGEST_END = 22 + 65_535 + 20 + 56  # bytes: with the longest comment, and the records for large archives
_SAID_ELSEWHERE = 0xFFFFFFFF


class Damaged(UserError):
    """A file that is not as programs write it. why: what is wrong with it, in words."""

    def __init__(self, name: str, why: str):
        super().__init__(
            f"{name} is damaged: {why}.", hint="Open it in PowerPoint and save it again, or build it again."
        )
        self.why = why


class NotAnArchive(UserError):
    """A file that has another format, or so much damage that it can't be opened."""


@contextmanager
def safe_zip(file: Path | BinaryIO, name: str, kind: str = "a PowerPoint file") -> Iterator[SafeZip]:
    """An archive, open for reading. Raises UserError for what isn't one and over a limit; OSError, if there is no file.

    name  what it is, as the subject of a sentence: "The template uni.pptx"
    """
    opened = open_regular(file, name[:1].lower() + name[1:]) if isinstance(file, Path) else file
    with opened:
        limits.DIRECTORY.hold(_directory_size(opened), f"{name}: the list of its parts has")
        try:
            package = zipfile.ZipFile(opened)
        except _BROKEN as problem:
            raise NotAnArchive(f"{name} is not {kind}, or it is damaged.", hint="Check its name.") from problem
        with package:
            yield SafeZip(package, name)


class SafeZip:
    """The parts of an archive by their names."""

    def __init__(self, package: zipfile.ZipFile, name: str):
        self._package, self.name, self._unpacked = package, name, 0
        self.parts = {part.filename: part for part in package.infolist()}
        limits.PARTS.hold(len(package.infolist()), f"{name} has")
        twice = [part for part, count in Counter(package.namelist()).items() if count > 1]
        if twice:
            raise Damaged(name, f"it has two parts {twice[0]}, of which programs show one or the other")
        for part in self.parts.values():
            if part.file_size > limits.RATIO_FROM:
                ratio = part.file_size // max(1, part.compress_size)
                limits.RATIO.hold(ratio, f"{name}: its part {part.filename} would unpack to")

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def read(self, part: str, most: Limit = limits.PART) -> bytes:
        """A part's bytes. No more are unpacked than the directory says, and it is an error if there are more."""
        if part not in self.parts:
            raise Damaged(self.name, f"its part {part} is missing")
        about = self.parts[part]
        most.hold(about.file_size, f"{self.name}: its part {part} has")
        self._unpacked += max(about.file_size, limits.SMALLEST)
        limits.UNPACKED.hold(self._unpacked, f"{self.name}: all that is to be read of it has")
        if about.flag_bits & 1:
            raise Damaged(self.name, f"its part {part} is encrypted")
        if about.compress_type not in _PACKED:
            raise Damaged(self.name, f"its part {part} is packed in a way that Office doesn't know")
        try:
            return self._package.read(about)
        except _BROKEN as problem:
            raise Damaged(self.name, f"its part {part} can't be unpacked") from problem

    def xml(self, part: str) -> etree._Element:
        """The root of a part that is XML."""
        try:
            return parse_xml(self.read(part), f"{self.name}: its part {part}")
        except etree.XMLSyntaxError as problem:
            raise Damaged(self.name, f"its part {part} is no XML that can be read ({problem})") from problem


def _directory_size(file: BinaryIO) -> int:
    """How long an archive's list of its parts is, as its end says; 0 where it has no end."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _LONGEST_END))
    tail = file.read(_LONGEST_END)
    file.seek(0)
    last = len(tail) - 22  # where the end stands in an archive without a comment
    end = last if tail[last:].startswith(_END) else tail.rfind(_END, 0, last)
    if last < 0 or end < 0:
        return 0
    (size,) = struct.unpack_from("<I", tail, end + 12)
    large = end - 20 - 56  # the record for large archives, and what points to it
    if size == _SAID_ELSEWHERE and large >= 0 and tail[large:].startswith(_END_64):
        (size,) = struct.unpack_from("<Q", tail, large + 40)
    return size
