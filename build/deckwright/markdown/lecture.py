"""slides.md and a lesson's values -> a Deck, with the words that were typed kept beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckwright.deck.figure import Origin
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Paragraph, Run
from deckwright.errors import Mistakes, Source, UserError, did_you_mean
from deckwright.figures import FILTERS, FUNCTIONS
from deckwright.figures.categories import coloring
from deckwright.language import say, speaking
from deckwright.language.dates import day_in_words
from deckwright.markdown.authored_text import AuthoredText
from deckwright.markdown.citation import references_list
from deckwright.markdown.front_matter import FrontMatter, read_front_matter
from deckwright.markdown.incremental import render
from deckwright.markdown.inline import InlineReader
from deckwright.markdown.localization import localized
from deckwright.markdown.macros import without_definitions
from deckwright.markdown.parser import parse_markdown
from deckwright.markdown.slides import SlideReader
from deckwright.markdown.slides_file import text_of
from deckwright.markdown.template import Rendered
from deckwright.markdown.template_syntax import constructs


@dataclass(frozen=True, slots=True)
class Lecture:
    """A deck and what was written for it.

    prose    the words that a person typed, with their lines
    origins  every expression in the template
    tags     what stands in each tag of the template, {% set a = 1 %}
    terms    what is defined, [word]{.term}, and where
    uncalled  labels of footnotes that no text calls, and where
    names    what expressions can refer to: the record's fields and the parameters
    """

    deck: Deck
    front: FrontMatter
    prose: tuple[AuthoredText, ...]
    origins: tuple[Origin, ...]
    terms: tuple[tuple[str, Source], ...] = ()
    uncalled: tuple[tuple[str, Source], ...] = ()
    tags: tuple[Origin, ...] = ()
    names: frozenset[str] = frozenset()


def read_lecture(
    path: Path,
    names: Mapping[str, Any],
    *,
    lesson: str,
    parameters: Mapping[str, Any] | None = None,
    colors: Mapping[str, str] | None = None,
    mistakes: Mistakes | None = None,
) -> Lecture:
    """Read a slides file.

    names     what its expressions can refer to: the record's fields and the parameters
    colors    the categories of names that have the same color in the whole course
    mistakes  gathers what is wrong on slides; the lecture then has the others. Without it all of it is raised
    """
    text = text_of(path)
    gathering = Mistakes() if mistakes is None else mistakes
    front = read_front_matter(text, path, mistakes=gathering)
    body = "\n" * front.length + "\n".join(text.split("\n")[front.length :])
    with speaking(front.language), coloring(colors or {}):
        rendered = render(path, body, names, FUNCTIONS, FILTERS, gathering)
        lecture = _lecture(path, front, rendered, lesson, parameters or {}, gathering, tolerant=mistakes is not None)
        return dataclasses.replace(lecture, tags=tuple(_tags(body, path)), names=frozenset(names))


def _tags(text: str, path: Path) -> Iterator[Origin]:
    for found in constructs(text):
        if found.opening == "{%":
            yield Origin(Source(path, text.count("\n", 0, found.start) + 1), found.inner)


def _lecture(
    path: Path,
    front: FrontMatter,
    rendered: Rendered,
    lesson: str,
    parameters: Mapping[str, Any],
    gathering: Mistakes,
    tolerant: bool,
) -> Lecture:
    text, macros = without_definitions(rendered.text)
    inline = InlineReader(rendered, front.sources, mistakes=gathering, macros=macros)
    tree, environment = parse_markdown(text, inline.source_of, gathering)
    reader = SlideReader(inline, environment.get("footnotes", {}))
    slides = list(reader.slides(tree, front.slide_level, front.incremental))
    _check_addresses(environment, inline, (*reader.keys,), gathering)
    if not tolerant or not slides:
        gathering.tell()
    if not slides:
        raise UserError("There is no slide.", where=Source(path, front.length + 1), hint="Start a slide with # Title.")
    if slides[0].layout == "title":
        slides[0] = _completed(slides[0], front)
    else:
        slides.insert(0, _title_slide(front, path))
    references = tuple(front.sources[key] for key in inline.cited)
    deck = Deck(
        lesson=lesson,
        title=front.title.characters,
        slides=tuple(map(localized, _with_references(slides, references, path))),
        subtitle=front.subtitle.characters,
        author=front.author,
        subject=front.subject,
        keywords=front.keywords,
        language=front.language,
        parameters=tuple(parameters.items()),
        references=references,
        dress=front.dress,
    )
    typed = (*_typed_in(front), *inline.prose)
    return Lecture(deck, front, typed, rendered.origins, tuple(inline.terms), tuple(reader.uncalled()))


def _check_addresses(environment: dict, inline: InlineReader, keys: tuple[str, ...], mistakes: Mistakes) -> None:
    """Tell of links that lead to no slide, and of names of links that are given twice, of which one would be lost."""
    for key, where in inline.links:
        if key not in keys:
            hint = did_you_mean(key, keys) or "Name it behind its title: # Title {#name}."
            mistakes.add(UserError(f"No slide is called {key!r}.", where=where, hint=hint))
    first = environment.get("references", {})
    for again in environment.get("duplicate_refs", ()):
        label = again["label"]
        if again["href"] != first[label]["href"]:
            message = f"[{label.lower()}]: stands twice, with two addresses."
            hint = "Give each address a name of its own, in the whole file."
            mistakes.add(UserError(message, where=inline.source_of(again["map"][0]), hint=hint))


def _title_slide(front: FrontMatter, path: Path) -> Slide:
    """The slide that the front matter makes, for an author who writes none."""
    where = front.lines.get("title", Source(path, 1))
    return _completed(Slide("title-slide", front.title.text, layout="title", source=where), front)


def _completed(slide: Slide, front: FrontMatter) -> Slide:
    """A title slide with the front matter's subtitle, author, institute and date where it has none of its own."""
    subtitle = slide.subtitle or front.subtitle.text
    said = "\n".join(filter(None, (front.author, front.institute, _date(front))))
    where = next((front.lines[key] for key in ("author", "institute", "date") if key in front.lines), slide.source)
    speaker = (Paragraph(text=(Run(said),), kind="caption", source=where),) if said else ()
    return dataclasses.replace(slide, subtitle=subtitle, blocks=slide.blocks or speaker)


def _date(front: FrontMatter) -> str:
    """The date; an ISO date is written in words where the author says in which language."""
    named = front.lines.keys() & {"language", "lang"}
    return day_in_words(front.date) if named else front.date


def _with_references(slides: list[Slide], references: tuple, path: Path) -> list[Slide]:
    """The slides with the list of what they cite: on the slide that the author keeps for it, or on one at the end."""
    if not references:
        return slides
    entries = references_list(references)
    for i, slide in enumerate(slides):
        if slide.layout == "references":
            slides[i] = dataclasses.replace(
                slide, blocks=(*slide.blocks, dataclasses.replace(entries, source=slide.source))
            )
            return slides
    where = slides[-1].source
    blocks = (dataclasses.replace(entries, source=where),)
    return [*slides, Slide("references", (Run(say("References")),), blocks, layout="references", source=where)]


def _typed_in(front: FrontMatter) -> tuple[AuthoredText, ...]:
    subject = (AuthoredText(((front.subject, front.lines["subject"]),)),) if front.subject else ()
    return (*front.title.prose, *front.subtitle.prose, *subject)
