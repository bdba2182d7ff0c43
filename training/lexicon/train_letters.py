#!/usr/bin/env python3
"""Trains the letter-to-phone model for English words that no list knows.

    python training/lexicon/train_letters.py --to /somewhere/letters --minutes 40

One thread of one core; the minutes are of processor time, so that on a busy machine it takes longer and gets as far.
Writes words.json (the aligned lists) and letters.pt into the folder, the latter every SAVE_SECONDS; started again, it
goes on from there until the minutes are spent. --steps ends it by the number of updates instead, which makes two runs the
same. Needs PyTorch and pip; evaluate_letters.py and pack_letters.py follow, also while it runs.
"""

import argparse
import math
import pathlib
import random
import time

import torch
from torch.nn import functional

import letter_words
from letter_model import LetterToPhone, codes

BATCH = 192
PEAK = 2.5e-3
WARM_UP = 200
DECAY = 0.998
SAVE_SECONDS = 60
SMOOTHING = 0.05
UNKNOWN = -100


def tensors(rows, index):
    """letters, readings before, readings, weights; padded to the longest word."""
    length = max(len(row[0]) for row in rows)
    word = torch.zeros(len(rows), length, dtype=torch.int64)
    read = torch.full((len(rows), length), UNKNOWN)
    for i, row in enumerate(rows):
        word[i, :len(row[0])] = torch.tensor(codes(row[0]))
        read[i, :len(row[0])] = torch.tensor([index.get(reading, UNKNOWN) for reading in row[1]])
    start = torch.full((len(rows), 1), len(index))
    before = torch.cat([start, read[:, :-1].clamp(min=0)], 1)
    return word, before, read, torch.tensor([row[2] for row in rows])


def batches(rows, seed):
    """An endless row of batches of words of like length, the order by seed."""
    rng = random.Random(seed)
    while True:
        order = list(rows)
        rng.shuffle(order)
        window = BATCH * 50
        for start in range(0, len(order), window):
            part = sorted(order[start:start + window], key=lambda row: len(row[0]))
            parts = [part[i:i + BATCH] for i in range(0, len(part), BATCH)]
            rng.shuffle(parts)
            yield from parts


def loss_of(model, batch, index):
    word, before, read, weight = tensors(batch, index)
    scores = model(word, before)
    each = functional.cross_entropy(
        scores.flatten(0, 1), read.flatten(), ignore_index=UNKNOWN, label_smoothing=SMOOTHING, reduction="none")
    return (each.view(read.shape).sum(1) * weight).sum() / (weight.sum() * 8)


class Run:
    """The model, its running average and how far the training is."""

    def __init__(self, file, labels, seed):
        torch.manual_seed(seed)
        self.file = file
        self.model = LetterToPhone(labels)
        self.average = LetterToPhone(labels)
        self.average.load_state_dict(self.model.state_dict())
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=PEAK, betas=(0.9, 0.98), weight_decay=0.02)
        self.step, self.spent = 0, 0.0
        if file.exists():
            saved = torch.load(file, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.average.load_state_dict(saved["average"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.step, self.spent = saved["step"], saved["spent"]

    def save(self):
        part = self.file.with_suffix(".part")
        torch.save({
            "model": self.model.state_dict(), "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(), "step": self.step, "spent": self.spent}, part)
        part.replace(self.file)

    def rate(self, done):
        """Warm-up, then half a cosine over what is done of the budget."""
        return PEAK * min(1, (self.step + 1) / WARM_UP) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1, done))) / 2)

    def update(self, loss, done):
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate(done)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        decay = min(DECAY, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, value in zip(self.average.parameters(), self.model.parameters()):
                mean.lerp_(value, 1 - decay)
        self.step += 1


def train(run, rows, index, seed, minutes, steps):
    source = batches(rows, seed)
    for _ in range(run.step):
        next(source)
    begun, spent_before, saved = time.process_time(), run.spent, time.monotonic()
    total, since = 0.0, 0
    while True:
        done = run.step / steps if steps else run.spent / (60 * minutes)
        if done >= 1:
            break
        loss = loss_of(run.model, next(source), index)
        run.update(loss, done)
        run.spent = spent_before + time.process_time() - begun
        total, since = total + loss.item(), since + 1
        if time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            run.save()
            print(f"{run.spent / 60:.1f} min, step {run.step}, epoch {run.step * BATCH / len(rows):.2f}, "
                  f"loss {total / since:.4f}", flush=True)
            total, since = 0.0, 0
    run.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=pathlib.Path, required=True, help="folder for words and checkpoint")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    words = letter_words.load(arguments.to)
    index = {label: i for i, label in enumerate(words["labels"])}
    run = Run(arguments.to / "letters.pt", len(index), arguments.seed)
    run.model.train()
    print(f"{sum(p.numel() for p in run.model.parameters())} parameters, {len(words['train'])} words, "
          f"{len(index)} labels, from step {run.step}", flush=True)
    train(run, words["train"], index, arguments.seed, arguments.minutes, arguments.steps)


if __name__ == "__main__":
    main()
