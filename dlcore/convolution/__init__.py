"""Convolution, its transpose, and the layer."""

from __future__ import annotations

from dlcore.convolution.convolve import convolve
from dlcore.convolution.geometry import output_size
from dlcore.convolution.layer import Convolution, convolution
from dlcore.convolution.matrix import convolution_matrix
from dlcore.convolution.transposed import convolve_transposed

__all__ = ["Convolution", "convolution", "convolution_matrix", "convolve", "convolve_transposed", "output_size"]
