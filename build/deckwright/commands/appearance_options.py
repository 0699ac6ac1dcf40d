"""The options that choose how a deck looks: ``--template`` and ``--theme``."""

from __future__ import annotations

from pathlib import Path

import click

from deckwright.errors import UsageError, did_you_mean
from deckwright.regular_file import open_regular
from deckwright.theme import THEMES


def _there(context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    if path is None:
        return None
    try:
        with open_regular(path, f"the template {path}") as file:
            file.read(1)  # some can be opened, but not read
    except OSError as problem:
        beside = path.parent.glob("*.p[po]t[xm]") if path.parent.is_dir() else ()
        hint = did_you_mean(path.name, [each.name for each in beside]) or "Check its name and folder."
        raise UsageError(f"There is no template {path} that can be read: {problem.strerror}.", hint=hint) from problem
    return path.resolve()


template_option = click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_there,
    help="Your own .pptx with master, layouts, colors and fonts.",
)

theme_option = click.option(
    "--theme",
    type=click.Choice(sorted(THEMES)),
    default="light",
    show_default=True,
    help="Colors, where no template gives them.",
)
