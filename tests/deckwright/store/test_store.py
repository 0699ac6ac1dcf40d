"""The store gives back what was put there or nothing: it runs nothing, trusts nobody else's files, keeps to
its size.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import struct
import sys
import time
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from deckwright.store import Store, key_of, remembered
from deckwright.store.encoding import Malformed, NotEncodable, decode, encode
from deckwright.store.store import FORMAT
from dlcore import Tensor, softmax

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Pair:
    """A record of this file."""

    left: object
    right: object = ()


class Executed:
    """What would make a file, were it unpickled."""

    def __reduce__(self):
        return os.system, ("touch executed",)


VALUES = [
    None, True, 3, 10**30, -0.0, float("inf"), "wörter\ud800", b"\0\1", 2j, (), (1, "a", (2.0, 3.0)),
    ((1.0, 2.0), (3.0,)),
    [1, [2]], {"a": {1: (2,)}, (1, 2): None}, {3, 1}, frozenset("ab"), slice(1, None), ..., HERE, np.float32(0.5),
    np.datetime64("2026-01-01"), Pair(Pair(1, 2.0), [np.int64(3)]), SimpleNamespace(a=1), softmax,
    date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5, 6), time_of_day(3, 4), timedelta(1, 2, 3), Decimal("1.50"),
    Fraction(1, 3), np.dtype("float32"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_values_come_back_as_they_were(tmp_path: Path, value: object) -> None:
    """With their types, from a file that another process could have written."""
    with Store(tmp_path / "s") as store:
        assert not store.put("some", "key", (value,), HERE)
    (back,) = Store(tmp_path / "s").get("some", "key", HERE)
    assert back == value and type(back) is type(value) and repr(back) == repr(value)
    assert key_of(back) == key_of(value)


@pytest.mark.parametrize("array", [np.arange(6.0).reshape(2, 3), np.asfortranarray(np.eye(3)), np.empty((0, 2), int)])
def test_arrays_come_back_in_their_order(array: np.ndarray) -> None:
    """Sums over them are then the same to the last digit."""
    back = decode(encode(array))
    assert (back == array).all() and back.dtype == array.dtype and back.flags.f_contiguous == array.flags.f_contiguous


def frames() -> dict[str, object]:
    """Frames and series as lessons have them."""
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    days = pandas.to_datetime(["2026-01-01", "2026-01-02"])
    mixed = {"n": [1, 2], "s": ["x", None], "t": days, "f": [1.5, np.nan], "b": [True, False], "o": [(1, 2), "x"]}
    lacking = {"i": pandas.array([1, None], dtype="Int64"), "k": pandas.array([True, None], dtype="boolean")}
    return {
        "mixed": pandas.DataFrame(mixed, index=pandas.Index(["r", "s"], name="row")),
        "with own types": pandas.DataFrame(lacking),
        "empty": pandas.DataFrame(),
        "twice the same name": pandas.DataFrame([[1, 2]], columns=["a", "a"]),
        "numbered": pandas.DataFrame(np.eye(2)),
        "by day": pandas.Series([1.0, 2.0], index=days, name="y"),
    }


@pytest.mark.parametrize("name", ["mixed", "with own types", "empty", "twice the same name", "numbered", "by day"])
def test_frames_come_back(name: str) -> None:
    """With their types, names and index; what has rules of its own, such as a time zone, is not kept."""
    frame = frames()[name]
    pandas = sys.modules["pandas"]
    compare = pandas.testing.assert_frame_equal if frame.ndim == 2 else pandas.testing.assert_series_equal
    compare(decode(encode(frame)), frame, check_freq=False, check_index_type=False)
    with pytest.raises(NotEncodable):
        encode(frames()["by day"].tz_localize("Europe/Berlin"))


def test_masked_arrays_come_back() -> None:
    """With what is missing."""
    back = decode(encode(np.ma.MaskedArray([1.0, 2.0], [True, False])))
    assert back.mask.tolist() == [True, False] and back[1] == 2.0


def test_operations_of_dlcore_are_the_same_objects() -> None:
    """What dlcore asks by identity, such as whether a matrix is a transpose, is answered as before."""
    x = Tensor([[1.0, 2.0]], "x")
    back = decode(encode(x.T @ x))
    assert [child.op for child in back.inputs] == [child.op for child in (x.T @ x).inputs]
    assert decode(encode(Tensor(0.5, "h", role="weight"))).role == "weight"


@pytest.mark.parametrize("value", [lambda: 1, partial(max, 1), Executed(), open, object(), Pair], ids=range(6))
def test_what_has_no_encoding_is_not_kept(tmp_path: Path, value: object) -> None:
    """It is in memory, and made again by the next process."""
    with Store(tmp_path / "s") as store:
        assert store.put("some", "key", value) and store.get("some", "key") is value
    assert Store(tmp_path / "s").get("some", "key") is None
    with pytest.raises(NotEncodable):
        encode(value)


def whole(packed: bytes) -> bytes:
    """A file of the store with this content, its digest right."""
    packed = zlib.compress(packed)
    return FORMAT + hashlib.sha256(packed).digest() + packed


@pytest.mark.parametrize(
    "content", [pickle.dumps(Executed()), encode(Executed(), other=pickle.dumps)], ids=["bare", "within"]
)
def test_a_planted_file_is_not_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """A pickle with the right digest, bare and as an object inside of a value."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s/some").mkdir(parents=True)
    for planted in (content, whole(content)):
        (tmp_path / "s/some/key").write_bytes(planted)
        assert Store(tmp_path / "s").get("some", "key") is None
    assert not (tmp_path / "executed").exists()


