"""Recurrent layers: RNN, LSTM and GRU, as steps that show their work and as sequences in one go."""

from __future__ import annotations

from dlcore.recurrent.gru import GRU, GRUStep, gru
from dlcore.recurrent.lag import gradient_norms_by_lag
from dlcore.recurrent.layer import Recurrent
from dlcore.recurrent.lstm import LSTM, LSTMStep, lstm
from dlcore.recurrent.memory import chrono_bias, half_life
from dlcore.recurrent.rnn import RNN, RNNStep, rnn

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "GRUStep",
    "LSTMStep",
    "RNNStep",
    "Recurrent",
    "chrono_bias",
    "gradient_norms_by_lag",
    "gru",
    "half_life",
    "lstm",
    "rnn",
]
