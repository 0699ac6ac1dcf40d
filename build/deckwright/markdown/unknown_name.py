"""Names that a template uses and that aren't there: each is an error that knows the name, told one by one or all at once."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2

from deckwright.errors import Source, UserError, did_you_mean


class UnknownName(jinja2.UndefinedError):
    """A name, attribute or entry that isn't there."""

    def __init__(self, name: Any, owner: Any, owned: bool):
        self.name, self.owner, self.owned = str(name), owner, owned
        of = f" of {type(owner).__name__}" if owned else ""
        super().__init__(f"Unknown name {self.name!r}{of}.")

    def hint(self, names: Mapping[str, Any], functions: Mapping[str, Any]) -> str:
        if not self.owned:
            return _closest(self.name, [*names, *functions])
        known = self.owner if isinstance(self.owner, Mapping) else (n for n in dir(self.owner) if not n.startswith("_"))
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

    found: list[tuple[UnknownName, Source]]  # each environment that runs on has a class with a list of its own

    def _noted(self, *args: Any, **kwargs: Any) -> StandIn:
        try:
            self._fail_with_undefined_error()
        except UnknownName as error:
            frame = next(f for f, _ in traceback.walk_stack(sys._getframe()) if "__jinja_template__" in f.f_globals)
            template = frame.f_globals["__jinja_template__"]
            line = template.get_corresponding_lineno(frame.f_lineno)
            self.found.append((error, Source(Path(template.filename), line)))
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
        unknown = next((value for value in (*args, *kwargs.values()) if isinstance(value, StandIn)), None)
        return function(*args, **kwargs) if unknown is None else unknown._noted()

    return passed


def _closest(name: str, known: list[str]) -> str:
    hint = did_you_mean(name, known)
    return (
        hint
        if hint.startswith("Did")
        else "It is neither a field of the record, a parameter nor a function of Deckwright."
    )
