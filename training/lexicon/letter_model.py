"""The letter-to-phone model: an encoder that sees the whole word, and a reader that goes over its letters once.

The encoder (Letters) is a stack of depthwise convolutions with two layers of attention. The reader (Reader) is one GRU
cell: for each letter it knows what the letters before it were read as, so that a word gets one stress and its other
vowels are reduced to match.
"""

import torch
from torch import nn
from torch.nn import functional

import letters

WIDTH = 192
WIDE = 448
HEADS = 4
KERNEL = 5
STATE = 256
LABEL = 64
EDGE = 12
# Attention stands after these convolutions.
ATTENTION_AFTER = (2, 4)
BLOCKS = 6


def codes(word):
    """1 to 27 for a to z and the apostrophe; 0 is padding."""
    return [letters.ALPHABET.index(letter) + 1 for letter in word]


class Convolution(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.near = nn.Conv1d(WIDTH, WIDTH, KERNEL, padding=KERNEL // 2, groups=WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.up = nn.Linear(WIDTH, WIDE)
        self.down = nn.Linear(WIDE, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        y = self.near((x * mask).transpose(1, 2)).transpose(1, 2)
        return x + self.drop(self.down(functional.gelu(self.up(self.norm(y)))))


class Attention(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.ask = nn.Linear(WIDTH, 3 * WIDTH)
        self.give = nn.Linear(WIDTH, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        batch, length = x.shape[0], x.shape[1]
        split = self.ask(self.norm(x)).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = split[0] @ split[1].transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        weights = weights + (mask.view(batch, 1, 1, length) - 1) * 1e4
        y = (weights.softmax(-1) @ split[2]).permute(0, 2, 1, 3).reshape(batch, length, WIDTH)
        return x + self.drop(self.give(y))


class Letters(nn.Module):
    """letters int64 [B,N], 0 for padding -> hidden [B,N,WIDTH]."""

    def __init__(self, drop):
        super().__init__()
        self.letter = nn.Embedding(len(letters.ALPHABET) + 1, WIDTH)
        self.from_start = nn.Embedding(EDGE, WIDTH)
        self.from_end = nn.Embedding(EDGE, WIDTH)
        self.blocks = nn.ModuleList()
        for i in range(BLOCKS):
            self.blocks.append(Convolution(drop))
            if i + 1 in ATTENTION_AFTER:
                self.blocks.append(Attention(drop))
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, codes):
        present = (codes > 0).to(torch.int64)
        start = torch.cumsum(present, 1) - 1
        end = present.sum(1, keepdim=True) - 1 - start
        x = (self.letter(codes) + self.from_start(start.clamp(0, EDGE - 1)) + self.from_end(end.clamp(0, EDGE - 1)))
        mask = present.unsqueeze(2).to(x.dtype)
        for block in self.blocks:
            x = block(x, mask)
        return self.norm(x)


class Reader(nn.Module):
    """One letter: hidden [B,WIDTH], before int64 [B] (the reading of the letter before), state [B,STATE] -> logits, state."""

    def __init__(self, labels, drop):
        super().__init__()
        self.label = nn.Embedding(labels + 1, LABEL)
        self.cell = nn.GRU(WIDTH + LABEL, STATE, batch_first=True)
        self.drop = nn.Dropout(drop)
        self.out = nn.Linear(STATE + WIDTH, labels)

    def scores(self, states, hidden):
        return self.out(self.drop(torch.cat([states, hidden], -1)))

    def forward(self, hidden, before, state):
        x = torch.cat([hidden, self.label(before)], -1).unsqueeze(1)
        y, next_state = self.cell(x, state.unsqueeze(0))
        return self.scores(y[:, 0], hidden), next_state[0]


class LetterToPhone(nn.Module):
    """The label `labels` stands for the start of a word."""

    def __init__(self, labels, drop=0.1):
        super().__init__()
        self.labels = labels
        self.letters = Letters(drop)
        self.reader = Reader(labels, drop)

    def forward(self, codes, before):
        """Scores [B,N,labels] where the readings before each letter are known."""
        hidden = self.letters(codes)
        states, _ = self.reader.cell(torch.cat([hidden, self.reader.label(before)], -1))
        return self.reader.scores(states, hidden)

    @torch.no_grad()
    def read(self, codes, width):
        """For each word the likeliest labels [B,N], by a search that keeps `width` readings at once."""
        hidden = self.letters(codes)
        batch, length = codes.shape
        before = torch.full((batch * width,), self.labels)
        state = torch.zeros(batch * width, STATE)
        total = torch.full((batch, width), -1e9)
        total[:, 0] = 0
        history = torch.zeros(batch, width, 0, dtype=torch.int64)
        for i in range(length):
            spread = hidden[:, i].repeat_interleave(width, 0)
            scores, state = self.reader(spread, before, state)
            present = (codes[:, i] > 0).view(batch, 1, 1)
            scores = scores.log_softmax(-1).view(batch, width, -1)
            scores = torch.where(present, scores, torch.where(
                torch.arange(self.labels) == 0, 0.0, -1e9).expand_as(scores))
            total, best = (total.unsqueeze(2) + scores).view(batch, -1).topk(width, 1)
            origin, label = best // self.labels, best % self.labels
            history = torch.cat([history.gather(1, origin.unsqueeze(2).expand(-1, -1, i)), label.unsqueeze(2)], 2)
            state = state.view(batch, width, STATE).gather(
                1, origin.unsqueeze(2).expand(-1, -1, STATE)).reshape(-1, STATE)
            before = label.reshape(-1)
        return history[:, 0]
