"""What LaTeX a formula may use, and a clear message where it uses something else.

The converter lets an unknown command, a stray brace or a missing argument through without a word; here they are not.
"""

from __future__ import annotations

import difflib
import re

from latex2mathml import commands
from latex2mathml.symbols_parser import SYMBOLS

from deckwright.errors import Source, UserError, did_you_mean
from deckwright.theme import ROLES

COLOURS = (*ROLES, "muted")
TEXTS = ("text", "textbf", "textit", "textrm", "textsf", "texttt", "mbox", "operatorname", "operatorname*")
ENVIRONMENTS = (
    "aligned", "align", "align*", "split", "gathered", "cases", "array",
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix",
)  # fmt: skip
ACCENTS = (
    "hat", "bar", "vec", "tilde", "dot", "ddot", "check", "breve", "acute", "grave", "mathring", "widehat", "widetilde",
    "overline", "underline", "overbrace", "underbrace", "overrightarrow", "overleftarrow",
)  # fmt: skip
FONTS = (
    "mathbf", "mathrm", "mathit", "mathcal", "mathscr", "mathbb", "mathfrak", "mathsf", "mathtt", "boldsymbol", "bm",
)  # fmt: skip
# The commands that take arguments, with their number.
ARGUMENTS = {
    **dict.fromkeys((*ACCENTS, *FONTS, *TEXTS, "sqrt", "boxed", "cancel", "phantom", "substack", "begin", "end"), 1),
    **dict.fromkeys(("color", "pmod", "left", "right", "middle"), 1),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "binom", "overset", "underset", "stackrel", "textcolor"), 2),
    **{size + side: 1 for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")},
}
PLAIN = (
    "limits", "displaystyle", "textstyle", "scriptstyle", "bmod", "quad", "qquad", "enspace", "thinspace",
    "negthinspace", "thickspace", "space", "nonumber", "notag", "argmax", "argmin", "det", "gcd", "liminf", "limsup",
    "Pr", "lim", "max", "min", "sup", "inf", "to", "dots",
)  # fmt: skip
STRUCTURE = {
    *commands.CONVERSION_MAP,
    *commands.LOCAL_FONTS,
    *commands.GLOBAL_FONTS,
    r"\not",
    r"\over",
    r"\choose",
    r"\atop",
    r"\brace",
    r"\brack",
}
SYMBOL_NAMES = {name[1:] for name in {*SYMBOLS, *commands.FUNCTIONS} - STRUCTURE if re.fullmatch(r"\\[A-Za-z]+", name)}
KNOWN = SYMBOL_NAMES | set(ARGUMENTS) | set(PLAIN)
SUBSTACK = r"\substack"
PUNCTUATION = set(" ,;:!>|{}%&#_$\\")

TOKEN = re.compile(r"\\operatorname\*|\\[A-Za-z]+|\\.|\\$|\s+|.", re.DOTALL)
BRACED = re.compile(r"\s*\{([^{}]*)\}")


class EquationError(UserError):
    """A formula that cannot be set: its LaTeX, what is wrong with it, and what to do."""

    def __init__(self, latex: str, problem: str, *, hint: str = "", where: Source | None = None):
        super().__init__(f"The formula ${latex}$ cannot be set: {problem}", where=where, hint=hint)
        self.latex, self.problem = latex, problem

    def at(self, where: Source | None) -> EquationError:
        """The same error with the place of the formula."""
        return EquationError(self.latex, self.problem, hint=self.hint, where=where)


def check(latex: str, where: Source | None = None) -> None:
    """Raise EquationError when the formula is not LaTeX that every surface can show."""
    if not latex.strip():
        raise EquationError(latex, "it is empty.", hint="Write a formula between the dollar signs.", where=where)
    _Checker(latex, where).run()


