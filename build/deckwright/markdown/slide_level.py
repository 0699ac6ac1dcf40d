"""Pandoc's rule for what starts a slide: headings of one level; above it are sections, below it subheadings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True, slots=True)
class Start:
    """Where a slide starts. heading: None for a line of dashes, behind which the slide before goes on on a new one."""

    heading: SyntaxTreeNode | None
    section: bool = False


def level_of(node: SyntaxTreeNode) -> int:
    """1 for ``#``, 2 for ``##``; 0 for what is no heading."""
    return int(node.tag[1:]) if node.type == "heading" else 0


def slide_level(nodes: Sequence[SyntaxTreeNode]) -> int:
    """The highest level that is followed at once by something other than a heading or a line of dashes, anywhere."""
    followed = [level_of(node) for node, after in zip(nodes, nodes[1:]) if level_of(node) and not _starts(after)]
    return min(followed or [level_of(node) for node in nodes if level_of(node)] or [1])


def split(nodes: Sequence[SyntaxTreeNode], level: int) -> list[tuple[Start | None, list[SyntaxTreeNode]]]:
    """The slides: how each starts, and what is on it; first what stands before all of them."""
    slides: list[tuple[Start | None, list[SyntaxTreeNode]]] = [(None, [])]
    for node, after in zip(nodes, [*nodes[1:], None]):
        if 0 < level_of(node) <= level:
            slides.append((Start(node, section=level_of(node) < level), []))
        elif node.type != "hr":
            slides[-1][1].append(node)
        elif after is not None and not 0 < level_of(after) <= level and after.type != "hr" and slides[-1][0]:
            slides.append((Start(None), []))
    return slides


def _starts(node: SyntaxTreeNode) -> bool:
    return node.type in ("heading", "hr")
