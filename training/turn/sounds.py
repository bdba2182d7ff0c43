"""Sounds that are no speech: coughs, clicks, knocks, a breath. Float, RMS 1 where they sound."""

import numpy as np
from scipy.signal import butter, sosfilt

RATE = 16_000


def cough(random: np.random.Generator) -> np.ndarray:
    """One to three bursts of turbulent air through a throat; the later ones are softer and may be half voiced."""
    bursts, throat = [], random.uniform(500, 1_100)
    for number in range(random.integers(1, 4)):
        length = int(RATE * random.uniform(0.09, 0.28))
        time = np.arange(length) / RATE
        shape = np.minimum(1, time / random.uniform(0.003, 0.015)) * np.exp(-time / random.uniform(0.03, 0.1))
        air = random.standard_normal(length)
        if number and random.random() < 0.5:
            pitch = random.uniform(110, 260) * (1 - 0.3 * time / time[-1])
            air += 3 * np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / RATE))
        burst = sum(_band(air, throat * factor, 0.25) * weight for factor, weight in ((1, 1), (2.3, 0.7), (3.9, 0.5)))
        bursts += [burst * shape * 0.7**number, np.zeros(int(RATE * random.uniform(0.03, 0.2)))]
    return _unit(np.concatenate(bursts[:-1]))


def breath(random: np.random.Generator) -> np.ndarray:
    length = int(RATE * random.uniform(0.2, 0.7))
    return _unit(_band(random.standard_normal(length), random.uniform(800, 2_500), 0.6) * np.hanning(length))


def knock(random: np.random.Generator) -> np.ndarray:
    """Something put down, a door, a key: one to five short strikes that ring."""
    strikes = []
    for _ in range(random.integers(1, 6)):
        length = int(RATE * random.uniform(0.03, 0.2))
        time = np.arange(length) / RATE
        ring = sum(np.sin(2 * np.pi * random.uniform(150, 3_500) * time) for _ in range(4))
        strikes += [(ring + 2 * random.standard_normal(length)) * np.exp(-time / random.uniform(0.004, 0.05))]
        strikes += [np.zeros(int(RATE * random.uniform(0.05, 0.35)))]
    return _unit(np.concatenate(strikes[:-1]))


def rustle(random: np.random.Generator) -> np.ndarray:
    """The receiver against a cheek, paper, wind: noise that comes and goes."""
    length = int(RATE * random.uniform(0.2, 1.5))
    swell = np.interp(np.arange(length), np.linspace(0, length, 12), random.uniform(0, 1, 12) ** 2)
    return _unit(_band(random.standard_normal(length), random.uniform(300, 3_000), 0.9) * swell)


KINDS = (cough, cough, breath, knock, rustle)


def any_of_them(random: np.random.Generator) -> np.ndarray:
    return KINDS[random.integers(len(KINDS))](random)


def _band(noise, centre, width):
    low, high = centre * (1 - width / 2), min(centre * (1 + width / 2), RATE * 0.49)
    return _unit(sosfilt(butter(2, [max(low, 30), high], "bandpass", fs=RATE, output="sos"), noise))


def _unit(samples):
    loud = np.abs(samples) > 0.05 * np.abs(samples).max()
    return samples / (np.sqrt((samples[loud] ** 2).mean()) + 1e-9)
