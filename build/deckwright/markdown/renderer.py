"""A template that is rendered again and again while it is being written: only stretches that changed are rendered anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2.utils import Cycler, Joiner, Namespace

from deckwright.errors import Mistakes
from deckwright.language import Language, spoken
from deckwright.markdown.stretches import Stretch, stretches
from deckwright.markdown.template import Environment, Rendered, joined, told
from deckwright.markdown.template_mistakes import TemplateMistakes
from deckwright.markdown.template_syntax import unspaced_in_code

_GOING_ON = (Cycler, Joiner, Namespace)  # what these hold changes from place to place


class Renderer:
    """The template of one slides file with the names that it can use, and what its stretches gave the last time.

    A stretch is taken over if its text and its lines are the same, and those of the stretches that define names before
    it, in the same language.
    """

    def __init__(self, path: Path, names: Mapping[str, Any], functions: Mapping[str, Any], filters: Mapping[str, Any]):
        self._around = (names, functions, filters)
        self._path, self._names = path, names
        self._environment = Environment(path, functions, filters)
        self._known: dict[tuple[Language | Stretch, ...], tuple[Rendered, dict[str, Any]]] = {}

    def render(self, text: str, mistakes: Mistakes) -> Rendered:
        """The Markdown of a text of this file; what is wrong with it is gathered, and stands as a sign in the rest."""
        for error in unspaced_in_code(text, self._path):
            mistakes.add(error)
        try:
            return joined(self._in_stretches(text))
        except Exception:  # what is wrong, or can't be taken apart, is seen in the file as a whole
            return self._as_a_whole(text, mistakes)

    def _as_a_whole(self, text: str, mistakes: Mistakes) -> Rendered:
        environment = Environment(self._path, *self._around[1:])
        try:
            return environment.rendered(environment.run(text, self._names)[0])
        except Exception as error:
            found = len(mistakes)
            rendered = TemplateMistakes(self._path, *self._around, mistakes).render(text)
            if len(mistakes) == found:
                mistakes.add(told(error, environment, self._names))
            return rendered

    def _in_stretches(self, text: str) -> list[Rendered]:
        environment, names = self._environment, dict(self._names)
        known, environment.loaded = {}, 0
        defining: tuple[Language | Stretch, ...] = (spoken(),)
        for stretch in stretches(text, environment.lexer.tokeniter(text, None)):
            key = (*defining, stretch)
            known[key] = self._known.get(key) or self._rendered(stretch, names)
            if defined := known[key][1]:
                _check_separable(defined, names)
                names |= defined
                defining = key
        self._known = {} if environment.loaded else known  # what other files say may change
        return [rendered for rendered, _ in known.values()]

    def _rendered(self, stretch: Stretch, names: Mapping[str, Any]) -> tuple[Rendered, dict[str, Any]]:
        """What a stretch gives, and the names that it defines for those after it."""
        environment = self._environment
        origins = len(environment.origins)
        text, defined = environment.run(stretch.text, names, stretch.first)
        return environment.rendered(text, origins), defined


def _check_separable(defined: Mapping[str, Any], names: Mapping[str, Any]) -> None:
    """Raise ValueError where stretches can't be rendered one by one, since one changes what another one sees."""
    if defined.keys() & names.keys() or any(isinstance(value, _GOING_ON) for value in defined.values()):
        raise ValueError("a name that is defined twice, or whose value changes from place to place")
