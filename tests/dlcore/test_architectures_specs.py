"""Layer specifications: against brute force, against arrays that are really built, and what they refuse."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator_truth import disagreement
from dlcore.architectures import (
    MODELS,
    alexnet,
    bert,
    gpt2,
    layer_table,
    lenet5,
    llama,
    multilayer_perceptron,
    resnet,
    vgg,
    vision_transformer,
)
from dlcore.architectures.specs import (
    AttentionSpec,
    BatchNormSpec,
    ConvSpec,
    EmbeddingSpec,
    FeedForwardSpec,
    FlattenSpec,
    GlobalAveragePoolSpec,
    LayerNormSpec,
    LinearSpec,
    MixtureOfExpertsSpec,
    PoolSpec,
    PositionEmbeddingSpec,
    ResidualSpec,
    RMSNormSpec,
    ToSequenceSpec,
)
from dlcore.errors import DlcoreError, DomainError, ShapeError

windows = st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3))


@pytest.mark.independent
@given(stack=st.lists(windows, min_size=1, max_size=4))
def test_receptive_field_equals_the_set_of_inputs_reached_by_brute_force(stack):
    """Walking back from one output through every window, in one dimension, reaches exactly so many neighboring
    places."""
    side = 1200  # even four windows of 13 with strides of 3 fit
    layers = [ConvSpec(f"conv{i}", 1, kernel=k, stride=s, dilation=d) for i, (k, s, d) in enumerate(stack)]
    table = layer_table("stack", (1, side, side), layers)
    reached = {0, 1}  # two neighboring outputs, for the stride too
    first = {0}
    for k, s, d in reversed(stack):
        reached = {place * s + d * i for place in reached for i in range(k)}
        first = {place * s + d * i for place in first for i in range(k)}
    assert max(first) - min(first) + 1 == table.receptive_field
    assert max(reached) - max(first) == table.rows[-1].stride


@pytest.mark.independent
@given(
    C_in=st.integers(1, 4), C_out=st.integers(1, 4), H=st.integers(3, 9), W=st.integers(3, 9),
    k=st.integers(1, 3), stride=st.integers(1, 3), padding=st.integers(0, 2),
)  # fmt: skip
def test_conv_counts_equal_those_of_nested_loops(C_in, C_out, H, W, k, stride, padding):
    """Counting places of the window and products one by one gives the same shape and multiply-adds."""
    row = layer_table("one", (C_in, H, W), [ConvSpec("conv", C_out, kernel=k, stride=stride, padding=padding)])["conv"]
    tops = [i for i in range(0, H + 2 * padding, stride) if i + k <= H + 2 * padding]
    lefts = [i for i in range(0, W + 2 * padding, stride) if i + k <= W + 2 * padding]
    products = sum(1 for _ in itertools.product(range(C_out), tops, lefts, range(C_in), range(k), range(k)))
    assert row.output_shape == (C_out, len(tops), len(lefts))
    assert row.multiply_adds == products
    assert row.activations == C_out * len(tops) * len(lefts)


@pytest.mark.independent
@pytest.mark.parametrize(
    "table",
    [
        lenet5(),
        multilayer_perceptron(),
        resnet(18),
        bert(D=32, blocks=2, heads=4, vocabulary=50),
        vision_transformer(56, D=48, blocks=1),
    ],
    ids=lambda table: table.name,
)
def test_parameters_equal_the_sizes_of_arrays_that_are_built(table):
    """Building every array with NumPy and adding up the sizes gives the count; names within a layer differ."""
    built = [np.zeros(shape, dtype=np.float32) for row in table for shape in row.arrays.values()]
    assert sum(array.size for array in built) == table.parameters


@pytest.mark.independent
def test_an_mlp_computes_with_the_arrays_of_its_table():
    """The shapes in the table really multiply: 784-16-16-10 on one vector, with as many products as it says."""
    table, products = multilayer_perceptron(), 0
    a = np.ones(784)
    for row in table:
        W, b = np.ones(row.arrays["W"]), np.ones(row.arrays["b"])
        products += W.size
        a = W @ a + b
        assert a.shape == row.output_shape
    assert products == table.multiply_adds


@pytest.mark.published("CS231n")
def test_cs231n_output_sizes():
    """CS231n, spatial arrangement: (W=7, F=3, S=1) -> 5, (7, 3, 2) -> 3, (227, 11, 4) -> 55."""
    for side, kernel, stride, out in ((7, 3, 1, 5), (7, 3, 2, 3), (227, 11, 4, 55)):
        row = layer_table("one", (1, side, side), [ConvSpec("conv", 1, kernel=kernel, stride=stride)])["conv"]
        assert row.output_shape == (1, out, out)


def test_groups_divide_weights_and_products():
    """With g groups a convolution has 1/g of the weights and multiply-adds; depthwise is g = C."""
    one, four = (
        layer_table("one", (8, 6, 6), [ConvSpec("conv", 8, kernel=3, groups=g, bias=False)])["conv"] for g in (1, 4)
    )
    assert one.parameters == 4 * four.parameters == 576
    assert one.multiply_adds == 4 * four.multiply_adds


def test_a_grown_field_covers_the_input_once_everything_is_seen():
    """Global pooling, a linear layer after flattening and attention see all pixels or tokens; a second time adds
    nothing."""
    pooled = layer_table(
        "pooled", (3, 32, 32), [PoolSpec("a", kernel=4), GlobalAveragePoolSpec("b"), LinearSpec("c", 2)]
    )
    assert [row.receptive_field for row in pooled] == [4, 32, 32]
    flat = layer_table(
        "flat", (3, 32, 32), [PoolSpec("a", kernel=4), FlattenSpec("b"), LinearSpec("c", 2), LinearSpec("d", 2)]
    )
    assert [row.receptive_field for row in flat] == [4, 4, 32, 32]
    tokens = layer_table("tokens", (9,), [EmbeddingSpec("a", 5, 4), AttentionSpec("b", 2), AttentionSpec("c", 2)])
    assert [row.receptive_field for row in tokens] == [1, 9, 9]
    near = layer_table("near", (9,), [EmbeddingSpec("a", 5, 4), *(AttentionSpec(n, 2, window=4) for n in "bcde")])
    assert [row.receptive_field for row in near] == [1, 4, 7, 9, 9]


def test_grouped_queries_and_gates_change_counts_as_their_formulas_say():
    """4 of 8 key heads halve W_K and W_V; a gate adds half again to the feed-forward layer."""

    def row(layer):
        return layer_table("one", (10, 64), [layer])[layer.name]

    full, grouped = row(AttentionSpec("a", 8, bias=False)), row(AttentionSpec("a", 8, kv_heads=4, bias=False))
    assert full.parameters - grouped.parameters == 2 * 64 * 32
    plain, gated = row(FeedForwardSpec("f", 100, bias=False)), row(FeedForwardSpec("f", 100, gated=True, bias=False))
    assert 2 * gated.parameters == 3 * plain.parameters and 2 * gated.multiply_adds == 3 * plain.multiply_adds
    mixed = row(MixtureOfExpertsSpec("m", 100, experts=8, chosen=2))
    assert mixed.parameters == 8 * gated.parameters + 8 * 64
    assert mixed.active_parameters == 2 * gated.parameters + 8 * 64


def test_totals_are_sums_and_grouping_keeps_them():
    """Grouping by stage or by block changes neither parameters nor multiply-adds nor activations nor the field at the
    end."""
    table = resnet(50)
    for depth in (1, 2, 3):
        grouped = table.grouped(depth)
        for total in (
            "parameters",
            "active_parameters",
            "multiply_adds",
            "activations",
            "receptive_field",
            "output_shape",
        ):
            assert getattr(grouped, total) == getattr(table, total)
    assert [row.name for row in table.grouped()] == ["stem", "stage1", "stage2", "stage3", "stage4", "pool", "fc"]
    assert len(table.grouped(4)) == len(table)


def test_numbers_never_overflow():
    """A network with more parameters than 64 bits can count is counted exactly."""
    huge = layer_table("huge", (10**12,), [LinearSpec("a", 10**12, bias=False)])
    assert huge.parameters == huge.multiply_adds == 10**24


def test_a_table_prints_its_rows_and_totals():
    """Header, one line a row, the totals; numbers with separators."""
    lines = str(lenet5()).splitlines()
    assert len(lines) == 10 and lines[0].startswith("layer") and "120" in lines[6]
    assert lines[-1].split() == ["total", "61,706", "416,520", "8,094"]


def test_a_model_can_be_counted_for_fewer_tokens_without_changing_its_parameters():
    """Parameters belong to the model, multiply-adds to the number of tokens; one token costs about one product a
    parameter."""
    one, full = llama("Llama-2-7B", tokens=1), llama("Llama-2-7B")
    assert one.parameters == full.parameters and one.multiply_adds < full.multiply_adds
    embedding, norms = 32_000 * 4096, 65 * 4096
    assert one.multiply_adds == one.parameters - embedding - norms + 32 * 2 * 4096
    assert MODELS["Llama-2-7B"].D == 4096


@pytest.mark.parametrize(
    ("shape", "layers", "error", "says"),
    [
        (
            (3, 5, 5),
            [ConvSpec("conv1", 8, kernel=7)],
            ShapeError,
            r"Conv conv1: .*7 x 7 does not fit into shape \(3, 5, 5\)",
        ),
        ((3, 5, 5), [ConvSpec("conv1", 8, kernel=3, dilation=3)], ShapeError, "reaches over 7 x 7"),
        (
            (3, 5, 5),
            [ConvSpec("conv1", 8, kernel=3, groups=2)],
            ShapeError,
            r"2 groups must divide C_in = 3 .*\(3, 5, 5\)",
        ),
        (
            (3, 5, 5),
            [ConvSpec("conv1", 0, kernel=3)],
            DomainError,
            "conv1: C_out must be a whole number from 1 up, found 0",
        ),
        ((3, 5, 5), [ConvSpec("conv1", 8, kernel=3, stride=0)], DomainError, "conv1: stride"),
        ((3, 5, 5), [ConvSpec("conv1", 8, kernel=3, padding=-1)], DomainError, "conv1: padding"),
        ((7,), [ConvSpec("conv1", 8, kernel=3)], ShapeError, r"takes an image \(C, H, W\), found shape \(7,\)"),
        ((3, 2, 2), [PoolSpec("pool1", kernel=3)], ShapeError, r"Pool pool1: .*3 x 3 .*\(3, 2, 2\)"),
        ((3, 9, 9), [PoolSpec("pool1", kernel=2, padding=2)], ShapeError, "more than half of the window"),
        ((3, 5, 5), [LinearSpec("fc", 10)], ShapeError, r"flatten the shape \(3, 5, 5\) first"),
        ((5, 8), [BatchNormSpec("bn")], ShapeError, r"found shape \(5, 8\)"),
        ((3, 5, 5), [LayerNormSpec("ln")], ShapeError, r"LayerNorm ln .*\(3, 5, 5\)"),
        ((3, 5, 5), [RMSNormSpec("norm")], ShapeError, r"RMSNorm norm .*\(3, 5, 5\)"),
        ((5, 8), [EmbeddingSpec("tokens", 10, 4)], ShapeError, r"token ids \(T,\), found shape \(5, 8\)"),
        (
            (20, 8),
            [PositionEmbeddingSpec("positions", longest=16)],
            ShapeError,
            r"has 16 positions, found 20 in shape \(20, 8\)",
        ),
        (
            (5, 10),
            [AttentionSpec("attention", heads=3)],
            ShapeError,
            r"3 heads do not divide D = 10 of shape \(5, 10\)",
        ),
        (
            (5, 8),
            [AttentionSpec("attention", heads=4, kv_heads=3)],
            ShapeError,
            "3 key heads do not divide 4 query heads",
        ),
        ((5, 12), [AttentionSpec("attention", heads=4, rotary=True)], ShapeError, "d_k must be even, found 3"),
        ((5, 8), [MixtureOfExpertsSpec("mlp", 4, experts=2, chosen=3)], DomainError, "3 of 2 experts"),
        ((5, 8), [ToSequenceSpec("sequence")], ShapeError, r"\(5, 8\)"),
        (
            (3, 8, 8),
            [ResidualSpec("block1", (ConvSpec("conv", 4, kernel=3, padding=1),))],
            ShapeError,
            r"Residual block1: .*\(4, 8, 8\) at stride 1, the shortcut gives \(3, 8, 8\) at stride 1",
        ),
        ((3, 8, 8), ["conv"], ShapeError, "made of layer specifications, found 'conv'"),
        ((3, 8, 8), [ConvSpec("a", 1, kernel=1), ConvSpec("a", 1, kernel=1)], DomainError, "two layers are called 'a'"),
        ((3, 0, 8), [], DomainError, "a size in the input shape must be a whole number from 1 up, found 0"),
        ((1, 2, 3, 4), [], ShapeError, r"\(1, 2, 3, 4\)"),
    ],
)
def test_specifications_that_do_not_fit_are_named_with_their_shapes(shape, layers, error, says):
    """The error names the layer, what it expected and the shape that it found."""
    with pytest.raises(error, match=says):
        layer_table("bad", shape, layers)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: resnet(20), "18, 34, 50, 101, 152; found 20"),
        (lambda: resnet(50, stride_in="5x5"), "stride_in must be one of 3x3, 1x1"),
        (lambda: vision_transformer(15), r"do not tile an image of shape \(3, 224, 224\)"),
        (lambda: llama("Llama-2-7"), "Did you mean Llama-2-7B"),
        (lambda: multilayer_perceptron((3,)), "at least one layer"),
        (lambda: lenet5()["conv3"], "Did you mean conv"),
        (lambda: lenet5().of("Attention"), "its kinds are Conv, Flatten, Linear, Pool"),
        (lambda: bert(tokens=513), "512 positions, found 513"),
    ],
)
def test_networks_refuse_what_they_are_not(call, says):
    """Unknown depths, names and sizes are errors that give the known ones."""
    with pytest.raises(DlcoreError, match=says):
        call()


COUNTS = ("parameters", "multiply_adds", "activations")
TABLES = [
    lenet5(),
    alexnet(),
    vgg(16),
    pytest.param(resnet(50), marks=pytest.mark.slow),
    vision_transformer(),
    bert(blocks=1),
    gpt2(blocks=1),
    pytest.param(llama("Mixtral-8x7B"), marks=pytest.mark.slow),
    multilayer_perceptron(),
]


@pytest.mark.independent
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_count_shows_its_work(table):
    """Each number of a row is the result of its working, and a calculator gets it; only what is 0 has none. Totals are
    sums over the layers."""
    for key in COUNTS:
        assert table.tensors[key].item() == getattr(table, key)
    for row in {(row.kind, row.input_shape, row.output_shape, row.parameters): row for row in table}.values():
        assert {key for key in COUNTS if getattr(row, key)} <= set(row.tensors)
        known = {key: getattr(row, key) for key in (*COUNTS, "receptive_field")}
        if len(row.output_shape) == 3:
            known |= dict(zip(("height", "width"), row.output_shape[1:]))
        for key, shown in row.tensors.items():
            assert shown.item() == known[key], (row.name, key)
            assert disagreement(shown) is None


@pytest.mark.independent
@given(
    st.integers(5, 40), st.integers(1, 5), st.integers(1, 3), st.integers(0, 3), st.integers(1, 2), st.integers(1, 3)
)
def test_the_working_of_any_window_holds(side, kernel, stride, padding, dilation, groups):
    """Size, parameters and multiply-adds of any convolution that fits, computed by a calculator from what is
    displayed."""
    assume(dilation * (kernel - 1) < side + 2 * padding)
    conv = ConvSpec("conv", 6, kernel=kernel, stride=stride, padding=padding, dilation=dilation, groups=groups)
    row = layer_table("one", (6, side, side + 3), [conv])["conv"]
    assert [row.tensors[key].item() for key in ("height", "width")] == list(row.output_shape[1:])
    for shown in row.tensors.values():
        assert disagreement(shown) is None


def test_a_block_shows_its_sum():
    """The parameters of a stage of ResNet-18 are the sum of those of its layers, each by its name."""
    stage = resnet(18).grouped()["stage1"]
    lines = stage.tensors["parameters"].working().lines
    assert lines[0].latex.startswith(r"\text{stage1.block1.conv1} + \text{stage1.block1.norm1}")
    assert lines[1].latex == "36864 + 128 + 36864 + 128 + 36864 + 128 + 36864 + 128"
    assert lines[2].latex == str(stage.parameters) == "147968"
