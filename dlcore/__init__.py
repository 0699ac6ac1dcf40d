"""Numbers that show their work: deep learning, computed with NumPy alone.

>>> from dlcore import Tensor, gradients, sigmoid
>>> w, x = Tensor(2.0, "w"), Tensor(0.5, "x")
>>> a = sigmoid((w * x).named("z")).named("a")
>>> gradients(a, [w])[w].formula
'\\\\frac{\\\\partial a}{\\\\partial w} = \\\\delta x'
"""

import dlcore.ops  # gives Tensor its operators
from dlcore.activations import sigmoid, sigmoid_prime
from dlcore.autodiff import Gradients, check_gradients, gradients, numerical_gradient, relative_error
from dlcore.errors import DlcoreError, DomainError, NonFiniteError, ShapeError
from dlcore.losses import half_squared_error
from dlcore.tensor import Tensor, evaluate
from dlcore.working import Working, entry_of, working

__all__ = [
    "DlcoreError", "DomainError", "Gradients", "NonFiniteError", "ShapeError", "Tensor", "Working", "check_gradients", "entry_of",
    "evaluate", "gradients", "half_squared_error", "numerical_gradient", "relative_error", "sigmoid", "sigmoid_prime", "working",
]
