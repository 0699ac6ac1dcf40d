"""A lesson runs with checked parameters, and what goes wrong in it is told at its own line."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.errors import UsageError, UserError
from deckwright.lesson import Lesson, Range, run_lesson
from deckwright.lesson.finite import not_finite
from deckwright.lesson.module import siblings_importable
from deckwright.lesson.parameters import choose, setting
from deckwright.lesson.run import parameters_of
from deckwright.named_values import fields_of
from deckwright.store import key_of
from deckwright.store.encoding import decode, encode

HEAD = '''"""A lesson for tests."""
from __future__ import annotations
import enum
from dataclasses import dataclass
from typing import Annotated, Literal
import numpy as np
from deckwright.lesson import ParameterError, Range

class Shape(enum.Enum):
    ROUND = "round"
    SQUARE = "square"

@dataclass(frozen=True)
class Record:
    value: object

'''
FIRST = HEAD.count("\n") + 1  # the line on which a lesson's own text begins


@pytest.fixture
def make(tmp_path: Path):
    """Write lesson.py from what follows its head; the lesson."""

    def write(text: str, head: str = HEAD) -> Lesson:
        (tmp_path / "lesson.py").write_text(head + text)
        return Lesson(tmp_path)

    return write


ALL_KINDS = """def lesson(*, seed: int = 1, lr: Annotated[float, Range(0.01, 1)] = 0.5, fast: bool = False,
           way: Literal["up", "down"] = "up", shape: Shape = Shape.ROUND,
           sizes: tuple[int, ...] = (4, 1), name: str = "a"):
    return Record((seed, lr, fast, way, shape.value, sizes, name))
"""


def test_defaults_and_settings_of_every_kind(make) -> None:
    """Each kind of parameter has its default and takes a text from the command line."""
    lesson = make(ALL_KINDS)
    assert run_lesson(lesson).record.value == (1, 0.5, False, "up", "round", (4, 1), "a")
    settings = ["seed=7", "lr=0.1", "fast=yes", "way=down", "shape=square", "sizes=784, 16,10", "name=b=c"]
    run = run_lesson(lesson, settings)
    assert run.record.value == (7, 0.1, True, "down", "square", (784, 16, 10), "b=c")
    assert run.names["value"] == run.record.value and run.names["lr"] == 0.1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("lr=2", "lr may go from 0.01 to 1, found 2"),
        ("lr=nan", "expected a number from 0.01 to 1, found 'nan'"),
        ("seed=1.5", "expected a whole number, found '1.5'"),
        ("fast=maybe", "expected true or false, found 'maybe'"),
        ("way=left", "expected one of up, down, found 'left'"),
        ("shape=oval", "expected one of round, square"),
        ("sizes=4,x", "expected a whole number"),
        ("leraning=1", "no parameter 'leraning'"),
        ("lr", "Expected --set NAME=VALUE"),
    ],
)
def test_settings_that_are_refused(make, given: str, message: str) -> None:
    """A wrong name, type, choice or value is wrong usage, and says what was expected."""
    with pytest.raises(UsageError, match=message):
        run_lesson(make(ALL_KINDS), [given])


@given(
    st.floats(allow_nan=False, allow_infinity=False), st.integers(), st.booleans(), st.lists(st.integers(), min_size=1)
)
def test_a_setting_gives_back_exactly_its_value(number: float, whole: int, truth: bool, sizes: list[int]) -> None:
    """The K=V that a deck keeps reproduces its parameters to the last bit."""
    from deckwright.lesson import Parameter

    values = {"f": number, "i": whole, "b": truth, "t": tuple(sizes)}
    kinds = {"f": float, "i": int, "b": bool, "t": int}
    declared = {name: Parameter(name, kind, None, many=name == "t") for name, kind in kinds.items()}
    assert choose(declared, [setting(name, value) for name, value in values.items()]) == values


def test_a_lesson_refuses_its_parameters(make) -> None:
    """A lesson's own reason against a combination of parameters reaches the user."""
    lesson = make('def lesson(*, n: int = 1):\n    raise ParameterError("n must be odd")\n')
    with pytest.raises(UsageError, match="The lesson refuses these parameters: n must be odd"):
        run_lesson(lesson)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("def lesson(*, a: int = 1):\n    x = 1\n    return Record(x / 0)\n", 2, "ZeroDivisionError: division by zero"),
        ("def lesson(*, a: int = 1):\n    return np.ones(3) @ np.ones(4)\n", 1, "ValueError: matmul"),
        ("def lesson(a: int = 1):\n    return Record(a)\n", 0, "'a' of lesson.. must be keyword-only"),
        ("def lesson(*, a: list = []):\n    return Record(a)\n", 0, "which the command line can't set"),
        (
            "def lesson(*, a: Annotated[int, Range(1, 3)] = 9):\n    return Record(a)\n",
            0,
            "The default of parameter 'a' is 9",
        ),
        ("def lesson(*, a: int = 1):\n    return 3\n", 0, "must return named values, found int"),
        ("def lesson(*, a: int = 1:\n", 0, "not valid Python"),
        ("1 / 0\n", 0, "ZeroDivisionError"),
        ("import sys\ndef lesson():\n    sys.exit('enough')\n", 2, "SystemExit: enough"),
    ],
)
def test_mistakes_in_a_lesson_are_told_at_their_line(make, text: str, line: int, message: str) -> None:
    """Whatever a lesson does wrong ends as an error with file and line, never as a traceback."""
    with pytest.raises(UserError, match=message) as caught:
        run_lesson(make(text))
    assert caught.value.where.line == FIRST + line and caught.value.where.path.name == "lesson.py"


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        ("Tensor([1.0]).max()", "np.max(t) shows its work, or says what does. Of a plain array: np.asarray(t).max."),
        ("Tensor([1.0]).tolist()", "Of a plain array: np.asarray(t).tolist."),
        ("Tensor([1.0]).nothing", ""),
        ("np.ones(3).nothing", ""),
    ],
)
def test_a_method_of_arrays_that_a_tensor_lacks_is_told(make, call: str, hint: str) -> None:
    """With the function that shows its work."""
    with pytest.raises(UserError, match="AttributeError") as caught:
        run_lesson(make(f"def lesson():\n    from dlcore import Tensor\n    return {{'x': {call}}}\n"))
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("module", "installed"), [("nowhere.deep", "nowhere"), ("sklearn.linear_model", "scikit-learn")]
)
def test_a_library_that_is_not_there(make, monkeypatch: pytest.MonkeyPatch, module: str, installed: str) -> None:
    """What to install, and where: in the environment that Deckwright runs in."""
    monkeypatch.setitem(sys.modules, module.partition(".")[0], None)
    with pytest.raises(UserError, match="ModuleNotFoundError") as caught:
        run_lesson(make(f"import {module}\n\n\ndef lesson():\n    return {{'x': 1.0}}\n"))
    assert f"{sys.executable} -m pip install {installed}. A file of your own" in caught.value.hint
    assert caught.value.where.path.name == "lesson.py"


