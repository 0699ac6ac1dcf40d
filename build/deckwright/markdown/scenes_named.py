"""Which scenes slides.md names, on slides of which titles, read without running the lesson."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
from jinja2 import nodes
from markdown_it.tree import SyntaxTreeNode

from deckwright.errors import Mistakes, Source, UserError
from deckwright.markdown.front_matter import read_front_matter
from deckwright.markdown.parser import parse_markdown
from deckwright.markdown.slide_level import level_of, slide_level
from deckwright.markdown.template import SYNTAX

SHOWING = ("video", "clips")  # the functions that show a scene


@dataclass(frozen=True, slots=True)
class NamedScene:
    """A scene that is named. line: where first; title: of the slide there, "" where it is more than plain words."""

    name: str
    line: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class NamedScenes:
    """The title lines of a lesson and the scenes that its words name: those that the front matter lists come first."""

    title: str
    subtitle: str
    scenes: tuple[NamedScene, ...]


def scenes_named(text: str, path: Path) -> NamedScenes:
    """Read a slides file. Raises UserError where its front matter or its braces can't be read."""
    front = read_front_matter(text, path, pictures=False)
    named = {name: NamedScene(name, 1) for name in front.scenes}
    for call in _calls(text, path, front.length):
        named[call.name] = replace(call, line=1) if call.name in named else call
    return NamedScenes(front.title.characters, front.subtitle.characters, tuple(named.values()))


def _calls(text: str, path: Path, length: int) -> list[NamedScene]:
    """The calls outside of fenced code, each with its line and the title above it."""
    body = "\n" * length + "\n".join(text.split("\n")[length:])
    try:
        tree = jinja2.Environment(**SYNTAX).parse(body)
    except jinja2.TemplateSyntaxError as error:
        hint = "deckwright check says more about it."
        raise UserError(
            f"The braces can't be read: {error.message}", where=Source(path, error.lineno), hint=hint
        ) from None
    found = [(call.lineno, name) for call in tree.find_all(nodes.Call) if (name := _shown_by(call))]
    if not found:
        return []
    slides = parse_markdown(body, lambda line: Source(path, line + 1), Mistakes())[0]
    code = {line for node in slides.walk() if node.type == "fence" for line in range(node.map[0] + 1, node.map[1] + 1)}
    titles = _titles(slides)
    first: dict[str, NamedScene] = {}
    for line, name in sorted(found):
        if line not in code:
            above = [title for start, title in titles if start <= line]
            first.setdefault(name, NamedScene(name, line, above[-1] if above else ""))
    return list(first.values())


def _shown_by(call: nodes.Call) -> str:
    """The scene that a call shows, if it is named in quotes."""
    showing = isinstance(call.node, nodes.Name) and call.node.name in SHOWING
    scene = call.args[0] if showing and call.args else None
    return scene.value if isinstance(scene, nodes.Const) and isinstance(scene.value, str) else ""


def _titles(slides: SyntaxTreeNode) -> list[tuple[int, str]]:
    """The line and the words of each slide's title; no words where it holds a figure, a formula or a style."""
    level = slide_level(slides.children)
    headings = [node for node in slides.children if 0 < level_of(node) <= level]
    return [(node.map[0] + 1, _plain_words(node)) for node in headings]


def _plain_words(heading: SyntaxTreeNode) -> str:
    (inline,) = heading.children
    plain = all(child.type == "text" for child in inline.children) and "{" not in inline.content
    return inline.content.strip() if plain else ""
