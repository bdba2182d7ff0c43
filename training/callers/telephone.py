"""The way from a caller's mouth to a switch: room, noise, band, level, G.711. 8 kHz, and all by the line's seed."""

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt

from caller import RATE, levels
from turns import Line

FRAME = RATE // 50
ACTIVE_DB = -30  # frames this far below the loudest still count as speech when the level is taken
KNEE = 0.6  # of full scale; above it the telephone's limiter bends


def transmit(speech: np.ndarray, line: Line, babble: np.ndarray) -> np.ndarray:
    """16-bit samples: `lead_ms` and `tail_ms` of the room before and after the speech, noise throughout."""
    random = np.random.default_rng(line.seed)
    lead, tail = line.lead_ms * RATE // 1000, line.tail_ms * RATE // 1000
    sound = np.concatenate([np.zeros(lead), speech, np.zeros(tail)])
    if line.echo_db is not None:
        sound = room(sound, line.echo_db, random)
    sound = handset(sound, line)
    sound *= 10 ** ((line.level_dbfs - active_level(sound)) / 20)
    hiss = handset(noise(line.noise, len(sound), random, babble), line)
    hiss *= 10 ** ((line.level_dbfs - line.snr_db) / 20) / rms(hiss)
    out = np.round(limit(sound + hiss) * 32767).astype(np.int16)
    return mu_law(out) if line.mu_law else out


def active_level(samples: np.ndarray) -> float:
    """RMS in dBFS of the frames within 30 dB of the loudest."""
    each = levels(samples, FRAME)
    return 10 * np.log10((10 ** (each[each > each.max() + ACTIVE_DB] / 10)).mean())


def room(samples: np.ndarray, level_db: float, random) -> np.ndarray:
    """A decaying tail of noise: a hands-free telephone in a small room."""
    length = int(RATE * random.uniform(0.08, 0.25))
    tail = random.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    tail *= 10 ** (level_db / 20) / np.sqrt((tail**2).sum())
    tail[0] = 1
    return fftconvolve(samples, tail)[: len(samples)]


def handset(samples: np.ndarray, line: Line) -> np.ndarray:
    """Band limits, and a tilt of so many dB an octave about 1 kHz."""
    low = butter(2, line.low_hz, "highpass", fs=RATE, output="sos")
    high = butter(6, line.high_hz, "lowpass", fs=RATE, output="sos")
    banded = sosfilt(high, sosfilt(low, samples))
    octaves = np.log2(np.maximum(np.fft.rfftfreq(len(banded), 1 / RATE), 100) / 1000)
    return np.fft.irfft(np.fft.rfft(banded) * 10 ** (line.tilt_db * octaves / 20), len(banded))


def noise(kind: str, length: int, random, babble: np.ndarray) -> np.ndarray:
    if kind == "babble":
        start = random.integers(0, len(babble) - length)
        return babble[start : start + length]
    white = random.standard_normal(length)
    if kind == "white":
        return white
    if kind == "pink":
        return coloured(white, 0.5)
    if kind == "street":
        swell = 1 + 0.6 * np.sin(2 * np.pi * np.arange(length) / RATE * random.uniform(0.1, 0.8) + random.uniform(0, 6))
        return coloured(white, 0.8) * swell
    if kind == "room":
        hum = np.sin(2 * np.pi * 120 * np.arange(length) / RATE)
        return coloured(white, 0.5) + 0.02 * hum
    raise ValueError(f"noise: {kind}, expected babble, white, pink, street or room")


def coloured(white: np.ndarray, slope: float) -> np.ndarray:
    """Amplitude falling as frequency to the power of -slope."""
    spectrum = np.fft.rfft(white)
    shaped = np.fft.irfft(spectrum / (np.arange(len(spectrum)) + 5.0) ** slope, len(white))
    return shaped / rms(shaped)


def limit(samples: np.ndarray) -> np.ndarray:
    """Soft above the knee and never beyond full scale, as a telephone's own limiter."""
    over = np.maximum(np.abs(samples) - KNEE, 0) / (1 - KNEE)
    return np.sign(samples) * (np.minimum(np.abs(samples), KNEE) + (1 - KNEE) * 0.98 * np.tanh(over))


def mu_law(samples: np.ndarray) -> np.ndarray:
    """There and back through G.711 mu-law: the nearest of its 255 values."""
    segments = np.arange(8)[:, None]
    steps = np.arange(16)[None, :]
    positive = ((2 * steps + 33) * 2**segments - 33).ravel() * 4  # 14-bit values of G.711 table 2a, in 16-bit scale
    values = np.concatenate([-positive[:0:-1], positive])
    edges = (values[1:] + values[:-1]) / 2
    return values[np.searchsorted(edges, samples)].astype(np.int16)


def rms(samples: np.ndarray) -> float:
    return float(np.sqrt((samples**2).mean()) + 1e-12)


def babble_bed(voices: list[np.ndarray], seconds: int, seed: int) -> np.ndarray:
    """A room of people: every voice in turn, laid over one another at random places."""
    random = np.random.default_rng(seed)
    bed = np.zeros(seconds * RATE)
    for _ in range(8):
        place = 0
        while place < len(bed):
            voice = voices[random.integers(len(voices))]
            gain = random.uniform(0.4, 1)
            part = voice[: len(bed) - place] / rms(voice) * gain
            bed[place : place + len(part)] += part
            place += len(part) + int(random.uniform(0, 0.5) * RATE)
    return bed
