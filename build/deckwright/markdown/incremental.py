"""A slides file rendered part by part, so that of a text that is being written only what changed is rendered anew.

What a part gives depends on its text and its lines, the lesson's values, and the parts before it that define names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2.utils import Cycler, Joiner, Namespace

from deckwright.errors import Mistakes
from deckwright.figures.categories import Colors, registered
from deckwright.language import Language, spoken
from deckwright.markdown.template import Environment, Rendered, joined, told
from deckwright.markdown.template_mistakes import TemplateMistakes
from deckwright.markdown.template_parts import Part, split
from deckwright.markdown.template_syntax import unspaced_in_code
from deckwright.store import recall

PARTS = 2000  # that stay in memory
_LOADING = re.compile(r"\{%[-+]?\s*(?:include|import|from)\b")
_GOING_ON = (Cycler, Joiner, Namespace)  # what these hold changes from place to place


def render(
    path: Path,
    text: str,
    names: Mapping[str, Any],
    functions: Mapping[str, Any],
    filters: Mapping[str, Any],
    mistakes: Mistakes,
) -> Rendered:
    """The Markdown of a slides file's text, with a lesson's values put in.

    Jinja2's environment stays in memory with what was rendered: macros that a part defined go on belonging to it.

    mistakes  gathers what is wrong with the text, each mistake of it standing as a sign in the rest
    """
    for error in unspaced_in_code(text, path):
        mistakes.add(error)
    environment = recall("template", path, lambda: Environment(path, functions, filters), 1)
    try:
        parts = split(text, environment.lexer.tokeniter(text, None))
        return joined(_in_parts(environment, parts, names) or [_rendered(environment, Part(text, 1), names)[0]])
    except Exception:  # whatever an expression may raise; there may be more mistakes in other parts
        return _with_mistakes(path, text, names, functions, filters, mistakes)


def _with_mistakes(
    path: Path,
    text: str,
    names: Mapping[str, Any],
    functions: Mapping[str, Any],
    filters: Mapping[str, Any],
    mistakes: Mistakes,
) -> Rendered:
    """The Markdown of a text in which something is wrong, looked at as a whole."""
    environment = Environment(path, functions, filters)
    try:
        return environment.rendered(environment.run(text, names)[0])
    except Exception as error:
        found = len(mistakes)
        rendered = TemplateMistakes(path, names, functions, filters, mistakes).render(text)
        if len(mistakes) == found:
            mistakes.add(told(error, environment, names))
        return rendered


def _in_parts(environment: Environment, parts: Sequence[Part], names: Mapping[str, Any]) -> list[Rendered] | None:
    """What each part gives; None where one changes what another one sees."""
    found: list[Rendered] = []
    defining: tuple[Language | Colors | Part, ...] = (spoken(), registered())
    names, loading = dict(names), False
    for part in parts:
        make = partial(_rendered, environment, part, dict(names))
        loads = loading or bool(_LOADING.search(part.text))  # other files, which may change
        key = (environment.path, *defining, part)
        rendered, defined = make() if loads else recall("rendered", key, make, PARTS)
        found.append(rendered)
        if defined:
            if not _is_separable(defined, names):
                return None
            names |= defined
            defining, loading = (*defining, part), loads
    return found


def _rendered(environment: Environment, part: Part, names: Mapping[str, Any]) -> tuple[Rendered, dict[str, Any]]:
    """What a part gives, and the names that it defines for those after it."""
    origins = len(environment.origins)
    text, defined = environment.run(part.text, names, part.first)
    return environment.rendered(text, origins), defined


def _is_separable(defined: Mapping[str, Any], names: Mapping[str, Any]) -> bool:
    """Whether the names that a part defines are new ones, with values that stay as they are."""
    return not defined.keys() & names.keys() and not any(isinstance(value, _GOING_ON) for value in defined.values())
