"""What was made before: one content-addressed store, in memory and on disk, for every stage.

with Store(folder) as store:            # the current store, until the block ends
    slides = [place(slide) for slide in deck]   # a @remembered function asks the current store first
    store.put("records", key, record)   # on disk, under a key made by key_of(...)
    store.get("records", key)           # None unless it is there, whole, ours, and of our format
"""

from deckwright.store.atomic import replace_file, scratch
from deckwright.store.key import digest, key_of
from deckwright.store.store import Store, current, recall, remembered

__all__ = ["Store", "current", "digest", "key_of", "recall", "remembered", "replace_file", "scratch"]
