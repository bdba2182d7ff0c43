"""Batches for training: the same recordings clean, for the original model, and through a telephone, for the one that learns.

Batch n follows from the seed and n alone, so that a training that goes on sees new ones, and several workers can make them.
"""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import numpy as np
import torch
from scipy.signal import resample_poly

import channel
import corpus
from level import levelled
from padding import LEAD, ROW, TAIL, padded
from places import RATE

PEOPLE_SHARE = 0.5
OTHER_SPEEDS = [Fraction(9, 10), Fraction(19, 20), Fraction(20, 19), Fraction(10, 9)]
SAME_SPEED = 0.4  # of the people; callers were rendered at all speeds, and their alignments must keep their places
DRAWN = 3  # times as many as are taken, so that those in a batch are of like length
MOST_EXTRA = 12  # rows of quiet more, at either end
DITHER = 0.5  # most, 16-bit scale; live audio has none of its own


@dataclass(frozen=True)
class Material:
    people: list[corpus.Clip]
    callers: list[corpus.Clip]
    sources: channel.Sources

    @staticmethod
    def load(which: str) -> "Material":
        people, callers = corpus.people(which), corpus.callers(which)
        voices = [clip.samples for clip in callers] or [clip.samples for clip in people]
        talkers = [clip.samples for clip in people] + voices
        return Material(people, callers, channel.Sources(talkers, corpus.noises() or talkers, voices))


class Batches(torch.utils.data.Dataset):
    """Item n is batch n: clean and spoiled samples [clips, samples], rows [clips], aligned [clips, rows] (-1: no label)."""

    def __init__(self, material: Material, seed: int, seconds: float, strength: float = 1.0):
        self.material, self.seed, self.seconds, self.strength = material, seed, seconds, strength

    def __len__(self):
        return 2**31

    def __getitem__(self, number: int) -> dict:
        random = Random(f"{self.seed} {number}")
        pairs = [self._pair(clip, random) for clip in self._alike(random)]
        length = max(len(clean) for clean, _, _ in pairs)
        batch = {name: np.zeros((len(pairs), length), np.float32) for name in ("clean", "spoiled")}
        batch["rows"] = np.array([len(clean) // ROW for clean, _, _ in pairs])
        batch["aligned"] = np.full((len(pairs), length // ROW), -1, np.int64)
        for row, (clean, spoiled, aligned) in enumerate(pairs):
            batch["clean"][row, : len(clean)] = clean
            batch["spoiled"][row, : len(spoiled)] = spoiled
            batch["aligned"][row, : len(aligned)] = aligned
        return {name: torch.from_numpy(value) for name, value in batch.items()}

    def _alike(self, random: Random) -> list[corpus.Clip]:
        """Recordings of like length, so that little of a batch is padding; about `seconds` of them with their quiet."""
        pools = [self.material.people, self.material.callers]
        pools = [pool for pool in pools if pool]
        wanted = int(DRAWN * self.seconds / 2)
        drawn = [random.choice(pools[0] if random.random() < PEOPLE_SHARE else pools[-1]) for _ in range(wanted)]
        drawn.sort(key=lambda clip: len(clip.samples))
        first, taken, longest = random.randrange(len(drawn)), [], 0
        for clip in drawn[first:] + drawn[:first][::-1]:
            longest = max(longest, len(clip.samples) + (LEAD + TAIL + MOST_EXTRA) * ROW)
            if taken and (len(taken) + 1) * longest > self.seconds * RATE:
                break
            taken.append(clip)
        return taken

    def _pair(self, clip: corpus.Clip, random: Random):
        samples = clip.samples.astype(np.float64)
        if clip.words is None and random.random() >= SAME_SPEED:
            speed = random.choice(OTHER_SPEEDS)
            samples = resample_poly(samples, speed.numerator, speed.denominator)
        before, after = random.randrange(MOST_EXTRA + 1), random.randrange(MOST_EXTRA + 1)
        quiet = np.random.default_rng(random.randrange(2**31))
        clean = padded(levelled(samples), quiet, LEAD + before, TAIL + after)
        line = channel.draw(random, self.strength)
        spoiled = channel.received(channel.transmit(clean, line, self.material.sources), line.known)
        spoiled += quiet.standard_normal(len(spoiled), np.float32) * DITHER * random.random()
        aligned = np.full(len(clean) // ROW, -1, np.int64)
        if clip.aligned is not None and clip.aligned.size:
            aligned[before : before + len(clip.aligned)] = clip.aligned
        return clean, spoiled.astype(np.float32), aligned
