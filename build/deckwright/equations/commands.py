"""What the commands of LaTeX mathematics are: tables of names, by kind."""

from __future__ import annotations

# Marks over or under a base: command -> the mark, where it stands, and whether it always spans its base.
OVER, UNDER = "mover", "munder"
ACCENTS = {
    "hat": ("ˆ", OVER), "widehat": ("ˆ", OVER), "tilde": ("˜", OVER), "widetilde": ("˜", OVER), "bar": ("¯", OVER),
    "vec": ("→", OVER), "dot": ("˙", OVER), "ddot": ("¨", OVER), "dddot": ("⃛", OVER), "ddddot": ("⃜", OVER),
    "check": ("ˇ", OVER), "widecheck": ("ˇ", OVER), "breve": ("˘", OVER), "acute": ("´", OVER), "grave": ("`", OVER),
    "mathring": ("˚", OVER), "overline": ("―", OVER), "underline": ("―", UNDER), "underbar": ("―", UNDER),
    "overrightarrow": ("→", OVER), "overleftarrow": ("←", OVER), "overleftrightarrow": ("↔", OVER),
    "underrightarrow": ("→", UNDER), "underleftarrow": ("←", UNDER), "overbrace": ("⏞", OVER), "underbrace": ("⏟",
    UNDER),
    "overbracket": ("⎴", OVER), "underbracket": ("⎵", UNDER), "Hat": ("ˆ", OVER), "Bar": ("¯", OVER), "Vec": ("→",
    OVER),
    "Tilde": ("˜", OVER), "Dot": ("˙", OVER), "Ddot": ("¨", OVER),
}  # fmt: skip
NARROW = frozenset("ˆ˜¯→˙¨ˇ˘´`˚⃛⃜")  # these span a base of several letters only
LINES = frozenset("―←↔")
BRACES = frozenset("⏞⏟⎴⎵")

# Alphabets, as MathML names them: for the argument that follows, or from here to the end of the group.
ALPHABETS = {
    "mathbf": "bold", "mathrm": "normal", "mathit": "italic", "mathcal": "script", "mathscr": "script",
    "mathbb": "double-struck", "mathbbm": "double-struck", "mathds": "double-struck", "Bbb": "double-struck",
    "mathfrak": "fraktur", "frak": "fraktur", "mathsf": "sans-serif", "mathtt": "monospace",
    "boldsymbol": "bold-italic",
    "bm": "bold-italic", "pmb": "bold-italic", "bold": "bold", "mathbfit": "bold-italic", "mathup": "normal",
    "mathnormal": "", "mathbfcal": "bold-script", "symbf": "bold", "symbfit": "bold-italic", "symbb": "double-struck",
    "symcal": "script",
}  # fmt: skip
SWITCHES = {
    "bf": "bold", "bfseries": "bold", "boldmath": "bold-italic", "rm": "normal", "rmfamily": "normal", "it": "italic",
    "itshape": "italic", "cal": "script", "scr": "script", "sf": "sans-serif", "sffamily": "sans-serif",
    "tt": "monospace", "ttfamily": "monospace", "mit": "", "normalfont": "normal", "em": "italic", "sl": "italic",
    "upshape": "normal", "unboldmath": "",
}  # fmt: skip
STYLES = {"displaystyle": True, "textstyle": False, "scriptstyle": False, "scriptscriptstyle": False}
# Sizes of type: a formula has that of the text around it.
UNSEEN = frozenset(
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge nonumber notag noindent centering relax"
    " allowbreak nobreak break nolinebreak linebreak strut mathstrut null hfill hfil protect par smallskip medskip"
    " bigskip vfill raggedright displaylimits".split()
)

# Names of functions; those of LIMIT_NAMES carry what is below them in display style.
FUNCTIONS = frozenset(
    "arccos arcsin arctan arctg arcctg arg ch cos cosec cosh cot cotg coth csc ctg cth deg dim exp hom ker lg ln log"
    " sec sh sin sinh tan tanh tg th arcsec arccsc arccot".split()
)
LIMIT_NAMES = {
    **{name: name for name in "det gcd inf lim max min Pr sup plim".split()},
    "liminf": "lim\u00a0inf", "limsup": "lim\u00a0sup", "argmax": "arg\u00a0max", "argmin": "arg\u00a0min",
    "injlim": "inj\u00a0lim", "projlim": "proj\u00a0lim", "varliminf": "lim\u00a0inf", "varlimsup": "lim\u00a0sup",
}  # fmt: skip

