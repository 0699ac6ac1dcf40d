"""Every public name of dlcore says what it is, what it raises, and shows it in an example that runs."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

import dlcore
from dlcore.ops.op import Op

MODULES = [dlcore, *(importlib.import_module(m.name) for m in pkgutil.walk_packages(dlcore.__path__, "dlcore."))]
MODULES = [module for module in MODULES if not module.__name__.endswith(".make_digits")]  # a script of ours
RAISES = re.compile(r"\braise \w|\b(number|whole|choice|generator)\(")


def defined(module) -> list:
    """Functions and classes that a module defines itself under a public name."""
    return [
        value
        for name, value in vars(module).items()
        if not name.startswith("_") and inspect.getmodule(value) is module and _is_code(value)
    ]


def offered(module) -> list:
    """What a module offers to users: the code in its ``__all__``."""
    return [value for value in (getattr(module, name) for name in getattr(module, "__all__", ())) if _is_code(value)]


def _is_code(value: object) -> bool:
    return inspect.isfunction(value) or inspect.isclass(value)


def _is_operation(value: object) -> bool:
    """An operation: machinery behind the function of its name."""
    return inspect.isclass(value) and issubclass(value, Op)


def own_docstring(value) -> str:
    """The docstring that was written for it: neither inherited nor the one that dataclass makes up."""
    doc = vars(value).get("__doc__") if inspect.isclass(value) else value.__doc__
    return "" if not doc or doc.startswith(f"{value.__name__}(") else doc


def name_of(value) -> str:
    return f"{value.__module__}.{value.__qualname__}"


PUBLIC = sorted({value for module in MODULES for value in offered(module)}, key=name_of)
WRITTEN = sorted({v for m in MODULES for v in defined(m) if not _is_operation(v)}, key=name_of)


def test_there_is_something_to_check() -> None:
    """All names of ``dlcore.__all__`` that are code are among those checked."""
    assert {getattr(dlcore, name) for name in dlcore.__all__ if _is_code(getattr(dlcore, name))} <= set(PUBLIC)
    assert len(PUBLIC) > 200


def test_every_definition_has_a_docstring() -> None:
    """One sentence at least, for functions and classes that stay within dlcore too."""
    assert [name_of(value) for value in WRITTEN if not own_docstring(value).strip()] == []


def test_every_public_name_begins_with_a_sentence() -> None:
    """What stands before the first empty line is a whole sentence, or ends in a colon before its formula."""
    summaries = {name_of(v): own_docstring(v).strip().split("\n\n")[0].split("\n    >>>")[0] for v in PUBLIC}
    assert {name: text for name, text in summaries.items() if not re.search(r"[.:]\s*$", text)} == {}


def test_every_public_name_has_an_example() -> None:
    """A doctest; the suite runs them all."""
    shown = [v for v in PUBLIC if not _is_operation(v)]
    assert [name_of(v) for v in shown if ">>>" not in own_docstring(v)] == []


def test_every_public_name_says_what_it_refuses() -> None:
    """Whoever checks a setting or raises something names the error in the docstring."""
    silent = [
        name_of(value)
        for value in PUBLIC
        if not _is_operation(value)
        and RAISES.search(inspect.getsource(value))
        and not re.search(r"Error|Raises", own_docstring(value))
    ]
    assert silent == []
