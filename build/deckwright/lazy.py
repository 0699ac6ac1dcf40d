"""What is computed once, when it is first asked for; if that fails, all who ask hear of the same error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from deckwright.errors import UserError

Answer = TypeVar("Answer")


class Lazy(Generic[Answer]):
    """A function without arguments that is called at most once. asked: whether it has been."""

    def __init__(self, function: Callable[[], Answer]):
        self._function, self.asked = function, False
        self._error: UserError | None = None

    def __call__(self) -> Answer:
        """Its answer, or the error that it raised."""
        if not self.asked:
            self.asked = True
            try:
                self._answer = self._function()
            except UserError as error:
                self._error = error
        if self._error is not None:
            raise self._error
        return self._answer
