"""Whatever dlcore computes can show its work: every public name is called as its own docstring calls it, and what comes
back has a working that a calculator confirms. A name whose result is no Tensor says in its docstring how its work is
shown, or why there is none to show, on a line ``Working``."""

from __future__ import annotations

import contextlib
import dataclasses
import doctest
import inspect
import io
import re
import sys
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

import dlcore
from calculator_truth import disagreement
from dlcore import Tensor, working
from dlcore.errors import DlcoreError
from dlcore.ops.clamp import clamp
from dlcore.ops.extremes import larger
from dlcore.ops.reduction import largest, total
from test_public_names_documented import PUBLIC, _is_operation, name_of, own_docstring

FUNCTIONS = [value for value in PUBLIC if inspect.isfunction(value)]
CLASSES = [value for value in PUBLIC if inspect.isclass(value) and not _is_operation(value)]
CLASSES = [value for value in CLASSES if not issubclass(value, DlcoreError)]
DATA = "dlcore.datasets."  # given, not computed


def calls(function, monkeypatch) -> list[tuple[tuple, dict, object]]:
    """Arguments and result of every call of a function in its docstring's example, by its name or as an operator."""
    made = []

    def noted(*args, **named):
        result = function(*args, **named)
        made.append((args, named, result))
        return result

    noted.__dict__.update(vars(function))
    module = sys.modules[function.__module__]
    for place in (module, dlcore):
        if getattr(place, function.__name__, None) is function:
            monkeypatch.setattr(place, function.__name__, noted)
    names = dict(vars(module))
    for line in doctest.DocTestParser().get_examples(own_docstring(function)):
        with contextlib.suppress(DlcoreError, AssertionError), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(line.source, function.__name__, "exec"), names)
    monkeypatch.undo()
    return made


