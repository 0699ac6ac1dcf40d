"""Layer tables of well-known networks, computed layer by layer from their specifications.

A row says what a layer makes for one example: output shape, parameters, multiply-adds, activations, receptive field.

>>> print(multilayer_perceptron())
layer   kind    output  parameters  multiply-adds  activations  receptive field
layer1  Linear  16          12,560         12,544           16              784
layer2  Linear  16             272            256           16              784
layer3  Linear  10             170            160           10              784
total                       13,002         12,960           42
"""

from __future__ import annotations

from dlcore.architectures.alexnet import alexnet, alexnet_2012
from dlcore.architectures.bert import bert
from dlcore.architectures.convnext import convnext
from dlcore.architectures.gpt2 import gpt2
from dlcore.architectures.lenet import lenet5
from dlcore.architectures.llama import MODELS, Llama, llama
from dlcore.architectures.perceptron import multilayer_perceptron
from dlcore.architectures.resnet import resnet
from dlcore.architectures.row import Row
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.architectures.vgg import vgg
from dlcore.architectures.vision_transformer import vision_transformer

__all__ = [
    "MODELS",
    "LayerTable",
    "Llama",
    "Row",
    "alexnet",
    "alexnet_2012",
    "bert",
    "convnext",
    "gpt2",
    "layer_table",
    "lenet5",
    "llama",
    "multilayer_perceptron",
    "resnet",
    "vgg",
    "vision_transformer",
]
