"""The teacher voice, Kokoro-82M: phonemes in, 24 kHz speech out, with the place of every token."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from phones import AMERICAN, BRITISH, Phones

RATE = 24_000
TOKEN_UNIT = 600  # samples; the teacher's durations count in 25 ms
EDGE = 0  # the token that wraps a sentence on both sides


@dataclass(frozen=True)
class Utterance:
    samples: np.ndarray  # float, full scale 1
    tokens: list[int]  # with the edges
    starts: np.ndarray  # first sample of each token, and one past the last


class Teacher:
    """One thread, so that several can share a machine; not thread-safe."""

    def __init__(self, folder: Path):
        if not (folder / "kokoro.onnx").exists():
            raise SystemExit(f"{folder / 'kokoro.onnx'} is missing: run fetch.py first")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(folder / "kokoro.onnx", options)
        self.phones = Phones(folder / "vocabulary.json")
        self._folder = folder / "voices"
        self._voices = {}

    def say(self, text: str, voice: str, speed: float = 1.0) -> Utterance:
        """`voice` is a name, bf_emma, or a blend, bf_emma*0.7+bf_lily*0.3; the first decides the accent."""
        accent = BRITISH if voice.startswith("b") else AMERICAN
        tokens = self.phones.tokens(text, accent)
        style = self._style(voice, len(tokens))
        inputs = {
            "tokens": np.array([[EDGE, *tokens, EDGE]], np.int64),
            "style": style,
            "speed": np.array([speed], np.float32),
        }
        samples, durations = self._session.run(None, inputs)
        starts = np.concatenate([[0], np.cumsum(durations.ravel())]) * TOKEN_UNIT
        return Utterance(samples.ravel().astype(np.float64), [EDGE, *tokens, EDGE], starts.astype(int))

    def _style(self, voice: str, length: int) -> np.ndarray:
        """The row of a voice file is the number of tokens spoken."""
        blend = np.zeros((1, 256), np.float32)
        for part in voice.split("+"):
            name, _, share = part.partition("*")
            blend += float(share or 1) * self._rows(name)[min(length, 509)]
        return blend

    def _rows(self, name: str) -> np.ndarray:
        if name not in self._voices:
            self._voices[name] = np.fromfile(self._folder / f"{name}.bin", np.float32).reshape(510, 1, 256)
        return self._voices[name]
