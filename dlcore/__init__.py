"""Numbers that show their work: deep learning, computed with NumPy alone.

>>> from dlcore import Tensor, gradients, sigmoid
>>> w, x = Tensor(2.0, "w"), Tensor(0.5, "x")
>>> a = sigmoid((w * x).named("z")).named("a")
>>> gradients(a, [w])[w].formula
'\\\\frac{\\\\partial a}{\\\\partial w} = \\\\delta x'
"""

# isort: off
import dlcore.ops  # gives Tensor its operators
from dlcore.activations import (
    ACTIVATIONS,
    elu,
    elu_prime,
    gelu,
    gelu_prime,
    leaky_relu,
    leaky_relu_prime,
    relu,
    relu_prime,
)
from dlcore.activations import (
    sigmoid,
    sigmoid_prime,
    silu,
    silu_prime,
    softplus,
    softplus_prime,
    step,
    tanh,
    tanh_prime,
)
from dlcore.activations import log_softmax, log_sum_exp, softmax
from dlcore.attention import Attention, MultiHeadAttention, attention, causal_mask, multi_head_attention
from dlcore.autodiff import Gradients, check_gradients, gradients, numerical_gradient, relative_error
from dlcore.clipping import ClipByNorm, ClipByValue, global_norm
from dlcore.cnn import CNN, cnn
from dlcore.convolution import Convolution, convolution, convolve, convolve_transposed, output_size
from dlcore.decoder import Decoder, decoder, generate
from dlcore.diffusion import (
    NoisePredictor,
    NoiseSchedule,
    cosine_schedule,
    ddim_sample,
    ddim_step,
    ddpm_sample,
    ddpm_step,
    jump,
)
from dlcore.diffusion import linear_schedule, noise_predictor, posterior, predicted_data, train_diffusion
from dlcore.embedding import Embedding, embed, embedding
from dlcore.errors import DlcoreError, DomainError, NonFiniteError, ShapeError
from dlcore.gan import Mixture, game_value, jensen_shannon, kernel_density, optimal_discriminator, train_gan
from dlcore.gan import wasserstein, wasserstein_of_densities
from dlcore.initializers import GAINS, gain, glorot_normal, glorot_uniform, he_normal, he_uniform
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    cross_entropy_with_logits,
)
from dlcore.losses import half_squared_error, hinge, huber, kl_divergence, mae, mse, one_hot, smooth_labels
from dlcore.metrics import accuracy, binary_accuracy, confusion_matrix, precision_recall
from dlcore.mlp import MLP, mlp
from dlcore.normalization import (
    BatchNorm,
    LayerNorm,
    RMSNorm,
    batch_norm,
    batch_norm_with,
    layer_norm,
    rms_norm,
    standardize,
)
from dlcore.optimizers import SGD, AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, RMSProp
from dlcore.perceptron import PerceptronHistory, perceptron
from dlcore.pooling import average_pool, max_pool
from dlcore.positions import rotary, sinusoidal
from dlcore.program import Program
from dlcore.recurrent import GRU, LSTM, RNN, gradient_norms_by_lag, gru, lstm, rnn
from dlcore.regularization import (
    EarlyStopping,
    augmented,
    double_descent,
    dropout,
    dropout_mask,
    l1_penalty,
    l2_penalty,
    shifted,
    turned,
)
from dlcore.residual import ResidualBlock, residual, residual_block
from dlcore.tensor import Tensor, evaluate
from dlcore.training import History, Run, TrainingStep, Watch, fit, minibatches, statistics
from dlcore.transformer import FeedForward, TransformerBlock, feed_forward, transformer_block
from dlcore.working import Working, entry_of, working

__all__ = [
    "ACTIVATIONS",
    "elu",
    "elu_prime",
    "gelu",
    "gelu_prime",
    "leaky_relu",
    "leaky_relu_prime",
    "relu",
    "relu_prime",
    "sigmoid",
    "sigmoid_prime",
    "silu",
    "silu_prime",
    "softplus",
    "softplus_prime",
    "step",
    "tanh",
    "tanh_prime",
    "log_softmax",
    "log_sum_exp",
    "softmax",
    "Attention",
    "MultiHeadAttention",
    "attention",
    "causal_mask",
    "multi_head_attention",
    "Gradients",
    "check_gradients",
    "gradients",
    "numerical_gradient",
    "relative_error",
    "ClipByNorm",
    "ClipByValue",
    "global_norm",
    "CNN",
    "cnn",
    "Convolution",
    "convolution",
    "convolve",
    "convolve_transposed",
    "output_size",
    "Decoder",
    "decoder",
    "generate",
    "NoisePredictor",
    "NoiseSchedule",
    "cosine_schedule",
    "ddim_sample",
    "ddim_step",
    "ddpm_sample",
    "ddpm_step",
    "jump",
    "linear_schedule",
    "noise_predictor",
    "posterior",
    "predicted_data",
    "train_diffusion",
    "Embedding",
    "embed",
    "embedding",
    "DlcoreError",
    "DomainError",
    "NonFiniteError",
    "ShapeError",
    "Mixture",
    "game_value",
    "jensen_shannon",
    "kernel_density",
    "optimal_discriminator",
    "train_gan",
    "wasserstein",
    "wasserstein_of_densities",
    "GAINS",
    "gain",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "Layer",
    "Linear",
    "linear",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "cross_entropy_with_logits",
    "half_squared_error",
    "hinge",
    "huber",
    "kl_divergence",
    "mae",
    "mse",
    "one_hot",
    "smooth_labels",
    "accuracy",
    "binary_accuracy",
    "confusion_matrix",
    "precision_recall",
    "MLP",
    "mlp",
    "BatchNorm",
    "LayerNorm",
    "RMSNorm",
    "batch_norm",
    "batch_norm_with",
    "layer_norm",
    "rms_norm",
    "standardize",
    "SGD",
    "AdaGrad",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "Optimizer",
    "RMSProp",
    "PerceptronHistory",
    "perceptron",
    "average_pool",
    "max_pool",
    "rotary",
    "sinusoidal",
    "Program",
    "GRU",
    "LSTM",
    "RNN",
    "gradient_norms_by_lag",
    "gru",
    "lstm",
    "rnn",
    "EarlyStopping",
    "augmented",
    "double_descent",
    "dropout",
    "dropout_mask",
    "l1_penalty",
    "l2_penalty",
    "shifted",
    "turned",
    "ResidualBlock",
    "residual",
    "residual_block",
    "Tensor",
    "evaluate",
    "History",
    "Run",
    "TrainingStep",
    "Watch",
    "fit",
    "minibatches",
    "statistics",
    "FeedForward",
    "TransformerBlock",
    "feed_forward",
    "transformer_block",
    "Working",
    "entry_of",
    "working",
]
