"""What is wrong with the braces of slides.md before Jinja2 runs them: each mistake at its line, with what to write.

Jinja2 itself stops at the first mistake, and often tells the line at which it noticed rather than the one to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from deckwright.errors import Mistakes, Source, UserError, did_you_mean
from deckwright.figures import FUNCTIONS
from deckwright.markdown.code_fences import outside_code

_OPENING = re.compile(r"\{\{|\{%|\{# ")
_CLOSING = {"{{": "}}", "{%": "%}"}
_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_FORMAT = re.compile(r"(?P<value>.+?)\s*:\s*(?P<comma>,?)(?:\.(?P<digits>\d{1,2}))?(?P<kind>[feEgGd%]?)", re.DOTALL)
_FILTERS = {"f": "fixed", "e": "sci", "E": "sci", "g": "num", "G": "num", "%": "percent", "": "num", "d": "num"}
_SHORTCODE = re.compile(r"\{\{<\s*(\w+)\s*(.*?)\s*>?\}\}")
_SHORTCODES = {
    "include": "Write {{% include '{0}' %}}.",
    "video": 'Scenes of the lecture are shown by {{{{ video("Scene") }}}}.',
    "meta": "Write the words, or let lesson.py give them a name: {{{{ name }}}}.",
    "var": "Let lesson.py give it a name: {{{{ name }}}}.",
    "pagebreak": "Start a slide with # and a title.",
}
_BLOCKS = ("for", "if", "macro", "call", "filter", "set", "with", "block", "autoescape", "raw")
_SINGLE = ("elif", "else", "include", "import", "from", "extends", "set")
_F_STRING = re.compile(r"\b[fF][rR]?(?:\"[^\"]*?|'[^']*?)\{(?P<value>[^{}]+)\}")
_AS_CODE = "If it is the code's own, write {% raw %} above the code block and {% endraw %} below it."
_UNSPACED = re.compile(r"\{\{(?![\s+'\"-]).*?\}\}")


@dataclass(frozen=True, slots=True)
class Construct:
    """``{{ ... }}`` or ``{% ... %}``: where it stands, and what is inside. An unclosed one ends where its line does."""

    opening: str
    start: int
    end: int
    inner: str
    closed: bool = True


class SyntaxEnvironment(ImmutableSandboxedEnvironment):
    """Knows what can be written and computes nothing, which Jinja2 else does with constants."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self, filters: Iterable[str]):
        super().__init__(comment_start_string="{# ", optimized=False)
        self.filters = dict.fromkeys((*self.filters, *filters), lambda *_given, **_named: "")


def readable(text: str, path: Path, environment: jinja2.Environment, mistakes: Mistakes) -> str | None:
    """The text with a sign in the place of each expression that can't be read; None if the tags can't be trusted.

    environment  knows the filters
    """
    open_tags: list[tuple[str, Source]] = []
    parts, last, tags_right = [], 0, True
    outside = list(outside_code(text.split("\n")))
    for found in constructs(text):
        where = Source(path, text.count("\n", 0, found.start) + 1)
        told = len(mistakes)
        with mistakes.gathered(), _explained(outside[where.line - 1]):
            if found.opening == "{{":
                _check_expression(found, where, environment)
            else:
                _check_tag(found, where, open_tags if tags_right else None, _in_formula(text, found.start))
        if len(mistakes) > told:
            tags_right = tags_right and found.opening == "{{"
            blank = '{{ "…" }}' + "\n" * text.count("\n", found.start, found.end)
            parts += [text[last : found.start], blank]
            last = found.end
    for name, where in open_tags if tags_right else ():
        message = f"{{% {name} %}} is not closed."
        with mistakes.gathered(), _explained(outside[where.line - 1]):
            raise UserError(message, where=where, hint=f"Write {{% end{name} %}} where it ends.")
    return "".join([*parts, text[last:]]) if tags_right and not open_tags else None


@contextmanager
def _explained(outside: bool) -> Iterator[None]:
    """Add to a mistake that stands inside of code that it may be none."""
    try:
        yield
    except UserError as error:
        if not outside:
            error.hint = f"{error.hint} {_AS_CODE}".strip()
        raise


