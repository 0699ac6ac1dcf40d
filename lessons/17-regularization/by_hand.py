"""The lecture's rules on NumPy arrays, as they stand on the slides."""


def step(W, x, gradient, lr, decay, rate, rng):
    kept = rng.random(x.shape) >= rate
    x = kept * x / (1 - rate)
    return W - lr * (gradient(W, x) + decay * W)


def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return kept * x


def stop_early(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best >= patience:
            break
    return best, epoch
