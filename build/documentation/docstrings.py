r"""Docstrings as Markdown, for the site: an extension of Griffe, which mkdocstrings reads them with.

Docstrings here are written for a terminal. A paragraph that is a formula, ``z = W x + b for one example``, has no
dollar signs; names stand in a column before what they mean; examples are doctests. On the site these are typeset
formulas, definition lists and code. What can't be typeset stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc

import griffe

from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula
from deckwright.equations.mathml import mathml

_TERM = re.compile(r"(\S+(?:,? \S+)*?) {2,}(\S.*)")
_LABEL = re.compile(r"(Shapes?|Convention|Source|Errors|Raises|Units): (?=\S)")
_COMMAND = re.compile(r"\\[A-Za-z,;|]")
_ASSIGNS = re.compile(r"^[^.]*?\S = \S")
# In a formula: a group in brackets, a command, a word of two letters or more, the rest sign by sign.
_WORD = re.compile(r"(?!d[a-z]\b)[A-Za-z][A-Za-z']+(?:-\d+)?")  # dx is no word
_CALLED = re.compile(r"[A-Za-z]{2,}(?=[(_^])|\b(?:max|min|ln|tanh|exp|step|conv|norm|noise|fresh|base)\b")
# In a sentence a formula begins with a command, or with a letter that has an index.
_BEGINS = re.compile(r"(?<![\w`$\\])[^\s`$,;(]*?(?:\\[A-Za-z]+|\b[A-Za-z]_[A-Za-z0-9](?!\w)|[_^]\{|\b[A-Za-z]\^\w)")
_GOES_ON = re.compile(r"\\(?:hat|bar|tilde|sqrt|widehat|,)?$")  # a command that takes what is behind a space
_NAME = re.compile(r"\b([a-z]{2,})_([a-z]{2,})\b")  # fan_in
_MARKUP = re.compile(r"([\\*_\[\]<>#|])")


class DocstringsAsMarkdown(griffe.Extension):
    """Rewrites each docstring as it is loaded."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Called by Griffe for modules, classes, functions and attributes."""
        if obj.docstring:
            obj.docstring.value = markdown(obj.docstring.value)


def markdown(docstring: str) -> str:
    r"""The same in Markdown.

    >>> print(markdown("Squares.\n\ny = x^2 for each x\n\nShapes  x (N, D)\nErrors  none"))
    Squares.
    <BLANKLINE>
    $y = x^2$ for each $x$
    <BLANKLINE>
    Shapes
    :   x (N, D)
    <BLANKLINE>
    Errors
    :   none
    """
    return "\n\n".join(_block(block, k) for k, block in enumerate(_blocks(cleandoc(docstring))))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, lists and examples: what empty lines part, and where one kind begins below another."""
    for paragraph in re.split(r"\n\s*\n", text):
        block: list[str] = []
        for line in paragraph.split("\n"):
            begins = line.startswith(">>>") or bool(_term(line))
            inside = bool(block) and (block[0].startswith(">>>") or bool(_term(block[0])))
            if block and begins and not inside:
                yield "\n".join(block)
                block = []
            block.append(line)
        yield "\n".join(block)


def _block(block: str, number: int) -> str:
    if block.startswith(">>>"):
        return f"```pycon\n{block}\n```"
    if _term(block.split("\n")[0]):
        return "\n\n".join(f"{name}\n:   {_sentence(text)}" for name, text in _terms(block))
    if _LABEL.match(block):
        parts = re.split(rf"(?:^|(?<=[.;])\s+){_LABEL.pattern}", block)
        pairs = zip(parts[1::2], parts[2::2])
        return "\n\n".join(f"{name}\n:   {_sentence(' '.join(text.split()))}" for name, text in pairs)
    text = " ".join(block.split())
    if number and "$" not in text and (_COMMAND.search(text) or _ASSIGNS.search(text)):
        return _formula(text)
    return _sentence(text)


def _term(line: str) -> re.Match[str] | None:
    found = None if line.startswith((" ", ">>>")) else _TERM.fullmatch(line)
    return found if found and not re.search(r"[\\=]", found[1]) else None


def _terms(block: str) -> Iterator[tuple[str, str]]:
    """Names and what they mean; what is further in goes on with the one above."""
    found: list[tuple[str, list[str]]] = []
    for line in block.split("\n"):
        term = _term(line)
        if term:
            name = term[1] if term[1][0].isupper() else ", ".join(f"`{part}`" for part in term[1].split(", "))
            found.append((name, [term[2]]))
        else:
            found[-1][1].append(line.strip())
    return ((name, " ".join(lines)) for name, lines in found)


def _sentence(text: str) -> str:
    """Words, with the formulas and the code among them."""
    pieces = re.split(r"(``?[^`]+``?|\$[^$]+\$)", text)
    return "".join(piece if k % 2 else _words(piece) for k, piece in enumerate(pieces))


def _words(text: str) -> str:
    parts, position = [], 0
    while found := _BEGINS.search(text, position):
        end = _end(text, found.start(), found.end())
        parts += [_MARKUP.sub(r"\\\1", text[position : found.start()]), _set(text[found.start() : end])]
        position = end
    return "".join([*parts, _MARKUP.sub(r"\\\1", text[position:])])


def _end(text: str, start: int, position: int) -> int:
    """Where the formula from start on ends: at a space or comma outside of all brackets, or before one too many."""
    depth = text.count("{", start, position) + text.count("(", start, position)
    depth -= text.count("}", start, position) + text.count(")", start, position)
    while position < len(text):
        letter = text[position]
        depth += (letter in "{(") - (letter in "})")
        ends = letter in " ,;" and not depth and not _GOES_ON.search(text, start, position)
        if ends or depth < 0:
            break
        position += 1
    return position - (text[position - 1] in ".:")


def _formula(text: str) -> str:
    """A paragraph that is a formula, or several, with words between them: each typeset, words as words."""
    return "".join(piece if kind == "words" else _spaced(piece) for kind, piece in _pieces(text))


def _spaced(piece: str) -> str:
    """A formula between dollar signs, with what ends the sentence and the space around it outside of them."""
    found = re.fullmatch(r"(\s*)(.*?)((?<!\\)[,;:.\s]*)", piece)
    if found is None or found[2] in ("", "a"):  # an article
        return piece
    return found[1] + _set(found[2]) + found[3]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Formulas and words in turn. A formula ends at a comma or semicolon outside of brackets, too."""
    depth = start = position = 0
    while position < len(text):
        word = None if depth or text[position - 1 : position] == "\\" else _WORD.match(text, position)
        if word and not _CALLED.match(text, position) and not re.search(r"\\[A-Za-z]*$|[_^]$", text[:position]):
            yield "formula", text[start:position]
            yield "words", word[0]
            start = position = word.end()
            continue
        letter = text[position]
        depth += (letter in "([{") - (letter in ")]}")
        position += word.end() - position if word else 1
        if letter in ",;" and not depth and text[position - 2 : position - 1] != "\\":
            yield "formula", text[start:position]
            start = position
    yield "formula", text[start:]


def _set(latex: str) -> str:
    """LaTeX between dollar signs, with names upright; code where it can't be set."""
    latex = _NAME.sub(r"\\mathrm{\1}_{\\mathrm{\2}}", latex.strip())
    named = re.sub(rf"(?<![\\A-Za-z{{])(?:{_CALLED.pattern})", lambda name: rf"\operatorname{{{name[0]}}}", latex)
    for attempt in (named, latex):
        try:
            mathml(Formula(attempt))
            return f"${attempt}$"
        except EquationError:
            continue
    return f"`{latex}`"