def tensors(value: object) -> Iterator[Tensor]:
    """The Tensors in a result."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, dict):
        yield from (t for part in value.values() for t in tensors(part))
    elif isinstance(value, (list, tuple, dlcore.Gradients)):
        yield from (t for part in value for t in tensors(part))
    elif dataclasses.is_dataclass(value):
        yield from (t for field in dataclasses.fields(value) for t in tensors(getattr(value, field.name)))


def numbers(value: object, like: object = None) -> np.ndarray:
    """All numbers of a plain result or of Tensors, in order; of a record those that ``like`` names."""
    if isinstance(like, dict):
        value = {name: getattr(value, name) for name in like}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
    return np.concatenate([np.ravel(np.asarray(part, dtype=np.float64)) for part in parts])


def assert_shown(tensor: Tensor) -> None:
    """A Tensor that was computed has a working, and so has an entry of it; a calculator confirms both."""
    for choice in ({}, {"entry": (0,) * tensor.ndim}):
        assert "numbers" in {line.kind for line in working(tensor, **choice).lines}
        assert disagreement(tensor, **choice) is None


def promised(value: object) -> bool:
    """Whether the docstring has a line that says how the work is shown, or why there is none."""
    return re.search(r"^\s*Working\s+\S", own_docstring(value), re.MULTILINE) is not None


def words(value: type) -> set[str]:
    """The types that a class says its fields, properties and methods give."""
    said: set[str] = set()
    for member in (m for base in value.__mro__ if base is not object for m in vars(base).values()):
        function = getattr(member, "fget", None) or getattr(member, "func", None) or member
        said.add(str(getattr(function, "__annotations__", {}).get("return", "")))
    for base in value.__mro__:
        said.update(str(annotation) for annotation in vars(base).get("__annotations__", {}).values())
    return {word for text in said for word in re.findall(r"\w+", text)}


@cache
def showing() -> set[type]:
    """The classes that give Tensors, or something that gives Tensors."""
    found = {value for value in CLASSES if value is Tensor or value is dlcore.Working}
    while more := {v for v in set(CLASSES) - found if words(v) & {known.__name__ for known in found}}:
        found |= more
    return found


@pytest.mark.independent
@pytest.mark.parametrize("function", FUNCTIONS, ids=name_of)
def test_a_function_shows_its_work(function, monkeypatch):
    """Its result, or ``tensor`` beside it with the very same numbers, has a working; what makes a layer or a record
    leaves
    it to that; all others say why."""
    made = calls(function, monkeypatch)
    assert made, "its example doesn't call it"
    for args, named, result in made:
        computed = [t for t in tensors(result) if t.inputs]
        if hasattr(function, "tensor"):
            shown = function.tensor(*args, **named)
            computed = list(tensors(shown))
            if "rng" not in inspect.signature(function).parameters:  # what is drawn shows what it is drawn with
                np.testing.assert_array_equal(numbers(shown), numbers(result, like=shown))
        for tensor in computed:
            assert_shown(tensor)
        record = type(result) in CLASSES and type(result) is not Tensor
        assert computed or record or promised(function) or function.__module__.startswith(DATA)


@pytest.mark.parametrize("value", CLASSES, ids=name_of)
def test_a_class_shows_its_work(value):
    """Something of it is a Tensor, directly or by what it gives; all others say why there is none."""
    assert value in showing() or promised(value) or value.__module__.startswith(DATA)


def _leaf(name: str, *shape: int) -> Tensor:
    return Tensor(np.random.default_rng(len(name)).normal(size=shape).round(2), name)


GRADIENTS = {
    "rnn": (dlcore.rnn(2, 2, rng=1), [_leaf("x", 2, 2)]),
    "lstm": (dlcore.lstm(1, 1, rng=1), [_leaf("x", 2, 1)]),
    "gru": (dlcore.gru(1, 1, rng=1), [_leaf("x", 2, 1)]),
    "attention": (
        lambda *x: dlcore.attention(*x).output,
        [_leaf("Q", 2, 2), _leaf("K_1", 2, 2), _leaf("V_{12}", 2, 2)],
    ),
    "layer_norm": (dlcore.layer_norm, [_leaf("x", 2, 3)]),
    "rms_norm": (dlcore.rms_norm, [_leaf("x", 2, 3)]),
    "batch_norm": (dlcore.batch_norm, [_leaf("x", 3, 2)]),
    "convolve": (dlcore.convolve, [_leaf("x", 1, 1, 3, 3), _leaf("W_1", 1, 1, 2, 2)]),
    "convolve_transposed": (dlcore.convolve_transposed, [_leaf("x", 1, 1, 2, 2), _leaf("W_1", 1, 1, 2, 2)]),
    "max_pool": (dlcore.max_pool, [_leaf("x", 1, 1, 4, 4)]),
    "average_pool": (dlcore.average_pool, [_leaf("x", 1, 1, 4, 4)]),
    "embed": (lambda E: dlcore.embed(E, [1, 0, 1]), [_leaf("E", 3, 2)]),
    "pick": (lambda x: x[0], [_leaf("x", 2, 3)]),
    "largest": (largest, [_leaf("x", 2, 3)]),
    "larger": (larger, [_leaf("x", 3), _leaf("x_1", 3)]),
    "clamp": (lambda x: clamp(x, 0.5), [_leaf("x", 3)]),
    "huber": (lambda x: dlcore.huber(x, [0.1, 0.5, 0.9]), [_leaf("x", 3)]),
    "hinge": (lambda x: dlcore.hinge(x, 1), [_leaf("x", 3)]),
    "wasserstein": (lambda x: dlcore.wasserstein(x, [0.1, 0.5, 0.9]), [_leaf("x", 3)]),
}


@pytest.mark.independent
@pytest.mark.parametrize("name", GRADIENTS)
def test_any_gradient_can_be_written_out(name):
    """Each entry of a gradient, through layers, pooling, norms and look-ups: a calculator gets it from its working."""
    function, inputs = GRADIENTS[name]
    L = total(function(*inputs).named("y") ** 2).named("L")
    for slope in dlcore.gradients(L, inputs):
        for index in (next(np.ndindex(slope.shape)), tuple(n - 1 for n in slope.shape)):
            assert disagreement(slope, entry=index) is None


def test_a_working_that_nobody_could_read_is_refused():
    """A gradient through a whole Transformer block written out in one would hold millions of numbers: the error says so
    and what to do."""
    block, x = dlcore.transformer_block(4, 2, rng=1), _leaf("x", 2, 4)
    slope = dlcore.gradients(total(block(x)).named("L"), [x])[x]
    with pytest.raises(dlcore.DomainError, match=r"would hold [\d,]+ numbers. Give names to tensors on the way"):
        slope.working(entry=(0, 0))


def test_the_walk_meets_everything_that_computes():
    """Hundreds of names are walked, and a name that computes without showing anything would be found out."""
    assert len(FUNCTIONS) > 120 and len(CLASSES) > 60
    assert not promised(calls) and Tensor in showing() and dlcore.EarlyStopping not in showing()