# Spaces, in ems.
SPACES = {
    ",": 3 / 18, "thinspace": 3 / 18, ":": 4 / 18, ">": 4 / 18, "medspace": 4 / 18, ";": 5 / 18, "thickspace": 5 / 18,
    "!": -3 / 18, "negthinspace": -3 / 18, "negmedspace": -4 / 18, "negthickspace": -5 / 18, " ": 0.25, "\n": 0.25,
    "\t": 0.25, "~": 0.25, "space": 0.25, "nobreakspace": 0.25, "enspace": 0.5, "enskip": 0.5, "quad": 1.0,
    "qquad": 2.0, "hspace": None, "mspace": None, "hskip": None, "mskip": None, "kern": None, "mkern": None,
    "hspace*": None, "vspace": 0.0, "vspace*": 0.0, "vskip": 0.0, "/": 0.0, "-": 0.0,
}  # fmt: skip
UNITS = {
    "em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "bp": 0.1, "pc": 1.2, "in": 7.227, "cm": 2.845,
    "mm": 0.2845,
    "sp": 0.0, "dd": 0.107, "cc": 1.284,
}  # fmt: skip

# Brackets of one size, in ems, and what they are: an opening one, one between, a closing one.
SIZES = {
    size + side: (height, kind)
    for size, height in {"big": 1.2, "Big": 1.623, "bigg": 2.047, "Bigg": 2.47}.items()
    for side, kind in {"": "", "l": "open", "m": "rel", "r": "close"}.items()
}

# Fractions: whether in display style (None: as around), the thickness of the bar, the brackets.
FRACTIONS = {
    "frac": (None, True, ""), "dfrac": (True, True, ""), "tfrac": (False, True, ""), "cfrac": (True, True, ""),
    "binom": (None, False, "()"), "dbinom": (True, False, "()"), "tbinom": (False, False, "()"),
    "over": (None, True, ""), "choose": (None, False, "()"), "atop": (None, False, ""), "brace": (None, False, "{}"),
    "brack": (None, False, "[]"), "above": (None, True, ""), "sfrac": (False, True, ""), "nicefrac": (False, True, ""),
}  # fmt: skip

# Arrows as long as what stands over and under them.
ARROWS = {
    "xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒", "xLeftarrow": "⇐",
    "xLeftrightarrow": "⇔", "xmapsto": "↦", "xhookrightarrow": "↪", "xhookleftarrow": "↩", "xlongequal": "=",
    "xrightharpoonup": "⇀", "xrightleftharpoons": "⇌", "xtofrom": "⇄",
}  # fmt: skip
LONG_ARROWS = {"iff": "⟺", "implies": "⟹", "impliedby": "⟸"}  # with a thick space of their own on either side

# Brackets that grow with their argument, by the names that mathtools, braket and physics give them.
BRACKETED = {
    "abs": ("|", "|"), "norm": ("‖", "‖"), "bra": ("⟨", "|"), "ket": ("|", "⟩"), "braket": ("⟨", "⟩"),
    "Bra": ("⟨", "|"), "Ket": ("|", "⟩"), "Braket": ("⟨", "⟩"), "expval": ("⟨", "⟩"),
}  # fmt: skip

# What a piece is taken for: its spaces follow from it.
CLASSES = {
    "mathord": "ord", "mathop": "op", "mathbin": "bin", "mathrel": "rel", "mathopen": "open", "mathclose": "close",
    "mathpunct": "punct", "mathinner": "ord",
}  # fmt: skip
# Frames and strokes: MathML's name for them.
FRAMES = {
    "boxed": "box", "fbox": "box", "framebox": "box", "cancel": "updiagonalstrike", "bcancel": "downdiagonalstrike",
    "xcancel": "updiagonalstrike downdiagonalstrike", "sout": "horizontalstrike",
}  # fmt: skip
# Room that something would take: in which directions there is none.
PHANTOMS = {"phantom": {}, "hphantom": {"height": "0em", "depth": "0em"}, "vphantom": {"width": "0em"}}
# These have an argument that is set as it stands.
PLAIN_ARGUMENT = frozenset("smash mathclap mathllap mathrlap clap llap rlap ensuremath vcenter".split())

