"""The one way to tell a user that something is wrong: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A line of a file that a person wrote: where a block, a figure or a mistake comes from."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class UserError(Exception):
    """A mistake that the user can mend. The command line prints it without a traceback.

    message  what was expected and what was found, one or two sentences
    where    the place (``file:line``), if there is one
    hint     what to do about it
    status   exit status: 1 something was found or failed, 2 wrong usage
    """

    def __init__(self, message: str, *, where: Source | None = None, hint: str = "", status: int = 1):
        super().__init__(message)
        self.message, self.where, self.hint, self.status = message, where, hint, status

    @property
    def errors(self) -> tuple[UserError, ...]:
        """The mistakes that this one stands for: itself, or several."""
        return (self,)

    def located(self, where: Source | None) -> UserError:
        """This error, with a place for each of its mistakes that has none."""
        for error in {self, *self.errors}:
            error.where = error.where or where
        return self

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class UsageError(UserError):
    """The command was called wrongly: exit status 2."""

    def __init__(self, message: str, *, where: Source | None = None, hint: str = ""):
        super().__init__(message, where=where, hint=hint, status=2)


class UserErrors(UserError):
    """Several mistakes, told together so that they can be mended at one go. Alone it speaks like the first of them."""

    def __init__(self, errors: Iterable[UserError]):
        self._errors = tuple(errors)
        first = self._errors[0]
        status = max(error.status for error in self._errors)
        super().__init__(first.message, where=first.where, hint=first.hint, status=status)

    @property
    def errors(self) -> tuple[UserError, ...]:
        return self._errors

    def __reduce__(self) -> tuple:  # it travels between processes
        return type(self), (self._errors,)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self._errors)


class Mistakes:
    """Mistakes that are gathered while work goes on, each told once: ``with mistakes.gathered(): ...``."""

    def __init__(self) -> None:
        self._found: dict[str, UserError] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    @contextmanager
    def gathered(self, where: Source | None = None) -> Iterator[None]:
        """What is raised inside is kept, and the work goes on behind it. where: the place of what has none."""
        try:
            yield
        except UserError as error:
            self.add(error.located(where))

    def add(self, error: UserError) -> None:
        """Keep a mistake, or all that it stands for."""
        for each in error.errors:
            self._found.setdefault(str(each), each)

    @property
    def found(self) -> tuple[UserError, ...]:
        """What was gathered, in the order of its lines."""
        return tuple(sorted(self._found.values(), key=_by_line))

    def __len__(self) -> int:
        return len(self._found)

    def tell(self) -> None:
        """Raise what was gathered; nothing if nothing is wrong."""
        if len(self._found) > 1:
            raise UserErrors(self.found)
        if self._found:
            raise self.found[0]


def _by_line(error: UserError) -> tuple[str, int]:
    return (str(error.where.path), error.where.line) if error.where else ("", 0)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the closest known name, or the list of known names when none is close.

    >>> did_you_mean("lose", ["loss", "a1"])
    'Did you mean loss?'
    >>> did_you_mean("q", ["loss", "a1"])
    'Known: a1, loss.'
    """
    import difflib  # takes a while, and is needed only where something is wrong

    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Known: {', '.join(known)}." if known else ""
