"""Numbers that show their work: deep learning, computed with NumPy alone.

>>> from dlcore import Tensor, gradients, sigmoid
>>> w, x = Tensor(2.0, "w"), Tensor(0.5, "x")
>>> a = sigmoid((w * x).named("z")).named("a")
>>> gradients(a, [w])[w].formula
'\\\\frac{\\\\partial a}{\\\\partial w} = \\\\delta x'
"""

# isort: off
import dlcore.ops  # gives Tensor its operators
from dlcore.activations import ACTIVATIONS, elu, elu_prime, gelu, gelu_prime, leaky_relu, leaky_relu_prime, relu, relu_prime
from dlcore.activations import sigmoid, sigmoid_prime, silu, silu_prime, softplus, softplus_prime, step, tanh, tanh_prime
from dlcore.activations import log_softmax, log_sum_exp, softmax
from dlcore.autodiff import Gradients, check_gradients, gradients, numerical_gradient, relative_error
from dlcore.clipping import ClipByNorm, ClipByValue, global_norm
from dlcore.errors import DlcoreError, DomainError, NonFiniteError, ShapeError
from dlcore.initializers import GAINS, gain, glorot_normal, glorot_uniform, he_normal, he_uniform
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.losses import binary_cross_entropy, binary_cross_entropy_with_logits, cross_entropy, cross_entropy_with_logits
from dlcore.losses import half_squared_error, hinge, huber, kl_divergence, mae, mse, one_hot, smooth_labels
from dlcore.metrics import accuracy, binary_accuracy, confusion_matrix, precision_recall
from dlcore.mlp import MLP, mlp
from dlcore.optimizers import SGD, AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, RMSProp
from dlcore.perceptron import PerceptronHistory, perceptron
from dlcore.program import Program
from dlcore.regularization import EarlyStopping, augmented, double_descent, dropout, dropout_mask, l1_penalty, l2_penalty, shifted, turned
from dlcore.tensor import Tensor, evaluate
from dlcore.training import History, Run, TrainingStep, Watch, fit, minibatches, statistics
from dlcore.working import Working, entry_of, working

__all__ = [
    "ACTIVATIONS", "elu", "elu_prime", "gelu", "gelu_prime", "leaky_relu", "leaky_relu_prime", "relu", "relu_prime",
    "sigmoid", "sigmoid_prime", "silu", "silu_prime", "softplus", "softplus_prime", "step", "tanh", "tanh_prime",
    "log_softmax", "log_sum_exp", "softmax",
    "Gradients", "check_gradients", "gradients", "numerical_gradient", "relative_error",
    "ClipByNorm", "ClipByValue", "global_norm",
    "DlcoreError", "DomainError", "NonFiniteError", "ShapeError",
    "GAINS", "gain", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform",
    "Layer",
    "Linear", "linear",
    "binary_cross_entropy", "binary_cross_entropy_with_logits", "cross_entropy", "cross_entropy_with_logits",
    "half_squared_error", "hinge", "huber", "kl_divergence", "mae", "mse", "one_hot", "smooth_labels",
    "accuracy", "binary_accuracy", "confusion_matrix", "precision_recall",
    "MLP", "mlp",
    "SGD", "AdaGrad", "Adam", "AdamW", "GradientDescent", "Momentum", "Nesterov", "Optimizer", "RMSProp",
    "PerceptronHistory", "perceptron",
    "Program",
    "EarlyStopping", "augmented", "double_descent", "dropout", "dropout_mask", "l1_penalty", "l2_penalty", "shifted", "turned",
    "Tensor", "evaluate",
    "History", "Run", "TrainingStep", "Watch", "fit", "minibatches", "statistics",
    "Working", "entry_of", "working",
]
