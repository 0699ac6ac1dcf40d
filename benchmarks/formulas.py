r"""How much of the LaTeX that people write can be set: python benchmarks/formulas.py PATH...

Each path is a folder or file of Markdown, TeX, notebooks or Python with Markdown in its comments, such as a checkout of
a course. Every formula in it goes the whole way that it would go on a slide: read, broken into lines, written as Office
Math and drawn as outlines. Printed are, for each path, the share that is set, the causes of refusals with an example
each, what looks wrong though nothing was said, and the time.

Looked for is what can be found mechanically: letters and digits of the source that are not in the equation, or the
other way around; an equation broken into lines that says something else than the whole; elements that Office's schema
doesn't have (--audit, with openxml-audit, on a deck of all formulas).

With --pandoc the same formulas go through pandoc, which writes Office Math as well:

    python benchmarks/formulas.py ~/courses/d2l-en ~/courses/cs231n.github.io --pandoc /usr/bin/pandoc
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
import time
import tokenize
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.util import Emu, Inches

from deckwright.deck.equation import Line
from deckwright.deck.text import Math, Run
from deckwright.equations.alphabet import plain
from deckwright.equations.equation_error import EquationError
from deckwright.equations.omml import omml, omml_aligned
from deckwright.equations.omml_elements import A
from deckwright.equations.outline import outline
from deckwright.equations.plain_text import plain_text
from deckwright.errors import Source, UserError
from deckwright.layout.block import Setting, measure
from deckwright.layout.equation import broken
from deckwright.layout.placed import Box
from deckwright.layout.sizes import LADDER
from deckwright.markdown.formula import display_math, inline_math
from deckwright.markdown.macros import Macro, expanded, without_definitions
from deckwright.pptx.equation_shape import equation_shape
from deckwright.provenance.formula_text import formula_text, unmarked
from deckwright.theme import LIGHT

WIDTH, HEIGHT = Inches(12), Inches(5.5)  # what a slide leaves for its blocks
SIZES = LADDER[2]
SUFFIXES = (".md", ".markdown", ".qmd", ".rmd", ".tex", ".ipynb", ".py")
PLACE = Source(Path("formula"), 1)

# ---------------------------------------------------------------------------------------------- formulas in a source
CODE = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1[^\n]*$|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
MATH = re.compile(
    r"(?<!\\)\$\$(?P<double>.+?)(?<!\\)\$\$"
    r"|\\\\?\[(?P<bracket>(?:(?!\\\]).)+?)\\\\?\]"
    r"|\\\\?\((?P<paren>(?:(?!\\\)|\n\n).)+?)\\\\?\)"
    r"|(?P<environment>\\begin\{(?P<name>equation|align|eqnarray|gather|multline|alignat|flalign)(?P<star>\*?)\}"
    r".+?\\end\{(?P=name)(?P=star)\})"
    r"|(?<![\\$A-Za-z0-9])\$(?![\s$])(?P<single>(?:[^$\\\n]|\\.|\n(?!\n))+?)(?<![\s\\])\$(?![\d$])",
    re.DOTALL,
)


@dataclass(frozen=True)
class Formula:
    """A formula as it stands in a source."""

    latex: str
    display: bool


def formulas(path: Path) -> Iterator[Formula]:
    """The formulas of a file, or of all files below a folder."""
    files = sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
    for file in files:
        parts = [CODE.sub("", t) if file.suffix != ".tex" else re.sub(r"(?<!\\)%.*", "", t) for t in texts(file)]
        macros = {name: macro for part in parts for name, macro in without_definitions(part)[1].items()}
        for text in (without_definitions(part)[0] for part in parts):
            for match in MATH.finditer(text):
                kind = match.lastgroup if match.lastgroup in ("double", "bracket", "paren", "single") else "environment"
                latex = match[kind].strip()
                if latex and not re.search(r"^\s*#+ |\]\(http", latex, re.MULTILINE):  # two prices, not a formula
                    yield Formula(with_macros(unquoted(latex), macros), kind not in ("single", "paren"))


def with_macros(latex: str, macros: dict[str, Macro]) -> str:
    """The formula with the file's own commands put in, as a deck does it; as it is where that can't be done."""
    try:
        return expanded(latex, macros)
    except EquationError:
        return latex


def unquoted(latex: str) -> str:
    """Without the marks of a block quote or a comment at the beginnings of lines."""
    return re.sub(r"\n[ \t]*[>#]+ ?", "\n", latex)


def texts(file: Path) -> Iterator[str]:
    """The parts of a file in which formulas are written."""
    source = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix == ".ipynb":
        cells = json.loads(source).get("cells", [])
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    elif file.suffix == ".py":
        yield from comments(source)
    else:
        yield source


def comments(source: str) -> Iterator[str]:
    """A Python file's strings of several lines, as they are written, and its comments one after the other."""
    block: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.STRING and "\n" in token.string:
                yield re.sub(r"^[A-Za-z]*(\"{3}|'{3})|(\"{3}|'{3})$", "", token.string)
            elif token.type == tokenize.COMMENT:
                block.append(token.string.lstrip("# "))
            elif token.type not in (tokenize.NL, tokenize.NEWLINE):
                yield "\n".join(block)
                block = []
    except (SyntaxError, tokenize.TokenError):
        return
    yield "\n".join(block)


