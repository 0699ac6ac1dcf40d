"""A slides file in parts to be rendered one by one: each starts at a heading, outside of all blocks of tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

_HEADING = re.compile(r"\n(?=##? )")
_OPENING = ("autoescape", "call", "filter", "for", "if", "macro", "with")
_FOR_ALL = ("block", "extends")  # tags that reach over the whole file

Tokens = Iterable[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a file. first: the number of the first one."""

    text: str
    first: int


def split(text: str, tokens: Tokens) -> list[Part]:
    """A text in its parts, in order. tokens: what Jinja2's lexer sees in it, each with its line and its kind."""
    lines = re.findall(r".*\n|.+", text)
    starts = [1, *_cuts(tokens)]
    ends = [start - 1 for start in starts[1:]] + [len(lines)]
    return [Part("".join(lines[start - 1 : end]), start) for start, end in zip(starts, ends)]


def _cuts(tokens: Tokens) -> list[int]:
    """The lines where a part can start, but for the first one."""
    cuts: list[int] = []
    depth, tokens = 0, iter(tokens)
    for line, kind, text in tokens:
        if kind == "data" and depth == 0:
            cuts += (line + text.count("\n", 0, heading.end()) for heading in _HEADING.finditer(text))
        elif kind == "block_begin":
            tag = [text for _, kind, text in takewhile(lambda token: token[1] != "block_end", tokens) if text.strip()]
            if tag and tag[0] in _FOR_ALL:
                return []
            depth += _opened(tag)
        depth += (kind == "raw_begin") - (kind == "raw_end")
    return cuts


def _opened(tag: list[str]) -> int:
    """How many blocks a tag opens: 1 or 0, or -1 if it closes one."""
    name = next(iter(tag), "")
    return int(name in _OPENING or name == "set" and "=" not in tag) - int(name.startswith("end"))
