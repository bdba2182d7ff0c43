"""Distances between waveforms [B, L] at 16 kHz."""

import math

import torch
import torch.nn.functional as F


def spectrum(samples, n, hop):
    return torch.stft(samples, n, hop, window=torch.hann_window(n, device=samples.device), return_complex=True)


def magnitude_loss(made, wanted):
    """Logarithm and square root of the magnitudes at four resolutions."""
    total = 0
    for n in (128, 320, 640, 1280):
        a, b = (spectrum(x, n, n // 4).abs() / math.sqrt(n / 6) for x in (made, wanted))
        total = total + 0.5 * (torch.log(a + 1e-3) - torch.log(b + 1e-3)).abs().mean()
        total = total + 2 * ((a + 1e-5).sqrt() - (b + 1e-5).sqrt()).abs().mean()
    return total / 4


def complex_loss(made, wanted, voiced):
    """Power-compressed complex spectra below 6 kHz, where `voiced` [B, T]: elsewhere the phase is chance."""
    a, b = (compressed(spectrum(x, 512, 128)[:, :192]) for x in (made, wanted))
    weight = F.interpolate(voiced[:, None].float(), size=a.shape[-1])
    off = a - b
    return (torch.sqrt(off.real**2 + off.imag**2 + 1e-6) * weight).mean()


def compressed(z):
    return z * (z.real**2 + z.imag**2 + 1e-4) ** -0.3
