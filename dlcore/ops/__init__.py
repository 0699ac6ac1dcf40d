"""Operations: value, gradient and notation side by side, one family a file.

Importing this package gives Tensor its operators (+, -, *, /, //, @, **, []) and NumPy's methods sum and mean.
"""

from dlcore.ops import arithmetic, clamp, constant, elementary, extremes, linear, reduction, shape
from dlcore.tensor import Tensor

Tensor.__add__ = lambda a, b: arithmetic.add(a, b)
Tensor.__radd__ = lambda a, b: arithmetic.add(b, a)
Tensor.__sub__ = lambda a, b: arithmetic.subtract(a, b)
Tensor.__rsub__ = lambda a, b: arithmetic.subtract(b, a)
Tensor.__mul__ = lambda a, b: arithmetic.multiply(a, b)
Tensor.__rmul__ = lambda a, b: arithmetic.multiply(b, a)
Tensor.__truediv__ = lambda a, b: arithmetic.divide(a, b)
Tensor.__rtruediv__ = lambda a, b: arithmetic.divide(b, a)
Tensor.__floordiv__ = lambda a, b: arithmetic.floor_divide(a, b)
Tensor.__rfloordiv__ = lambda a, b: arithmetic.floor_divide(b, a)
Tensor.__neg__ = lambda a: arithmetic.negative(a)
Tensor.__pow__ = lambda a, exponent: elementary.power(a, exponent)
Tensor.__rpow__ = lambda a, base: elementary.power(base, a)
Tensor.__matmul__ = lambda a, b: linear.matmul(a, b)
Tensor.__rmatmul__ = lambda a, b: linear.matmul(b, a)
Tensor.__getitem__ = lambda a, index: shape.pick(a, index)
# np.sum(x) and np.mean(x) call these and say where to and in which type: nowhere, and in the Tensor's own.
Tensor.sum = lambda a, axis=None, dtype=None, out=None, keepdims=False: reduction.total(a, axis, keepdims)
Tensor.mean = lambda a, axis=None, dtype=None, out=None, keepdims=False: reduction.mean(a, axis, keepdims)

__all__ = ["arithmetic", "clamp", "constant", "elementary", "extremes", "linear", "reduction", "shape"]
