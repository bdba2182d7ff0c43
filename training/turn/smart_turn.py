"""End of turn by Smart Turn v3.2 (pipecat-ai, BSD-2), used as pipecat uses it.

Silero above 0.7 for 200 ms is speech, below it for 200 ms a stop. At a stop the model hears the turn so far, 8 s of it at
most, and says how likely it is complete; above the threshold the turn is over. If not, the next stop asks again, or, with
`again_ms`, the same silence when it has lasted so much longer; after `timeout_ms` of silence the turn is over anyway.
Pipecat also wants the sound to have a certain volume, which is left out: all recordings here have it.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.signal.windows import hann

from vad_hangover import RATE, WINDOW_MS, stretches

SECONDS, MELS, FRAME, HOP = 8, 80, 400, 160
CONFIDENCE, START_MS, STOP_MS, TIMEOUT_MS = 0.7, 200, 200, 3_000
BEFORE_MS = 500  # what the model hears of the time before the speech, besides what it took to notice it


class SmartTurn:
    def __init__(self, file: Path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def complete(self, samples: np.ndarray) -> float:
        """float32 at 16 kHz -> the probability that the turn is over; the last 8 s are heard, less is led by zeros."""
        heard = samples[-SECONDS * RATE :].astype(np.float32)
        heard = np.pad(heard, (SECONDS * RATE - len(heard), 0))
        return self.session.run(None, {"input_features": log_mel(heard)[None]})[0].item()


def log_mel(samples: np.ndarray) -> np.ndarray:
    """Whisper's features of 8 s at 16 kHz: [80, 800], about -1 to 1."""
    level = (samples - samples.mean()) / np.sqrt(samples.var() + 1e-7)
    padded = np.pad(level.astype(np.float64), FRAME // 2, mode="reflect")
    starts = np.arange(0, len(samples), HOP)
    frames = padded[starts[:, None] + np.arange(FRAME)] * hann(FRAME, sym=False)
    power = np.abs(np.fft.rfft(frames)) ** 2
    log = np.log10(np.maximum(power @ mel_bands().T, 1e-10)).T
    return ((np.maximum(log, log.max() - 8) + 4) / 4).astype(np.float32)


@lru_cache
def mel_bands() -> np.ndarray:
    """Triangles of equal area on Slaney's mel scale, 0 to 8 kHz: [80, 201]."""
    corners = hertz(np.linspace(0, mel(RATE / 2), MELS + 2))
    bins = np.linspace(0, RATE / 2, FRAME // 2 + 1)
    low, middle, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rise, fall = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return np.maximum(0, np.minimum(rise, fall)) * 2 / (high - low)


def mel(hertz_: float) -> float:
    """Linear to 1 kHz, 15 mels there, and 27 more for a factor of 6.4."""
    return 15 + 27 * np.log(hertz_ / 1000) / np.log(6.4) if hertz_ >= 1000 else 15 * hertz_ / 1000


def hertz(mels: np.ndarray) -> np.ndarray:
    return np.where(mels < 15, mels * 1000 / 15, 1000 * 6.4 ** ((mels - 15) / 27))


class Judged:
    """What the model says in one recording; asked about each moment once, whatever the thresholds."""

    def __init__(self, model: SmartTurn, samples: np.ndarray, probabilities: np.ndarray):
        self.model, self.samples, self.told = model, samples, {}
        self.active = confirmed(probabilities)

    def complete(self, began: int, at_ms: int) -> float:
        """Of the turn that began in this window of speech, at this moment."""
        if (began, at_ms) not in self.told:
            first = max(0, began * WINDOW_MS - BEFORE_MS)
            self.told[began, at_ms] = self.model.complete(self.samples[first * RATE // 1000 : at_ms * RATE // 1000])
        return self.told[began, at_ms]

    def turns(self, threshold: float = 0.5, stop_ms: int = STOP_MS, again_ms: int = 0, timeout_ms: int = TIMEOUT_MS):
        """When a turn counts as over."""
        spoken, ends, began = stretches(self.active), [], None
        for number, (first, last) in enumerate(spoken):
            began = first if began is None else began
            until = spoken[number + 1][0] if number + 1 < len(spoken) else len(self.active)
            end = self._end(began, last * WINDOW_MS, until * WINDOW_MS, threshold, stop_ms, again_ms, timeout_ms)
            if end is not None:
                ends.append(end)
                began = None
        return ends

    def _end(self, began, silent_ms, until_ms, threshold, stop_ms, again_ms, timeout_ms):
        silence = round(stop_ms / WINDOW_MS) * WINDOW_MS
        while silence < timeout_ms and silent_ms + silence <= until_ms:
            if self.complete(began, silent_ms + silence) > threshold:
                return silent_ms + silence
            if not again_ms:
                break
            silence += again_ms
        return silent_ms + timeout_ms if silent_ms + timeout_ms <= until_ms else None


def confirmed(probabilities: np.ndarray) -> np.ndarray:
    """Windows in which somebody speaks: from the first of 200 ms above the threshold on; shorter sounds are none."""
    least = round(START_MS / WINDOW_MS)
    active = np.zeros(len(probabilities), bool)
    for first, last in stretches(probabilities >= CONFIDENCE):
        went_on = first > 0 and active[max(0, first - round(STOP_MS / WINDOW_MS)) : first].any()
        if went_on or last - first >= least:
            active[first:last] = True
    return active
