"""Names of parts: counted while they are made, and in the order of the slides when the file is written."""

from __future__ import annotations

import re
from collections import Counter

from pptx.opc.package import OpcPackage
from pptx.opc.packuri import PackURI

NUMBERED = re.compile(r"(.*?)(\d+)(\.\w+)")
COUNTED = re.compile(r"(/ppt/(?:charts|embeddings|media|notesSlides)/\D+)\d+(\.\w+)")


def count_new_parts(package: OpcPackage) -> None:
    """Let a package number its new parts by counting, where python-pptx looks through all parts for each of them."""
    last: Counter[str] = Counter()
    for part in package.iter_parts():
        if numbered := NUMBERED.fullmatch(part.partname):
            pattern = f"{numbered[1]}%d{numbered[3]}"
            last[pattern] = max(last[pattern], int(numbered[2]))

    def next_partname(pattern: str) -> PackURI:
        last[pattern] += 1
        return PackURI(pattern % last[pattern])

    package.next_partname = next_partname


def name_in_order(package: OpcPackage) -> None:
    """Count the parts that belong to slides in the order in which they occur, not in that in which they were made."""
    seen: Counter[str] = Counter()
    for part in list(package.iter_parts()):
        if counted := COUNTED.fullmatch(part.partname):
            seen[counted[1]] += 1
            part.partname = PackURI(f"{counted[1]}{seen[counted[1]]}{counted[2]}")
    for relationship in package.iter_rels():  # python-pptx remembers the name under which a part was written last
        vars(relationship).pop("target_ref", None)
        vars(relationship).pop("target_partname", None)
