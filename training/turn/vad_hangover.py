"""End of turn by silence alone: Silero VAD, and a turn that is over when it has heard nobody for so long.

Everything is in milliseconds of the recording, known at the end of the window that tells it; computing takes no time.
"""

from pathlib import Path

import numpy as np
import onnxruntime

RATE = 16_000
WINDOW = 512
CONTEXT = 64  # samples of the window before that the graph wants to see again
WINDOW_MS = 1000 * WINDOW // RATE
SPEECH, SILENCE = 0.5, 0.35  # Silero's own thresholds: speech begins above the one and ends below the other


class Silero:
    """One recording at a time."""

    def __init__(self, file: Path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def probabilities(self, samples: np.ndarray) -> np.ndarray:
        """float32 at 16 kHz, full scale 1 -> the probability of speech in each whole window of 32 ms."""
        state, context = np.zeros((2, 1, 128), np.float32), np.zeros((1, CONTEXT), np.float32)
        told = []
        for start in range(0, len(samples) - WINDOW + 1, WINDOW):
            window = np.concatenate([context, samples[None, start : start + WINDOW]], axis=1)
            output, state = self.session.run(None, {"input": window, "state": state, "sr": np.array(RATE, np.int64)})
            context = window[:, -CONTEXT:]
            told.append(output.item())
        return np.array(told)


def speaking(probabilities: np.ndarray, speech: float = SPEECH, silence: float = SILENCE) -> np.ndarray:
    """Whether somebody speaks in each window, with hysteresis."""
    told, now = np.zeros(len(probabilities), bool), False
    for window, probability in enumerate(probabilities):
        now = probability >= (silence if now else speech)
        told[window] = now
    return told


def stretches(active: np.ndarray) -> list[tuple[int, int]]:
    """First and past-the-last window of each stretch of speech."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], active, [False]]).astype(int)))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def turns(active: np.ndarray, hangover_ms: int) -> list[int]:
    """When a turn counts as over: after each stretch that so much silence follows."""
    windows = round(hangover_ms / WINDOW_MS)
    spoken = stretches(active)
    ends = []
    for number, (_, last) in enumerate(spoken):
        until = spoken[number + 1][0] if number + 1 < len(spoken) else len(active)
        if until - last >= windows:
            ends.append((last + windows) * WINDOW_MS)
    return ends
