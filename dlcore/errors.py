"""What dlcore says when it is given something that it cannot compute with.

All are ValueErrors; each message names what was expected, what was found and, where there is one, the tensor.
"""


class DlcoreError(ValueError):
    """Base of all errors of dlcore."""


class ShapeError(DlcoreError):
    """Shapes that do not go together."""


class DomainError(DlcoreError):
    """A value outside the range in which the operation is defined."""


class NonFiniteError(DlcoreError):
    """NaN or infinity where a finite number is needed."""
