"""Pulses in step with the fundamental of what the teacher said.

The teacher's source follows its pitch, but what it makes of the source does not keep the source's phase: it drifts by a cycle
and more within a vowel, in a way that no features tell. A mouth that is to match the waveform from pulses of the planned pitch
learns by heart how it drifted. From pulses that drift as the audio does, it learns what a voice adds to them.
"""

import math

import numpy as np
import torch

from features import HOP, RATE, VOICED, excitation
from nets import FFT, spectra

SMOOTHING = np.hanning(7)[1:-1]  # frames of 12.5 ms
MOST = 0.1  # of the pitch, that it may be changed by


def follow(found):
    """Changes `pitch` and `cycles` of utterances with samples."""
    for one in found:
        voiced = one["pitch"] > VOICED
        drift = drifted(one, voiced) / (2 * math.pi)
        within = voiced & np.concatenate([[False], voiced[:-1]])
        change = np.where(within, np.diff(drift, prepend=drift[:1]), 0) * RATE / HOP
        one["cycles"] = (one["cycles"] + drift) % 1.0
        one["pitch"] = (one["pitch"] + np.clip(change, -MOST * one["pitch"], MOST * one["pitch"])).astype(np.float32)
    return found


def drifted(one, voiced):
    """[T] radians that the fundamental of the audio is ahead of that of the pulses, continuous within voiced stretches."""
    samples = torch.tensor(one["samples"].astype(np.float32) / 32767)[None]
    pulses = excitation(torch.tensor(one["pitch"])[None].double(), torch.tensor(one["cycles"])[None]).float()
    bins = np.round(np.repeat(one["pitch"], 2) * FFT / RATE).astype(int)
    at = np.arange(len(bins))
    heard, source = (spectra(x, torch.hann_window(FFT))[0].numpy()[at, bins] for x in (samples, pulses))
    ahead = (heard * source.conj()).reshape(-1, 2).sum(1) * voiced
    angles = np.angle(np.convolve(ahead, SMOOTHING, "same"))
    drift, borders = np.zeros(len(angles)), np.flatnonzero(np.diff(voiced.astype(int))) + 1
    for stretch in np.split(at[: len(angles)], borders):
        if voiced[stretch[0]]:
            drift[stretch] = np.unwrap(angles[stretch])
    return drift
