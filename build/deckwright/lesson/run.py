"""Run a lesson: parameters in, a checked record out, and every mistake in it told at its own line."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from deckwright.errors import Source, UsageError, UserError
from deckwright.lesson.course import Lesson
from deckwright.lesson.inputs import remembered_record
from deckwright.lesson.module import load_module, siblings_importable
from deckwright.lesson.parameters import Parameter, ParameterError, choose, read_parameters
from deckwright.lesson.record import KINDS, as_record, check_name, drawn
from deckwright.lesson.trace import Trace, traced
from deckwright.named_values import fields_of
from deckwright.pictures.matplotlib_style import matplotlib_style
from deckwright.regular_file import read_regular

DISTRIBUTIONS = {  # of libraries that are installed under another name than they are imported by
    "PIL": "pillow", "bs4": "beautifulsoup4", "cv2": "opencv-python", "dateutil": "python-dateutil",
    "skimage": "scikit-image", "sklearn": "scikit-learn", "yaml": "pyyaml",
}  # fmt: skip
MISSING = (
    "Where a value is missing on purpose, say so: None in a list, np.ma.masked_invalid(...) for an array, or a column "
    "of pandas. Charts leave a gap there with gaps=True."
)


@dataclass(frozen=True, slots=True)
class LessonRun:
    """What a lesson gave: its record, the parameters it ran with, and its one-sentence description.

    trace     the files that it read and wrote
    key       a digest of all that the record was computed from
    declared  what it takes
    remarks   what its author should know
    """

    lesson: Lesson
    record: Any
    parameters: dict[str, Any]
    description: str = ""
    trace: Trace = field(default_factory=Trace)
    key: str = ""
    declared: tuple[Parameter, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, Any]:
        """What slides.md can refer to: the parameters and the record's fields (a field wins)."""
        return self.parameters | (fields_of(self.record) or {})


def run_lesson(lesson: Lesson, settings: Iterable[str] = ()) -> LessonRun:
    """Run a lesson with its parameters' defaults and the ``K=V`` settings put over them.

    A record that the current store has is taken from there, as long as nothing that it comes from has changed.
    """
    with siblings_importable(lesson.folder), matplotlib_style(), _mistakes_located(lesson):
        with traced() as imported:
            module = load_module(lesson.code)
        function = _function(module, lesson)
        declared = read_parameters(function, _line_of(lesson.code, "lesson"))
        parameters = choose(declared, settings)

        def compute() -> Any:
            return drawn(as_record(function(**parameters)))

        record, trace, key, unkept = remembered_record(lesson, imported(), parameters, compute)
    _check_record(record, lesson)
    description = (module.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    remarks = (unkept,) if unkept else ()
    return LessonRun(lesson, record, parameters, description, trace, key, tuple(declared.values()), remarks)


def parameters_of(lesson: Lesson) -> tuple[dict[str, Parameter], str]:
    """A lesson's parameters and its description; loads it but computes nothing."""
    with siblings_importable(lesson.folder), matplotlib_style(), _mistakes_located(lesson):
        module = load_module(lesson.code)
        declared = read_parameters(_function(module, lesson), _line_of(lesson.code, "lesson"))
    return declared, (module.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def chosen_parameters(lesson: Lesson, settings: Iterable[str]) -> dict[str, Any]:
    """The parameters that a run with these settings would have; computes nothing."""
    return choose(parameters_of(lesson)[0], settings)


def _function(module: ModuleType, lesson: Lesson) -> Callable[..., Any]:
    function = getattr(module, "lesson", None)
    if not callable(function):
        raise UserError(
            "Expected a function lesson(*, ...), found none.",
            where=Source(lesson.code, 1),
            hint=f"Write def lesson(*, seed: int = 1): and return {KINDS}.",
        )
    return function


@contextmanager
def _mistakes_located(lesson: Lesson) -> Iterator[None]:
    """Turn what a lesson raises into an error at the lesson's own line."""
    try:
        yield
    except ParameterError as error:
        raise UsageError(f"The lesson refuses these parameters: {error}") from error
    except UserError as error:
        if error.where is None and error.status == 1:
            error.where = _own_line(error, lesson)
        raise
    except (Exception, SystemExit) as error:
        where, hint = _own_line(error, lesson), _hint(error)
        raise UserError(f"The lesson failed: {type(error).__name__}: {error}", where=where, hint=hint) from error


def _hint(error: BaseException) -> str:
    """What to do about a module that isn't there, or an array's method that a Tensor doesn't have."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        name = error.name.partition(".")[0]
        install = f"{sys.executable} -m pip install {DISTRIBUTIONS.get(name, name)}"
        return f"A library of others: {install}. A file of your own, {name}.py, stands beside lesson.py."
    if not isinstance(error, AttributeError):
        return ""
    import numpy as np  # takes a while, and is needed only where something is wrong

    from dlcore import Tensor

    name = error.name or ""
    if not isinstance(error.obj, Tensor) or not hasattr(np.ndarray, name):
        return ""
    ours = f"np.{name}(t) shows its work, or says what does. " if hasattr(np, name) else ""
    return f"{ours}Of a plain array: np.asarray(t).{name}."


def _own_line(error: BaseException, lesson: Lesson) -> Source:
    """The innermost line of the lesson's folder that was at work when something was raised."""
    import traceback  # takes a while, and is needed only where something is wrong

    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if lesson.folder in Path(frame.filename).parents]
    return Source(Path(own[-1].filename), own[-1].lineno or 1) if own else Source(lesson.code, 1)


def _check_record(record: Any, lesson: Lesson) -> None:
    where, fields = _line_of(lesson.code, "lesson"), fields_of(record)
    if fields is None:
        raise UserError(
            f"lesson() must return named values, found {'nothing' if record is None else type(record).__name__}.",
            where=where,
            hint=f"Return {KINDS}, whose names slides.md can show: return {{'loss': loss}}",
        )
    for name in fields:
        check_name(name, where)
    from deckwright.lesson.finite import not_finite  # needs NumPy, which finding a lesson does not

    for place, value in not_finite(record):
        field = place.split(".")[0].split("[")[0]
        raise UserError(
            f"Every number in the record must be finite; {place} is {value}.",
            where=_line_of_field(lesson.code, type(record).__name__, field),
            hint=MISSING if str(value).lower() == "nan" else "",
        )


def _line_of(path: Path, name: str) -> Source:
    """Where a function or class is defined at the top of a file."""
    found = (n for n in _tree(path).body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and n.name == name)
    return Source(path, next((node.lineno for node in found), 1))


def _line_of_field(path: Path, kind: str, field: str) -> Source:
    """Where a field of the record's class is declared, or the value of this name is put into a dict or a namespace."""
    tree = _tree(path)
    declared = [n for c in tree.body if isinstance(c, ast.ClassDef) and c.name == kind for n in c.body]
    lines = [n.lineno for n in declared if isinstance(n, ast.AnnAssign) and getattr(n.target, "id", None) == field]
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            lines += [key.lineno for key in node.keys if isinstance(key, ast.Constant) and key.value == field]
        elif isinstance(node, ast.keyword) and node.arg == field:
            lines.append(node.value.lineno)
    return Source(path, lines[0]) if lines else _line_of(path, "lesson")


def _tree(path: Path) -> ast.Module:
    return ast.parse(read_regular(path))