# Tables: brackets, how columns are aligned, whether they are lines of a formula in display style.
LINES_OF_A_FORMULA = {
    **dict.fromkeys(
        ("aligned", "align", "alignat", "alignedat", "flalign", "split", "eqnarray", "eqalign"), "right left"
    ),
    **dict.fromkeys(("gathered", "gather", "multline", "multlined", "displaylines"), "center"),
}
BRACKETS = {"p": "()", "b": "[]", "B": "{}", "v": "||", "V": "‖‖"}
MATRICES = {
    **{f"{key}{size}matrix": (brackets, "") for key, brackets in BRACKETS.items() for size in ("", "small")},
    "matrix": ("", ""), "smallmatrix": ("", ""), "substack": ("", ""), "shortstack": ("", ""), "subarray": ("", ""),
    "array": ("", ""), "tabular": ("", ""), "cases": ("{ ", "left"), "rcases": (" }", "left"),
    "dcases": ("{ ", "left"), "drcases": (" }", "left"),
}  # fmt: skip

# Commands of documents, which a formula can't have, and what to do instead.
ELSEWHERE = {
    **dict.fromkeys(
        ("newcommand", "renewcommand", "providecommand", "def", "let", "gdef", "DeclareMathOperator", "newenvironment"),
        r"Write out what your command stands for; an operator's name is written \operatorname{name}.",
    ),
    **dict.fromkeys(("ref", "eqref", "cite", "autoref", "cref"), r"Write the equation's number, such as \text{(1)}."),
    **dict.fromkeys(("includegraphics", "caption"), "Put the picture on a line of its own: ![alt text](file.png)."),
    **dict.fromkeys(("footnote", "footnotemark"), "Put the footnote after the formula, in the text."),
    **dict.fromkeys(("verb", "lstinline"), "Write code between backquotes in the text."),
    **dict.fromkeys(
        ("SI", "si", "num", "qty", "unit", "SIrange", "qtyrange", "celsius"),
        r"Write the number and its unit: 3.2\,\mathrm{m}.",
    ),
    **dict.fromkeys(
        ("dv", "pdv", "odv", "derivative", "fdv"), r"Write the fraction: \frac{df}{dx}, \frac{\partial f}{\partial x}."
    ),
    **dict.fromkeys(("vb", "vu", "va"), r"Write \mathbf{v}."),
    **dict.fromkeys(("grad", "curl", "laplacian"), r"Write \nabla, \nabla \times, \nabla^2."),
    **dict.fromkeys(("intertext", "shortintertext"), "End the formula, write the words, and begin another formula."),
    **dict.fromkeys(
        ("pause", "only", "onslide", "uncover", "visible"), "On a slide . . . alone in its line is a pause."
    ),
    **dict.fromkeys(("href", "url", "hyperref"), "Put the link into the text."),
    **dict.fromkeys("[]()", "Take it away: between dollar signs everything is a formula."),
    **dict.fromkeys(("eqno", "leqno"), r"Write \tag{1}."),
    **dict.fromkeys(("sideset", "prescript", "tensor"), r"Write scripts at an empty base: {}_a^b X."),
    **dict.fromkeys(("multirow", "cline"), "Give each cell a row of its own."),
    **dict.fromkeys(("input", "include"), "Put its text here."),
    **dict.fromkeys(("char", "symbol"), "Write the character itself."),
    **dict.fromkeys(("textdegree", "textcelsius", "texteuro"), r"Write it as text: \text{°}, \text{€}."),
    **dict.fromkeys(
        ("bbox", "class", "cssId", "style", "toggle", "enclose", "mmlToken", "htmlClass", "htmlId"),
        "What is for web pages has no meaning on a slide.",
    ),
    "alert": r"Write \textcolor{loss}{x}, with the role of its color.",
    "cancelto": r"Write \cancel{x} \to 0.",
    "genfrac": r"Write \frac or \binom.",
    "root": r"Write \sqrt[3]{x}.",
    "item": "Write the list in Markdown, with a formula in each entry.",
    "multicolumn": "Give each cell a column of its own.",
    "ce": r"Write the chemical formula out: \mathrm{H_2O}.",
    "unicode": "Write the character itself.",
    "middle": r"It stands between \left and \right: \left( a \middle| b \right).",
}

# What text commands say of their words.
TEXTS = {
    "text": "", "textrm": "", "textbf": "bold", "textit": "italic", "textsf": "sans-serif", "texttt": "monospace",
    "textsc": "", "textnormal": "", "textup": "", "textmd": "", "textsl": "italic", "emph": "italic", "mbox": "",
    "hbox": "",
}  # fmt: skip
ORDINARY_OPERATORS = frozenset("!/.…⋯⋮⋱?|‖\\@&")  # these take part in a formula as signs, not as letters
BRACKETS_THAT_GROW = frozenset("()[]{}⟨⟩⌊⌋⌈⌉|‖/\\↑↓↕⇑⇓⇕⟦⟧⎰⎱⟮⟯⌈⌜⌝⌞⌟<>")
