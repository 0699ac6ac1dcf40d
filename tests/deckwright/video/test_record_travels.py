"""A record goes to another process and comes back; what a video depends on gives its key."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from deckwright.lesson import run_lesson
from deckwright.store import Store, key_of
from deckwright.store.encoding import Malformed, decode, encode
from deckwright.theme import DARK, LIGHT
from deckwright.video.discovery.dependencies import content_of, fingerprint, imports
from deckwright.video.discovery.lesson_scenes import scenes_of
from deckwright.video.quality import QUALITIES
from deckwright.video.record_source import RecordSource
from deckwright.video.render_task import scene_key
from dlcore import Tensor


def deep(length: int) -> Tensor:
    """A Tensor at the end of a long chain of sums."""
    total = Tensor(0.0, "t")
    for _ in range(length):
        total = total + 1.0
    return total.named("total")


def test_a_record_survives_the_journey():
    """Values, names, formulas and what is shared are the same afterwards."""
    w, x = Tensor([0.5, -0.25], "w"), Tensor([1.0, 2.0], "x")
    record = SimpleNamespace(z=(w @ x).named("z"), w=w, curve=np.arange(3.0), note="note")
    back = decode(encode(record))
    assert back.z.formula == record.z.formula and back.z.item() == record.z.item()
    assert back.z.inputs[0] is back.w and back.curve.tolist() == [0.0, 1.0, 2.0] and back.note == "note"


def test_an_expression_deeper_than_recursion_goes():
    """A Tensor that thousands of steps made is packed too."""
    assert decode(encode({"t": deep(5000)}))["t"].item() == 5000.0


def test_the_digest_is_the_contents():
    """Equal records have equal digests; another value, name or expression has another one."""
    assert key_of({"t": deep(3)}) == key_of({"t": deep(3)})
    others = [{"t": deep(4)}, {"u": deep(3)}, {"t": deep(3).named("other")}, {"t": Tensor(3.0, "total")}]
    assert len({key_of(record) for record in [{"t": deep(3)}, *others]}) == 5


def test_imports_are_read_line_by_line(tmp_path):
    """All ways to write an import are seen."""
    (tmp_path / "a.py").write_text("import b, c as d\nfrom e import (\n  f,  # note\n  g,\n)\nfrom .h import i\n")
    assert {"b", "c", "e", "e.f", "e.g", "h", "h.i"} <= imports(tmp_path / "a.py", 0)


def test_what_a_scene_imports_belongs_to_it(course):
    """A change in a file that the scene imports changes its fingerprint; one in another file doesn't."""
    script = scenes_of(course)[0].script
    assert {path.name for path in content_of(script)} == {"adding.py", "shared.py"}
    before = fingerprint(script)
    (script.parent / "unrelated.py").write_text("x = 1\n")
    assert fingerprint(script) == before
    (script.parent / "shared.py").write_text('WORD = "another sum"\n')
    assert fingerprint(script) != before


def test_everything_that_is_seen_is_in_the_key(course):
    """Record, theme and quality each make another key."""
    scene = scenes_of(course)[0]
    keys = {
        scene_key(scene, record, theme, QUALITIES[quality])
        for record in ("r1", "r2")
        for theme in (LIGHT, DARK)
        for quality in ("draft", "720p")
    }
    assert len(keys) == 8


def test_a_known_record_is_not_computed_again(course, tmp_path):
    """The digest of the first run serves the second; a changed lesson is run again."""
    computed = []

    def record():
        computed.append(1)
        return run_lesson(course).record

    first = RecordSource(course, record, {"b": 0.25}, Store(tmp_path / "cache")).digest
    assert RecordSource(course, record, {"b": 0.25}, Store(tmp_path / "cache")).digest == first and len(computed) == 1
    course.code.write_text(course.code.read_text() + "\n")
    assert RecordSource(course, record, {"b": 0.25}, Store(tmp_path / "cache")).digest == first and len(computed) == 2


def test_classes_of_the_lessons_own_files_travel_by_name(course):
    """A record of a class from a file beside lesson.py can be packed after the lesson has run."""
    course.code.with_name("beside.py").write_text(
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Pair:\n    left: float\nSTART = 0.5\n"
    )
    course.code.write_text(
        course.code.read_text()
        .replace("import START", "import START, Pair")
        .replace("    a: Tensor\n", "    a: Tensor\n    pair: Pair\n")
        .replace("Sum(a, b", "Sum(a, Pair(1.0), b")
    )
    record = run_lesson(course).record
    with pytest.raises(Malformed, match="beside"):
        decode(encode(record, course.folder), course.folder)  # here, where the lesson doesn't run any more
