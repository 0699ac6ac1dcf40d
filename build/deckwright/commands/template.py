"""The ``--template`` option of a command."""

from __future__ import annotations

from pathlib import Path

import click

from deckwright.errors import UsageError


def _there(context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and not path.is_file():
        raise UsageError(f"There is no template {path}.")
    return path and path.resolve()


template_option = click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_there,
    help="Your own .pptx with master, layouts, colours and fonts.",
)
