"""Names that a template uses and that aren't there: each is an error that knows the name, told alone or all at once."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import jinja2

from deckwright.errors import Source, UserError, did_you_mean

_MODULES = (
    "cv2 datetime jnp jax math matplotlib np numpy os pandas pd pl plt random scipy sklearn sns sys tf torch".split()
)
_OF_PYTHON = {
    **dict.fromkeys("all any bool dict format getattr map open print reversed set tuple type".split(), ""),
    "filter": "Write {{ values | select(...) }}, or compute it in lesson.py.",
    "float": "Write {{ name | float }}.",
    "int": "Write {{ name | int }}.",
    "list": "Write {{ name | list }}.",
    "sorted": "Write {{ name | sort }}.",
    "str": "Write {{ name | string }}.",
}
SHOWN = 20  # names of a lecture that are listed
ELSEWHERE = {  # what other libraries call it
    "pie_chart": "bar_chart(...), or stacked_chart(...) of shares: lengths are compared better than angles",
    "pie": "bar_chart(...), or stacked_chart(...) of shares: lengths are compared better than angles",
    "plot": "line_chart(...)",
    "lineplot": "line_chart(...)",
    "bar": "bar_chart(...)",
    "barh": "bar_chart(...), whose bars lie where names are long",
    "barplot": "bar_chart(...)",
    "hist": "histogram(...)",
    "histplot": "histogram(...)",
    "scatter": "scatter_chart(...)",
    "scatterplot": "scatter_chart(...)",
    "boxplot": "box_plot(...)",
    "imshow": "heatmap(...), or image_grid(...) for pictures",
    "heat_map": "heatmap(...)",
    "errorbar": "line_chart(..., errors=...)",
    "fill_between": "line_chart(..., bands=...)",
    "step": 'line_chart(..., styles="steps")',
    "axhline": 'levels={"name": y} of a chart',
    "axvline": 'marks={"name": x} of a chart',
}


class UnknownName(jinja2.UndefinedError):
    """A name, attribute or entry that isn't there."""

    def __init__(self, name: Any, owner: Any, owned: bool):
        self.name, self.owner, self.owned, self.key = str(name), owner, owned, name
        super().__init__(_message(name, owner, owned))

    def hint(self, names: Mapping[str, Any], functions: Mapping[str, Any]) -> str:
        if not self.owned:
            return _closest(self.name, names, (name for name in functions if not name.startswith("_")))
        if self.owner is None:
            return "Say in lesson.py what it is to be, or write {% if ... %} around it."
        if _is_index(self.key):
            return "Entries are counted from 0; [-1] is the last one."
        known = entries_of(self.owner) or [name for name in dir(self.owner) if not name.startswith("_")]
        return did_you_mean(self.name, map(str, known))


class Unknown(jinja2.StrictUndefined):
    """An unknown name: using it in any way is an error that knows the name."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if issubclass(self._undefined_exception, jinja2.exceptions.SecurityError):
            raise UserError(
                f"{self._undefined_name!r} can't be used here: slides.md shows values, it doesn't change them."
            )
        owned = self._undefined_obj is not jinja2.utils.missing
        raise UnknownName(self._undefined_name, self._undefined_obj, owned)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __call__ = __getitem__ = __contains__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __neg__ = __pow__ = __rpow__ = __float__ = __int__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self._fail_with_undefined_error()


class StandIn(Unknown):
    """What goes on in an unknown name's place, whatever is done with it, so that those after it are found as well."""

    # each environment that runs on has a class with a list of its own, and knows where a line stands
    found: list[tuple[UnknownName, Source]]
    place: Callable[[str, int], Source]

    def _noted(self, *args: Any, **kwargs: Any) -> StandIn:
        try:
            self._fail_with_undefined_error()
        except UnknownName as error:
            frame = next(f for f, _ in traceback.walk_stack(sys._getframe()) if "__jinja_template__" in f.f_globals)
            template = frame.f_globals["__jinja_template__"]
            line = template.get_corresponding_lineno(frame.f_lineno)
            self.found.append((error, self.place(template.filename, line)))
        return self

    def _empty(self) -> Iterator[Any]:
        self._noted()
        return iter(())

    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _noted
    __truediv__ = __rtruediv__ = __neg__ = __pow__ = __rpow__ = _noted
    __iter__ = _empty

    def __str__(self) -> str:
        self._noted()
        return ""

    def __bool__(self, *other: Any) -> bool:
        self._noted()
        return False

    __eq__ = __ne__ = __contains__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__
    __hash__ = object.__hash__

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self._noted()


def passing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which hands on an unknown name that it is given."""

    @functools.wraps(function)
    def passed(*args: Any, **kwargs: Any) -> Any:
        unknown = _stand_in((*args, *kwargs.values()))
        return function(*args, **kwargs) if unknown is None else unknown._noted()

    return passed


def _stand_in(value: Any) -> StandIn | None:
    """The first unknown name in a value, or among the parts of a list, tuple or dict."""
    if isinstance(value, StandIn):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    found = (each for part in parts if (each := _stand_in(part)) is not None)
    return next(found, None)


def entries_of(owner: Any) -> list[Any]:
    """The keys of a mapping, the columns of a data frame."""
    if isinstance(owner, Mapping):
        return list(owner)
    return list(getattr(owner, "columns", ())) if hasattr(owner, "iloc") else []


def _message(name: Any, owner: Any, owned: bool) -> str:
    if not owned:
        return f"Unknown name {str(name)!r}."
    if owner is None:
        return f"Unknown name {str(name)!r}: what stands before it is None."
    if _is_index(name) and hasattr(owner, "__len__"):
        return f"There is no entry [{name}]: the {type(owner).__name__} has {len(owner)}."
    if entries_of(owner):
        return f"Unknown entry {str(name)!r} of {type(owner).__name__}."
    return f"Unknown name {str(name)!r} of {type(owner).__name__}."


def _is_index(name: Any) -> bool:
    return isinstance(name, int) and not isinstance(name, bool)


def _closest(name: str, own: Iterable[str], functions: Iterable[str]) -> str:
    """A hint with the closest name: the lecture's own come first."""
    own = list(own)
    if name in _OF_PYTHON and name not in own:
        return _OF_PYTHON[name] or "Compute it in lesson.py, and show what it gives, {{ name }}."
    if name in _MODULES and name not in own:
        return "Modules are not there on slides: compute it in lesson.py, and show what it gives, {{ name }}."
    hint = did_you_mean(name, own)
    if name in ELSEWHERE and not hint.startswith("Did"):
        return f"Here it is {ELSEWHERE[name]}."
    for closest in (hint, did_you_mean(name, functions)):
        if closest.startswith("Did"):
            return closest
    words = "It is neither a field of the record, a parameter nor a function of Deckwright."
    return f"{words} The lecture has: {', '.join(sorted(own))}." if 0 < len(own) <= SHOWN else words
