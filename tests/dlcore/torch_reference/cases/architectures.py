"""Layer tables against PyTorch's own modules: parameters, output sizes, and multiply-adds by
torch.utils.flop_counter."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from dlcore.architectures import LayerTable, alexnet, layer_table, lenet5, multilayer_perceptron, resnet, vgg
from dlcore.architectures.specs import (
    AttentionSpec,
    BatchNormSpec,
    ConvSpec,
    FeedForwardSpec,
    LayerNormSpec,
    LinearSpec,
    PoolSpec,
)
from torch_reference.case import Case


def _case(name: str, specified: Callable[[], LayerTable], build):
    """``specified`` makes the table; ``build`` makes the same network from torch.nn, which is run on the device
    "meta", where shapes alone are computed."""

    def by_torch(torch):
        from torch.utils.flop_counter import FlopCounterMode

        with torch.device("meta"):
            module = build(torch.nn)
            x = torch.zeros(1, *specified().input_shape)
        with FlopCounterMode(display=False) as counter:
            y = module(x)
        return {
            "parameters": torch.tensor(float(sum(p.numel() for p in module.parameters())), dtype=torch.float64),
            "multiply-adds": torch.tensor(counter.get_total_flops() / 2, dtype=torch.float64),
            "output shape": torch.tensor([float(size) for size in y.shape[1:]], dtype=torch.float64),
        }

    def by_dlcore():
        table = specified()
        return {
            "parameters": table.parameters,
            "multiply-adds": table.multiply_adds,
            "output shape": [float(size) for size in table.output_shape],
        }

    return Case(name, by_torch, by_dlcore)


def _features(nn, stages):
    """Convolutions (C_in, C_out, settings) and maximum poolings (settings) in turn."""
    return [nn.Conv2d(*s[:2], **s[2]) if len(s) == 3 else nn.MaxPool2d(**s[0]) for s in stages]


def _linears(nn, *sizes):
    return [nn.Flatten(), *(nn.Linear(a, b) for a, b in pairwise(sizes))]


def _lenet(nn):
    pool = ({"kernel_size": 2},)
    stages = [(1, 6, {"kernel_size": 5}), pool, (6, 16, {"kernel_size": 5}), pool]
    return nn.Sequential(*_features(nn, stages), *_linears(nn, 400, 120, 84, 10))


def _alexnet(nn):
    pool, small = ({"kernel_size": 3, "stride": 2},), {"kernel_size": 3, "padding": 1}
    stages = [
        (3, 64, {"kernel_size": 11, "stride": 4, "padding": 2}), pool,
        (64, 192, {"kernel_size": 5, "padding": 2}), pool,
        (192, 384, small), (384, 256, small), (256, 256, small), pool,
    ]  # fmt: skip
    return nn.Sequential(*_features(nn, stages), *_linears(nn, 9216, 4096, 4096, 1000))


def _vgg16(nn):
    stages, C_in = [], 3
    for width, convs in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(convs):
            stages.append((C_in, width, {"kernel_size": 3, "padding": 1}))
            C_in = width
        stages.append(({"kernel_size": 2},))
    return nn.Sequential(*_features(nn, stages), *_linears(nn, 25_088, 4096, 4096, 1000))


def _resnet18(nn):
    class Basic(nn.Module):
        def __init__(self, C_in, C_out, stride):
            super().__init__()
            self.body = nn.Sequential(
                nn.Conv2d(C_in, C_out, 3, stride, 1, bias=False), nn.BatchNorm2d(C_out),
                nn.Conv2d(C_out, C_out, 3, 1, 1, bias=False), nn.BatchNorm2d(C_out),
            )  # fmt: skip
            change = nn.Sequential(nn.Conv2d(C_in, C_out, 1, stride, bias=False), nn.BatchNorm2d(C_out))
            self.shortcut = change if C_in != C_out else nn.Identity()

        def forward(self, x):
            return self.body(x) + self.shortcut(x)

    blocks, C_in = [], 64
    for width in (64, 128, 256, 512):
        blocks += [Basic(C_in, width, 1 if C_in == width else 2), Basic(width, width, 1)]
        C_in = width
    stem = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.MaxPool2d(3, 2, 1)]
    return nn.Sequential(*stem, *blocks, nn.AdaptiveAvgPool2d(1), *_linears(nn, 512, 1000))


def _attention(nn):
    class SelfAttention(nn.Module):
        def __init__(self):
            super().__init__()
            self.attention = nn.MultiheadAttention(48, 6, batch_first=True)

        def forward(self, x):
            return self.attention(x, x, x)[0]

    return SelfAttention()


def _one(layer, shape):
    return layer_table(layer.name, shape, [layer])


CASES = [
    _case("LeNet-5", lenet5, _lenet),
    _case("AlexNet", alexnet, _alexnet),
    _case("VGG-16", lambda: vgg(16), _vgg16),
    _case("ResNet-18", lambda: resnet(18), _resnet18),
    _case("784-16-16-10", multilayer_perceptron, lambda nn: nn.Sequential(*_linears(nn, 784, 16, 16, 10))),
    _case("multi-head attention", lambda: _one(AttentionSpec("attention", heads=6), (21, 48)), _attention),
    _case(
        "feed-forward",
        lambda: _one(FeedForwardSpec("mlp", hidden=160), (21, 48)),
        lambda nn: nn.Sequential(nn.Linear(48, 160), nn.GELU(), nn.Linear(160, 48)),
    ),
    _case(
        "convolution with stride, padding, dilation and groups",
        lambda: _one(ConvSpec("conv", 12, kernel=3, stride=2, padding=1, dilation=2, groups=4), (8, 19, 23)),
        lambda nn: nn.Conv2d(8, 12, 3, stride=2, padding=1, dilation=2, groups=4),
    ),
    _case(
        "convolution without bias",
        lambda: _one(ConvSpec("conv", 5, kernel=4, stride=3, bias=False), (3, 17, 16)),
        lambda nn: nn.Conv2d(3, 5, 4, stride=3, bias=False),
    ),
    _case(
        "maximum pooling with padding",
        lambda: _one(PoolSpec("pool", kernel=3, stride=2, padding=1), (4, 15, 10)),
        lambda nn: nn.MaxPool2d(3, stride=2, padding=1),
    ),
    _case("batch norm", lambda: _one(BatchNormSpec("norm"), (7, 5, 5)), lambda nn: nn.BatchNorm2d(7)),
    _case("layer norm", lambda: _one(LayerNormSpec("norm"), (5, 24)), lambda nn: nn.LayerNorm(24)),
    _case("linear on a sequence", lambda: _one(LinearSpec("linear", 9), (5, 24)), lambda nn: nn.Linear(24, 9)),
]
