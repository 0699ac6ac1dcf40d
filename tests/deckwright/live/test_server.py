"""The live lecture's server: who may come in, what they may do, and that its numbers are those of a build."""

from __future__ import annotations

import json
import pickle
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs starlette: pip install -e '.[test]'")
pytest.importorskip("httpx2", reason="needs httpx2: pip install -e '.[test]'")
from starlette.testclient import TestClient

from deckwright.building.build import build_deck, store_of
from deckwright.building.choices import Choices
from deckwright.commands.report import told
from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.live.app import Address, lecturers, students
from deckwright.live.lecture import Lecture
from deckwright.live.made import Hear, Made, MadeFirst, Opened, Refused, make

OURS, THEIRS = Address(("127.0.0.1:4000", "localhost:4000"), "secret"), Address(("192.0.2.7:5000",), "guest")


class Here:
    """Makes slides in this process."""

    def __init__(self, lesson: Lesson, out: Path):
        self.lesson, self.choices = lesson, Choices(out=out, videos=False, to="html")

    def now(self, settings: Iterable[str] = (), hear: Hear = lambda said: None, opened: Opened | None = None) -> Made:
        try:
            with store_of(self.lesson, self.choices):
                return pickle.loads(
                    pickle.dumps(make(self.lesson, self.choices, settings, hear, opened))
                )  # as from a process
        except UserError as error:
            raise Refused(told(error)[0].message) from None

    async def make(self, settings: Iterable[str], hear: Hear, opened: Opened | None = None) -> Made:
        return self.now(settings, hear, opened)

    def leave(self) -> None: ...


@pytest.fixture
def lecture(counting: Lesson, tmp_path: Path) -> Lecture:
    maker = Here(counting, tmp_path / "out")
    return Lecture(maker, maker.now())


@pytest.fixture
def lecturer(lecture: Lecture) -> Iterator[TestClient]:
    with TestClient(lecturers(lecture, OURS), f"http://{OURS.hosts[0]}") as client:
        yield client


@pytest.fixture
def student(lecture: Lecture) -> TestClient:
    return TestClient(students(lecture, THEIRS), f"http://{THEIRS.hosts[0]}")


def settled(client: TestClient, version: int = 0) -> dict:
    """What changed after a version, when nothing is computed any more."""
    until = time.monotonic() + 30
    while (news := client.get(f"/secret/changes?after={version}").json())["computing"]:
        assert time.monotonic() < until
    return news


def sections(page: str) -> dict[str, str]:
    """The slides of a page by their keys."""
    return {
        re.search('data-key="([^"]+)"', each)[1]: each
        for each in re.findall('<section class="slide".*?</section>', page, re.DOTALL)
    }


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/secret/", {}, 200),
        ("/secret/", {"host": "localhost:4000", "origin": "http://localhost:4000"}, 200),
        ("/", {}, 404),
        ("/guessed/", {}, 404),
        ("/guessed/changes?after=0", {}, 404),
        ("/secret/", {"host": "127.0.0.1"}, 403),
        ("/secret/", {"host": "evil.example:4000"}, 403),
        ("/secret/changes?after=0", {"origin": "http://evil.example"}, 403),
        ("/secret/changes?after=0", {"origin": "null"}, 403),
        ("/secret/changes?after=soon", {}, 400),
    ],
)
def test_only_who_has_the_address_comes_in(lecturer, path: str, headers: dict[str, str], status: int) -> None:
    """With its token, by its host, from its own page."""
    answer = lecturer.get(path, headers=headers)
    assert answer.status_code == status and answer.headers["cache-control"] == "no-store"
    assert ("Counting" in answer.text) == (status == 200)


def test_changed_numbers_are_those_of_a_build(lecturer, counting: Lesson, tmp_path: Path) -> None:
    """Slides, outlines and formulas are those of ``build --to html --set``, and only what changed is sent."""
    before = lecturer.get("/secret/changes?after=0").json()
    version, edition = before["version"], before["edition"]
    assert lecturer.post("/secret/values", json={"n": "21", "rate": "0.25"}).json() == {"why": {}}
    news = settled(lecturer, version)
    assert news["edition"] == edition  # the page stays, and with it who looks at it
    assert set(news["sections"]) == {"count"} and news["values"]["rate"] == "0.25" and "rest" in news["order"]
    choices = Choices(tmp_path / "built", ("n=21", "rate=0.25"), videos=False, to="html")
    built = build_deck(counting, choices).path.read_text(encoding="utf-8")
    live = lecturer.get("/secret/").text
    assert re.findall("<style>@page.*?}", live) == re.findall("<style>@page.*?}", built)
    assert sections(live) == sections(built) and "5.25" in sections(live)["count"]
    assert news["sections"]["count"] == sections(built)["count"]


