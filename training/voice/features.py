"""Signals at 16 kHz in frames of 200 samples (12.5 ms, the teacher's own frame rate): log-mel, alignment, excitation."""

import math

import librosa
import numpy as np
import torch
import torch.nn.functional as F

RATE, HOP, BANDS = 16_000, 200, 80
VOICED = 50.0  # Hz; below it the teacher's pitch means "unvoiced"
CENTRE = 5.2  # ln Hz, what the planner's pitch counts from
LEAD_FRAMES = 7  # of the first token: the teacher waits 340 ms, but its first sounds begin up to 80 ms before their token does
HIGHEST = 7_600  # Hz, of the excitation's harmonics
_BANK = torch.tensor(librosa.filters.mel(sr=RATE, n_fft=1024, n_mels=BANDS, fmin=0, fmax=8000, norm=None))
_WINDOW = F.pad(torch.hann_window(512), (256, 256))
BAND_HZ = librosa.mel_frequencies(n_mels=BANDS + 2, fmin=0, fmax=8000)[1:-1]


def log_mel(samples):
    """[B, 200 T] to [B, T, 80]; frame t is centred on sample 200 t + 100."""
    framed = F.pad(samples, (412, 412)).unfold(1, 1024, HOP)[:, : samples.shape[1] // HOP]
    return torch.log(torch.fft.rfft(framed * _WINDOW).abs() @ _BANK.T + 1e-3)


def phase(pitch):
    """Cycles at the frames' centres, modulo 1, as the teacher's own sine source has it. [T] Hz, numpy."""
    return np.cumsum(pitch.astype(np.float64) * HOP / RATE) % 1.0


def excitation(pitch, cycles):
    """[B, T] Hz and [B, T] cycles to a band-limited pulse train of unit power [B, 200 T]; 0 where unvoiced."""
    gained = pitch * HOP / RATE
    after = torch.cat([gained[:, 1:], gained[:, -1:]], 1)
    at = (torch.arange(HOP, dtype=pitch.dtype, device=pitch.device) + 0.5 - HOP / 2) / HOP
    p = cycles[:, :, None] + torch.where(at < 0, at * gained[:, :, None], at * after[:, :, None])
    p = p - torch.round(p)
    harmonics = torch.floor(HIGHEST / pitch[:, :, None].clamp(min=VOICED))
    sine = torch.sin(math.pi * p)
    whole = sine.abs() < 1e-4
    safe = torch.where(whole, torch.full_like(sine, 1e-4), sine)
    pulse = torch.where(whole, harmonics, torch.sin(2 * math.pi * (harmonics + 0.5) * p) / (2 * safe) - 0.5)
    pulse = pulse * torch.sqrt(2 / harmonics) * (pitch[:, :, None] > VOICED).to(pitch.dtype)
    return pulse.reshape(pitch.shape[0], -1)


def frames(durations):
    """Continuous durations in 25 ms to whole frames of each token, at least one; rounds the running sum."""
    ends = np.round(np.cumsum(2 * np.maximum(durations.astype(np.float32), np.float32(0.5)), dtype=np.float32)).astype(int)
    return np.maximum(np.diff(np.concatenate([[0], ends])), 1)


def alignment(counts):
    """Frames of each token to the token of each frame [T] and where the frame lies in it [T, 6]."""
    counts = np.asarray(counts, int)
    token = np.repeat(np.arange(len(counts)), counts)
    n = counts[token]
    k = np.arange(len(token)) - np.concatenate([[0], np.cumsum(counts)[:-1]])[token]
    r = n - 1 - k
    columns = [(k + 0.5) / n, np.minimum(k, 12) / 6, np.minimum(r, 12) / 6, np.log(n) / 2, k == 0, r == 0]
    return token, np.stack(columns, -1).astype(np.float32)
