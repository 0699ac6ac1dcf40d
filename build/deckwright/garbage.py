"""When Python looks for garbage: not while somebody waits for slides."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search() -> Iterator[None]:
    """Within it nothing is searched: a search through all that a lecture holds takes as long as some of its slides."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def search_now() -> None:
    """Collect what there is while nobody waits; later searches need not look through what stays in memory then."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
