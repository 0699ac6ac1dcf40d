r"""The grammar of LaTeX mathematics: from the tokens of a formula to its tree, in one pass.

Which arguments a command takes stands in the table at the end; what is shown for it is no matter here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from deckwright.equations import commands
from deckwright.equations.arguments import color_of, length_of, operator_name
from deckwright.equations.equation_error import EquationError
from deckwright.equations.nesting import ENVIRONMENTS, INFIX, OLD_TABLES, WRAPPERS, check_depth, nesting
from deckwright.equations.symbols import SYMBOLS
from deckwright.equations.tokens import LENGTH, WORDS, Token, tokens
from deckwright.equations.tree import Character, Command, Fenced, Group, Node, Number, Row, Scripts, Space, Table, Words
from deckwright.equations.unknown_command import unknown_command, unknown_environment
from deckwright.equations.words import words

END_OF_ROW = ("&", r"\\", r"\cr", "}", r"\right")
LIMITS = {"limits": True, "nolimits": False, "displaylimits": None}
DELIMITERS = {"<": "⟨", ">": "⟩", ".": ""}
RULES = ("hline", "hdashline", "toprule", "midrule", "bottomrule")


@lru_cache(maxsize=4096)  # lessons name the same things again and again
def read(latex: str) -> Row:
    """A formula's tree. Raises EquationError."""
    if not latex.strip():
        raise EquationError(latex, "it is empty.", hint="Write a formula between the dollar signs.")
    return Grammar(latex).formula()


