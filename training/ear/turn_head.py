"""TURN: whether the caller's turn is over, and what the sound over the agent's voice is, from what the ear has made of it.

A small gated recurrence (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014) over the ear's
last bottleneck, a row each 30 ms, and the level of what the agent is saying. Its input is a constant for its gradient: the
ear does not learn from it. Row t + LAG_ROWS belongs to time t, as all the ear's rows; the agent's level is that of t + LAG_ROWS.
"""

import torch
from torch import nn

EMBEDDING, HIDDEN = 192, 96
SOUNDS = ("quiet", "caller", "listening", "other")
OUTPUTS = 1 + len(SOUNDS)  # the log-odds of "over", then the logits of the sounds
PROJECTED = 4  # voice-activity projection: only while it is trained


class TurnHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(EMBEDDING + 1, HIDDEN)
        self.gates_in, self.gates_back = nn.Linear(HIDDEN, 2 * HIDDEN), nn.Linear(HIDDEN, 2 * HIDDEN, bias=False)
        self.new_in, self.new_back = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.leave = nn.Linear(HIDDEN, OUTPUTS)
        self.projection = nn.Linear(HIDDEN, PROJECTED)

    def forward(self, embedding, played, state):
        """[B,T,192], [B,T,1], [B,1,96] to what `leave` makes of each row [B,T,5], and the state after the last [B,1,96]."""
        states = self.states(embedding, played, state[:, 0])
        return self.leave(states), states[:, -1:]

    def states(self, embedding, played, state):
        x = torch.relu(self.enter(torch.cat([embedding, played], 2)))
        gates, new, rows = self.gates_in(x), self.new_in(x), []
        for row in range(x.shape[1]):
            update, reset = torch.sigmoid(gates[:, row] + self.gates_back(state)).chunk(2, 1)
            fresh = torch.tanh(new[:, row] + reset * self.new_back(state))
            state = update * state + (1 - update) * fresh
            rows.append(state)
        return torch.stack(rows, 1)


def played_level(rms):
    """The agent's level as the head takes it: about 0 to 0.9 for RMS in 16-bit scale."""
    return torch.log10(1 + rms) / 5
