"""Bytes for keys: equal for equal values, and never read back."""

from __future__ import annotations

import pickle
from types import CodeType
from typing import Any

from deckwright.store.encoder import Encoder
from deckwright.store.known_names import fields_of, name_of


def fingerprint(value: Any) -> bytes:
    """Bytes that are equal for equal values. Functions go by what they do, other objects by their pickle."""
    return Fingerprint(None, pickle.dumps).whole(value)


class Fingerprint(Encoder):
    """An encoder that tells values apart, wherever they come from."""

    def ordered(self, thing: tuple) -> list:
        return self.floats(thing) or ["tuple", *self.items(thing)]

    def knows(self, thing: Any) -> bool:
        return True

    def state(self, thing: Any) -> dict[str, Any]:
        fields = fields_of(type(thing))
        return vars(thing) if fields is None else {name: getattr(thing, name) for name in fields}

    def function(self, thing: Any) -> list:
        """A function is its code, its constants, and what it took from around it; a class its name."""
        if isinstance(thing, type):
            return ["class", *name_of(thing)]
        code = thing.__code__
        constants = [constant for constant in code.co_consts if not isinstance(constant, CodeType)]
        cells = [cell.cell_contents for cell in thing.__closure__ or ()]
        names, what = [thing.__qualname__, *code.co_names], self.buffer(code.co_code)
        return ["function", names, what, *self.items(constants), *self.items(cells)]
