"""The picture in a browser's tab: a slide with a falling loss. In the page itself: a browser that finds none asks the
server, where there is one, for a file that isn't there."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import quote

from markupsafe import Markup


@cache
def icon() -> Markup:
    """The element for a page's head."""
    svg = files(__package__).joinpath("icon.svg").read_text(encoding="utf-8").strip()
    return Markup(f'<link rel="icon" href="data:image/svg+xml,{quote(svg)}">')