# ------------------------------------------------------------------------------------------------- the way of a slide
@dataclass
class Result:
    """What became of one formula."""

    formula: Formula
    seconds: float = 0.0
    refusal: str = ""
    failure: str = ""
    doubts: list[str] = field(default_factory=list)
    shape: etree._Element | None = None


def on_a_slide(formula: Formula) -> Result:
    """Set a formula as a slide would, and compare what comes out with what was written."""
    result, start = Result(formula), time.process_time()
    try:
        written = display(formula) if formula.display else inline(formula)
        result.doubts, result.shape = list(doubts(formula, *written[:2])), written[2]
    except UserError as error:
        result.refusal = cause(error)
    except Exception as error:  # the very thing that is looked for
        result.failure = f"{type(error).__name__}: {error}"[:120]
    result.seconds = time.process_time() - start
    return result


def display(formula: Formula) -> tuple[str, str, etree._Element]:
    """A formula on a line of its own: the text of all of it, of its lines as they are broken, and its shape."""
    equation = display_math(formula.latex, (), PLACE)
    measured = measure(equation, WIDTH.pt, Setting(SIZES, LIGHT, 20.0, HEIGHT.pt))
    measured.place(0.0, 0.0, HEIGHT.pt)
    lines = broken(equation, WIDTH.pt / SIZES.equation).lines
    box = Box(Emu(0), Emu(0), WIDTH, HEIGHT)
    shape = equation_shape([line.sides for line in lines], box, SIZES.equation, shape_id=2, name="Equation")
    reasons = "".join(map(words, (part for line in lines for part in line.reason)))
    whole = "".join(unmarked(formula_text(omml(line.formula))) for line in equation.lines) + reasons
    return whole, unmarked(formula_text(omml_aligned([line.sides for line in lines]))) + reasons, shape


def words(part: Run | Math) -> str:
    """A part of a reason as it is read."""
    return plain_text(part.formula.tree) if isinstance(part, Math) else part.text


def inline(formula: Formula) -> tuple[str, str, etree._Element]:
    """A formula in a line of text."""
    math = inline_math(formula.latex, (), PLACE)
    outline(math.formula, 28, display=False)
    box = Box(Emu(0), Emu(0), WIDTH, HEIGHT)
    shape = equation_shape([Line(math.formula).sides], box, 28, shape_id=2, name="Formula")
    text = unmarked(formula_text(omml(math.formula, display=False)))
    return text, text, shape


def cause(error: UserError) -> str:
    """A refusal without the formula that it is about."""
    words = error.problem if isinstance(error, EquationError) else error.message
    return re.sub(r"\s+", " ", words)[:100]


# ------------------------------------------------------------------------------------------------- wrong in silence
UNPRINTED = re.compile(
    r"(?:(?<!\\)|(?<=\\\\))%[^\n]*"
    r"|\\(?:label|eqref|ref|index|hspace|vspace|mspace|hskip|mskip|kern|mkern|vskip|color)\*?"
    r"\s*(?:\{[^{}]*\}|-?[\d.]+ *(?:pt|em|ex|cm|mm|mu|in))"
    r"|\\rule(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}"
    r"|\\(?:textcolor|colorbox)\s*(?:\[[^\]]*\])?\{[^{}]*\}|\\begin\{(?:array|alignedat|alignat)\*?\}(?:\[\w\])?\s*\{[^}]*\}"
    r"|\\begin\s*\{[^{}]*\}(?:\[\w\])?|\\end\s*\{[^{}]*\}|\\\\\s*\[-?[\d.]+ *[a-z]+\]|\\[A-Za-z]+\*?|\\."
)
NAMES = re.compile(
    r"\\(arccos|arcsin|arctan|arg|cosh?|coth?|csc|deg|det|dim|exp|gcd|hom|inf|ker|lg|lim(?:inf|sup)?|ln|log|max|min|Pr"
    r"|sec|sinh?|sup|tanh?|argmax|argmin|b?mod|pmod)(?![A-Za-z])"
)


def doubts(formula: Formula, whole: str, lines: str) -> Iterator[str]:
    """What the text of an equation says that its source doesn't, and the other way around."""
    names = "".join(match[1].removeprefix("b").removeprefix("p") for match in NAMES.finditer(formula.latex))
    source = re.sub(
        r"\\(?:ell|Re|Im)(?![A-Za-z])", lambda match: {"\\ell": "l"}.get(match[0], match[0][1]), formula.latex
    )
    written = letters(UNPRINTED.sub(" ", source)) + letters(names)
    shown = letters(whole)
    if lost := written - shown:
        yield f"lost: {''.join(lost.elements())}"
    if added := shown - written:
        yield f"added: {''.join(added.elements())}"
    if letters(whole) != letters(lines):
        yield f"broken lines differ: {whole} / {lines}"


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[A-Za-z0-9]", unicodedata.normalize("NFKC", plain(text))))


