r"""What the optimizers have in common: a rule for one parameter, written twice.

``rule`` is the textbook's: expressions of Tensors, from the old parameter, its gradient and the state, so that a step
shows its work. ``move`` is the same arithmetic in place on plain arrays, for long training. Both give the same bits.

    step = Adam(lr=0.1).step(parameters, gradients)          # first step
    step = Adam(lr=0.1).step(step.parameters, ..., step.state)  # and on
    step.updates[0].new.working()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import ClassVar

import numpy as np

from dlcore import symbol
from dlcore.check import number, whole
from dlcore.errors import DomainError, NonFiniteError, ShapeError
from dlcore.ops.op import label
from dlcore.schedules import Schedule
from dlcore.tensor import Tensor


@dataclass(frozen=True)
class State:
    """What an optimizer remembers between steps.

    step   how many steps were made
    slots  for each name (``m``, ``v``) one Tensor for each parameter

    >>> from dlcore import Momentum
    >>> step = Momentum(lr=0.1).step([Tensor(1.0, "w")], [Tensor(4.0, "g")])
    >>> step.state.step, step.state["v"][0].item()
    (1, 4.0)
    """

    step: int
    slots: Mapping[str, tuple[Tensor, ...]] = field(default_factory=dict)

    def __getitem__(self, slot: str) -> tuple[Tensor, ...]:
        return self.slots[slot]


@dataclass(frozen=True)
class Update:
    r"""One parameter's step, as expressions.

    old, gradient  what went in
    new            the parameter after the step, an expression of the others
    tensors          the Tensors on the way in the order of the rule, by name: ``m``, ``v``, ``m_hat``, ``v_hat``

    >>> from dlcore import RMSProp
    >>> update = RMSProp(lr=0.1).step([Tensor(1.0, "w")], [Tensor(4.0, "g")]).updates[0]
    >>> update.old.item(), list(update.tensors), update.new.name
    (1.0, ['v'], 'w_{\\text{new}}')
    """

    old: Tensor
    gradient: Tensor
    new: Tensor
    tensors: Mapping[str, Tensor]

    def __getitem__(self, name: str) -> Tensor:
        return self.tensors[name]


@dataclass(frozen=True)
class Step:
    """A step of an optimizer.

    parameters  the new parameters as leaves under their old names, for the next forward pass
    state       what the optimizer now remembers, to be handed to the next step
    updates     how each parameter came about
    lr          the learning rate of this step

    >>> from dlcore import SGD
    >>> step = SGD(lr=0.5).step([Tensor(1.0, "w")], [Tensor(4.0, "g")])
    >>> step.parameters[0].item(), step.parameters[0].name, step.lr
    (-1.0, 'w', 0.5)
    """

    parameters: tuple[Tensor, ...]
    state: State
    updates: tuple[Update, ...]
    lr: float


@dataclass(frozen=True)
class Optimizer:
    r"""A rule that turns gradients into steps. Subclasses are frozen records of its hyperparameters.

    lr            the learning rate \eta, a number or a Schedule (step 0 is the first)
    weight_decay  \lambda, added to the gradient as \lambda \theta: L2 regularization (AdamW decouples it)

    Convention    the state starts at zeros; a step counts from 0 for schedules and from 1 in formulas
    Errors        DomainError unless lr > 0 and weight_decay >= 0

    >>> from dlcore import Adam
    >>> Adam(lr=0.1).slots, Adam(lr=0.1).rate(0), Adam(lr=0.1, weight_decay=0.01).settings["weight_decay"]
    (('m', 'v'), 0.1, 0.01)
    """

    slots: ClassVar[tuple[str, ...]] = ()
    formula: ClassVar[str] = ""

    lr: float | Schedule
    weight_decay: float = field(default=0.0, kw_only=True)

    def __post_init__(self) -> None:
        if not isinstance(self.lr, Schedule):
            number("lr", self.lr, above=0)
        number("weight_decay", self.weight_decay, least=0)

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 0."""
        if isinstance(self.lr, Schedule):
            return self.lr(step)
        whole("step", step)
        return float(self.lr)

    def start(self, parameters: Iterable[Tensor]) -> State:
        """The state before the first step: zeros."""
        zeros = tuple(Tensor(np.zeros_like(p.value)) for p in parameters)
        return State(0, {slot: zeros for slot in self.slots})

    def step(self, parameters: Sequence[Tensor], gradients: Iterable[Tensor], state: State | None = None) -> Step:
        """One step for all parameters, showing its work. Without a state it is the first step.

        Raises ShapeError where gradients and parameters don't go together, NonFiniteError for a gradient that isn't
        finite.
        """
        parameters, gradients = list(parameters), list(gradients)
        _check(parameters, gradients)
        state = self.start(parameters) if state is None else self._checked(state, parameters)
        lr = self.rate(state.step)
        eta = Tensor(lr, r"\eta")
        updates = []
        for k, (old, gradient) in enumerate(zip(parameters, gradients)):
            before = {slot: _renamed(state[slot][k], rf"{slot}_{{t-1}}") for slot in self.slots}
            tensors: dict[str, Tensor] = {}
            new = self.rule(old, self._decayed(old, gradient), before, eta, state.step + 1, tensors)
            name = old.name or r"\theta"
            updates.append(Update(old, gradient, new.named(_new_name(name)), tensors))
        slots = {slot: tuple(Tensor(u[slot].value) for u in updates) for slot in self.slots}
        leaves = tuple(Tensor(u.new.value, u.old.name) for u in updates)
        return Step(leaves, State(state.step + 1, slots), tuple(updates), lr)

    def _checked(self, state: State, parameters: list[Tensor]) -> State:
        """The state, if it is this optimizer's and these parameters'."""
        if set(state.slots) != set(self.slots):
            raise DomainError(f"The state of {type(self).__name__} has {self.slots}; found {tuple(state.slots)}.")
        shapes = [p.shape for p in parameters]
        for slot, kept in state.slots.items():
            if [tensor.shape for tensor in kept] != shapes:
                raise ShapeError(f"{slot} needs the parameters' shapes {shapes}; found {[t.shape for t in kept]}.")
        return state

    def _decayed(self, old: Tensor, gradient: Tensor) -> Tensor:
        """The gradient with L2's pull towards 0 added."""
        if not self.coupled:
            return gradient
        return gradient + Tensor(self.weight_decay, r"\lambda") * old

    @property
    def coupled(self) -> bool:
        """Whether weight decay is part of the gradient."""
        return self.weight_decay > 0

    def rule(
        self, old: Tensor, g: Tensor, before: Mapping[str, Tensor], eta: Tensor, t: int, tensors: dict[str, Tensor]
    ) -> Tensor:
        """The new parameter; t counts from 1. Puts the new state and other Tensors on the way into ``tensors``."""
        raise TypeError(f"{type(self).__name__} has no rule")

    def advance(self, theta: np.ndarray, gradient: np.ndarray, state: Mapping[str, np.ndarray], step: int) -> None:
        """A step on plain arrays, in place: theta and state become the new ones. Step counts from 0; the bits are
        ``rule``'s."""
        g = gradient + self.weight_decay * theta if self.coupled else gradient
        self.move(theta, g, state, self.rate(step), step + 1)

    def move(self, theta: np.ndarray, g: np.ndarray, state: Mapping[str, np.ndarray], lr: float, t: int) -> None:
        """``rule`` in place; t counts from 1."""
        raise TypeError(f"{type(self).__name__} has no rule")

    @property
    def settings(self) -> dict[str, object]:
        """The hyperparameters by name, for tables."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def _check(parameters: list[Tensor], gradients: list[Tensor]) -> None:
    if len(parameters) != len(gradients):
        raise ShapeError(
            f"An optimizer needs one gradient for each parameter; found {len(parameters)} and {len(gradients)}."
        )
    for parameter, gradient in zip(parameters, gradients):
        for given in (parameter, gradient):
            if not isinstance(given, Tensor):
                raise DomainError(f"Parameters and gradients are Tensors; found {type(given).__name__}.")
        if parameter.shape != gradient.shape:
            raise ShapeError(f"A gradient has its parameter's shape; found {label(parameter)} and {label(gradient)}.")
        if not np.isfinite(gradient.value).all():
            raise NonFiniteError(
                f"{label(gradient)} holds a number that isn't finite: lower the learning rate or clip the gradients."
            )


def _renamed(tensor: Tensor, name: str) -> Tensor:
    return Tensor(tensor.value, name)


def _new_name(name: str) -> str:
    r"""W^{(1)} becomes W^{(1)}_{\text{new}}."""
    base, sup, sub = symbol.split(name)
    return symbol.join(base, sup, rf"{sub},\text{{new}}" if sub else r"\text{new}")
