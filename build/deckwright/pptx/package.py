"""The file's zip archive, the same bytes for the same contents: fixed times, and workbooks inside packed alike."""

from __future__ import annotations

import io
import re
import zipfile

TIME = (2000, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
FIXED_STAMP = rb"\g<1>2000-01-01T00:00:00Z"
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".m4v", ".mov", ".webm", ".xlsx")  # compressed already


def reproducible(package: bytes) -> bytes:
    """The same archive with fixed times; embedded workbooks are treated in the same way, their dates included."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".xlsx"):
                content = reproducible(content)
            elif entry.filename == "docProps/core.xml":
                content = STAMP.sub(FIXED_STAMP, content)
            new.writestr(_entry(entry.filename), content)
    return packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIME)
    entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(PACKED) else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same on every operating system
    return entry
