"""What dlcore says when it is given something that it cannot compute with.

All are ValueErrors; each message names what was expected, what was found and, where there is one, the tensor.
"""


class DlcoreError(ValueError):
    """Base of all errors of dlcore.

    >>> from dlcore import Tensor
    >>> try:
    ...     Tensor([1.0, 2.0], "a") + Tensor([1.0, 2.0, 3.0], "b")
    ... except DlcoreError as problem:
    ...     print(str(problem).partition(". ")[0])
    + needs two equal shapes, or one that is the end of the other; found a of shape (2,) and b of shape (3,)
    """


class ShapeError(DlcoreError):
    """Shapes that do not go together.

    >>> from dlcore import softmax
    >>> softmax([])
    Traceback (most recent call last):
    dlcore.errors.ShapeError: softmax needs at least one number along the last axis; found a value of shape (0,).
    """


class DomainError(DlcoreError):
    """A value outside the range in which the operation is defined.

    >>> from dlcore import mse
    >>> mse([1.0], [2.0], reduction="men")
    Traceback (most recent call last):
    dlcore.errors.DomainError: reduction must be one of mean, sum; found 'men'. Did you mean mean?
    """


class NonFiniteError(DlcoreError):
    """NaN or infinity where a finite number is needed.

    >>> from dlcore import Tensor
    >>> Tensor([1.0, float("nan")], "x")
    Traceback (most recent call last):
    dlcore.errors.NonFiniteError: x needs finite numbers; found nan at [1]
    """


class OperationError(DlcoreError):
    """A function of NumPy that dlcore has no operation for, so that its result would forget how it was computed.

    >>> import numpy as np
    >>> from dlcore import Tensor
    >>> try:
    ...     np.cumsum(Tensor([1.0, 2.0], "x"))
    ... except OperationError as problem:
    ...     print(str(problem).partition(", ")[0])
    dlcore has no np.cumsum
    """
