"""Recordings as the comparison hears them."""

import wave
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly


def read(file: Path, rate: int) -> np.ndarray:
    """16-bit mono WAV of any rate -> float32 at this one, full scale 1."""
    with wave.open(str(file), "rb") as wav:
        if wav.getsampwidth() != 2 or wav.getnchannels() != 1:
            raise SystemExit(f"{file}: found {wav.getnchannels()} channels of {8 * wav.getsampwidth()} bits, expected mono, 16")
        samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2") / np.float32(32768)
        return resample_poly(samples, rate, wav.getframerate()).astype(np.float32)
