"""Trains the planner: durations, pitch, voicing and energy on all labels, features on those with audio.

    python training/voice/train_planner.py --minutes 60                # goes on at a constant rate; again and again
    python training/voice/train_planner.py --minutes 15 --decay        # ends it: planner-final.pt

Small batches learn faster an hour than large ones on two cores. The encoder's hidden values are also held to what the teacher
makes of the text, through a layer that only the training has.
"""

import argparse

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import shards
from features import CENTRE, VOICED
from nets import Planner, parameters
from teacher import CONTEXT_SIZE
from trainer import Trainer, add_options

REPORT = 100  # steps
DEV_REPORT = 500
NAMES = ("duration", "pitch", "voicing", "energy", "context", "mel")
WEIGHTS = torch.tensor([1, 3, 0.5, 1, 0.3, 1])
SOUND = torch.tensor([0.6, 0.6, 0.6, 0.6, 0.6, 1])  # what the fewer utterances with audio count beside the others
SAMPLE = 300  # utterances


class Likeness(nn.Module):
    """The student's hidden values to what the teacher makes of the text, each dimension scaled to unit variance."""

    def __init__(self, hidden):
        super().__init__()
        self.linear = nn.Linear(hidden, CONTEXT_SIZE)
        self.register_buffer("mean", torch.zeros(CONTEXT_SIZE))
        self.register_buffer("deviation", torch.ones(CONTEXT_SIZE))

    def measure(self, found):
        values = torch.as_tensor(np.concatenate([one["context"] for one in found[:: max(1, len(found) // SAMPLE)]])).float()
        self.mean.copy_(values.mean(0))
        self.deviation.copy_(values.std(0) + 1e-3)

    def forward(self, hidden, context):
        """[B, S]"""
        return (self.linear(hidden).float() - (context - self.mean) / self.deviation).abs().mean(-1)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_options(options)
    options.add_argument("--audio-batch", type=int, default=6)
    options.add_argument("--prosody-batch", type=int, default=12)
    chosen = options.parse_args()
    audio = shards.with_mel(shards.utterances("audio", False))
    prosody = shards.utterances("prosody", False)
    dev = [shards.batch(part) for part in watched(shards.with_mel(shards.utterances("audio", True)), shards.utterances("prosody", True))]
    model = Planner()
    likeness = Likeness(model.dur.in_features)
    likeness.measure(prosody)
    training = Trainer("planner", model, chosen, rate=1e-3, trained=[*model.parameters(), *likeness.parameters()])
    training.keep_beside(likeness=likeness.to(training.device))
    if training.step == 0:
        for each in (model, training.average):
            each.mean_pitch.copy_(shards.mean_pitch(prosody + audio))
    print(f"{parameters(model)} parameters; audio {hours(audio):.2f} h, labels {hours(prosody):.2f} h", flush=True)
    with_sound, labels = shards.Batches(audio, chosen.audio_batch, training.seed), shards.Batches(prosody, chosen.prosody_batch, training.seed + 1)
    dev, sums = [training.here(b) for b in dev], torch.zeros(len(NAMES))
    while training.running():
        heard, planned = (losses(model, likeness, training.here(batches.next())) for batches in (with_sound, labels))
        training.update((WEIGHTS * (SOUND * heard + planned)).sum())
        sums += torch.cat([planned[:-1], heard[-1:]]).detach()
        if training.step % REPORT == 0:
            print(f"{training.step} {training.elapsed():.0f} s: {named(sums / REPORT)}", flush=True)
            sums[:] = 0
        if training.step % DEV_REPORT == 0:
            print(f"{training.step} dev: {named(judged(training.average, likeness, dev))}", flush=True)


def losses(model, likeness, b):
    """As NAMES has them, on the CPU; 0 for what the batch does not have.

    Durations as logarithms (and as they are, so that the whole is not too short), pitch in nepers where voiced.
    """
    voiced = (b["pitch"] > VOICED).float()
    pitch = torch.log(b["pitch"].clamp(min=VOICED)) - CENTRE
    nothing = torch.zeros((), device=pitch.device)
    with torch.autocast(pitch.device.type, torch.bfloat16):
        hidden, durations = model.encode(b["phones"], b["mask"], b["voice"])
        z, out = model.prosody(model.expand(hidden, b["token"], b["position"]) * b["there"][..., None])
        made = model.mel(z * b["there"][..., None], pitch + 0.01 * torch.randn_like(pitch), voiced, b["energy"] / 10) if "mel" in b else None
        unlike = likeness(hidden, b["context"]) if "context" in b else None
    mask, there, spoken = b["mask"][..., 0], b["there"], voiced * b["there"]
    off = (torch.log1p(durations) - torch.log1p(b["durations"])).abs() + 0.05 * (durations - b["durations"]).abs()
    parts = (
        mean(off, mask),
        mean((out[..., 0] - pitch).abs(), spoken),
        mean(F.binary_cross_entropy_with_logits(out[..., 1], voiced, reduction="none"), there),
        mean((out[..., 2] - b["energy"] / 10).abs(), there),
        nothing if unlike is None else mean(unlike, mask),
        nothing if made is None else mean((made - b["mel"]).abs().mean(-1), there),
    )
    return torch.stack(parts).cpu()


def mean(values, mask):
    return (values * mask).sum() / mask.sum().clamp(min=1)


def watched(audio, prosody, most=96):
    """The held-back utterances, every so many of them, in batches of like length."""
    for found in (audio, prosody):
        found = sorted(found, key=lambda one: len(one["pitch"]))[:: max(1, len(found) // most)]
        yield from (found[i : i + 16] for i in range(0, len(found), 16))


def judged(model, likeness, dev):
    """The mean of each loss over the batches that have it."""
    with torch.no_grad():
        parts = torch.stack([losses(model, likeness, b) for b in dev])
    return parts.sum(0) / (parts != 0).sum(0).clamp(min=1)


def hours(found):
    return sum(len(one["pitch"]) for one in found) / 80 / 3600


def named(values):
    return " ".join(f"{name} {value:.4f}" for name, value in zip(NAMES, values))


if __name__ == "__main__":
    main()