KINDS_OF_RECORDS = {
    "a dict": "return {'loss': 0.5, 'steps': 3}",
    "a namespace": "from types import SimpleNamespace\n    return SimpleNamespace(loss=0.5, steps=3)",
    "a named tuple": "return Tuple(0.5, 3)",
    "a dataclass": "return Plain(0.5, 3)",
    "a mapping": "from types import MappingProxyType\n    return MappingProxyType({'loss': 0.5, 'steps': 3})",
}
KINDS_HEAD = (
    HEAD
    + """
from typing import NamedTuple

class Tuple(NamedTuple):
    loss: float
    steps: int

@dataclass
class Plain:
    loss: float
    steps: int

"""
)


@pytest.mark.parametrize("kind", KINDS_OF_RECORDS)
def test_records_of_every_kind(make, kind: str) -> None:
    """Whatever has named values is a record: its names are those of slides.md, its values attributes of it."""
    run = run_lesson(make(f"def lesson(*, lr: float = 0.1):\n    {KINDS_OF_RECORDS[kind]}\n", KINDS_HEAD))
    assert run.names == {"lr": 0.1, "loss": 0.5, "steps": 3}
    assert (run.record.loss, run.record.steps) == (0.5, 3)


@pytest.mark.parametrize("kind", KINDS_OF_RECORDS)
def test_records_of_every_kind_travel_and_are_known_again(make, kind: str) -> None:
    """To a renderer's process and back; the digest tells another value and another name."""
    text = f"def lesson():\n    {KINDS_OF_RECORDS[kind]}\n"
    with siblings_importable(make("").folder):
        records = []
        for old, new in (("", ""), ("", ""), ("0.5", "0.25"), ("steps", "epochs")):
            lesson = make(text.replace(old, new), KINDS_HEAD.replace(old, new))
            records.append(run_lesson(lesson).record)
            sent = encode(records[-1], lesson.folder, pickle.dumps)
            assert fields_of(decode(sent, lesson.folder, pickle.loads)) == fields_of(records[-1])
    one, same, other_value, other_name = map(key_of, records)
    assert one == same and len({one, other_value, other_name}) == 3


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("return {'train loss': 1.0}", "'train loss' can't be the name of a value", "Call it 'train_loss'"),
        ("return {3: 1.0}", "3 can't be the name of a value", "Call it 'value_3'"),
        ("return {'lambda': 1.0}", "'lambda' can't be the name of a value", "Call it 'value_lambda'"),
        ("pass", "must return named values, found nothing", "a NamedTuple, a dict"),
        ("return [1.0]", "must return named values, found list", "a NamedTuple, a dict"),
        ("return Record", "must return named values, found type", "a NamedTuple, a dict"),
    ],
)
def test_what_is_no_record_is_told_where_the_lesson_begins(make, text: str, message: str, hint: str) -> None:
    """What was returned, and what to return instead; a name that slides.md can't have is told with one that it can."""
    with pytest.raises(UserError, match=message) as caught:
        run_lesson(make(f"def lesson():\n    {text}\n"))
    assert caught.value.where.line == FIRST and hint in caught.value.hint


