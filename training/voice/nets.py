"""The two models. Planner: phones to durations, pitch, energy and features. Mouth: features to the waveform.

Sizes: 3.8 and 2.5 million parameters. B is the batch, S tokens, T frames of 12.5 ms.
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import BAND_HZ, BANDS, CENTRE, HOP, VOICED, excitation

TOKENS = 178
VOICES = 5
STYLE = 4  # pitch (ln), spread (ln), energy (dB), warmth (-1 to 1)
FFT, SHIFT = 400, 100  # the mouth's own transform: 25 ms every 6.25 ms
BINS = FFT // 2 + 1
NEPER = math.log(10) / 20  # a decibel in the unit of the log-mel


def masked(x, mask):
    return x if mask is None else x * mask


class Block(nn.Module):
    """ConvNeXt on [B, T, C]: a depthwise convolution of `width` frames, `ahead` of them in the future, and two layers."""

    def __init__(self, channels, width, growth, ahead):
        super().__init__()
        self.width, self.ahead = width, ahead
        self.dw = nn.Conv1d(channels, channels, width, groups=channels)
        self.n = nn.LayerNorm(channels)
        self.a = nn.Linear(channels, channels * growth)
        self.b = nn.Linear(channels * growth, channels)
        self.g = nn.Parameter(torch.full((channels,), 0.3))

    def forward(self, x):
        if 2 * self.ahead == self.width - 1:
            return self.mixed(x, F.conv1d(x.transpose(1, 2), self.dw.weight, self.dw.bias, padding=self.ahead, groups=x.shape[-1]))
        return self.on(x, F.pad(x.transpose(1, 2), (self.width - 1 - self.ahead, self.ahead)))

    def on(self, x, padded):
        """`padded` [B, C, T + width - 1]: x with what comes before and after it."""
        return self.mixed(x, self.dw(padded))

    def mixed(self, x, convolved):
        y = self.b(F.gelu(self.a(self.n(convolved.transpose(1, 2))), approximate="tanh"))
        return x + (y if self.g is None else self.g * y)


class Attention(nn.Module):
    """Every token sees the whole clause; begins as nothing, so that it can be added to trained weights."""

    def __init__(self, channels, heads=4):
        super().__init__()
        self.heads = heads
        self.n = nn.LayerNorm(channels)
        self.qkv = nn.Linear(channels, 3 * channels)
        self.o = nn.Linear(channels, channels)
        nn.init.zeros_(self.o.weight)
        nn.init.zeros_(self.o.bias)

    def forward(self, x, mask):
        b, s, c = x.shape
        q, k, v = self.qkv(self.n(x)).reshape(b, s, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) / math.sqrt(c // self.heads)
        if mask is not None:
            scores = scores + (mask[:, None, None, :, 0] - 1) * 1e4
        return x + masked(self.o((torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, s, c)), mask)


class Planner(nn.Module):
    """Phones and voice to durations; then frame by frame to pitch, voicing, energy, and to the log-mel."""

    def __init__(self, hidden=192, wide=256, encoders=8, prosody=3, decoders=4):
        super().__init__()
        self.emb = nn.Embedding(TOKENS, hidden)
        self.voice = nn.Embedding(VOICES, hidden)
        self.enc = nn.ModuleList([Block(hidden, 9, 2, 4) for _ in range(encoders)])
        self.att = nn.ModuleList([Attention(hidden) for _ in range(2)])
        self.glob = nn.Linear(2 * hidden, hidden)
        self.en = nn.LayerNorm(hidden)
        self.dn = Block(hidden, 5, 2, 2)
        self.dur = nn.Linear(hidden, 1)
        self.up = nn.Linear(hidden + 6, wide)
        self.fb = nn.ModuleList([Block(wide, 9, 2, 4) for _ in range(prosody)])
        self.fo = nn.Linear(wide, 3)
        self.mi = nn.Linear(3, wide)
        self.mb = nn.ModuleList([Block(wide, 7, 2, 3) for _ in range(decoders)])
        self.mn = nn.LayerNorm(wide)
        self.mo = nn.Linear(wide, BANDS)
        nn.init.zeros_(self.voice.weight)
        self.register_buffer("mean_pitch", torch.zeros(VOICES))  # ln Hz from CENTRE, of each voice
        octaves = torch.log2(torch.tensor(BAND_HZ, dtype=torch.float32) / 1000).clamp(-2, 2)
        self.register_buffer("tilt", -4 * NEPER * octaves, persistent=False)  # warmth 1: 4 dB less an octave

    def encode(self, phones, mask, voice):
        """[B, S], mask [B, S, 1] or None, voice [B] to hidden [B, S, 192] and durations [B, S] in 25 ms."""
        h = masked(self.emb(phones) + self.voice(voice)[:, None], mask)
        for i, block in enumerate(self.enc):
            h = masked(block(h), mask)
            if i == 2:
                mean = h.mean(1) if mask is None else h.sum(1) / mask.sum(1)
                h = masked(h + self.glob(torch.cat([mean, h[:, 0]], -1))[:, None], mask)
            if i in (4, 6):
                h = self.att[(i - 4) // 2](h, mask)
        h = masked(self.en(h), mask)
        return h, F.softplus(self.dur(masked(self.dn(h), mask)).float()).squeeze(-1)

    def expand(self, hidden, token, position):
        taken = torch.gather(hidden, 1, token[..., None].expand(-1, -1, hidden.shape[-1]))
        return self.up(torch.cat([taken, position.to(hidden.dtype)], -1))

    def prosody(self, z):
        """[B, T, wide] to the same and [B, T, 3]: ln pitch from CENTRE, logit of voicing, energy / 10."""
        for block in self.fb:
            z = block(z)
        return z, self.fo(z).float()

    def mel(self, z, pitch, voiced, energy):
        z = z + self.mi(torch.stack([pitch * voiced, voiced, energy], -1).to(z.dtype))
        for block in self.mb:
            z = block(z)
        return self.mo(self.mn(z)).float() * 2 - 3

    def frames(self, hidden, token, position, voice, style, melody):
        """What planner_frames.onnx does: features [B, T, 80] and pitch [B, T] in Hz, 8 where unvoiced."""
        z, out = self.prosody(self.expand(hidden, token, position))
        voiced = (out[..., 1] > 0).float()
        mean = self.mean_pitch[voice][:, None]
        own = mean + (out[..., 0] - mean) * torch.exp(style[..., 1]) + style[..., 0]
        sung = torch.log(melody.clamp(min=VOICED)) - CENTRE
        pitch = torch.where(melody > VOICED, sung, own)
        mel = self.mel(z, pitch, voiced, out[..., 2])
        mel = mel + style[..., 2:3] * NEPER + style[..., 3:4] * self.tilt
        return mel, torch.exp(pitch + CENTRE) * voiced + (1 - voiced) * 8.0


def spectra(samples, window):
    """[B, 200 T] to [B, 2 T, BINS], the frame j centred on sample 100 j + 50."""
    framed = F.pad(samples, (150, 250)).unfold(1, FFT, SHIFT)[:, : samples.shape[1] // SHIFT]
    return torch.fft.rfft(framed * window)


class Mouth(nn.Module):
    """Filters, in a transform of its own, a pulse train that follows the pitch, and noise. Looks 2 frames ahead."""

    def __init__(self, channels=256, blocks=5, width=7, growth=3):
        super().__init__()
        self.inp = nn.Conv1d(BANDS + 2, channels, 5)
        self.voice = nn.Embedding(VOICES, channels)
        self.n0 = nn.LayerNorm(channels)
        self.bl = nn.ModuleList([Block(channels, width, growth, 0) for _ in range(blocks)])
        self.n1 = nn.LayerNorm(channels)
        self.out = nn.Linear(channels, 2 * 4 * BINS)
        self.register_buffer("window", torch.hann_window(FFT), persistent=False)
        nn.init.zeros_(self.voice.weight)

    @staticmethod
    def inputs(mel, pitch):
        """[B, T, 82]"""
        voiced = (pitch > VOICED).to(mel.dtype)
        log = (torch.log(pitch.clamp(min=VOICED)) - CENTRE).to(mel.dtype) * voiced * 3
        return torch.cat([mel / 3 + 1, log[..., None], voiced[..., None]], -1)

    def filters(self, mel, pitch, voice):
        """[B, 2 T, 4, BINS]: log magnitude, direction (2) for the pulses, log gain for the noise."""
        x = self.inp(F.pad(self.inputs(mel, pitch).transpose(1, 2), (2, 2))).transpose(1, 2)
        x = self.n0(x + self.voice(voice)[:, None])
        for block in self.bl:
            x = block(x)
        b, t, _ = x.shape
        return self.out(self.n1(x)).float().reshape(b, 2 * t, 4, BINS)

    def forward(self, mel, pitch, cycles, voice, noise=None, filters=None):
        o = self.filters(mel, pitch, voice) if filters is None else filters
        pulses = excitation(pitch, cycles).float()
        noise = torch.randn_like(pulses) if noise is None else noise
        gain = torch.exp(o[:, :, 0].clamp(max=4))
        unit = torch.rsqrt(o[:, :, 1] ** 2 + o[:, :, 2] ** 2 + 1e-4)
        harmonic = torch.complex(gain * o[:, :, 1] * unit, gain * o[:, :, 2] * unit)
        breath = torch.exp(o[:, :, 3].clamp(max=4))
        return self.synthesise(spectra(pulses, self.window) * harmonic + spectra(noise, self.window) * breath, pulses.shape[1])

    def synthesise(self, spectra, length):
        y = torch.fft.irfft(spectra, n=FFT) * self.window / 1.5  # squared Hann windows at 75 % overlap add up to 1.5
        y = F.fold(y.transpose(1, 2), (1, (spectra.shape[1] - 1) * SHIFT + FFT), (1, FFT), stride=(1, SHIFT))[:, 0, 0]
        return y[:, 150 : 150 + length]


def parameters(model) -> int:
    return sum(p.numel() for p in model.parameters())