def unspaced_in_code(text: str, path: Path) -> Iterator[UserError]:
    """Braces that stand close to a name inside of code, as in an f-string: are they the code's own?"""
    raw = [(found.start(), found.end()) for found in _RAW.finditer(text)]
    lines, start = text.split("\n"), 0
    for number, (line, outside) in enumerate(zip(lines, outside_code(lines)), 1):
        for found in [] if outside or line.strip().startswith(("```", "~~~")) else _UNSPACED.finditer(line):
            alone = line.strip() == found[0]
            if not alone and not any(low <= start + found.start() < high for low, high in raw):
                inner = found[0][2:-2]
                hint = (
                    f"Write {{{{ {inner} }}}} to fill it in, {{% raw %}} and {{% endraw %}} around what stays as it is."
                )
                yield UserError(
                    f"{found[0]} stands in code: is it the code's own?", where=Source(path, number), hint=hint
                )
        start += len(line) + 1


def constructs(text: str) -> Iterator[Construct]:
    """Everything between braces that Jinja2 would look into, in order."""
    raw = {found.start(): found.end() for found in _RAW.finditer(text)}
    position = 0
    while opening := _OPENING.search(text, position):
        start = opening.start()
        if start in raw:
            position = raw[start]
        elif opening[0] == "{# ":
            end = text.find("#}", start)
            position = end + 2 if end >= 0 else len(text)
        else:
            found = _construct(text, start, opening[0])
            yield found
            position = found.end


def _construct(text: str, start: int, opening: str) -> Construct:
    """The construct that begins here: up to where its braces close, outside of texts and inner brackets."""
    closing, depth, position, quote = _CLOSING[opening], 0, start + 2, ""
    limit = min((at for at in (text.find("\n\n", start), text.find("\n#", start)) if at >= 0), default=len(text))
    while position < limit:
        character = text[position]
        if quote:
            position += character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif depth <= 0 and text.startswith(closing, position):
            inner = text[start + 2 : position].strip("-+ \t\n")
            return Construct(opening, start, position + 2, inner)
        elif text.startswith(("{{", "{%"), position):
            break
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        position += 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if (close := text.find(closing, start, end)) >= 0:  # a bracket or a quote inside is not closed
        return Construct(opening, start, close + 2, text[start + 2 : close].strip("-+ \t\n"))
    return Construct(opening, start, end, text[start + 2 : end], closed=False)


def _check_expression(found: Construct, where: Source, environment: jinja2.Environment) -> None:
    written = "{{" + found.inner + "}}"
    if shortcode := _SHORTCODE.match(written):
        name, rest = shortcode[1], shortcode[2].strip("\"'")
        hint = _SHORTCODES.get(name, "Shortcodes of Quarto have no meaning here.").format(rest)
        raise UserError(f"{{{{< {name} >}}}} is Quarto's, and has no meaning here.", where=where, hint=hint)
    if not found.closed:
        meant = re.split(r"[}\s]*\}|\s{2,}|[.,;:!?](?=\s|$)", found.inner.strip(), maxsplit=1)[0].strip()
        hint = f"Write {{{{ {meant} }}}}." + (
            " In LaTeX put a space between two braces: { {." if "\\" in found.inner else ""
        )
        raise UserError(f"{{{{ {meant[:60]} is not closed by two braces.", where=where, hint=hint)
    if not found.inner:
        raise UserError(
            "There is nothing between {{ and }}.", where=where, hint="Write the name of a value: {{ loss }}."
        )
    try:
        environment.compile("{{" + found.inner + "}}", raw=True)
    except jinja2.TemplateSyntaxError as error:
        raise _unreadable(found.inner, error, where, environment) from None
    except (RecursionError, MemoryError, OverflowError, ValueError, SyntaxError):
        raise UserError(
            "This expression is too long or nested too deep.", where=where, hint="Compute it in lesson.py."
        ) from None