def audit(shapes: Iterable[etree._Element], per_slide: int = 200) -> list[str]:
    """What openxml-audit says of a deck with these equations, with Office Math where it doesn't pass it over."""
    from openxml_audit import FileFormat, OpenXmlValidator  # noqa: PLC0415, a dependency of the tests

    deck = Presentation()
    for number, shape in enumerate(shapes):
        if number % per_slide == 0:
            slide = deck.slides.add_slide(deck.slide_layouts[6])
        shape[0].set("Requires", "a14")
        for properties in list(shape[0].iter(f"{{{A}}}rPr")):
            properties.getparent().remove(properties)  # the validator knows only Word's
        for part in shape.iter("{*}cNvPr"):
            part.set("id", str(10 + number % per_slide))
        slide.shapes._spTree.append(shape)
    with tempfile.TemporaryDirectory() as folder:
        deck.save(Path(folder) / "formulas.pptx")
        validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, strict=True)
        return [str(error) for error in validator.validate(Path(folder) / "formulas.pptx").errors]


# -------------------------------------------------------------------------------------------------------------- peer
def refused_by_pandoc(pandoc: str, all_formulas: list[Formula]) -> int:
    """How many formulas pandoc can't turn into Office Math: it says a word for each."""
    kinds = {True: "DisplayMath", False: "InlineMath"}
    blocks = [
        {"t": "Para", "c": [{"t": "Math", "c": [{"t": kinds[f.display]}, f.latex]}]} for f in all_formulas
    ]  # fmt: skip
    version = subprocess.run([pandoc, "-t", "json"], input="", capture_output=True, text=True, check=True)
    document = {**json.loads(version.stdout), "blocks": blocks}
    with tempfile.TemporaryDirectory() as folder:
        run = [pandoc, "-f", "json", "-o", str(Path(folder) / "formulas.docx")]
        done = subprocess.run(run, input=json.dumps(document), capture_output=True, text=True, check=True)
    return done.stderr.count("[WARNING] Could not convert TeX math")


# ------------------------------------------------------------------------------------------------------------ report
def report(path: Path, results: list[Result], pandoc: str) -> None:
    """One path's share, causes and doubts."""
    refused = [result for result in results if result.refusal or result.failure]
    spent = sum(result.seconds for result in results)
    count = len(results)
    print(f"\n{path.name}: {count:,} formulas, {share(count - len(refused), count)} set, {spent:.0f} s")
    if pandoc and results:
        others = refused_by_pandoc(pandoc, [result.formula for result in results])
        print(
            f"  pandoc sets {share(count - others, count)}; refusals here to refusals there: {len(refused)} : {others}"
        )
    listed("refused", results, lambda result: [result.refusal] if result.refusal else [])
    listed("failed", results, lambda result: [result.failure] if result.failure else [])
    listed("doubtful", results, lambda result: result.doubts)
    for result in sorted(results, key=lambda result: -result.seconds)[:3]:
        if result.seconds > 1:
            print(f"  slow: {result.seconds:.1f} s for {shortened(result.formula.latex)}")


def listed(word: str, results: list[Result], what) -> None:
    causes: dict[str, list[Formula]] = defaultdict(list)
    for result in results:
        for one in what(result):
            causes[one].append(result.formula)
    for one, found in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f"  {word} {len(found):5}  {one}\n                {shortened(found[0].latex)}")


def shortened(latex: str) -> str:
    return re.sub(r"\s+", " ", latex)[:160]


def share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.2f} %"


def main() -> None:
    """Measure the paths on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="folders or files with formulas")
    parser.add_argument("--pandoc", default="", help="a pandoc to compare with")
    parser.add_argument("--audit", action="store_true", help="let openxml-audit look at all equations")
    options = parser.parse_args()
    everything: list[Result] = []
    for path in options.paths:
        found = Counter(formulas(path))
        known = {formula: on_a_slide(formula) for formula in found}
        results = [known[formula] for formula in found.elements()]
        report(path, results, options.pandoc)
        everything += results
    bad = sum(1 for result in everything if result.refusal or result.failure)
    print(f"\nall: {len(everything):,} formulas, {share(len(everything) - bad, len(everything))} set")
    if options.audit:
        shapes = {result.formula: result.shape for result in everything if result.shape is not None}
        errors = audit(shapes.values())
        print(f"openxml-audit: {len(errors)} errors in {len(shapes):,} equations", *errors[:10], sep="\n  ")
    sys.exit(1 if any(result.failure for result in everything) else 0)


if __name__ == "__main__":
    main()
