"""Gradients as an object: looked up by tensor, named, and carried to another process."""

import pickle

from dlcore import Tensor, gradients


def test_gradients_survive_pickling():
    """A scene in another process looks up the same adjoints."""
    x, y = Tensor(2.0, "x"), Tensor(3.0, "y")
    q = (x + y).named("q")
    f = (q * x).named("f")
    f, q, x, found = pickle.loads(pickle.dumps((f, q, x, gradients(f, [x, y]))))
    assert found[q].item() == 2.0 and found[x].item() == 7.0
    assert [g.item() for g in found] == [7.0, 2.0]


def test_an_adjoint_that_is_an_input_keeps_its_formula():
    """df/dq is x itself, and says so under its own name."""
    x, q = Tensor(2.0, "x"), Tensor(5.0, "q")
    found = gradients((q * x).named("f"), [q])
    assert found[q].formula == r"\frac{\partial f}{\partial q} = x"
