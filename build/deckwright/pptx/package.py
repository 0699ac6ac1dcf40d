"""The file's zip archive, the same bytes for the same contents: names in order, fixed times, workbooks packed alike."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

from pptx.opc.package import OpcPackage
from pptx.opc.packuri import PackURI

TIME = (2000, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
FIXED_STAMP = rb"\g<1>2000-01-01T00:00:00Z"
COUNTED = re.compile(r"(/ppt/(?:charts|embeddings|media|notesSlides)/\D+)\d+(\.\w+)")
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".m4v", ".mov", ".webm", ".xlsx")  # compressed already


def name_in_order(package: OpcPackage) -> None:
    """Count the parts that belong to slides in the order in which they occur, not in that in which they were made."""
    seen: Counter[str] = Counter()
    for part in list(package.iter_parts()):
        if counted := COUNTED.fullmatch(part.partname):
            seen[counted[1]] += 1
            part.partname = PackURI(f"{counted[1]}{seen[counted[1]]}{counted[2]}")


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
