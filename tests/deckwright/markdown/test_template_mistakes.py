"""What people write between braces: the message names what to write, all is told, and nothing runs for ever."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from deckwright.deck.text import plain
from deckwright.errors import Mistakes, UserError
from deckwright.markdown import template
from deckwright.markdown.lecture import read_lecture

LINE = 9
NAMES = {"n": 2, "slope": 0.5, "a": [1.0, 2.0], "gone": None, "columns": {"price": 1}, "row": SimpleNamespace(text="x")}


@pytest.mark.parametrize(
    ("body", "line", "message", "hint"),
    [
        ("{{ slope:.2f }}", 0, "formatted as in Python", "{{ slope | fixed(2) }}"),
        ("{{ slope:.3g }}", 0, "formatted as in Python", "{{ slope | num(3) }}"),
        ("{{ slope:.1% }}", 0, "formatted as in Python", "{{ slope | percent(1) }}"),
        ("{{ f'{slope:.2f} m' }}", 0, "Can't read", "no f-string: {{ slope | fixed(2) }}"),
        ('{{ f"{slope}" }}', 0, "Can't read", "no f-string: {{ slope }}"),
        ("{% do a.append(1) %}", 0, "Unknown tag {% do %}", ""),
        ("{{ str(slope) }}", 0, "Unknown name 'str'", "{{ name | string }}"),
        ("{{ print(slope) }}", 0, "Unknown name 'print'", "lesson.py"),
        ("{{ slope | format('.2f') }}", 0, "failed: TypeError", "{{ value | fixed(2) }}"),
        ("{% for k, v in columns %}{{ v }}{% endfor %}", 0, "This tag failed", ".items()"),
        ("{{ np.mean(a) }}", 0, "Unknown name 'np'", "compute it in lesson.py"),
        ("{{ a | table }}", 0, "table is a function", "{{ table(a) }}"),
        ("```python\nf'{x}' {{'a': 1}}\n```", 1, "Can't read", "{% raw %} above"),
        ("```jinja\n{% for x in y %}\n```", 1, "is not closed", "{% raw %} above"),
        ("x\n{{ slope } and more", 1, "is not closed", "{{ slope }}"),
        ("{{ slope\n\ny }}", 0, "is not closed", "{{ slope }}"),
        ("{{ f(slope }}", 0, "Can't read", ""),
        ("{{ }}", 0, "nothing between", "{{ loss }}"),
        ("{{ a[9] }}", 0, r"no entry \[9\]: the list has 2", "from 0"),
        ('{{ columns["prize"] }}', 0, "Unknown entry 'prize' of dict", "Did you mean price?"),
        ("{{ gone.y }}", 0, "what stands before it is None", "lesson.py"),
        ("{{ gone + 1 }}", 0, "{{ gone \\+ 1 }} failed", "None"),
        ("{{ slope(3) }}", 0, "failed: TypeError", "without parentheses"),
        ("{{ nn }}", 0, "Unknown name 'nn'", "Did you mean n?"),
        ("{{ zzzz }}", 0, "Unknown name 'zzzz'", "The lecture has: a, "),
        ("$\\frac{{nope}}{n}$", 0, "Unknown name 'nope'", "a space between two opening braces"),
        ("{{< include a.md >}}", 0, "is Quarto's", "{% include 'a.md' %}"),
        ("{{< pagebreak >}}", 0, "is Quarto's", "Start a slide"),
        ("x\n{% for i in a\n\ny", 1, "{% for is not closed", "{% for i in a %}"),
        ("{% endfor %}", 0, "closes nothing", ""),
        ("{% if n %}\n{% endfor %}", 1, "is to be closed", "{% endif %}"),
        ("{% fro i in a %}\n{% endfor %}", 0, "Unknown tag", "Did you mean for?"),
        ("{% else %}", 0, "stands in no", ""),
        ("```python\nx = f'{{n}}'\n```", 1, "stands in code", "{{ n }}"),
        ("{{ row.__class__ }}", 0, "'__class__' can't be used here", ""),
        ("{{ 'x' * 10**9 }}", 0, "1,000,000,000 letters", "lesson.py"),
        ("{{ 9 ** 99999 }}", 0, "digits", "lesson.py"),
        ("{{ '%999999999d' % 1 }}", 0, "any width", ""),
        ("{{ '%(a)999999999d' % {'a': 1} }}", 0, "any width", ""),
        ("{{ '{:999999999d}'.format(1) }}", 0, "any width", ""),
        ("{{ '{:9{0}{0}{0}{0}{0}}'.format(9) }}", 0, "any width", ""),
        ("{{ ('x' * 90000).replace('x', 'y' * 90000) }}", 0, "8,100,090,000 letters", ""),
        ("{{ ('x' * 90000) | replace('x', 'y' * 90000) }}", 0, "8,100,090,000 letters", ""),
        ("{{ '-'.join(['x' * 90000] * 90000) }}", 0, "letters", ""),
        (
            "{% set a = namespace(s='x') %}{% for i in range(60) %}{% set a.s = a.s ~ a.s %}{% endfor %}",
            0,
            "letters",
            "",
        ),
        (
            "{% set a = namespace(s=[1]) %}{% for i in range(60) %}{% set a.s = a.s + a.s %}{% endfor %}",
            0,
            "entries",
            "",
        ),
        ("{{ 'x' | center(1000000000) }}", 0, "1,000,000,000 letters", ""),
        ("{{ 'x'.ljust(1000000000) }}", 0, "1,000,000,000 letters", ""),
        ("{{ range(10**9) | sum }}", 0, "100,000 numbers", ""),
        ("{{ ('x' * 50000) }}", 0, "has 50,000 characters", ""),
        ("{% for i in range(1000) %}{% for j in range(1000) %}{% endfor %}{% endfor %}", 0, "50,000 rounds", ""),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 0, "nested without end", ""),
        ("{% include '../x.md' %}", 0, "outside of the course", ""),
        ("{% include '/etc/hostname' %}", 0, "outside of the course", ""),
    ],
)
def test_what_to_write_instead(blocks, tmp_path, body: str, line: int, message: str, hint: str) -> None:
    """Each mistake at its line, with the words that were meant."""
    (tmp_path.parent / "x.md").write_text("x")
    with pytest.raises(UserError, match=message) as caught:
        blocks(body, **NAMES)
    assert len(caught.value.errors) == 1, str(caught.value)
    assert caught.value.where.line == LINE + line and hint in caught.value.hint


def test_an_included_file_with_front_matter(blocks, tmp_path) -> None:
    """Its title would be printed as a heading."""
    (tmp_path / "other.md").write_text("---\ntitle: B\n---\n\nx\n")
    with pytest.raises(UserError, match="has no front matter") as caught:
        blocks("{% include 'other.md' %}")
    assert (caught.value.where.path.name, caught.value.where.line) == ("other.md", 1)


def test_everything_is_told_at_once(read) -> None:
    """Template, formulas and pictures on several slides; what depends on a mistake is none of its own."""
    body = "\n".join(
        [
            "# One", "", "{{ nope }} and {{ slope:.2f }} and {{ 1 / 0 }} and {{ a }}", "", "$x}$", "",
            "# Two", "", "{% for i in n %}", "{% set later = 1 %}", "{% endfor %}", "", "$y}$", "",
            "# Three", "", "{{ later }} {{ lost_ }}", "", "![x](no.png)", "", "{{ line_chart({'a': [nope]}) }}",
        ]
    )  # fmt: skip
    with pytest.raises(UserError) as caught:
        read(body, **NAMES)
    assert [error.where.line - LINE + 3 for error in caught.value.errors] == [3, 3, 3, 3, 5, 9, 17, 19, 21]


def test_front_matter_hides_no_other_mistake(read) -> None:
    """What is wrong in it and on slides is told together."""
    front = "---\ntitel: A\ntheme: b\nkeywords: {a: b}\n---\n"
    with pytest.raises(UserError) as caught:
        read("# One\n\n{{ nope }}\n\nx\n\n: y\n\n# One\n\nx", front=front, **NAMES)
    assert [error.where.line for error in caught.value.errors] == [2, 3, 4, 8, 14]


@pytest.mark.parametrize(
    "front", ["titel: A", "title:", "theme: b", "title: '{{ n }}'", "title: A\nlogo: no.png\nlang: xx"]
)
def test_a_lecture_of_which_the_front_matter_is_wrong(tmp_path, front: str) -> None:
    """It can be read for its other mistakes."""
    path, mistakes = tmp_path / "slides.md", Mistakes()
    path.write_text(f"---\n{front}\n---\n\n# One\n\nx\n")
    lecture = read_lecture(path, {}, lesson="test", mistakes=mistakes)
    assert mistakes.found and [slide.key for slide in lecture.deck.slides] == ["title-slide", "one"]


def test_macros_that_call_themselves_twice(blocks, monkeypatch) -> None:
    """Sixty levels would be as many calls as there are grains on the board."""
    monkeypatch.setattr(template, "MOST_CALLS", 200)
    body = "{% macro m(k) %}{% if k %}{{ m(k-1) }}{{ m(k-1) }}{% endif %}{% endmacro %}{{ m(60) }}"
    with pytest.raises(UserError, match="called more than 200 times"):
        blocks(body)


def test_values_with_several_lines(blocks) -> None:
    """A text with line ends becomes lines; in code blocks with spaces around it a name is filled in."""
    (words,) = blocks("{{ text }}", text="one\ntwo")
    assert [part.text for part in words.text] == ["one\ntwo"]
    (code,) = blocks("```python\nx = {{ n }}\n{% raw %}\ny = f'{{n}}'\n{% endraw %}\n{{n}}\n```", **NAMES)
    assert [line[-1].text for line in (code.lines[0], code.lines[-1])] == ["2", "2"]


def test_what_is_put_together_in_reason(blocks) -> None:
    """Large numbers, percent signs, stars and braces in texts that are filled in are no widths."""
    body = """{{ '{:,}'.format(2000000) }}, {{ '%d' | format(2000000) }}, {{ 'at {{:99999'.format() }},
{{ '5 * %d of 100%% * 2' % 3 }}, {{ 'a' ~ 1 ~ none }}, {{ 'a-b' | replace('-', ' to ') }},
{{ [1, 2] | join(' or ') }}"""
    (paragraph,) = blocks(body)
    said = "2,000,000, 2000000, at {:99999, 5 * 3 of 100% * 2, a1None, a to b, 1 or 2"
    assert " ".join(plain(paragraph.text).split()) == said