def test_the_slide_that_the_class_looks_at_is_made_first(counting: Lesson, tmp_path: Path) -> None:
    """Before any other is laid out, and as it is in the end; of a long slide's parts all."""
    counting.words.write_text(counting.words.read_text() + "\n\n# Long {#long}\n\n" + "- {{ total }} words.\n" * 40)
    maker = Here(counting, tmp_path)
    maker.now()
    heard: list = []
    made = maker.now(["n=4"], heard.append, Opened("long", 4))
    (first,) = [each for each in heard if isinstance(each, MadeFirst)]
    assert first.parts.slides == made.parts.slides[3:] and len(first.parts.slides) > 1
    assert "laying out" not in [each.words for each in heard[: heard.index(first)]]
    assert first.surface == made.surface and first.parts.letters.items() <= made.parts.letters.items()


def test_the_slide_that_was_made_first_goes_with_refused_values(lecturer, lecture: Lecture, counting: Lesson) -> None:
    """Another slide has no room for them."""
    counting.words.write_text(counting.words.read_text() + "\n\n# {{ 'long ' * total }}\n")
    lecturer.portal.call(lecture.again)
    version = settled(lecturer)["version"]
    before = sections(lecturer.get("/secret/").text)
    lecturer.post("/secret/place", json={"slide": 1, "step": 0})
    shown: list[str] = []
    show, lecture.show_some = (
        lecture.show_some,
        lambda parts: (show(parts), shown.append(lecture.parts.slides[1].title)),
    )
    lecturer.post("/secret/values", json={"n": "90"})
    assert "title takes" in settled(lecturer, version)["refusal"]
    assert shown == ["We count to 90"] and sections(lecturer.get("/secret/").text) == before


def test_values_that_cannot_be_say_why_and_the_old_ones_stay(lecturer) -> None:
    """Out of range, of another kind, unknown, or refused by the lesson itself."""
    before = sections(lecturer.get("/secret/").text)
    answer = lecturer.post("/secret/values", json={"n": "99", "rate": "fast", "m": "1", "shade": "blue"}).json()
    assert answer["why"]["n"] == "n may go from 1 to 90, found 99." and set(answer["why"]) == {"n", "rate", "m"}
    assert "expected a number from 0.001 to 10" in answer["why"]["rate"]
    lecturer.post("/secret/values", json={"n": "13"})
    news = settled(lecturer)
    assert "thirteen is not counted here." in news["refusal"]
    assert news["values"] == {"n": "3", "rate": "0.5", "shade": "red", "slow": "False"}
    assert sections(lecturer.get("/secret/").text) == before
    lecturer.post("/secret/values", json={"n": "4"})
    assert settled(lecturer)["refusal"] == ""


@pytest.mark.parametrize("sent", [b"{", b"[1]", b'{"n": 3}', b'{"n": "' + b"9" * 70000 + b'"}'])
def test_what_is_no_set_of_values_is_refused(lecturer, sent: bytes) -> None:
    assert lecturer.post("/secret/values", content=sent).status_code == 400


def test_a_changed_word_is_news(lecturer, lecture: Lecture, counting: Lesson) -> None:
    """A mistake in the words is told, and the slides stay."""
    words = counting.words.read_text()
    for text, refusal in (("{{ unknown }}", "unknown"), ("Other words.", "")):
        version = lecturer.get("/secret/changes?after=0").json()["version"]
        counting.words.write_text(words.replace("Words.", text))
        lecturer.portal.call(lecture.again)
        news = settled(lecturer, version)
        assert refusal in news["refusal"] and bool(news["refusal"]) == bool(refusal)
    assert set(news["sections"]) == {"rest"} and "Other words." in news["sections"]["rest"]


def test_the_lessons_own_values_may_change(lecturer, lecture: Lecture, counting: Lesson) -> None:
    """In the code, where those that the lecturer chose stay; a parameter that is new makes the page another one."""
    lecturer.post("/secret/values", json={"n": "5", "rate": "2"})
    settled(lecturer)
    lecturer.post("/secret/values", json={"rate": "0.5"})
    edition = settled(lecturer)["edition"]
    code = counting.code.read_text()
    counting.code.write_text(code.replace("= 0.5", "= 0.25").replace("slow: bool", "more: int = 7, slow: bool"))
    lecturer.portal.call(lecture.again)
    news = settled(lecturer)
    assert news["edition"] == edition + 1
    assert news["values"] == {"n": "5", "rate": "0.25", "shade": "red", "slow": "False", "more": "7"}
    counting.code.write_text(code)
    lecturer.portal.call(lecture.again)
    assert settled(lecturer)["values"] == {"n": "5", "rate": "0.5", "shade": "red", "slow": "False"}


def test_students_look_on(lecturer, student) -> None:
    """They go where the lecturer goes, hear nothing of notes and refusals, and can change nothing."""
    lecturer.post("/secret/place", json={"slide": 1, "step": 0})
    news = student.get("/guest/changes?after=0").json()
    page = student.get("/guest/").text
    assert news["place"] == [1, 0] and set(news) >= {"sections", "order"}
    assert not {"values", "refusal", "computing"} & set(news)
    assert "Ask how far." in lecturer.get("/secret/").text
    assert "Ask how far." not in page + json.dumps(news) and 'class="panel"' not in page
    assert {student.post(f"/guest/{name}", json={}).status_code for name in ("values", "place", "leave")} == {404}
    assert student.get("/secret/").status_code == student.get("/secret/changes?after=0").status_code == 404