@pytest.mark.parametrize(
    "value",
    [
        "np.ma.masked_invalid([1.0, np.nan])",
        "[1.0, None]",
        "__import__('pandas').DataFrame({'a': [1.0, None], 'b': ['x', None]})",
        "__import__('pandas').Series([1, None], dtype='Int64')",
    ],
)
def test_what_is_said_to_be_missing_is_no_number(make, value: str) -> None:
    """None, masked entries and gaps in a frame may stand in a record."""
    run_lesson(make(f"def lesson():\n    return {{'value': {value}}}\n"))


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("np.array([1.0, np.nan])", r"value\[1\] is nan"),
        ("np.ma.array([1.0, np.inf], mask=[True, False])", r"value\[1\] is inf"),
        ("__import__('pandas').DataFrame({'a': [1.0], 'b': [np.inf]})", r"value\['b'\]\[0\] is inf"),
        ("__import__('decimal').Decimal('NaN')", "value is NaN"),
        ("np.array([(1, np.nan)], dtype=[('n', int), ('loss', float)])", r"value\['loss'\]\[0\] is nan"),
    ],
)
def test_numbers_that_are_not_finite_in_a_dict(make, value: str, place: str) -> None:
    """They are told at the line of their key; of NaN the message says how a missing value is written."""
    text = f"def lesson():\n    return {{\n        'other': 1,\n        'value': {value},\n    }}\n"
    with pytest.raises(UserError, match=place) as caught:
        run_lesson(make(text))
    assert caught.value.where.line == FIRST + 3
    assert ("gaps=True" in caught.value.hint) == ("is nan" in str(caught.value).lower())


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("float('nan')", "value is nan"),
        ("np.array([[1, 2], [3, np.inf]])", r"value\[1, 1\] is inf"),
        ("{'a': [1.0, float('-inf')]}", r"value\['a'\]\[1\] is -inf"),
        ("(Record(np.float64('nan')),)", r"value\[0\]\.value is nan"),
        ("type('T', (), {'value': np.array([np.nan])})()", r"value\[0\] is nan"),
    ],
)
def test_numbers_that_are_not_finite(make, value: str, place: str) -> None:
    """NaN or infinity anywhere in a record is named with field and index, at the field's line."""
    with pytest.raises(UserError, match=place) as caught:
        run_lesson(make(f"def lesson():\n    return Record({value})\n"))
    assert caught.value.where.line == HEAD[: HEAD.index("    value: object")].count("\n") + 1


def test_finite_records_pass() -> None:
    """Whole numbers, words, empty arrays and nested values are all fine."""
    assert not list(not_finite({"a": [1, "nan", None, np.zeros((0, 3)), np.arange(3), (2.5, {"b": 1j})]}))


def test_a_sibling_goes_before_what_has_its_name_elsewhere(make, tmp_path: Path, monkeypatch) -> None:
    """Also where that is loaded already; afterwards it is there again. Python's own modules keep their names."""
    other = ModuleType("pictures")
    monkeypatch.setitem(sys.modules, "pictures", other)
    (tmp_path / "pictures.py").write_text("VALUE = 3")
    (tmp_path / "random.py").write_text("VALUE = 4")
    lesson = make("import random\nfrom pictures import VALUE\ndef lesson(): return Record((VALUE, random.__name__))")
    assert run_lesson(lesson).record.value == (3, "random") and sys.modules["pictures"] is other
    assert hasattr(sys.modules["random"], "gauss")


def test_the_siblings_of_a_lesson(make, tmp_path: Path) -> None:
    """A lesson imports files beside it, gets them anew each time, and leaves none behind for another lesson."""
    lesson = make("import beside\ndef lesson():\n    return Record(beside.NUMBER)\n")
    for number in (1, 2):
        (tmp_path / "beside.py").write_text(f"NUMBER = {number}\n")
        assert run_lesson(lesson).record.value == number
    assert "beside" not in sys.modules and str(tmp_path) not in sys.path
    assert not (tmp_path / "__pycache__").exists()


def test_parameters_without_running(make) -> None:
    """A lesson's parameters and its sentence are known without computing anything."""
    declared, description = parameters_of(
        make("def lesson(*, lr: Annotated[float, Range(0, 1)] = 0.5):\n    raise RuntimeError\n")
    )
    assert description == "A lesson for tests." and declared["lr"].range == Range(0, 1)
