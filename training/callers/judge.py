"""An independent ear for what was rendered: Whisper base, one thread."""

import re
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from scipy.signal import resample_poly

from digits import WORDS

PADDING = 8_000  # samples at 16 kHz
FRAMES = 3_000  # Whisper always hears 30 s
SAME = {"ok": "okay", "mmhmm": "mmhm", "alright": "all right", "grey": "gray", "moca": "mocha", "neighbor": "neighbour"}


class Judge:
    def __init__(self, model: Path):
        self._whisper = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)

    def recognise(self, samples: np.ndarray) -> str:
        segments, _ = self._whisper.transcribe(wide(samples), language="en", beam_size=5, without_timestamps=True)
        return " ".join(segment.text for segment in segments).strip()

    def choose_digit(self, samples: np.ndarray) -> str:
        """The one of the ten words (and oh) that Whisper finds most probable, by forced alignment."""
        audio = wide(samples)
        features = self._whisper.feature_extractor(audio)[:, :FRAMES]
        quiet = float(features.min())
        features = np.pad(features, ((0, 0), (0, FRAMES - features.shape[1])), constant_values=quiet)
        encoded = self._whisper.encode(features)
        return max([*WORDS, "oh"], key=lambda word: self._score(encoded, word, len(audio) // 160))

    def _score(self, encoded, word: str, frames: int) -> float:
        names = ("<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>")
        start = [self._whisper.hf_tokenizer.token_to_id(name) for name in names]
        best = -np.inf
        for written in (f" {word}.", f" {word.capitalize()}."):
            tokens = self._whisper.hf_tokenizer.encode(written, add_special_tokens=False).ids
            [aligned] = self._whisper.model.align(encoded, start, [tokens], [frames])
            best = max(best, float(np.log(np.array(aligned.text_token_probs) + 1e-9).sum()))
        return best


def wide(samples: np.ndarray) -> np.ndarray:
    """16 kHz, brought to a usual level, with silence around it."""
    loud = resample_poly(samples, 2, 1) * 0.3 / (np.abs(samples).max() + 1e-9)
    return np.pad(loud, PADDING).astype(np.float32)


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Edit distance in words, and how many were said; spelling and figures are not held against the ear."""
    first, second = normal(said), normal(heard)
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (one != other))
    return row[-1], len(first)


def normal(text: str) -> list[str]:
    from numbers_said import words

    text = re.sub(r"\b(uh|um)\b,?|…", " ", text.lower().replace("-", " "))
    text = re.sub(r"\d{1,4}\b", lambda figures: f" {words(int(figures[0]))} ", text)
    return [word for part in re.findall(r"[a-z']+", text) for word in SAME.get(part, part).split()]
