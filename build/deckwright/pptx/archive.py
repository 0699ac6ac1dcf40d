"""A zip archive from members that are compressed already, so that what was compressed once need not be again.

The same members make the same bytes: times are fixed, and what stands about a file is the same on every system.
Records as in PKWARE's APPNOTE.TXT, sections 4.3.7 (before a member), 4.3.12 (the list of members) and 4.3.16 (the end).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from deckwright.errors import UserError

VERSION = 20  # 2.0 of the format, the first with deflate
UNIX = 3  # whose rights the list has
RIGHTS = 0o644 << 16
UTF_8 = 1 << 11  # flag: the name is not in the old code page
DATE = 20 << 9 | 1 << 5 | 1  # years since 1980, month, day: 2000-01-01; its time is 0
MOST = 4_000_000_000  # bytes; the format's first version counts a little further


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it stands in an archive. size: of what was packed; crc: its checksum."""

    method: int
    crc: int
    size: int
    data: bytes


def stored(content: bytes) -> Member:
    """A member that stands there as it is, since it is compressed in its own way."""
    return Member(zipfile.ZIP_STORED, zlib.crc32(content), len(content), content)


def deflated(content: bytes) -> Member:
    """A member that is compressed."""
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)  # bare: without the header that zlib puts before it
    data = deflate.compress(content) + deflate.flush()
    return Member(zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content), data)


def archive(members: Sequence[tuple[str, Member]]) -> bytes:
    """The bytes of a zip archive with these members, each after its name. Raises UserError for more than 4 GB."""
    if sum(len(member.data) for _, member in members) > MOST:
        raise UserError("The deck has more than four gigabytes.", hint="Leave some of its videos out.")
    parts: list[bytes] = []
    listed: list[bytes] = []
    place = 0
    for name, member in members:
        about = _about(name.encode(), member)
        before = struct.pack("<4s24sH", b"PK\3\4", about, 0) + name.encode()
        parts += (before, member.data)
        rest = (0, 0, 0, 0, RIGHTS, place)
        listed.append(struct.pack("<4sBB24s4H2L", b"PK\1\2", VERSION, UNIX, about, *rest) + name.encode())
        place += len(before) + len(member.data)
    end = (0, 0, len(listed), len(listed), sum(map(len, listed)), place, 0)
    return b"".join((*parts, *listed, struct.pack("<4s4H2LH", b"PK\5\6", *end)))


def _about(name: bytes, member: Member) -> bytes:
    """What both places say of a member, from the version that it needs to the length of its name."""
    flags = 0 if name.isascii() else UTF_8
    sizes = (len(member.data), member.size)
    return struct.pack("<5H3LH", VERSION, flags, member.method, 0, DATE, member.crc, *sizes, len(name))
