"""Layer tables against numbers that others published; tolerance is half of the last printed digit."""

from __future__ import annotations

import pytest

from dlcore.architectures import (
    alexnet,
    alexnet_2012,
    bert,
    gpt2,
    lenet5,
    llama,
    multilayer_perceptron,
    resnet,
    vgg,
    vision_transformer,
)

PARAMETERS = [
    # 3Blue1Brown, But what is a neural network?; LeNet-5 modern as in Dive into Deep Learning 7.6
    (lambda: multilayer_perceptron((784, 16, 16, 10)), 13_002),
    (lenet5, 61_706),
    # torchvision: num_params of the weights IMAGENET1K_V1 in its documentation
    (alexnet, 61_100_840),
    (lambda: vgg(11), 132_863_336),
    (lambda: vgg(13), 133_047_848),
    (lambda: vgg(16), 138_357_544),
    (lambda: vgg(19), 143_667_240),
    (lambda: resnet(18), 11_689_512),
    (lambda: resnet(34), 21_797_672),
    (lambda: resnet(50), 25_557_032),
    (lambda: resnet(101), 44_549_160),
    (lambda: resnet(152), 60_192_808),
    (vision_transformer, 86_567_656),
    (lambda: vision_transformer(32), 88_224_232),
    (lambda: vision_transformer(16, D=1024, blocks=24, heads=16, hidden=4096), 304_326_632),
    (lambda: vision_transformer(32, D=1024, blocks=24, heads=16, hidden=4096), 306_535_400),
    (lambda: vision_transformer(14, D=1280, blocks=32, heads=16, hidden=5120), 632_045_800),
    (lambda: vision_transformer(image=384), 86_859_496),
    # Caffe's bvlc_alexnet: the two-tower network of 2012
    (alexnet_2012, 60_965_224),
    # Hugging Face model cards (Safetensors, or num_parameters of the model): bert-base-uncased, gpt2 to gpt2-xl
    (bert, 109_482_240),
    (lambda: bert(D=1024, blocks=24, heads=16), 335_141_888),
    (gpt2, 124_439_808),
    (lambda: gpt2(D=1024, blocks=24, heads=16), 354_823_168),
    (lambda: gpt2(D=1280, blocks=36, heads=20), 774_030_080),
    (lambda: gpt2(D=1600, blocks=48, heads=25), 1_557_611_200),
    # Model cards, and the params of the same models in keras-hub's presets
    (lambda: llama("TinyLlama-1.1B"), 1_100_048_384),
    (lambda: llama("Llama-2-7B"), 6_738_415_616),
    (lambda: llama("Llama-2-13B"), 13_015_864_320),
    (lambda: llama("Llama-2-70B"), 68_976_648_192),
    (lambda: llama("Llama-3-8B"), 8_030_261_248),
    (lambda: llama("Mistral-7B"), 7_241_732_096),
    (lambda: llama("Mixtral-8x7B"), 46_702_792_704),
]

GIGA_MULTIPLY_ADDS = [
    # torchvision: "GFLOPS" of the same weights (meta["_ops"], three decimals), which counts a multiply-add as one
    (alexnet, 0.714),
    (lambda: vgg(11), 7.609),
    (lambda: vgg(13), 11.308),
    (lambda: vgg(16), 15.470),
    (lambda: vgg(19), 19.632),
    (lambda: resnet(18), 1.814),
    (lambda: resnet(34), 3.664),
    (lambda: resnet(50), 4.089),
    (lambda: resnet(101), 7.801),
    (lambda: resnet(152), 11.514),
    (vision_transformer, 17.564),
    (lambda: vision_transformer(32), 4.409),
    (lambda: vision_transformer(16, D=1024, blocks=24, heads=16, hidden=4096), 61.555),
    (lambda: vision_transformer(image=384), 55.484),
    (lambda: vision_transformer(14, D=1280, blocks=32, heads=16, hidden=5120), 167.295),
]


@pytest.mark.published("torchvision", "model cards")
@pytest.mark.parametrize(("network", "published"), PARAMETERS)
def test_parameters(network, published):
    """The sum of the sizes of all learned arrays is the published count, to the last one."""
    assert network().parameters == published


@pytest.mark.published("torchvision")
@pytest.mark.parametrize(("network", "published"), GIGA_MULTIPLY_ADDS)
def test_multiply_adds(network, published):
    """Billions of multiply-adds of convolutions, linear layers and attention, as torchvision documents them."""
    assert network().multiply_adds / 1e9 == pytest.approx(published, abs=5.001e-4)


@pytest.mark.published("He et al.")
@pytest.mark.parametrize(("depth", "published"), [(18, 1.8), (34, 3.6), (50, 3.8), (101, 7.6), (152, 11.3)])
def test_the_paper_of_resnet_states_its_own_costs(depth, published):
    """He et al. (2016), table 1, stride in the 1x1 convolution. The paper cuts some last digits and rounds others:
    within 0.1."""
    assert resnet(depth, stride_in="1x1").multiply_adds / 1e9 == pytest.approx(published, abs=0.1)