def _unreadable(
    inner: str, error: jinja2.TemplateSyntaxError, where: Source, environment: jinja2.Environment
) -> UserError:
    message = (error.message or "a syntax error").rstrip(".")
    if message.startswith("No filter named"):
        name = message.split("'")[1]
        hint = did_you_mean(name, environment.filters)
        if name in FUNCTIONS:
            value = inner.partition("|")[0].strip()
            return UserError(f"{name} is a function.", where=where, hint=f"Write {{{{ {name}({value}) }}}}.")
        hint = hint if hint.startswith("Did") else "Filters: num, fixed, sci, percent, shape and those of Jinja2."
        return UserError(f"{message}.", where=where, hint=hint)
    form = _FORMAT.fullmatch(inner)
    if form and "got ':'" in message:
        name, digits = _FILTERS[form["kind"]], form["digits"]
        given = f"({digits})" if digits else "(0)" if form["kind"] == "f" else ""
        hint = f"Write {{{{ {form['value']} | {name}{given} }}}}."
        return UserError(
            f"{{{{ {inner} }}}} is formatted as in Python; expected a filter behind |.", where=where, hint=hint
        )
    if f_string := _F_STRING.search(inner):
        value, _, digits = (part.strip() for part in f_string["value"].partition(":"))
        number = re.search(r"\.(\d+)", digits)
        shown = f"{value} | fixed({number[1]})" if number else value
        hint = f"What stands between braces is no f-string: {{{{ {shown} }}}}, and the words around it."
    elif "char '@'" in message:
        hint = "Compute products of matrices in lesson.py, and show what they give."
    elif "{" in inner or "\\" in inner:
        hint = "In LaTeX put a space between two opening braces: { { ... } }."
    else:
        hint = "Between braces stand names, numbers, texts in quotes, operators and calls: {{ f(x, title='a') }}."
    return UserError(f"Can't read {{{{ {inner[:80]} }}}}: {_plain(message)}.", where=where, hint=hint)


def _plain(message: str) -> str:
    """Jinja2's words without its own terms."""
    message = message.replace("expected token 'end of print statement', got", "found")
    return message.replace("end of print statement", "}}").replace("end of statement block", "%}")


def _in_formula(text: str, place: int) -> bool:
    """Whether the dollar signs before this place in its paragraph leave a formula open."""
    paragraph = text[text.rfind("\n\n", 0, place) + 1 : place]
    return len(re.findall(r"(?<!\\)\$\$?", paragraph)) % 2 == 1


def _check_tag(found: Construct, where: Source, open_tags: list[tuple[str, Source]] | None, in_formula: bool) -> None:
    """Raise UserError for a tag that can't be read. open_tags: those to be closed; None if that is not known."""
    name = found.inner.split(maxsplit=1)[0] if found.inner.split() else ""
    name = re.match(r"\w*", name)[0]
    if in_formula and (not found.closed or name not in (*_BLOCKS, *_SINGLE) and not name.startswith("end")):
        message = "{% in a formula begins a tag of the template."
        raise UserError(message, where=where, hint="In LaTeX put a space between two such signs: { %.")
    if not found.closed:
        hint = f"Write {{% {found.inner.strip(' %}')} %}}."
        raise UserError(f"{{% {name} is not closed.", where=where, hint=hint)
    if name.startswith("end"):
        if open_tags is not None:
            _close(name.removeprefix("end"), where, open_tags)
        return
    if (
        name in ("else", "elif")
        and open_tags is not None
        and not any(each in ("if", "for") for each, _ in open_tags[-1:])
    ):
        raise UserError(f"{{% {name} %}} stands in no {{% if %}}.", where=where, hint="Write {% if ... %} before it.")
    if name not in _BLOCKS and name not in _SINGLE:
        hint = did_you_mean(name, _BLOCKS)
        hint = hint if hint.startswith("Did") else did_you_mean(name, {*_SINGLE, *_BLOCKS})
        raise UserError(f"Unknown tag {{% {name} %}}.", where=where, hint=hint)
    if name in _BLOCKS and open_tags is not None and not (name == "set" and re.search(r"=", found.inner)):
        open_tags.append((name, where))


def _close(name: str, where: Source, open_tags: list[tuple[str, Source]]) -> None:
    if not open_tags:
        raise UserError(f"{{% end{name} %}} closes nothing.", where=where, hint=f"Write {{% {name} %}} above it.")
    opened, start = open_tags.pop()
    if opened != name:
        message = f"{{% end{name} %}} stands where {{% {opened} %}} of line {start.line} is to be closed."
        raise UserError(message, where=where, hint=f"Write {{% end{opened} %}} first.")
