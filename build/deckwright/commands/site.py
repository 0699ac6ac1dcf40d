"""``deckwright site``: the course as static pages, for any web server or none."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from deckwright.building.choices import Choices
from deckwright.commands.appearance_options import theme_option
from deckwright.commands.build import build_all
from deckwright.commands.lessons import chosen_lessons, shown
from deckwright.progress import ProgressDisplay


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site's folder; out/site in the course if not given.",
)
@click.option("--title", default="Deep learning as running code", show_default=True, help="What the index is called.")
@click.option("--decks", is_flag=True, help="With the PowerPoint files to download.")
@theme_option
@click.option("--no-video", is_flag=True, help="Leave the videos out: their places say so.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many lectures and scenes at a time; as many as there are cores if not given.",
)
def site(lessons, out, title, decks, theme, no_video, jobs) -> int:
    """Write the course as a site: an index, each lecture as a page, hand-outs, the glossary. All lessons if none named.

    The files need no server and nothing from elsewhere: open index.html, or put the folder on any web host.
    """
    from deckwright.building.site import card_of, handouts, write_site
    from deckwright.checking.course_map import course_map  # these load the whole engine

    chosen = [lesson for lesson in chosen_lessons(lessons) if lessons or lesson.number]  # the gallery is no lecture
    choices = Choices(theme=theme, videos=not no_video, to="html")
    jobs = jobs or os.cpu_count() or 1
    formats = [choices, handouts(choices), *([replace(choices, to="pptx")] if decks else [])]
    for each in formats:
        if status := build_all(chosen, replace(each, renderers=jobs), jobs):
            return status
    needs = {station.name: station.strongest for station in course_map(chosen[0].root)}
    with ProgressDisplay(len(chosen)) as display:
        cards = []
        for lesson in chosen:
            cards.append(
                card_of(lesson, choices, needs.get(lesson.name, ()), decks, partial(display.tell, lesson.name))
            )
            display.done(lesson.name)
        folder = out.resolve() if out else chosen[0].root / "out" / "site"
        display.say(f"wrote {shown(write_site(title, chosen, cards, choices, folder))}")
    return 0