@pytest.mark.parametrize(
    "name",
    [
        '["name","os","system"]',
        '["name","deckwright.store.atomic","os.system"]',
        '["name","deckwright.store.atomic","os"]',
        '["record","deckwright.store.atomic","suppress",[]]',
        '["ufunc","frombuffer"]',
        '["whole"]',
        '["array","O",[1],"C",0]',
    ],
)
def test_names_lead_nowhere_else(name: str) -> None:
    """Only to what a module of ours or of the lesson defines."""
    tree = json.dumps([json.loads(name), []]).encode()
    with pytest.raises(Malformed):
        decode(struct.pack("<I2Q", 2, len(tree), 8) + tree + b"\0" * 8)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights as Unix has them")
def test_files_that_others_can_write_are_not_read(tmp_path: Path) -> None:
    """Nor links and pipes; the store's folders are its owner's alone."""
    with Store(tmp_path / "s") as store:
        store.put("some", "key", 1)
    file = tmp_path / "s/some/key"
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "s", file.parent, file)] == [0o700, 0o700, 0o600]
    file.chmod(0o620)
    assert Store(tmp_path / "s").get("some", "key") is None
    file.chmod(0o600)
    assert Store(tmp_path / "s").get("some", "key") == 1
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert Store(tmp_path / "s").get("some", "key") is None
    file.unlink()
    os.mkfifo(file)
    assert Store(tmp_path / "s").get("some", "key") is None


def test_the_longest_unused_leave_beyond_the_limit(tmp_path: Path) -> None:
    """What was used lately stays, whatever the size."""
    with Store(tmp_path / "s") as store:
        for k in range(4):
            store.put("some", str(k), os.urandom(1000))
    for k in range(3):
        os.utime(tmp_path / f"s/some/{k}", (time.time() - 10000 + k,) * 2)
    Store(tmp_path / "s").get("some", "0")  # used now
    with Store(tmp_path / "s", limit=3500) as store:
        store.put("some", "4", 1)
    assert sorted(path.name for path in (tmp_path / "s/some").iterdir()) == ["0", "2", "3", "4"]
    with Store(tmp_path / "s", limit=10) as store:
        store.put("some", "5", 1)
    assert sorted(path.name for path in (tmp_path / "s/some").iterdir()) == ["0", "3", "4", "5"]


def test_a_function_is_remembered_in_the_current_store_alone(tmp_path: Path) -> None:
    """In memory and on disk; without a store it is just called."""
    called: list[int] = []

    @remembered(2, "doubles", lambda: "1")
    def double(n: int) -> int:
        called.append(n)
        return 2 * n

    assert [double(1), double(1)] == [2, 2] and called == [1, 1]
    for store in (Store(tmp_path), Store(tmp_path), Store(tmp_path, renew=True)):
        with store:
            assert [double(1), double(1)] == [2, 2]
    assert called == [1, 1, 1, 1], "the second store has it from disk, the last one made it anew"


def test_what_depends_on_its_arguments_alone_outlasts_a_record() -> None:
    """Of another record only the very same is taken: not 1 for 1.0, nor 0 for -0, wherever in it they are."""
    made: list[Pair] = []

    @remembered(20)
    def text(pair: Pair) -> str:
        made.append(pair)
        return str(pair)

    store = Store()
    pairs = [
        Pair(("a", 1)),
        Pair(("a", 1.0)),
        Pair(("a", True)),
        Pair(0.0),
        Pair(-0.0),
        Pair(Decimal("1.0"), (Path("a"),)),
    ]
    with store:
        for number, pair in enumerate((*pairs, *pairs[2:3], *pairs[4:])):
            store.about(f"record {number}")
            assert text(pair) == str(pair)
    assert made == pairs, "the last three were there"
