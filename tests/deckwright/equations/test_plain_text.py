"""A formula in plain characters, as axes, series and descriptions of pictures say it."""

from __future__ import annotations

import pytest

from deckwright.equations.formula import Formula
from deckwright.equations.plain_text import plain_text


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"\bar{\alpha}_t = \alpha_1 \cdots \alpha_t", "ᾱₜ = α₁⋯αₜ"),
        (r"\textcolor{weight}{W^{(1)}} x + \textcolor{weight}{b^{(1)}}", "W⁽¹⁾x + b⁽¹⁾"),
        (r"\frac{\partial L}{\partial z_t}", "∂L/∂zₜ"),
        (r"\frac{L(\theta + h) - L(\theta)}{2h}", "(L(θ + h) − L(θ))/(2h)"),
        (r"\tfrac{\lambda}{2} \sum_i w_i^2", "λ/2 ∑ᵢ w²ᵢ"),
        (r"-\ln(1 - D(x))", "−ln(1 − D(x))"),
        (r"\sqrt{s^2 + \beta}", "√(s² + β)"),
        (r"p_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}", "pᵢ = e^(zᵢ/T)/(∑ⱼ e^(zⱼ/T))"),
        (r"\lVert \nabla L \rVert \le 10^{-3}", "‖∇L‖ ≤ 10⁻³"),
        (r"f'(z) \to \mathcal{N}(0, \sigma^2 I)", "f′(z) → N(0, σ²I)"),
        (r"\operatorname{ReLU}(z_{\text{in}})", "ReLU(zᵢₙ)"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = \left[ a \right]", "(1, 2; 3, 4) = [a]"),
    ],
)
def test_what_a_formula_says(latex: str, plain: str) -> None:
    """Greek letters, scripts and accents are characters; what a fraction or a root holds stays together."""
    assert plain_text(Formula(latex).tree) == plain


def test_colors_and_sizes_of_brackets_leave_no_trace() -> None:
    """No command is left."""
    assert plain_text(Formula(r"\color{loss}\bigl( \boldsymbol{x} \bigr)\,\mathbb{E}[y]").tree) == "(x) E[y]"
