"""The pages of the site that are made from the code, and its formulas: hooks that MkDocs calls.

Made are the page of figures, from the gallery, and the references, whose texts mkdocstrings takes from docstrings.
"""

from __future__ import annotations

import ast
import html
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import deckwright.lesson
import dlcore
from deckwright.checking.glossary import glossary_of
from deckwright.checking.symbols import by_letter, symbols_of
from deckwright.equations.formula import Formula
from deckwright.equations.html import html as as_mathml
from deckwright.figures import FILTERS, FUNCTIONS
from deckwright.lesson import lessons_of
from dlcore.ops.op import Op
from examples import LESSONS, PICTURES, ROOT, Example, examples

SCRIPTS = {"make_digits"}  # of ours, in dlcore
_ONE_CALL = re.compile(r"`[^`]*`")  # notes that say nothing but what is written above
_FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\(?P<kind>[(\[])(?P<latex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)


# -- what MkDocs calls -------------------------------------------------------------------------------------------------


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put dlcore's pages into the navigation."""
    pages = [{"dlcore": ["reference/dlcore/index.md", *({name: path(name)} for name in concepts())]}]
    next(entry for entry in config.nav or [] if "Reference" in entry)["Reference"] += pages
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    made = {"authors/figures.md": figures_page(), "reference/deckwright.md": deckwright_page()}
    made["glossary.md"] = glossary_page()
    made["reference/dlcore/index.md"] = dlcore_index()
    made |= {path(name): dlcore_page(name) for name in concepts()}
    for place, content in made.items():
        files.append(File.generated(config, place, content=content))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Formulas as MathML, which browsers show by themselves."""
    return _FORMULA.sub(_typeset, html)


def _typeset(found: re.Match[str]) -> str:
    return as_mathml(Formula(html.unescape(found["latex"])), display=found["kind"] == "[")


# -- the glossary ------------------------------------------------------------------------------------------------------


def glossary_page() -> str:
    """The course's terms, each with what it means and the lecture that defines it, and its symbols."""
    folders = {lesson.name: lesson.folder.name for lesson in lessons_of(ROOT)}
    rows = [
        f"| **{term.name}** | {term.means} | `{folders.get(term.lecture, term.lecture)}` |"
        for term in sorted(glossary_of(ROOT), key=lambda term: term.name.casefold())
    ]
    head = ["# Glossary", "", "| term | what it means | defined in |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, "", "## Symbols", "", *_symbol_rows()])


def _symbol_rows() -> list[str]:
    """The symbols of the course's formulas; lectures where a meaning does not hold in all."""
    rows = [
        f"| {as_mathml(symbol.formula, display=False)} | {symbol.means} | {', '.join(symbol.lectures)} |"
        for meanings in by_letter(symbols_of(ROOT))
        for symbol in meanings
    ]
    return ["| symbol | what it means | in lectures |", "| --- | --- | --- |", *rows]


# -- the page of figures -----------------------------------------------------------------------------------------------


def figures_page() -> str:
    """Every figure function in a table, and every example: its code beside its picture."""
    shown = [example for lesson in LESSONS for example in examples(lesson)]
    sections = dict.fromkeys(example.section or "More figures" for example in shown)
    parts = [_figures_head(shown)]
    for section in sections:
        inside = [example for example in shown if (example.section or "More figures") == section]
        parts += [f"## {section}", *map(_example, inside)]
    code = "\n".join(
        f"    {line}".rstrip() for line in (LESSONS[0] / "lesson.py").read_text(encoding="utf-8").split("\n")
    )
    parts.append(
        f'## The gallery\'s lesson\n\n??? note "lesson.py: what the names above are"\n\n    ```python\n{code}\n    ```'
    )
    return "\n\n".join(parts)


def _figures_head(shown: list[Example]) -> str:
    lines = [
        "# Figures",
        "Each example is a slide: how it is written in `slides.md`, and how it looks. Most are those of the lecture "
        "`lessons/00-gallery`; their names are [values of its lesson](#the-gallerys-lesson). All pictures are made by "
        "the code beside them.",
        "| | what it is | examples |\n| --- | --- | --- |",
    ]
    for name, function in FUNCTIONS.items():
        links = ", ".join(f"[{k}](#{example.key})" for k, example in enumerate(calls(name, shown), 1))
        reference = f"../reference/deckwright.md#{identifier(function)}"
        lines[-1] += f"\n| [`{name}`]({reference}) | {summary(function)} | {links} |"
    return "\n\n".join(lines)


def calls(name: str, shown: list[Example]) -> list[Example]:
    """The examples of a figure function."""
    return [example for example in shown if example.calls(name)]


def _example(example: Example) -> str:
    picture = f"![{html.escape(example.title)}](../{example.picture.relative_to(PICTURES.parents[1]).as_posix()})"
    body = f"````jinja\n{example.code}\n````"
    return (
        f"### {example.title} {{#{example.key}}}\n\n"
        f'<div class="example" markdown>\n<div markdown>\n{body}\n</div>\n<div markdown>\n{picture}\n</div>\n</div>\n\n'
        f"{'' if _ONE_CALL.fullmatch(example.notes) else example.notes}"
    )


# -- the references ----------------------------------------------------------------------------------------------------


def deckwright_page() -> str:
    """The engine's public API."""
    scenes = _exports(ROOT / "build/deckwright/scenes/__init__.py")
    lesson = {name: identifier(getattr(deckwright.lesson, name)) for name in deckwright.lesson.__all__}
    sections = {
        "Figures in a sentence": ("Filters and functions: `{{ loss | num(6) }}` is `{{ num(loss, 6) }}`.", FILTERS),
        "Figures": (
            "Called in `slides.md`, `{{ table(rows) }}`, or in a lesson: `from deckwright.figures import table`. "
            "[Each with its picture](../authors/figures.md).",
            {name: function for name, function in FUNCTIONS.items() if name not in FILTERS},
        ),
        "Lessons": ("`from deckwright.lesson import Range`", lesson),
        "Scenes": ("`from deckwright.scenes import LessonScene`; needs Manim.", scenes),
        "Pieces of scenes": ("What the course's scenes are made of besides, each in a module of its own.", _pieces()),
    }
    parts = ["# deckwright", "The names that lessons, slides and scenes may use. Everything else may change."]
    for title, (words, names) in sections.items():
        entries = (_directive(_dotted(value), 3, with_path=title == "Pieces of scenes") for value in names.values())
        parts += [f"## {title}", words, *entries]
    return "\n\n".join(parts)


def _dotted(value: Any) -> str:
    return value if isinstance(value, str) else identifier(value)


def _pieces() -> dict[str, str]:
    """Classes and functions that the course's scenes import from modules of ``deckwright.scenes``."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "animations").glob("*.py"))
    imports = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    found = {
        f"{node.module}.{alias.name}"
        for node in imports
        for alias in node.names
        if (node.module or "").startswith("deckwright.scenes.") and not alias.name.isupper()
    }
    return {name: name for name in sorted(found)}


def _exports(package: Path) -> dict[str, str]:
    """What a package offers by its ``__all__``, read without importing it: scenes need Manim, and the site doesn't."""
    tree = ast.parse(package.read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    found = {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in imports for alias in node.names}
    offered = next(n for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "__all__")
    return {name: found[name] for name in sorted(ast.literal_eval(offered.value), key=str.lower)}


@cache
def concepts() -> dict[str, dict[str, list[Any]]]:
    """dlcore's public code: for each package or module below dlcore, the functions and classes by their modules."""
    found: defaultdict[str, defaultdict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for module in _modules():
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if _is_code(value) and value.__module__.startswith("dlcore."):
                found[value.__module__.split(".")[1]][value.__module__][value.__qualname__] = value
    return {
        part: {
            module: [values[name] for name in sorted(values, key=str.lower)]
            for module, values in sorted(inside.items())
        }
        for part, inside in sorted(found.items())
    }


def _modules() -> Iterable[ModuleType]:
    inside = (info.name for info in pkgutil.walk_packages(dlcore.__path__, "dlcore."))
    return (dlcore, *(importlib.import_module(name) for name in inside if name.split(".")[-1] not in SCRIPTS))


def _is_code(value: Any) -> bool:
    """Functions and classes; an operation stands behind the function of its name."""
    return inspect.isfunction(value) or inspect.isclass(value) and not issubclass(value, Op)


def dlcore_index() -> str:
    """What dlcore is, and a table of its packages and modules."""
    lines = [
        "# dlcore",
        inspect.cleandoc(dlcore.__doc__ or "").split("\n")[0],
        "Everything that the lectures compute is here, and can be used without the slides: `pip install ./dlcore` "
        "needs NumPy alone. What it computes is compared with numbers that others published, with a second "
        "calculation that goes another way, with PyTorch in float64, with finite differences, and with properties "
        "that must hold for whatever numbers. Each docstring says shapes, units, conventions, errors and sources; its "
        "example is run by the tests.",
        "| | what it is | names |\n| --- | --- | --- |",
    ]
    for part, inside in concepts().items():
        names = ", ".join(
            f"[`{v.__qualname__}`]({part}.md#{identifier(v)})" for values in inside.values() for v in values
        )
        lines[-1] += f"\n| [{part}]({part}.md) | {summary(importlib.import_module(f'dlcore.{part}'))} | {names} |"
    return "\n\n".join(lines)


def dlcore_page(part: str) -> str:
    """The reference of one package or module."""
    inside = concepts()[part]
    parts = [f"# {part}", summary(importlib.import_module(f"dlcore.{part}"))]
    for values in inside.values():
        parts += [_directive(identifier(value), level=2) for value in values]
    return "\n\n".join(parts)


def path(part: str) -> str:
    return f"reference/dlcore/{part}.md"


def _directive(name: str, level: int, with_path: bool = False) -> str:
    return (
        f"::: {name}\n    options:\n      heading_level: {level}\n      show_root_full_path: {str(with_path).lower()}"
    )


def identifier(value: Any) -> str:
    """The dotted name of a function or class where it is defined."""
    return f"{value.__module__}.{value.__qualname__}"


def summary(value: Any) -> str:
    """The first sentence of a docstring, for a cell of a table."""
    text = " ".join(inspect.cleandoc(value.__doc__ or "").split("\n\n")[0].split())
    sentence = re.split(r"(?<=[a-z)][.:]) (?=[A-Z])", text)[0].rstrip(":")
    return sentence.replace("|", "\\|").replace("{{", "{ {")
