"""TURN: whether the caller's turn is over, and what the sound over the agent's voice is, from what the ear has made of it.

A small gated recurrence (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014) over the ear's
last bottleneck, a row each 30 ms, and the level of what the agent is saying. Its input is a constant for its gradient: the
ear does not learn from it. Row t + LAG_ROWS belongs to time t, as all the ear's rows; the agent's level is that of t + LAG_ROWS.
"""

import torch
from torch import nn
from torch.nn import functional

EMBEDDING, HIDDEN = 192, 64
SOUNDS = ("quiet", "caller", "listening", "other")
OUTPUTS = 1 + len(SOUNDS)  # the log-odds of "over", then the logits of the sounds
DROPPED = 0.25  # while it is trained
WEIGHTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
PROJECTED = 4  # voice-activity projection: only while it is trained


class TurnHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(EMBEDDING + 1, HIDDEN)
        self.recurrence = nn.GRU(HIDDEN, HIDDEN, batch_first=True)
        self.leave = nn.Linear(HIDDEN, OUTPUTS)
        self.projection = nn.Linear(HIDDEN, PROJECTED)

    def forward(self, embedding, played, state):
        """[B,T,192], [B,T,1], [B,1,64] to what `leave` makes of each row [B,T,5], and the state after the last [B,1,64].

        Row by row in plain products: what ONNX calls a GRU keeps its state the other way round."""
        x, state, rows = self.entered(embedding, played), state[:, 0], []
        (weight_in, weight_back, bias_in, bias_back) = (getattr(self.recurrence, f"{name}_l0") for name in WEIGHTS)
        into = functional.linear(x, weight_in, bias_in)
        for row in range(x.shape[1]):
            reset_in, update_in, new_in = into[:, row].chunk(3, 1)
            reset_back, update_back, new_back = functional.linear(state, weight_back, bias_back).chunk(3, 1)
            update = torch.sigmoid(update_in + update_back)
            fresh = torch.tanh(new_in + torch.sigmoid(reset_in + reset_back) * new_back)
            state = update * state + (1 - update) * fresh
            rows.append(state)
        states = torch.stack(rows, 1)
        return self.leave(states), states[:, -1:]

    def states(self, embedding, played):
        """[B,T,64] from the start of a call, all rows at once."""
        return self.recurrence(self.entered(embedding, played))[0]

    def entered(self, embedding, played):
        forgetful = functional.dropout(torch.cat([embedding, played], 2), DROPPED, self.training)
        return functional.dropout(torch.relu(self.enter(forgetful)), DROPPED, self.training)


def played_level(rms):
    """The agent's level as the head takes it: about 0 to 0.9 for RMS in 16-bit scale."""
    return torch.log10(1 + rms) / 5
