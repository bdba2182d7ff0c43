"""Kaldi's high-resolution MFCC (models/ear-en/README.md, Contract), a batch of recordings at once. See Mfcc.java."""

import numpy as np
import torch

RATE, WINDOW, HOP, TRANSFORM, BANDS = 16_000, 400, 160, 512, 40
FLOOR = 1e-7
PRE_EMPHASIS = 0.97
LOWEST, HIGHEST, LIFTER = 20, 7_600, 22


def mel(hertz):
    return 1127.0 * np.log(1 + hertz / 700.0)


def _filters() -> np.ndarray:
    """[256, 40]: triangles of equal width in mel."""
    edges = np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2)
    bins = mel(np.arange(TRANSFORM // 2) * RATE / TRANSFORM)[:, None]
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    return np.maximum(0, np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre)))


def _cosines() -> np.ndarray:
    """[40, 40]: orthonormal, with the lifter."""
    order = np.arange(BANDS)
    rows = np.sqrt(2 / BANDS) * np.cos(np.pi / BANDS * (order[None, :] + 0.5) * order[:, None])
    rows[0] = np.sqrt(1 / BANDS)
    return (rows * (1 + LIFTER / 2 * np.sin(np.pi * order / LIFTER))[:, None]).T


POVEY = torch.tensor((0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / (WINDOW - 1))) ** 0.85, dtype=torch.float32)
FILTERS = torch.tensor(_filters(), dtype=torch.float32)
COSINES = torch.tensor(_cosines(), dtype=torch.float32)


def mfcc(samples: torch.Tensor) -> torch.Tensor:
    """[batch, samples] in 16-bit scale at 16 kHz to [batch, 1 + (samples - 400) // 160, 40]. No dither."""
    frames = samples.unfold(1, WINDOW, HOP)
    frames = frames - frames.mean(2, keepdim=True)
    # The first sample is pre-emphasised against itself.
    frames = frames - PRE_EMPHASIS * torch.cat([frames[..., :1], frames[..., :-1]], 2)
    spectrum = torch.fft.rfft(frames * POVEY.to(samples.device), TRANSFORM)[..., : TRANSFORM // 2]
    power = spectrum.real.square() + spectrum.imag.square()
    energies = (power @ FILTERS.to(samples.device)).clamp(min=FLOOR)
    return energies.log() @ COSINES.to(samples.device)