class _Checker:
    """Walks over the tokens once, with a stack of everything that is open."""

    def __init__(self, latex: str, where: Source | None):
        self.latex, self.where = latex, where
        self.open: list[str] = []
        self.position = 0

    def fail(self, problem: str, hint: str) -> None:
        raise EquationError(self.latex, problem, hint=hint, where=self.where)

    def run(self) -> None:
        while self.position < len(self.latex):
            match = TOKEN.match(self.latex, self.position)
            self.position = match.end()
            self.token(match[0])
        if self.open:
            self.fail(f"{self.open[-1]} is never closed.", f"Add {_closer(self.open[-1])}, or take it out.")

    def token(self, token: str) -> None:
        if token == "{":
            self.open.append("{")
        elif token == "}":
            self.close(self.open[-1] if self.open and self.open[-1] == SUBSTACK else "{", "}")
        elif token in ("^", "_"):
            self.argument(token)
        elif token in ("%", "#", "$"):
            self.fail(f"{token} has a meaning of its own in LaTeX.", rf"Write \{token} for the sign itself.")
        elif token in ("&", r"\\"):
            self.separator(token)
        elif token.startswith("\\"):
            self.command(token[1:])

    def separator(self, token: str) -> None:
        if not self.open or not self.open[-1].startswith((r"\begin", SUBSTACK)):
            self.fail(
                f"{token} stands outside of a table of formulas.",
                r"Put the lines into \begin{aligned} ... \end{aligned}.",
            )

    def command(self, name: str) -> None:
        if len(name) == 1 and not name.isalpha():
            if name not in PUNCTUATION:
                self.fail(rf"\{name} is not known.", "Take the backslash out.")
        elif name not in KNOWN and name:
            near = difflib.get_close_matches(name, KNOWN, n=1)
            close = rf"Did you mean \{near[0]}?" if near else ""
            self.fail(rf"\{name} is not known.", close or r"Operators of your own are written \operatorname{name}.")
        elif not name:
            self.fail("it ends with a backslash.", "Take the backslash out.")
        elif name in TEXTS:
            self.text(name)
        elif name in ("begin", "end"):
            self.environment(name)
        elif name in ("color", "textcolor"):
            self.colour(name)
        elif name in ("left", "right"):
            self.fence(name)
        elif name == "substack":
            self.stack()
        elif name in ARGUMENTS:
            self.argument("\\" + name)

    def argument(self, owner: str) -> None:
        """What follows must be able to be the argument of its owner; further ones are counted in the finished tree."""
        rest = self.latex[self.position :].lstrip()
        if not rest or rest[0] in "}&^_" or rest.startswith((r"\\", r"\right", r"\end")):
            self.fail(f"{owner} lacks its argument.", f"Write {owner}{{...}}.")

    def text(self, name: str) -> None:
        match = BRACED.match(self.latex, self.position)
        if not match:
            self.fail(
                rf"\{name} needs plain text in one pair of braces.",
                rf"Close it, and end the text before a formula: \{name}{{if }} x.",
            )
        content = re.sub(r"\\[,;: %&#_$]", "", match[1])
        if not content.strip() and not match[1]:
            self.fail(rf"\{name}{{}} is empty.", "Write the words between the braces, or take it out.")
        if re.search(r"[\\$%#&]", content):
            self.fail(
                rf"\{name}{{{match[1]}}} holds more than plain text.",
                "Write formulas outside of it, and signs as \\% \\& \\# \\$.",
            )
        self.position = match.end()

    def environment(self, name: str) -> None:
        match = BRACED.match(self.latex, self.position)
        environment = match[1].strip() if match else ""
        if environment not in ENVIRONMENTS:
            self.fail(rf"the environment {environment!r} is not known.", did_you_mean(environment, ENVIRONMENTS))
        self.position = match.end()
        opener = rf"\begin{{{environment}}}"
        if name == "begin":
            self.open.append(opener)
        else:
            self.close(opener, rf"\end{{{environment}}}")

    def colour(self, name: str) -> None:
        match = BRACED.match(self.latex, self.position)
        role = match[1].strip() if match else ""
        if role not in COLOURS:
            self.fail(f"{role!r} is not a role of the palette.", did_you_mean(role, COLOURS))
        self.position = match.end()
        if name == "textcolor":
            self.argument(rf"\textcolor{{{role}}}")

    def fence(self, name: str) -> None:
        self.argument("\\" + name)
        match = TOKEN.match(self.latex, re.compile(r"\s*").match(self.latex, self.position).end())
        self.position = match.end()
        if name == "left":
            self.open.append(r"\left")
        else:
            self.close(r"\left", r"\right")

    def stack(self) -> None:
        match = re.compile(r"\s*\{").match(self.latex, self.position)
        if not match:
            self.argument(SUBSTACK)
            self.fail(rf"{SUBSTACK} needs its lines in braces.", rf"Write {SUBSTACK}{{i \\ j}}.")
        self.position = match.end()
        self.open.append(SUBSTACK)

    def close(self, opener: str, closer: str) -> None:
        if not self.open:
            self.fail(f"{closer} closes nothing.", f"Add {opener} before it, or take it out.")
        if self.open[-1] != opener:
            self.fail(
                f"{closer} stands where {self.open[-1]} is still open.",
                f"Close it first with {_closer(self.open[-1])}.",
            )
        self.open.pop()


def _closer(opener: str) -> str:
    return {"{": "}", SUBSTACK: "}", r"\left": r"\right"}.get(opener) or opener.replace("begin", "end")
