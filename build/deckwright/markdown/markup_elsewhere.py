"""Markup that other programs read and this one doesn't: how it looks, and what to write in its place."""

from __future__ import annotations

import re

from deckwright.markdown.authored_text import OTHER

BACKSLASH = "\ufdd5"  # one that was written \\\\
LATEX_SIGNS = re.compile(  # \( x \) and \[ x = 1 \]
    r"\\\([^\n]{,200}?\\\)|\\\[(?=[^\[\]]{,500}?(?:[=^_+]|\\[A-Za-z])[^\[\]]*\])[^\[\]]{,500}\\\]"
)
STRAY = re.compile(r"^[^{\n]*?(?:\}\}|%\})", re.MULTILINE)
PATTERNS = (
    (
        re.compile(r"\{#(?:eq|fig|lst|sec|tbl)-[^{}\n]*\}"),
        "Quarto's labels have no meaning here: say which one you mean, or link to its slide, [see there](#its-name).",
    ),
    (
        re.compile(r"\]\(\s*(?:data|file|javascript|vbscript):[^()\n]*\)?", re.IGNORECASE),
        "A link leads to a page, https://..., to a slide, #its-name, or to a file beside the deck.",
    ),
    (
        re.compile(r"\]\([^()\n]+\s=\d*x\d*\)"),
        "A picture's size stands behind it: ![what it shows](file.png){width=50%}.",
    ),
    (re.compile(r"!\[\[[^\[\]\n]+\]\]"), "A picture is written ![what it shows](file.png)."),
    (re.compile(r"\[\[[A-Za-z][^\[\]\n]*\]\]"), "A link is written [words](address)."),
    (
        re.compile(r"^(?:\[!\w+\]|!!!\s?\w+|\?\?\?\+?\s?\w+)[^\n]*", re.MULTILINE),
        'A callout is written ::: {.callout-note title="Words"}, and ends with :::.',
    ),
    (re.compile(r"^::\w+::$", re.MULTILINE), "Columns stand in ::: columns, each in ::: column."),
    (re.compile(r"^\*\[[^\[\]\n]+\]:[^\n]*", re.MULTILINE), "Write out what the letters stand for."),
    (re.compile(r"^\[(?:TOC|toc)\]$", re.MULTILINE), "Sections are listed on the slides that begin them."),
    (re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]+==(?!=)"), "Write **words**."),
    (re.compile(r"(?<!\w)\+\+(?=\w)[^+\n]+\+\+(?!\w)"), "Write *words*; underlined words are taken for links."),
    (re.compile(r"^[-*+]\u3000[^\n]*", re.MULTILINE), "Behind the sign of a list's entry stands a narrow space."),
    (re.compile(r"^[•‣◦▪●○⁃・][^\n]*", re.MULTILINE), "An entry of a list begins with - and a space."),
    (
        re.compile(r"^([-*+])[^\s\d*+-].*\n\1[^\s\d*+-]", re.MULTILINE),
        "A list has a space behind each sign.",
    ),
    (
        re.compile(r"^\d{1,2}[.)][^\W\d_].*\n\d{1,2}[.)][^\W\d_]", re.MULTILINE),
        "A list has a space behind each number.",
    ),
    (re.compile(r"^\[[ xX/-]\]\s", re.MULTILINE), "A task is written - [ ] words, one that is done - [x] words."),
    (
        re.compile(r"\\(?:begin|end)\{(?:block|center|columns?|enumerate|figure|frame|itemize|quote|table|tabular)\}"),
        "Lists, tables, quotes, ::: columns and callouts are written in Markdown.",
    ),
    (
        re.compile(r"\\(?:begin|end)\{\w+\*?\}"),
        r"Write $$ on a line above and below a formula; \begin{align}, on a line of its own, ends with \end{align}.",
    ),
    (re.compile(rf"(?<!\S){BACKSLASH}(?!\S)"), "One backslash at the end of a line breaks it, and so does <br>."),
    (
        re.compile(r"(?<![\w*])\*\*(?=\w)[^\n]{,30}|[^\n*]{,30}(?<=\w)\*\*(?![\w*])"),
        "Bold words have two stars at both ends, **words**, with spaces and marks outside.",
    ),
    (re.compile(r"^--$", re.MULTILINE), "A new slide begins with # and a title, or with --- between two empty lines."),
    (
        re.compile(r"!?\[[^\[\]\n]*\]\((?!<)[^()\n]*[^()\n\s]\s+[^()\"'\n]+\)"),
        "Write < and > around an address with spaces: ![words](<a picture.png>).",
    ),
    (re.compile(r"!\[[^\[\]\n]*\](?=\s|$|\{|\[)"), "A picture is written ![what it shows](file.png)."),
    (
        re.compile(r"\]\{[^{}\n]*\}"),
        "Attributes are written {.class key=value}, without spaces around the equals sign.",
    ),
    (
        re.compile(r"\{(?:[.#][A-Za-z][^{}\n]*|[A-Za-z][\w-]*=[^{}\n]*)\}"),
        "Attributes stand right behind a title, ::: block, link, picture, `code` or [words].",
    ),
    (re.compile(r"\{=[\w-]+\}"), "Raw output of other formats has no meaning on a slide."),
    (
        re.compile(r"^\.\s+\.\s+\.(?!\S)", re.MULTILINE),
        "A pause, . . ., stands between two empty lines, outside of lists.",
    ),
    (
        re.compile(r"\$\s[^$\n]*\\[A-Za-z]+[^$\n]*\$|\$[^$\n]*\\[A-Za-z]+[^$\n]*\s\$"),
        "Dollar signs touch their formula: $x$.",
    ),
    (
        re.compile(r"(?<!\w)\$\s*[A-Za-z]\w?(?:\s*[-+*/=^_<>]\s*[\w{}.]+)*\s*\$"),
        "Dollar signs touch their formula, and no digit stands behind it: $x$.",
    ),
    (re.compile(r"\\(?:note|notes)\{"), "Notes stand between ::: notes and :::."),
    (re.compile(r"\\(?:onslide|only|pause|uncover)\b"), "A pause is written . . . between two empty lines."),
    (
        re.compile(r"(?<![^\s(])\\[A-Za-z]{2,}"),
        r"LaTeX stands between dollar signs, $\alpha$; words are set by Markdown.",
    ),
    (re.compile(r"\\\Z"), "A backslash breaks a line before further words; in a title write <br>."),
    (re.compile(r"^:::+", re.MULTILINE), "Write ::: NAME at the beginning of a line."),
    (re.compile(r"^\[\^[^\]\n]+\]:", re.MULTILINE), "A footnote's text begins at the start of a line: [^1]: words."),
    (
        re.compile(r"(?<![\w\]])\[(?=[^\[\]\n]*[^\W\d])[^\[\]\n]+\]\[[^\[\]\n]*\]"),
        "Say where the link leads: [words](https://...), or write [name]: https://... below.",
    ),
    (
        re.compile(r"(?<![{$])\{\s*[A-Za-z_][\w.]*(?:\[\d+\])?\s*(?:[|:!][^{}\n]*)?\}"),
        "A value stands between double braces: {{ name }}.",
    ),
    (re.compile(r"\$\{[A-Za-z_][\w.]*\}"), "A value stands between double braces: {{ name }}."),
    (STRAY, "A value begins with two braces, {{ name }}, a tag with {%."),
    (re.compile(r"^(?:#[^\W\d_]|#{2,6}[^\s#])[^\n]*", re.MULTILINE), "A title has a space behind its #."),
    (re.compile(r"^\?\?\?\*?$", re.MULTILINE), "Notes stand between ::: notes and :::."),
    (re.compile(rf"(?<![\w:]):[a-z][\w:-]*:{OTHER}"), "Roles of MyST and Sphinx have no meaning here: write Markdown."),
    (re.compile(r"(?<![\w:/.]):(?:[a-z]\w*|[+-]1):(?![\w:])"), "Write the sign itself: 😀."),
)
