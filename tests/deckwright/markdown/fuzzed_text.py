"""Texts as people write them, with slips as people make them: real constructs, some of them broken at random."""

from __future__ import annotations

import random
from collections.abc import Sequence

BLOCKS = (
    "# A title {#id .section}", "# Another {.incremental}", "## Below", "### Deeper", "---",
    "Some *words* and **more**.", "A line\\\nand another", "- a\n- b\n    - c\n\n      more\n- d",
    "1. a\n2. b\n   ```python\n   x = 1\n   ```\n3. c", "a. x\nb. y", "iv) x\nv) y", "(@) x\n\n(@b) y",
    "- [ ] a\n- [x] b", "Term\n:   Its *meaning*\n\n    and more", "| one\n|   two",
    "| a | b |\n|---|--:|\n| $P(A | B)$ | {{ n }} |\n\n: A caption", "> quoted\n> text\n>\n> -- someone",
    "```python\ndef f(x):\n\treturn {{ n }}\n```", "~~~\ncode\n~~~", "```{.python}\nx\n```",
    "$$\nx = \\frac{a}{b} {{ n }}\n$$", "$$\n\\begin{aligned} a &= b && \\text{why} \\\\ &= c \\end{aligned}\n$$",
    "In $x^2$ and $\\hat{y} = {{ n }}$ it is.",
    "::: columns\n::: {.column width=40%}\na\n:::\n::: column\nb\n:::\n:::", "::: notes\nSay {{ n }}.\n\n- one\n:::",
    '::: {.callout-note title="T"}\ntext\n:::', "::: reveal\nlater\n:::", "::: steps\n- a\n- b\n:::", ". . .",
    "::: {.incremental}\n- a\n- b\n:::", "A note^[in place] and[^1] one.\n\n[^1]: below",
    "[words]{.gradient} [1986]{source=k}", "[a link](https://a.b){.loss} <https://c.d>", "![what](p.png){width=50%}",
    '![what](p.png "Caption") ![b](d.svg)', "H~2~O, x^2^, ~~gone~~, `code`{.python} -- and --- ...",
    "<!-- a comment -->", "A<br>b &amp; c &#8594;", "[@k] and @k", "{{ n }}", "{{ text }} {{ lines }}",
    "{{ table(rows) }}", "{{ worked(z) }}", "{{ matrix(array) }}", "{{ n | num(2) }}",
    "{% for v in array %}\n- {{ v }}\n{% endfor %}", "{% if n > 0 %}yes{% else %}no{% endif %}",
    "{% set m = n %}{{ m }}", "{% raw %}{{ not }}{% endraw %}", "{# a remark #}",
    "{{ line_chart(array, alt='It falls.') }}", "::: question\nWhy?\n:::", "::: answer\nSo.\n:::",
    "::: statement\nLarge.\n:::", "\u05e9\u05dc\u05d5\u05dd \u4f60\u597d \U0001f600 e\u0301",
)  # fmt: skip
SLIPS = (
    "{", "}", "{{", "}}", "{%", "%}", "$", "$$", "|", "\\", "`", "```", "*", "_", "[", "]", "(", ")", ":::", "#", "<",
    ">", "&", "^", "~", "\n", "\n\n", "\t", "    ", " ", "{.x}", "{width=1%}", "\x0c", "\u2028", "\ufeff", "\u202e",
    "\x85", "---", "- ", "1. ", "a. ", ": ", "0", "x" * 300, "]" * 40, "[" * 40, ">" * 40, "{" * 20, "\\frac{" * 20,
    "| " * 60, "nn", "None", "''", "@", "!", "=", "%",
)  # fmt: skip
FRONTS = (
    "title: A deck", "title: 'Quoted: yes'", "subtitle: Below it", "author: [Ada, Alan]", "institute: Somewhere",
    "date: 2026-11-29", "language: de", "lang: en-US", "keywords: a, b",
    "sources:\n  k: {text: 'Ada (1986). B.', url: 'https://a.b'}", "layouts:\n  title: Title Slide",
    "incremental: true", "slide-level: 2", "subject: S",
)  # fmt: skip
FRONT_SLIPS = (
    ":", ": ", "#", " #x", "'", '"', "[", "]", "{", "}", "- ", "&a ", "*a", "!x ", "!!set ", "|", ">", "\n", "\t",
    "  ", "@", "`", "%", "? ", "<<: ", "---", "...", "\x00", "\x1b", "\ufeff", "\x85", "\u2028", "[" * 50, "yes", "~",
    "null", "1e9", "2026-13-40", "\\",
)  # fmt: skip


def slides(rng: random.Random) -> str:
    """The body of a slides file."""
    chosen = [rng.choice(BLOCKS) for _ in range(rng.randint(1, 6))]
    text = "# First\n\n" + rng.choice(("\n\n", "\n\n", "\n\n", "\n")).join(chosen) + "\n"
    return _with_slips(text, SLIPS, rng)


def front(rng: random.Random) -> str:
    """What stands between the dashes."""
    lines = rng.sample(FRONTS, rng.randint(1, 6))
    if rng.random() < 0.8 and not any(line.startswith("title") for line in lines):
        lines.append(FRONTS[0])
    return _with_slips("\n".join(lines), FRONT_SLIPS, rng)


def _with_slips(text: str, slips: Sequence[str], rng: random.Random) -> str:
    """The text with up to four slips: something too many, something lost, two things in the wrong order."""
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        at, length = rng.randrange(len(text) + 1), rng.randint(1, 12)
        kind = rng.randrange(4)
        if kind == 0:
            text = text[:at] + rng.choice(slips) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + length :]
        elif kind == 2:
            text = text[:at] + text[at : at + length] * 2 + text[at + length :]
        else:
            text = text[:at] + text[at + length : at + 2 * length] + text[at : at + length] + text[at + 2 * length :]
    return text
