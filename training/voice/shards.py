"""The labels as the trainings want them: utterances, cropped to begin as the voice begins, grouped by length."""

import random

import numpy as np
import torch
import torch.nn.functional as F

from features import CENTRE, HOP, LEAD_FRAMES, VOICED, alignment, log_mel, phase
from voices import VOICE_DATA, VOICES

TEST_SHARDS = 1  # the first shard of each voice is never trained on: it watches for overfitting


def utterances(kind: str, test: bool, most_shards: int = 10_000, voices=None):
    """Dicts: voice (number), tokens [S], durations [S], token [T], position [T, 6], pitch [T], cycles [T], energy [T] and, of
    kind audio, samples [200 T] int16, of kind prosody context [S, 1024], what the teacher makes of the text."""
    found = []
    for index, voice in enumerate(VOICES):
        if voices is None or voice.name in voices:
            files = sorted((VOICE_DATA / "labels" / kind / voice.name).glob("*.npz"))
            for file in files[:TEST_SHARDS] if test else files[TEST_SHARDS:most_shards]:
                found += list(shard(file, index))
    return found


def shard(file, voice):
    with np.load(file) as arrays:
        names = [name for name in arrays.files if not name.endswith("_lengths")]
        split = {name: np.split(arrays[name], np.cumsum(arrays[f"{name}_lengths"])[:-1]) for name in names}
    for i in range(len(split["tokens"])):
        yield cropped({name: parts[i] for name, parts in split.items()}, voice)


def cropped(one, voice):
    """Without what the first token has beyond LEAD_FRAMES: silence that the pack does not say either."""
    counts = 2 * one["rounded"].astype(int)
    off = max(0, counts[0] - LEAD_FRAMES)
    counts[0] -= off
    durations = one["durations"].copy()
    durations[0] = counts[0] / 2
    pitch = one["pitch"]
    token, position = alignment(counts)
    made = {
        "voice": voice,
        "tokens": one["tokens"].astype(np.int64),
        "durations": durations,
        "token": token,
        "position": position,
        "pitch": pitch[off:],
        "cycles": phase(pitch)[off:],
        "energy": one["energy"][off:],
    }
    if "context" in one:
        made["context"] = one["context"]
    if "samples" in one:
        made["samples"] = one["samples"][off * HOP :]
    return made


def with_mel(found):
    """Adds mel [T, 80], in half precision to keep an hour below 50 MB."""
    for one in found:
        samples = torch.tensor(one["samples"].astype(np.float32) / 32767)[None]
        one["mel"] = log_mel(samples)[0].half()
    return found


class Batches:
    """Batches of utterances of like length, so that little is padded."""

    def __init__(self, found, size, seed):
        self._found = sorted(found, key=lambda one: len(one["pitch"]))
        self._size, self._random = size, random.Random(seed)

    def next(self):
        size = min(self._size, len(self._found))
        start = self._random.randint(0, len(self._found) - size)
        window = self._found[max(0, start - size) : start + 2 * size]
        return batch(self._random.sample(window, size))


def batch(chosen):
    tokens, frames = max(len(one["tokens"]) for one in chosen), max(len(one["pitch"]) for one in chosen)

    def stacked(values, length, fill=0.0):
        return torch.stack([padded(torch.as_tensor(value), length, fill) for value in values])

    made = {
        "voice": torch.tensor([one["voice"] for one in chosen]),
        "phones": stacked([one["tokens"] for one in chosen], tokens, 0),
        "mask": stacked([np.ones(len(one["tokens"]), np.float32) for one in chosen], tokens)[..., None],
        "durations": stacked([one["durations"] for one in chosen], tokens),
        "token": stacked([one["token"] for one in chosen], frames, 0),
        "position": stacked([one["position"] for one in chosen], frames),
        "there": stacked([np.ones(len(one["pitch"]), np.float32) for one in chosen], frames),
        "pitch": stacked([one["pitch"] for one in chosen], frames),
        "energy": stacked([one["energy"] for one in chosen], frames),
    }
    if all("context" in one for one in chosen):
        made["context"] = stacked([torch.as_tensor(one["context"]).float() for one in chosen], tokens)
    if all("mel" in one for one in chosen):
        made["mel"] = stacked([one["mel"].float() for one in chosen], frames, -6.9)
    return made


def padded(value, length, fill):
    return F.pad(value, (0, 0) * (value.dim() - 1) + (0, length - len(value)), value=fill)


def mean_pitch(found):
    """ln Hz from CENTRE of the voiced frames of each voice."""
    means = torch.zeros(len(VOICES))
    for index in range(len(VOICES)):
        voiced = [one["pitch"][one["pitch"] > VOICED] for one in found if one["voice"] == index]
        if voiced:
            means[index] = float(np.log(np.concatenate(voiced)).mean()) - CENTRE
    return means
