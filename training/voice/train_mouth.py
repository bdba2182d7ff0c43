"""Trains the mouth on the teacher's own features and pitch.

    python training/voice/train_mouth.py --minutes 40
    python training/voice/train_mouth.py --minutes 10 --decay          # mouth-final.pt

The teacher is deterministic and its phase follows its pitch, so the waveform itself can be the target where it is voiced.
"""

import argparse
import random

import numpy as np
import torch
import torch.nn.functional as F

import shards
from features import HOP, VOICED
from fundamental import follow
from losses import complex_loss, magnitude_loss
from nets import Mouth, parameters
from trainer import Trainer, add_options

SECOND = 80  # frames of a piece
REPORT = 100
PHASE = 0.5  # what its loss counts: where little audio is there, phases are learnt by heart
CUT = 10  # frames at a piece's beginning that lack their past


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_options(options)
    options.add_argument("--batch", type=int, default=12)
    chosen = options.parse_args()
    audio, held_back = (follow(shards.with_mel(shards.utterances("audio", test))) for test in (False, True))
    model = Mouth()
    training = Trainer("mouth", model, chosen, rate=8e-4)
    print(f"{parameters(model)} parameters; {sum(len(one['pitch']) for one in audio) / 80 / 3600:.2f} h", flush=True)
    chance = random.Random(training.seed)
    weights = np.cumsum([len(one["pitch"]) for one in audio])
    dev = training.here(pieces(held_back[:: max(1, len(held_back) // 40)], random.Random(7)))
    sums = np.zeros(2)
    while training.running():
        chosen_ones = chance.choices(audio, cum_weights=list(weights), k=chosen.batch)
        magnitude, phase = losses(model, training.here(pieces(chosen_ones, chance)), noisy=True)
        training.update(magnitude + PHASE * phase)
        sums += [magnitude.item(), phase.item()]
        if training.step % REPORT == 0:
            print(f"{training.step} {training.elapsed():.0f} s: {named(*sums / REPORT)}", flush=True)
            sums[:] = 0
        if training.step % (5 * REPORT) == 0:
            with torch.no_grad():
                print(f"{training.step} dev: {named(*losses(training.average, dev, noisy=False))}", flush=True)


def pieces(chosen, chance):
    """A second of each, as tensors."""
    made = {name: [] for name in ("mel", "pitch", "cycles", "samples")}
    for one in chosen:
        start = chance.randint(0, max(0, len(one["pitch"]) - SECOND))
        piece = slice(start, start + SECOND)
        made["mel"].append(shards.padded(one["mel"][piece].float(), SECOND, -6.9))
        made["pitch"].append(shards.padded(torch.tensor(one["pitch"][piece]), SECOND, 0.0))
        made["cycles"].append(shards.padded(torch.tensor(one["cycles"][piece]), SECOND, 0.0))
        samples = torch.tensor(one["samples"][start * HOP : (start + SECOND) * HOP].astype(np.float32) / 32767)
        made["samples"].append(shards.padded(samples, SECOND * HOP, 0.0))
    stacked = {name: torch.stack(values) for name, values in made.items()}
    stacked["voice"] = torch.tensor([one["voice"] for one in chosen])
    return stacked


def named(magnitude, phase):
    return f"magnitude {magnitude:.4f} phase {phase:.4f}"


def losses(model, b, noisy):
    mel = b["mel"] + 0.05 * torch.randn_like(b["mel"]) if noisy else b["mel"]
    with torch.autocast(mel.device.type, torch.bfloat16):
        filters = model.filters(mel, b["pitch"], b["voice"])
    y = model(mel, b["pitch"].double(), b["cycles"], b["voice"], filters=filters)
    made, wanted = y[:, CUT * HOP :], b["samples"][:, CUT * HOP :]
    return magnitude_loss(made, wanted), complex_loss(made, wanted, (b["pitch"] > VOICED)[:, CUT:])


if __name__ == "__main__":
    main()
