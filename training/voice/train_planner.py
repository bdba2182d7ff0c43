"""Trains the planner: durations, pitch, voicing and energy on all labels, features on those with audio.

    python training/voice/train_planner.py --minutes 60                # goes on at a constant rate; again and again
    python training/voice/train_planner.py --minutes 15 --decay        # ends it: planner-final.pt

Small batches learn faster an hour than large ones on two cores.
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

import shards
from features import CENTRE, VOICED
from nets import Planner, parameters
from trainer import Trainer, add_options

REPORT = 100  # steps
DEV_REPORT = 500


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
    training = Trainer("planner", model, chosen, rate=1e-3)
    if training.step == 0:
        for each in (model, training.average):
            each.mean_pitch.copy_(shards.mean_pitch(prosody + audio))
    print(f"{parameters(model)} parameters; audio {hours(audio):.2f} h, labels {hours(prosody):.2f} h", flush=True)
    with_sound, labels = shards.Batches(audio, chosen.audio_batch, training.seed), shards.Batches(prosody, chosen.prosody_batch, training.seed + 1)
    dev, sums = [training.here(b) for b in dev], np.zeros(5)
    while training.running():
        heard, planned = losses(model, training.here(with_sound.next()), True), losses(model, training.here(labels.next()), False)
        training.update(0.6 * weighted(heard) + heard[4] + weighted(planned))
        sums += [loss.item() for loss in (*planned[:4], heard[4])]
        if training.step % REPORT == 0:
            print(f"{training.step} {training.elapsed():.0f} s: {named(sums / REPORT)}", flush=True)
            sums[:] = 0
        if training.step % DEV_REPORT == 0:
            print(f"{training.step} dev: {named(judged(training.average, dev))}", flush=True)


def weighted(parts):
    duration, pitch, voicing, energy, _ = parts
    return duration + 3 * pitch + 0.5 * voicing + energy


def losses(model, b, mel):
    """Durations as logarithms (and as they are, so that the whole is not too short), pitch in nepers where voiced."""
    voiced = (b["pitch"] > VOICED).float()
    pitch = torch.log(b["pitch"].clamp(min=VOICED)) - CENTRE
    with torch.autocast(pitch.device.type, torch.bfloat16):
        hidden, durations = model.encode(b["phones"], b["mask"], b["voice"])
        z, out = model.prosody(model.expand(hidden, b["token"], b["position"]) * b["there"][..., None])
        made = model.mel(z * b["there"][..., None], pitch + 0.01 * torch.randn_like(pitch), voiced, b["energy"] / 10) if mel else None
    mask, there, spoken = b["mask"][..., 0], b["there"], voiced * b["there"]
    off = (torch.log1p(durations) - torch.log1p(b["durations"])).abs() + 0.05 * (durations - b["durations"]).abs()
    return (
        mean(off, mask),
        mean((out[..., 0] - pitch).abs(), spoken),
        mean(F.binary_cross_entropy_with_logits(out[..., 1], voiced, reduction="none"), there),
        mean((out[..., 2] - b["energy"] / 10).abs(), there),
        mean((made - b["mel"]).abs().mean(-1), there) if mel else torch.zeros(()),
    )


def mean(values, mask):
    return (values * mask).sum() / mask.sum().clamp(min=1)


def watched(audio, prosody, most=96):
    """The held-back utterances, every so many of them, in batches of like length."""
    for found in (audio, prosody):
        found = sorted(found, key=lambda one: len(one["pitch"]))[:: max(1, len(found) // most)]
        yield from (found[i : i + 16] for i in range(0, len(found), 16))


def judged(model, dev):
    with torch.no_grad():
        parts = [[loss.item() for loss in losses(model, b, "mel" in b)] for b in dev]
    heard = [one[4] for one, b in zip(parts, dev) if "mel" in b]
    return np.array([*np.mean(parts, 0)[:4], np.mean(heard)])


def hours(found):
    return sum(len(one["pitch"]) for one in found) / 80 / 3600


def named(values):
    return " ".join(f"{name} {value:.4f}" for name, value in zip(("duration", "pitch", "voicing", "energy", "mel"), values))


if __name__ == "__main__":
    main()