class Grammar:
    """Reads one formula. Each method begins at the next token and leaves the first that is not its own.

    depth  of the formula itself, where it stands in another one's words
    """

    def __init__(self, latex: str, depth: int = 0):
        self.latex = latex
        self.tokens = list(tokens(latex))
        self.nesting = nesting(latex, self.tokens, depth)
        self.at, self.depth = 0, depth
        if self.tokens:
            check_depth(latex, depth, self.tokens[0])

    def formula(self) -> Row:
        """All of it."""
        return Row(self.latex, *self.nodes_of_row())

    def whole(self) -> Row:
        """All of a formula that stands within words."""
        row = self.formula()
        if self.next:
            self.character(self.next)  # it says what is wrong with it
        return row

    # ---------------------------------------------------------------------------------------------------- tokens
    @property
    def next(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def fail(self, problem: str, hint: str, token: Token | None = None) -> None:
        place = token.start if token else len(self.latex)
        raise EquationError(self.latex, problem, hint=hint, place=place)

    def ends_here(self) -> bool:
        """Whether the group or the cell is over."""
        token = self.next
        return token is None or token.text in END_OF_ROW or token.text.startswith(r"\end{")

    # ------------------------------------------------------------------------------------------------------ rows
    def row(self) -> Row:
        """Everything to the end of the group or cell."""
        return self.written(self.nodes_of_row)

    def rest(self, end: int) -> Row:
        """Everything before a token's index, or to the end of the group."""
        return self.written(lambda: self.nodes_before(end))

    def written(self, read_nodes: Callable[[], Nodes]) -> Row:
        """A row with the part of the source that it is read from."""
        first = self.at
        nodes, starts = read_nodes()
        if self.at == first:
            return Row("", (), ())
        start, end = self.tokens[first].start, self.tokens[self.at - 1].end
        return Row(self.latex[start:end], nodes, tuple(each - start for each in starts))

    def nodes_of_row(self) -> Nodes:
        infix = self.nesting.infix.get(self.at)
        return self.nodes_before(len(self.tokens)) if infix is None else self.one(lambda: self.infix(infix))

    def nodes_before(self, end: int) -> Nodes:
        nodes: list[Node] = []
        starts: list[int] = []
        while self.at < end and not self.ends_here():
            start, node = self.next.start, self.node(end)
            if node:
                nodes.append(node)
                starts.append(start)
        return tuple(nodes), tuple(starts)

    def one(self, read_node: Callable[[], Node | None]) -> Nodes:
        """A row's only node, unless there is nothing to see of it."""
        start, node = self.next.start, read_node()
        return ((node,), (start,)) if node else ((), ())

    def infix(self, at: int) -> Command:
        r"""``a \over b``: all before it over all after it."""
        above, token = self.rest(at), self.take()
        if token.name == "above":
            length = LENGTH.match(self.latex, token.end)
            self.at += len(length[0].replace(" ", "")) if length else 0
        below = self.rest(len(self.tokens))
        if not above.nodes or not below.nodes:
            lacking = "below" if above.nodes else "above"
            self.fail(f"{token.text} lacks what stands {lacking} it.", r"Write \frac{a}{b}.", token)
        return Command(token.name, (above, below))

    # ----------------------------------------------------------------------------------------------------- nodes
    def node(self, end: int) -> Node | None:
        """One node with its scripts; a switch; one of color with all that it holds for. None for what is not seen."""
        if self.next.name in commands.SWITCHES or self.next.name in commands.STYLES:
            return Command(self.take().name)
        if self.next.name == "color" and not self.braces_follow():
            role = color_of(self.latex, self.take())
            return Command("color", (self.rest(end),), words=(role,))
        return self.with_scripts(None if self.next.text in ("^", "_", "'") else self.atom())

    def braces_follow(self) -> bool:
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return after is not None and after.text == "{"

    def with_scripts(self, base: Node | None) -> Node | None:
        below = above = limits = None
        primes = 0
        while token := self.next:
            if token.name in LIMITS:
                limits = LIMITS[self.take().name]
            elif token.text == "'":
                primes += 1
                self.take()
            elif token.text == "^":
                above = self.script(above, "superscripts")
            elif token.text == "_":
                below = self.script(below, "subscripts")
            else:
                break
        scripted = below is not None or above is not None or primes
        return Scripts(base, below, above, primes, limits) if scripted else base

    def script(self, before: Row | None, kind: str) -> Row:
        token = self.take()
        if before is not None:
            self.fail(f"it has double {kind}.", "Group with braces what belongs together.", token)
        return self.argument(token)

    def argument(self, owner: Token) -> Row:
        """What stands in the braces that follow, or the one thing that follows."""
        token = self.next
        if self.ends_here() or token.text in ("^", "_"):
            kind = "its argument" if owner.name not in commands.FRACTIONS else "one of its arguments"
            self.fail(f"{owner.text} lacks {kind}.", f"Write {owner.text}{{...}}, with braces around each.", owner)
        if token.text.isdigit():
            return self.written(lambda: self.one(lambda: Number(self.take().text)))
        self.depth += 1
        check_depth(self.latex, self.depth, token)
        row = self.group() if token.text == "{" else self.written(lambda: self.one(self.atom))
        self.depth -= 1
        return row

    def group(self) -> Row:
        self.take()
        row = self.row()
        self.take()
        return row

    def optional(self) -> Row | None:
        """An argument in square brackets, if there is one."""
        if not (self.next and self.next.text == "["):
            return None
        end = next((i for i in range(self.at, len(self.tokens)) if self.tokens[i].text == "]"), None)
        if end is None:
            self.fail("[ is never closed.", "Add ], or take it out.", self.next)
        self.take()
        row = self.rest(end)
        if self.at != end:
            self.fail("[ is never closed.", "Add ], or take it out.", self.next)
        self.take()
        return row

    def atom(self) -> Node | None:
        """One node without scripts."""
        token = self.next
        if token.environment:
            return self.environment(self.take())
        if token.name:
            return self.command(self.take())
        if token.text == "{":
            row = self.group()
            return Group(row) if row.nodes else None
        if token.text.isdigit() or token.text == "." and self.digit_follows():
            return self.number()
        return self.character(self.take())

    def digit_follows(self) -> bool:
        following = self.tokens[self.at + 1 : self.at + 2]
        return bool(following) and following[0].text.isdigit() and following[0].start == self.next.end

    def number(self) -> Number:
        """Digits with one point in them at most, which stand side by side."""
        text = self.take().text
        point = text == "."
        while self.next and self.next.start == self.tokens[self.at - 1].end:
            if self.next.text == "." and not point and self.digit_follows():
                point = True
            elif not self.next.text.isdigit():
                break
            text += self.take().text
        return Number(text)

    def character(self, token: Token) -> Node:
        text = token.text
        if text in ("%", "#", "$"):
            self.fail(f"{text} has a meaning of its own in LaTeX.", rf"Write \{text} for the sign itself.", token)
        if text in ("&", r"\\"):
            self.fail(f"{text} stands outside of a table of formulas.", r"Put the lines into \begin{aligned}.", token)
        return Space(text, commands.SPACES[text]) if text == "~" else Character(text)

    # -------------------------------------------------------------------------------------------------- commands
    def command(self, token: Token) -> Node | None:
        if token.name not in READERS:
            raise unknown_command(self.latex, token, READERS)
        return READERS[token.name](self, token)

    def alone(self, token: Token) -> Command:
        """A command that takes nothing."""
        return Command(token.name)

    def unseen(self, token: Token) -> None:
        """What says something of the document, or of sizes of type."""

    def with_argument(self, token: Token) -> Command:
        return Command(token.name, (self.argument(token),))

    def with_two_arguments(self, token: Token) -> Command:
        if token.name == "cfrac":
            self.optional()
        return Command(token.name, (self.argument(token), self.argument(token)))

    def with_four_arguments(self, token: Token) -> Command:
        return Command(token.name, tuple(self.argument(token) for _ in range(4)))

    def with_option(self, token: Token) -> Command:
        option = self.optional()
        return Command(token.name, (self.argument(token),), option)

    def smash(self, token: Token) -> Command:
        self.optional()
        return self.with_argument(token)

    def space(self, token: Token) -> Space | None:
        width = commands.SPACES[token.name]
        width = length_of(self.latex, token) if width is None else width
        return Space(token.text, width) if width else None

    def rule(self, token: Token) -> Node | None:
        width, height = length_of(self.latex, token), length_of(self.latex, token, 1)
        if not width or not height:  # a strut: it holds room
            return Space(token.text, width) if width else None
        return Command(token.name, words=(f"{width:.3f}em",))

    def color(self, token: Token) -> Command:
        role = color_of(self.latex, token)
        return Command("textcolor", (self.argument(token),), words=(role,))

    def box_of_color(self, token: Token) -> Command:
        if token.name == "fcolorbox":
            self.argument(token)  # the color inside; its frame's stands in the token's words
        return self.with_argument(token)

    def frame(self, token: Token) -> Command:
        if not (token.name in WORDS and token.words):
            return self.with_argument(token)
        inside = self.words(token, token.words[0], "text")
        return Command(token.name, (Row(token.words[0], (inside,), (0,)) if inside else Row("", (), ()),))

    # ----------------------------------------------------------------------------------------------------- words
    def text(self, token: Token) -> Words | None:
        if not token.words:
            self.fail(rf"{token.text} needs its words in one pair of braces.", f"Write {token.text}{{words}}.", token)
        return self.words(token, token.words[0], token.name)

    def circled(self, token: Token) -> Words | None:
        inside = token.words[0] if token.words else ""
        return self.words(token, rf"\textcircled{{{inside}}}", "")

    def tag(self, token: Token) -> Words | None:
        number = token.words[0] if token.words else ""
        return self.words(token, number if token.name.endswith("*") or not number else f"({number})", "")

    def words(self, token: Token, text: str, style: str) -> Words | None:
        """The words of a command. style: the command whose words they are like."""
        try:
            pieces = words(self.latex, text, style, self.inner)
            return Words(token.name, pieces) if pieces else None
        except EquationError as error:
            raise EquationError(self.latex, error.problem, hint=error.hint, place=token.start) from None

    def inner(self, latex: str) -> Row:
        """A formula within words."""
        return Grammar(latex, self.depth + 1).whole()

    def operator_name(self, token: Token) -> Words:
        if not token.words or not token.words[0].strip():
            problem = rf"{token.text}{{}} is empty." if token.words else f"{token.text} lacks its name in braces."
            self.fail(problem, rf"Write the operator's name: {token.text}{{rank}}.", token)
        name = operator_name(token.words[0])
        return Words(token.name, (self.inner(token.words[0]) if name is None else name,))

    # -------------------------------------------------------------------------------------------------- brackets
    def delimiter(self, owner: Token) -> str:
        """The bracket after a command that gives it its height."""
        if self.next is None or self.next.text in ("}", "&", r"\\", "^", "_"):
            self.fail(f"{owner.text} lacks its bracket.", rf"Write {owner.text}( or {owner.text}\{{.", owner)
        token = self.take()
        if token.text == "{":  # \big{(} is \big(
            inner = self.delimiter(owner)
            if self.next and self.next.text == "}":
                self.take()
                return inner
            self.fail(f"{owner.text} takes one bracket.", rf"Write {owner.text}\{{ for a brace.", token)
        if token.name == "|":
            return "‖"
        text = token.name if token.name in ("{", "}") else SYMBOLS.get(token.name, "") if token.name else token.text
        known = text in DELIMITERS or text in commands.BRACKETS_THAT_GROW
        text = DELIMITERS.get(text, text)
        if not known:
            hint = r"Write one of ( ) [ ] \{ \} | \| \langle \rangle \lfloor \rfloor, or a point for none."
            self.fail(f"{token.text} after {owner.text} is no bracket.", hint, token)
        return text

    def large(self, token: Token) -> Command:
        return Command(token.name, words=(self.delimiter(token),))

    def left(self, token: Token) -> Fenced:
        opening, row = self.delimiter(token), self.row()
        return Fenced(opening, row, self.delimiter(self.take()))

    def bracketed(self, token: Token) -> Fenced:
        r"""``\norm{x}``; a star or a size, by which mathtools says how brackets grow, are all the same."""
        if self.next and self.next.text == "*":
            self.take()
        if [each.text for each in self.tokens[self.at : self.at + 3 : 2]] == ["[", "]"]:
            self.at += 3  # [\big]
        opening, closing = commands.BRACKETED[token.name]
        fenced = Fenced(opening, self.argument(token), closing)
        if self.next and self.next.text == "{":
            self.fail(f"{token.text} has two arguments.", rf"Write both in one: {token.text}{{a|b}}.", self.next)
        return fenced

    def angle(self, token: Token) -> Command:
        """A sign that siunitx takes for a command with a number."""
        if self.next and self.next.text == "{":
            self.fail(f"{token.text} takes no number.", r"Write degrees as 30^\circ.", token)
        return Command(token.name)

    # ---------------------------------------------------------------------------------------------------- tables
    def environment(self, token: Token) -> Node | None:
        name = token.environment.rstrip("*")
        if token.environment not in ENVIRONMENTS:
            raise unknown_environment(self.latex, token)
        if name in WRAPPERS:
            row = self.row()
            self.take()
            return Command(name, (row,)) if row.nodes else None
        return self.table(token, name)

    def old_table(self, token: Token) -> Table:
        r"""``\matrix{a & b \cr c & d}`` and its kin, and ``\substack``."""
        if not (self.next and self.next.text == "{"):
            self.fail(f"{token.text} needs its lines in braces.", rf"Write {token.text}{{i \\ j}}.", token)
        self.take()
        return self.table(token, token.name)

    def table(self, token: Token, name: str) -> Table:
        """The cells of a table, to what closes it."""
        rows: list[list[Row]] = [[]]
        rules: set[int] = set()
        while self.cell(rows, rules):
            pass
        if len(rows) > 1 and len(rows[-1]) == 1 and not rows[-1][0].nodes:
            rows.pop()
        if not any(cell.nodes for row in rows for cell in row):
            hint = "Write its cells, with & between them and \\\\ between its rows."
            self.fail("a matrix or an array has nothing in it.", hint, token)
        columns = token.words[0] if token.environment and token.words else ""
        return Table(name, tuple(map(tuple, rows)), frozenset(rules), columns)

    def cell(self, rows: list[list[Row]], rules: set[int]) -> bool:
        """Read a rule, or a cell and the sign after it; whether more follows."""
        if self.next.name in RULES:
            self.take()
            rules.add(len(rows) - 1)
            return True
        rows[-1].append(self.row())
        end = self.take().text
        if end in (r"\\", r"\cr"):
            rows.append([])
        return end in (r"\\", r"\cr", "&")


Nodes = tuple[tuple[Node, ...], tuple[int, ...]]  # with where each begins
Reader = Callable[[Grammar, Token], Node | None]


def _readers(*kinds: tuple[Iterable[str], Callable]) -> dict[str, Reader]:
    """Command -> how its arguments are read. A name in several kinds is of the first."""
    return {name: reader for names, reader in reversed(kinds) for name in names}


READERS = _readers(
    (commands.SPACES, Grammar.space),
    ("{}|%#$&_^", Grammar.alone),
    ((*commands.FUNCTIONS, *commands.LIMIT_NAMES), Grammar.alone),
    ((*commands.ACCENTS, *commands.ALPHABETS), Grammar.with_argument),
    ({*commands.FRACTIONS} - {name[1:] for name in INFIX}, Grammar.with_two_arguments),
    (("sqrt", *commands.ARROWS), Grammar.with_option),
    (("overset", "underset", "stackrel"), Grammar.with_two_arguments),
    (commands.LONG_ARROWS, Grammar.alone),
    (("not", *commands.CLASSES), Grammar.with_argument),
    (("operatorname", "operatorname*", "operatornamewithlimits"), Grammar.operator_name),
    (commands.FRAMES, Grammar.frame),
    (("color", "textcolor"), Grammar.color),
    (("colorbox", "fcolorbox"), Grammar.box_of_color),
    (commands.TEXTS, Grammar.text),
    (("textcircled",), Grammar.circled),
    (("tag", "tag*"), Grammar.tag),
    (("rule",), Grammar.rule),
    ((*commands.UNSEEN, "label", "require", "index", "limits", "nolimits"), Grammar.unseen),
    (commands.PHANTOMS, Grammar.with_argument),
    (("smash",), Grammar.smash),
    (commands.PLAIN_ARGUMENT, Grammar.with_argument),
    (("bmod",), Grammar.alone),
    (("mod", "pmod", "pod"), Grammar.with_argument),
    (("mathchoice",), Grammar.with_four_arguments),
    ((*commands.SIZES, "middle"), Grammar.large),
    (("left",), Grammar.left),
    (commands.BRACKETED, Grammar.bracketed),
    (("ang",), Grammar.angle),
    ((name[1:] for name in OLD_TABLES), Grammar.old_table),
    (SYMBOLS, Grammar.alone),
)
