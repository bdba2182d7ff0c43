"""WAV files, and where the speech in them lies."""

import wave
from pathlib import Path

import numpy as np

from caller import RATE, Speech, levels
from turns import Line

FRAME = RATE // 50
SPEECH_DB = -35  # below the loudest frame; the end of speech as Parley's latency figures define it


def write(file: Path, samples: np.ndarray):
    unfinished = file.with_suffix(".part")
    with wave.open(str(unfinished), "wb") as wav:
        wav.setparams((1, 2, RATE, len(samples), "NONE", None))
        wav.writeframes(samples.astype("<i2").tobytes())
    unfinished.rename(file)


def read(file: Path) -> np.ndarray:
    """Float, full scale 1."""
    with wave.open(str(file), "rb") as wav:
        return np.frombuffer(wav.readframes(wav.getnframes()), "<i2") / 32768


def timing(speech: Speech, line: Line) -> dict:
    """Milliseconds in the finished file, taken from the speech before the line added its noise."""
    loud = np.flatnonzero(levels(speech.samples, FRAME) > levels(speech.samples, FRAME).max() + SPEECH_DB)
    return {
        "start_ms": line.lead_ms + int(loud[0]) * 20,
        "end_ms": line.lead_ms + int(loud[-1] + 1) * 20,
        "pauses_ms": [[line.lead_ms + ends * 1000 // RATE for ends in pause] for pause in speech.pauses],
    }
