"""Runs a pack as Parley runs it: planner, excitation, mouth in pieces. One thread."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from features import HOP, LEAD_FRAMES, alignment, excitation, frames, phase
from voices import Voice, number

DELAY = 3
PIECE = 32
SEED = 1


@dataclass(frozen=True)
class Said:
    samples: np.ndarray  # 16 kHz, full scale 1
    durations: np.ndarray  # [S] units of 25 ms, as planned
    counts: np.ndarray  # [S] frames, as said
    pitch: np.ndarray  # [T] Hz, 8 where unvoiced


class Student:
    def __init__(self, pack: Path):
        self._tokens, self._frames, self._mouth = (session(pack / f"{name}.onnx") for name in ("planner_tokens", "planner_frames", "mouth"))
        self._map = json.loads((pack / "tokens.json").read_text())["tokens"]
        self._state = next(value.shape[1] for value in self._mouth.get_inputs() if value.name == "state")

    def say(self, phones: str, voice: Voice, style=(0, 0, 0, 0), rate=1.0, whisper=0.0) -> Said:
        mel, durations, counts, pitch, who = self._planned(phones, voice, style, rate)
        return Said(self.sound(mel, pitch, who, whisper), durations[0], counts, pitch[0])

    def plan(self, phones: str, voice: Voice) -> Said:
        """Without samples."""
        _, durations, counts, pitch, _ = self._planned(phones, voice, (0, 0, 0, 0), 1.0)
        return Said(np.zeros(0, np.float32), durations[0], counts, pitch[0])

    def _planned(self, phones, voice, style, rate):
        tokens = [0, *(self._map[phone] for phone in phones), 0]
        who = np.array([number(voice)], np.int64)
        hidden, durations = self._tokens.run(None, {"phones": np.array([tokens], np.int64), "voice": who})
        counts = frames(durations[0] / rate)
        counts[0] = min(counts[0], LEAD_FRAMES)
        token, position = alignment(counts)
        total = len(token)
        mel, pitch = self._frames.run(
            None,
            {
                "hidden": hidden, "token": token[None].astype(np.int64), "position": position[None], "voice": who,
                "style": np.tile(np.array(style, np.float32), (1, total, 1)), "melody": np.zeros((1, total), np.float32),
            },
        )
        return mel, durations, counts, pitch, who

    def sound(self, mel, pitch, who, whisper=0.0, piece=PIECE):
        total = mel.shape[1]
        source = excitation(torch.tensor(pitch).double(), torch.tensor(phase(pitch[0]))[None]).float().numpy()
        noise = breath(total)
        flush = DELAY * HOP
        mel = np.concatenate([mel, np.repeat(mel[:, -1:], DELAY, 1)], 1)
        pitch = np.concatenate([pitch, np.full((1, DELAY), 8, np.float32)], 1)
        source, noise = (np.pad(x, ((0, 0), (0, flush))) for x in (source, noise))
        state, made = np.zeros((1, self._state), np.float32), []
        for t in range(0, total + DELAY, piece):
            part, samples = slice(t, t + piece), slice(t * HOP, (t + piece) * HOP)
            inputs = {"mel": mel[:, part], "f0": pitch[:, part], "source": source[:, samples], "noise": noise[:, samples]}
            inputs |= {"whisper": np.full((1, mel[:, part].shape[1]), whisper, np.float32), "voice": who, "state": state}
            audio, state = self._mouth.run(None, inputs)
            made.append(audio[0])
        return np.concatenate(made)[flush:]


def breath(total: int) -> np.ndarray:
    """The noise of a clause of so many frames, the same every time: [1, 200 T]."""
    return np.random.default_rng(SEED).standard_normal((1, total * HOP)).astype(np.float32)


def session(file):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
