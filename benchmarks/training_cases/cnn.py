"""The digits CNN (16 and 32 maps of 3x3 kernels, pooling, linear), for dlcore, PyTorch, HIPS autograd and micrograd."""

from __future__ import annotations

import numpy as np
from training_cases.case import Case, Step
from training_cases.mlp import cross_entropy

LR, BATCH = 0.05, 64


def numbers() -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Two kernels with biases, the linear layer, and a minibatch of digits."""
    from dlcore.datasets import digits

    rng = np.random.default_rng(1)
    shapes = ((16, 1, 3, 3), (16,), (32, 16, 3, 3), (32,), (10, 128), (10,))
    x, y = digits()
    return [rng.normal(0.0, 0.1, shape) for shape in shapes], x[:BATCH, None], y[:BATCH]


def with_dlcore(replay: bool = True) -> Step:
    from dlcore import CNN, Convolution, GradientDescent, Linear, Tensor, TrainingStep, cross_entropy_with_logits

    parameters, x, y = numbers()
    tensors = [Tensor(p) for p in parameters]
    network = CNN((Convolution(*tensors[:2], padding=1), Convolution(*tensors[2:4], padding=1)), Linear(*tensors[4:]))

    def objective(parameters, x, y):
        return cross_entropy_with_logits(network.with_parameters(parameters)(x), y)

    step, y = TrainingStep(objective, tensors, GradientDescent(lr=LR), replay=replay), y.astype(np.float64)
    return lambda: step(x, y)


def with_torch() -> Step:
    import torch

    torch.set_num_threads(1)
    parameters, x, y = numbers()
    leaves = [torch.from_numpy(p).requires_grad_() for p in parameters]
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    F, optimizer = torch.nn.functional, torch.optim.SGD(leaves, lr=LR)

    def step() -> float:
        optimizer.zero_grad()
        K1, b1, K2, b2, W, b = leaves
        a = F.max_pool2d(F.relu(F.conv2d(x, K1, b1, padding=1)), 2)
        a = F.max_pool2d(F.relu(F.conv2d(a, K2, b2, padding=1)), 2)
        loss = F.cross_entropy(F.linear(a.flatten(1), W, b), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def with_autograd() -> Step:
    import autograd.numpy as anp
    from autograd import value_and_grad

    parameters, x, y = numbers()

    def convolved(image, K, b):
        """Slices of the padded image under each place of the kernel, in one product."""
        N, C, H, W = image.shape
        padded = anp.pad(image, ((0, 0), (0, 0), (1, 1), (1, 1)), "constant")
        columns = anp.stack([padded[:, :, i : i + H, j : j + W] for i in range(3) for j in range(3)], axis=2)
        columns = anp.transpose(columns, (1, 2, 0, 3, 4)).reshape((C * 9, N * H * W))
        z = anp.dot(K.reshape((len(K), -1)), columns) + b[:, None]
        return anp.transpose(z.reshape((len(K), N, H, W)), (1, 0, 2, 3))

    def pooled(a):
        N, C, H, W = a.shape
        return anp.max(anp.max(a.reshape((N, C, H // 2, 2, W // 2, 2)), axis=5), axis=3)

    def loss(parameters):
        K1, b1, K2, b2, W, b = parameters
        a = pooled(anp.maximum(convolved(x, K1, b1), 0.0))
        a = pooled(anp.maximum(convolved(a, K2, b2), 0.0))
        z = anp.dot(a.reshape((BATCH, -1)), W.T) + b
        shifted = z - anp.max(z, axis=1, keepdims=True)
        return anp.mean(anp.log(anp.sum(anp.exp(shifted), axis=1)) - shifted[np.arange(BATCH), y])

    both = value_and_grad(loss)

    def step() -> float:
        value, slopes = both(parameters)
        for parameter, slope in zip(parameters, slopes):
            parameter -= LR * slope
        return float(value)

    return step


def with_micrograd(examples: int) -> Step:
    """Sums, products and relu are micrograd's own; the larger of two numbers is a + relu(b - a)."""
    from micrograd.engine import Value

    parameters, x, y = numbers()
    K1, b1, K2, b2, W, b = leaves = [np.vectorize(Value, otypes=[object])(p) for p in parameters]
    flat = [leaf for array in leaves for leaf in array.ravel()]

    def convolved(image, K, b):
        H, W, padded = *image.shape[1:], np.pad(image, ((0, 0), (1, 1), (1, 1)))
        maps = np.empty((len(K), H, W), dtype=object)
        for o, i, j in np.ndindex(maps.shape):
            window = padded[:, i : i + 3, j : j + 3]
            products = (w * v for w, v in zip(K[o].ravel(), window.ravel()) if isinstance(v, Value) or v)
            maps[o, i, j] = sum(products, b[o]).relu()
        return maps

    def pooled(a):
        relu = np.vectorize(Value.relu, otypes=[object])
        upper, lower = a[:, ::2], a[:, 1::2]
        a = upper + relu(lower - upper)
        left, right = a[:, :, ::2], a[:, :, 1::2]
        return left + relu(right - left)

    def logits(image):
        a = pooled(convolved(pooled(convolved(image, K1, b1)), K2, b2)).ravel()
        return [sum((w * v for w, v in zip(row, a)), bias) for row, bias in zip(W, b)]

    def step() -> float:
        terms = [cross_entropy(Value, logits(image), int(k)) for image, k in zip(x[:examples], y)]
        loss = sum(terms) * (1.0 / examples)
        for leaf in flat:
            leaf.grad = 0
        loss.backward()
        for leaf in flat:
            leaf.data -= LR * leaf.grad
        return loss.data

    return step


CASES = [
    Case(
        name=f"digits CNN, batch {BATCH}",
        aim=2.0,
        steps={
            "dlcore": with_dlcore,
            "dlcore, Tensor by Tensor": lambda: with_dlcore(replay=False),
            "PyTorch": with_torch,
            "HIPS autograd": with_autograd,
            "micrograd": lambda: with_micrograd(examples=1),
        },
        share={"micrograd": 1 / BATCH},
    )
]
