"""Figures typed between the braces: ``{{ 0.3 }}``, ``{{ table([["a", 0.3]]) }}`` or a number in a title's quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from deckwright.checking.typed_digits import typed_digits
from deckwright.markdown.plain_words import markup_in

_FORMATS = re.compile(r"%[-+#0]*\d*(?:\.\d+)?[a-zA-Z]|\{[^{}]*\}")  # places of values in a text: %.2f, {:.2f}
_MATH = re.compile(r"\$[^$]*\$")
_NAMING = re.compile(r"(?:set\s+[\w,\s.]+=|for\s+[\w,\s()]+\s+in\s)\s*(?P<value>.+)", re.DOTALL)
_APART = re.compile(r"(?<=\S)#\w+")  # tells boxes of one name apart: "norm#2"
# keywords whose texts are patterns, names of columns, lengths, or where an axis ends
_PATTERNS = ("format", "fmt", "key", "scene", "language", "x", "categories", "width", "height", "x_range", "y_range")


def typed_values(expression: str, functions: Collection[str]) -> Iterator[str]:
    """What in an expression of slides.md is a figure that was typed there.

    >>> list(typed_values("num(0.3, 2)", ["num"])), list(typed_values("num(loss, 2)", ["num"]))
    (['0.3'], [])
    >>> list(typed_values("chart(losses, title='after 500 steps')", ["chart"]))
    ['500']
    """
    tree = Environment().parse("{{ " + expression + " }}")
    shown = next(node for output in tree.find_all(nodes.Output) for node in output.nodes)
    names = {node.name for node in tree.find_all(nodes.Name)} - set(functions)
    if not names:
        yield from (repr(value) for value in _numbers(shown))
    for text in _texts(shown):
        yield from (word for _, word in typed_digits(_APART.sub("", _FORMATS.sub(" ", _MATH.sub(" ", text)))))


def typed_in_tag(tag: str) -> Iterator[str]:
    """The figures typed in a tag that gives them a name, which then is shown: decimal numbers, and figures in texts.

    Whole numbers count rounds or entries, and are fine.

    >>> list(typed_in_tag("set a = 0.93")), list(typed_in_tag("for i in range(3)"))
    (['0.93'], [])
    """
    named = _NAMING.match(tag)
    if named is None:
        return
    try:
        tree = Environment().parse("{{ (" + named["value"] + ") }}")
    except TemplateSyntaxError:  # is told where the template is read
        return
    shown = next(node for output in tree.find_all(nodes.Output) for node in output.nodes)
    yield from (repr(value) for value in _numbers(shown) if isinstance(value, float))
    for text in _texts(shown):
        yield from (word for _, word in typed_digits(_FORMATS.sub(" ", _MATH.sub(" ", text))))


def unread_markup(expression: str) -> Iterator[str]:
    """Markdown in the quoted texts of an expression, which would be printed as it stands.

    >>> list(unread_markup("table(rows, caption='the **best** run')"))
    ['**best**']
    """
    for text in _texts(Environment().parse("{{ " + expression + " }}")):
        if markup := markup_in(_MATH.sub(" ", text)):
            yield markup


def _numbers(node: nodes.Node) -> Iterator[object]:
    """The numbers that stand where a value does: alone, first in a call, in a list; not in named arguments."""
    if isinstance(node, nodes.Const):
        if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            yield node.value
    elif _is_mine(node):
        return
    elif isinstance(node, nodes.Call):
        for argument in node.args[:1]:
            yield from _numbers(argument)
    elif isinstance(node, nodes.Filter) and node.node is not None:
        yield from _numbers(node.node)
    elif not isinstance(node, nodes.Keyword):
        for child in node.iter_child_nodes():
            yield from _numbers(child)


def _is_mine(node: nodes.Node) -> bool:
    """Whether its author answers for it: ``mine(12)``, ``12 | mine``."""
    called = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "mine"
    return called or isinstance(node, nodes.Filter) and node.name == "mine"


def _texts(node: nodes.Node) -> Iterator[str]:
    """The texts in quotes that may be shown."""
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, nodes.Getitem):
        yield from _texts(node.node)
    elif not _is_mine(node) and not (isinstance(node, nodes.Keyword) and node.key in _PATTERNS):
        for child in node.iter_child_nodes():
            yield from _texts(child)
