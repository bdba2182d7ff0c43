"""Lets a speaker say a turn: the teacher's voice, changed in pitch and vocal tract, with its pauses. 8 kHz out, or 16."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from scipy.signal import butter, istft, resample_poly, sosfiltfilt, stft

import teacher
from turns import Piece, Speaker

RATE = 8_000
CUT = teacher.RATE // 200
SILENT_DB = -45  # below the loudest frame; the teacher's own silence is far lower, a last soft sound is not
SOFT_DB, SOFT_FRAMES = -24, 16  # some voices hiss on for half a second; no last sound is this soft for longer
WINDOW, ENVELOPE = 1024, 44  # samples; the envelope keeps cepstral lags below 44 / 24 kHz = 1.8 ms


@lru_cache
def band(rate: int) -> np.ndarray:
    """What a telephone passes."""
    return butter(4, [300, 3400], "bandpass", fs=rate, output="sos")


BAND = band(RATE)


@dataclass(frozen=True)
class Speech:
    samples: np.ndarray  # full scale 1
    pauses: list[tuple[int, int]]  # first and past-the-last sample of each


def perform(voice: teacher.Teacher, who: Speaker, pieces: list[Piece], rate: int = RATE) -> Speech:
    said = (resample_poly(change(say(voice, who, piece), who), rate, teacher.RATE) for piece in pieces)
    return joined(said, pieces, rate)


def joined(said: Iterable[np.ndarray], pieces: list[Piece], rate: int) -> Speech:
    """What was said of the pieces, one after the other with their pauses."""
    sound, pauses, position = [], [], 0
    for samples, piece in zip(said, pieces):
        samples = trim(samples, rate)
        sound.append(samples)
        position += len(samples)
        if piece.pause_ms:
            gap = np.zeros(piece.pause_ms * rate // 1000)
            sound.append(gap)
            pauses.append((position, position + len(gap)))
            position += len(gap)
    return Speech(np.concatenate(sound), pauses)


def say(voice: teacher.Teacher, who: Speaker, piece: Piece) -> np.ndarray:
    """With a carrier, only what comes after the quietest moment of the comma between the two."""
    speed = who.rate / who.pitch
    if not piece.carrier:
        return voice.say(piece.say, who.voice, speed).samples
    whole = voice.say(f"{piece.carrier}, {piece.say}", who.voice, speed)
    comma = whole.tokens.index(voice.phones.vocabulary[","])
    start, end = whole.starts[comma], whole.starts[comma + 2]
    quietest = levels(whole.samples[start : end + CUT], CUT).argmin() * CUT
    return whole.samples[start + quietest :]


def change(samples: np.ndarray, who: Speaker) -> np.ndarray:
    """Resampling moves pitch and formants together; the envelope then moves the formants on to where they belong."""
    ratio = Fraction(who.pitch).limit_denominator(100)
    moved = resample_poly(samples, ratio.denominator, ratio.numerator)
    return warp(moved, who.tract / float(ratio))


def warp(samples: np.ndarray, factor: float) -> np.ndarray:
    """Moves the spectral envelope by this factor in frequency and leaves the harmonics where they are."""
    if abs(factor - 1) < 0.005:
        return samples
    _, _, spectrum = stft(samples, nperseg=WINDOW, noverlap=WINDOW * 3 // 4)
    log = np.log(np.abs(spectrum) + 1e-7)
    cepstrum = np.fft.irfft(log, axis=0)
    cepstrum[ENVELOPE:-ENVELOPE] = 0
    envelope = np.fft.rfft(cepstrum, axis=0).real
    bins = np.arange(len(envelope))
    source = np.clip(bins / factor, 0, len(envelope) - 1)
    below = source.astype(int)
    above = np.minimum(below + 1, len(envelope) - 1)
    part = (source - below)[:, None]
    moved = envelope[below] * (1 - part) + envelope[above] * part
    _, out = istft(spectrum * np.exp(np.clip(moved - envelope, -4, 4)), nperseg=WINDOW, noverlap=WINDOW * 3 // 4)
    return out[: len(samples)]


def trim(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """From the first to the last frame that can be heard on a telephone, with a margin that fades."""
    frame, margin = rate // 100, rate // 40
    below = levels(sosfiltfilt(band(rate), samples), frame)
    below -= below.max()
    heard, loud = np.flatnonzero(below > SILENT_DB), np.flatnonzero(below > SOFT_DB)
    first = max(heard[0], loud[0] - SOFT_FRAMES) * frame
    last = (min(heard[-1], loud[-1] + SOFT_FRAMES) + 1) * frame
    kept = samples[max(first - margin, 0) : last + margin].copy()
    fade = np.linspace(0, 1, margin)
    kept[:margin] *= fade
    kept[-margin:] *= fade[::-1]
    return kept


def levels(samples: np.ndarray, frame: int) -> np.ndarray:
    """dB of each whole frame, full scale 0."""
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    return 10 * np.log10((frames**2).mean(1) + 1e-12)