@pytest.mark.published("Araujo et al.")
def test_receptive_fields_of_convolutional_networks():
    """Araujo, Norris and Sim, Distill (2019): AlexNet 195, VGG-16 212, ResNet-50 483, ResNet-101 1027, all at stride
    32."""
    ends = [
        (alexnet()["pool5"], 195),
        (vgg(16)["pool5"], 212),
        (resnet(50, stride_in="1x1")["stage4.block3.add"], 483),
        (resnet(101, stride_in="1x1")["stage4.block3.add"], 1027),
    ]
    assert [(row.receptive_field, row.stride) for row, _ in ends] == [(published, 32) for _, published in ends]


@pytest.mark.published("LeCun et al.")
def test_lecun_counts_lenets_first_layer():
    """LeCun et al. (1998), section II.B: C1 has 156 parameters and 122,304 connections, bias included; C5 48,120; F6
    10,164."""
    table = lenet5()
    conv1 = table["conv1"]
    assert conv1.output_shape == (6, 28, 28) and conv1.parameters == 156
    assert conv1.multiply_adds + conv1.activations == 122_304
    assert table["conv2"].output_shape == (16, 10, 10)
    assert [table[name].parameters for name in ("fc1", "fc2")] == [48_120, 10_164]


@pytest.mark.published("Krizhevsky et al.")
def test_krizhevsky_counts_alexnets_neurons():
    """Krizhevsky et al. (2012), figure 2: 186,624 - 64,896 - 64,896 - 43,264 - 4096 - 4096 - 1000 neurons after
    layer 1."""
    table = alexnet_2012()
    names = ("conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8")
    assert [table[name].activations for name in names] == [186_624, 64_896, 64_896, 43_264, 4096, 4096, 1000]


@pytest.mark.published("CS231n")
def test_cs231n_draws_vgg_with_its_sizes_and_parameters():
    """CS231n, convolutional networks: the case study of VGG-16, parameters without biases, and memory row by row."""
    table = vgg(16)
    weights = {"conv1_1": 1_728, "conv3_1": 294_912, "conv5_3": 2_359_296, "fc6": 102_760_448, "fc8": 4_096_000}
    for name, published in weights.items():
        assert table[name].parameters - table[name].arrays["b"][0] == published
    shapes = {"pool1": (64, 112, 112), "pool3": (256, 28, 28), "pool5": (512, 7, 7)}
    assert {name: table[name].output_shape for name in shapes} == shapes
    assert table["conv1_1"].activations == 224 * 224 * 64 and table["pool5"].activations == 7 * 7 * 512


@pytest.mark.published("timm")
@pytest.mark.parametrize(
    ("network", "kinds", "published"),
    [
        (lambda: resnet(18), ("Conv", "Linear"), 2.48),
        (lambda: resnet(34), ("Conv", "Linear"), 3.74),
        (lambda: resnet(50), ("Conv", "Linear"), 11.11),
        (lambda: vgg(16), ("Conv", "Linear"), 13.56),
        (vision_transformer, ("Conv", "Attention", "FeedForward", "Linear"), 23.90),
    ],
)
def test_activations(network, kinds, published):
    """Millions of numbers written: timm, results/benchmark-infer-amp-nchw-pt240-cu124-rtx3090.csv, macts."""
    assert network().of(*kinds).activations / 1e6 == pytest.approx(published, abs=5.001e-3)


@pytest.mark.published("nanoGPT")
def test_nanogpt_counts_gpt2s_forward_pass():
    """nanoGPT, transformer_sizing.ipynb: 291,648,307,200 FLOPs forward for 1024 tokens, two for each multiply-add."""
    assert 2 * gpt2().multiply_adds == 291_648_307_200


@pytest.mark.published("Jiang et al.")
def test_mixtral_uses_a_part_of_its_parameters():
    """Jiang et al. (2024), Mixtral of Experts: 47B parameters, of which 13B are active for a token (12.9B on
    mistral.ai)."""
    table = llama("Mixtral-8x7B")
    assert round(table.parameters / 1e9) == 47 and round(table.active_parameters / 1e9, 1) == 12.9


@pytest.mark.published("Jiang et al.")
def test_mistrals_window_reaches_far_in_the_end():
    """Jiang et al. (2023), section 2: 32 layers with a window of 4096 reach about 131 thousand tokens back."""
    table = llama("Mistral-7B", tokens=200_000)
    assert table.receptive_field == 32 * 4095 + 1
    assert round(table.receptive_field / 1000) == 131


@pytest.mark.published("Kwon et al.")
def test_the_key_value_cache_of_a_token():
    """Kwon et al. (2023), section 1, give 800 KB for OPT-13B: 2 x 5120 x 40 numbers of 2 bytes, as in Llama-2-13B;
    groups divide it."""
    assert llama("Llama-2-13B").cache_per_token * 2 == 800 * 1024
    full, grouped = llama("Llama-2-7B").cache_per_token, llama("Mistral-7B").cache_per_token
    assert full == 4 * grouped
