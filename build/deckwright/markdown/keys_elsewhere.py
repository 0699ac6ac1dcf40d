"""Keys of a front matter that other programs have, pandoc, Quarto, Marp, and what stands for them here."""

from __future__ import annotations

_TEMPLATE = "The slides' size and their fonts are those of a --template."
KEYS_ELSEWHERE = {
    "affiliation": "Write institute: University of Somewhere.",
    "aspectratio": _TEMPLATE,
    "author-title": "Write the title with the name, author: Prof. Ada Lovelace.",
    "bibliography": "Write what you cite under sources:, each with text: and url:.",
    "class": "Layouts belong to a slide: # Title {layout=statement}.",
    "csl": "Write what you cite under sources:, each with text: and url:.",
    "css": "Colors and fonts are those of --theme or of a --template.",
    "email": "Write it behind the name, author: Ada Lovelace, ada@example.org.",
    "execute": "What is computed belongs in lesson.py.",
    "fontsize": _TEMPLATE,
    "format": "Take it away; incremental: and slide-level: stand alone, a template is given by --template.",
    "header": "Write footer: ..., which stands on every slide.",
    "header-includes": "\\newcommand works anywhere in the file; packages of LaTeX are not read.",
    "jupyter": "What is computed belongs in lesson.py.",
    "mainfont": _TEMPLATE,
    "marp": "Take it away.",
    "math": "Take it away: formulas between dollar signs become equations.",
    "nocite": "Cite a source where it belongs, [@key].",
    "number-sections": "Sections have numbers anyway.",
    "output": "Take it away; the deck goes to the folder given by --out.",
    "paginate": "Take it away: slides have numbers.",
    "params": "The lecture's parameters are those of lesson() in lesson.py.",
    "reference-doc": "Give your template by --template FILE.pptx.",
    "size": _TEMPLATE,
    "style": "Colors and fonts are those of --theme or of a --template.",
    "theme": "Choose it by --theme light or --theme dark, or give a --template.",
    "toc": "Sections are listed on the slides that begin them: # Section above ## Slide.",
}
