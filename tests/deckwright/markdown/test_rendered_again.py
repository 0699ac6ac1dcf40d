"""A slides file that is read again while it is being written: only what changed is rendered, and all is as if read
anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.errors import UserError
from deckwright.markdown.lecture import Lecture, read_lecture
from deckwright.markdown.template import Environment
from deckwright.store import Store

NAMES = {"n": 0.5, "many": [1, 2, 3]}
HEAD = "---\ntitle: Some\n---\n"
SLIDES = [
    "Plain {{ n }} words.",
    "{% macro twice(v) %}{{ v }} and {{ v }}{% endmacro %}\n{% set _half = n / 2 %}\nTwo: {{ twice(n) }}.",
    "A block: {% set words %}some **words** of {{ n }}{% endset %}\n\n{{ words }}",
    "{% for v in many %}\n- {{ v }}\n{% endfor %}\n\n{% raw %}\n# No slide {{ of }} ours\n{% endraw %}",
    "{% if n > 0 -%}\nRises: {{ twice(_half) }}, {{ words }}.\n{%- endif %}",
    "```python\n# no slide either\n```\n\n{{ table([many, many]) }}\n\n. . .\n\nSo^[{{ many[2] }}].",
    "{# a comment\n# of two lines #}\n::: notes\nSay {{ n }}.\n:::\n\n{{ twice(many[1]) }}",
]
TOGETHER = [  # in each, what one slide does another one sees
    "{% set count = namespace(n=0) %}\n\n# One\n\n{% set count.n = count.n + 1 %}{{ count.n }}\n\n# "
    "Two\n\n{{ count.n }}",
    "{% set turn = cycler('a', 'b') %}\n\n# One\n\n{{ turn.next() }}\n\n# Two\n\n{{ turn.next() }}",
    "# One\n\n{{ n }}\n\n# Two\n\n{% set n = 7 %}{{ n }}",
    "{% for v in many %}\n\n# Slide {{ v }}\n\n{{ v }}\n{% endfor %}\n\n# Last\n\n{{ n }}",
    "{% block one %}\n\n# One\n\n{{ n }}\n{% endblock %}\n\n# Two\n\n{{ self.one() | length > 5 }}",
    "# One\n\n{% include 'other.md' %}\n\n# Two\n\n{{ n }}",
]


def write(path: Path, slides: list[str]) -> Path:
    """A slides file with a title for each of these."""
    path.write_text(HEAD + "".join(f"\n# Slide {k}\n\n{body}\n" for k, body in enumerate(slides, 1)))
    return path


def contents(lecture: Lecture) -> tuple:
    """Everything that was read."""
    return lecture.deck, lecture.prose, lecture.origins


def again(store: Store, path: Path) -> Lecture:
    """What is read by a process that has read the file before."""
    with store:
        return read_lecture(path, NAMES, lesson="test")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The first line of each text that is rendered from now on."""
    lines: list[int] = []
    template = Environment.template
    monkeypatch.setattr(Environment, "template", lambda *given: lines.append(given[2]) or template(*given))
    return lines


@pytest.mark.parametrize("k", range(len(SLIDES)))
def test_any_slide_may_change(tmp_path: Path, k: int) -> None:
    """A word more, a line more, a slide less: what is read is what is read anew."""
    path = write(tmp_path / "slides.md", SLIDES)
    store = Store()
    for change in ("{} more", "{}\n\nMore.", "{}"):
        write(path, [*SLIDES[:k], change.format(SLIDES[k]), *SLIDES[k + 1 :]])
        read = again(store, path)
        assert contents(read) == contents(read_lecture(path, NAMES, lesson="test"))


def test_a_changed_word_renders_its_slide(tmp_path: Path, rendered: list[int]) -> None:
    """And, where the slide defines names, those after it."""
    path = write(tmp_path / "slides.md", SLIDES)
    store = Store()
    again(store, path)
    starts = list(rendered)
    assert len(starts) == 1 + len(SLIDES) + 1  # what is before them, and a comment in Python, which does no harm
    for k, after in ((0, 1), (1, None), (2, None), (4, 1)):
        rendered.clear()
        write(path, [*SLIDES[:k], f"{SLIDES[k]} {k}", *SLIDES[k + 1 :]])
        again(store, path)
        write(path, SLIDES)
        assert rendered == starts[k + 1 :][:after]
        again(store, path)


@pytest.mark.parametrize("body", TOGETHER)
def test_slides_that_depend_on_each_other_are_rendered_together(tmp_path: Path, body: str) -> None:
    """What counts from slide to slide goes on counting after a change, and a file that is included may change."""
    path, other = tmp_path / "slides.md", tmp_path / "other.md"
    store = Store()
    for change in ("", "", "\n\nMore {{ n }}."):
        other.write_text(f"From another file: {{{{ n }}}}{change}")
        path.write_text(f"---\ntitle: Some\n---\n# Zero\n\n{change}\n\n{body}{change}")
        read = again(store, path)
        assert contents(read) == contents(read_lecture(path, NAMES, lesson="test"))


def test_a_namespace_counts_on_over_slides(tmp_path: Path) -> None:
    """As Jinja2 has it for a file as a whole."""
    (path := tmp_path / "slides.md").write_text(f"---\ntitle: Some\n---\n{TOGETHER[0]}")
    two = read_lecture(path, NAMES, lesson="test").deck.slides[-1]
    assert two.blocks[0].text[0].text == "1"


def test_mistakes_are_told_at_their_lines(tmp_path: Path) -> None:
    """Line by line down the file, in a text that is read again as in one that is new."""
    path = write(tmp_path / "slides.md", SLIDES)
    store = Store()
    again(store, path)
    lines = path.read_text().split("\n")
    for mistake in ("{{ nn }}", "{{ n | nmu }}", "{{ table(1, 2, x=3) }}", "{{ [n }}", "{% endfor %}"):
        at = lines.index("# Slide 3") + 2
        path.write_text("\n".join([*lines[:at], mistake, *lines[at:]]))
        with pytest.raises(UserError) as told:
            again(store, path)
        assert told.value.where.line == at + 1, mistake
