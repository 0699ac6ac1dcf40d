"""The colors of a course's names: ``lessons/colors.yaml`` binds an optimizer, a model, a loss to one for all lectures.

The file has groups of names, each a list; a name's place in its list is its category's number. What is compared with
one another stands in one group, so that no two have the same color.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from deckwright.errors import Source, UserError, did_you_mean
from deckwright.lesson.course import COLORS
from deckwright.theme import CATEGORIES


def course_colors(root: Path) -> dict[str, str]:
    """Each registered name with its category; none where the course has no such file. UserError for a wrong file."""
    path = root / "lessons" / COLORS
    if not path.is_file():
        return {}
    try:
        groups = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"The colors are not valid YAML: {error.problem}.", where=Source(path, line)) from None
    colors: dict[str, str] = {}
    for group in _values(groups, path):
        if not isinstance(group, yaml.SequenceNode) or len(group.value) > len(CATEGORIES):
            raise _unlike(group, path, f"a list of at most {len(CATEGORIES)} names in each group")
        for category, node in zip(CATEGORIES, group.value):
            for name in node.value if isinstance(node, yaml.SequenceNode) else [node]:
                if not isinstance(name, yaml.ScalarNode) or name.value in colors:
                    raise _unlike(name, path, "each name once, as a word or in a list of words for the same thing")
                colors[name.value] = category
    return colors


def category_of(name: str, root: Path) -> str:
    """The category of a name that the course must register; UserError if it doesn't."""
    colors = course_colors(root)
    if name not in colors:
        hint = did_you_mean(name, colors) or f"Add it to {root / 'lessons' / COLORS}."
        raise UserError(f"{name!r} has no color in {COLORS}.", hint=hint)
    return colors[name]


def _values(node: yaml.Node | None, path: Path) -> list[yaml.Node]:
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _unlike(node, path, "groups of names, as in `optimizers: [SGD, Adam]`")
    return [value for _, value in node.value]


def _unlike(node: yaml.Node, path: Path, expected: str) -> UserError:
    found = node.value if isinstance(node, yaml.ScalarNode) else "something else"
    return UserError(f"Expected {expected}, found {found!r}.", where=Source(path, node.start_mark.line + 1))
