"""Which lines of a Markdown text are fenced code, for what works on lines before the text is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")


def outside_code(lines: Iterable[str]) -> Iterator[bool]:
    """For each line whether it stands outside of fenced code; the fences themselves are inside.

    >>> list(outside_code(["a", "```", "b", "```", "c"]))
    [True, False, False, False, True]
    """
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and not fence and "`" not in mark[2]:
            fence = mark[1]
            yield False
        elif mark and fence and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
            yield False
        else:
            yield not fence
