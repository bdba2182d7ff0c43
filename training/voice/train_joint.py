"""Trains the mouth on what the planner really gives it, and the planner's features on the waveform, with judges.

    python training/voice/train_joint.py --minutes 30 --decay          # from planner-final.pt and mouth-final.pt

The planner is told the teacher's pitch, voicing and energy, so that the waveform stays the target. Writes joint-final.pt,
which holds both.
"""

import argparse
import random

import numpy as np
import torch
import torch.nn as nn

import shards
from export import loaded
from features import CENTRE, HOP, VOICED
from discriminators import Judging
from losses import complex_loss, magnitude_loss
from nets import Mouth, Planner
from train_mouth import SECOND, pieces
from trainer import Trainer, add_options
from voices import VOICE_DATA

CONTEXT = 40  # frames around a piece that the planner is shown
CUT = 12
FROM_TEACHER = 0.3  # of the pieces have the teacher's features
REPORT = 50


class Both(nn.Module):
    def __init__(self):
        super().__init__()
        self.planner, self.mouth = Planner(), Mouth()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_options(options)
    options.add_argument("--batch", type=int, default=6)
    chosen = options.parse_args()
    audio = [one for one in shards.with_mel(shards.utterances("audio", False)) if len(one["pitch"]) >= SECOND]
    both = Both()
    if not (VOICE_DATA / "models" / "joint.pt").exists():
        both.planner, both.mouth = (loaded(model, VOICE_DATA / "models" / f"{name}-final.pt") for name, model in (("planner", both.planner), ("mouth", both.mouth)))
    planner = both.planner
    decoding = [planner.up, planner.mi, planner.mb, planner.mn, planner.mo]
    trained = [*both.mouth.parameters(), *(p for part in decoding for p in part.parameters())]
    training = Trainer("joint", both, chosen, rate=3e-4, trained=trained)
    judging = Judging(training)
    chance, sums = random.Random(training.seed), np.zeros(5)
    while training.running():
        made, wanted, b = piece(both, chance.choices(audio, k=chosen.batch), chance, training.here)
        adversarial, matching = judging.losses(made, wanted)
        magnitude, phase = magnitude_loss(made, wanted), complex_loss(made, wanted, (b["pitch"] > VOICED)[:, CUT:])
        mel = (b["planned"] - b["mel"]).abs().mean()
        training.update(magnitude + phase + 0.5 * mel + adversarial + matching)
        sums += [loss.item() for loss in (magnitude, phase, mel, adversarial, matching)]
        if training.step % REPORT == 0:
            values = " ".join(f"{name} {value:.4f}" for name, value in zip(("magnitude", "phase", "mel", "adversarial", "matching"), sums / REPORT))
            print(f"{training.step} {training.elapsed():.0f} s: {values}", flush=True)
            sums[:] = 0


def piece(both, chosen, chance, here):
    """A second of each utterance: what the mouth makes of the planner's features, and what the teacher said."""
    starts = [chance.randint(0, len(one["pitch"]) - SECOND) for one in chosen]
    b = here(pieces(chosen, FixedStarts(starts)))
    planned = torch.stack(
        [mel if chance.random() < FROM_TEACHER else features(both.planner, one, start, here) for one, start, mel in zip(chosen, starts, b["mel"])]
    )
    b["planned"] = planned
    with torch.autocast(planned.device.type, torch.bfloat16):
        filters = both.mouth.filters(planned, b["pitch"], b["voice"])
    y = both.mouth(planned, b["pitch"].double(), b["cycles"], b["voice"], filters=filters)
    return y[:, CUT * HOP :], b["samples"][:, CUT * HOP :], b


class FixedStarts:
    """Gives `pieces` the starts that were drawn."""

    def __init__(self, starts):
        self._starts = iter(starts)

    def randint(self, low, high):
        return next(self._starts)


def features(planner, one, start, here):
    """The planner's log-mel of a second, told the teacher's pitch and energy."""
    low, high = max(0, start - CONTEXT), min(len(one["pitch"]), start + SECOND + CONTEXT)
    b = here({name: torch.as_tensor(one[name])[None] for name in ("tokens", "voice")})
    b |= here({name: torch.as_tensor(one[name][low:high])[None] for name in ("token", "position", "pitch", "energy")})
    voiced = (b["pitch"] > VOICED).float()
    with torch.autocast(voiced.device.type, torch.bfloat16):
        with torch.no_grad():
            hidden, _ = planner.encode(b["tokens"], None, b["voice"])
        z, _ = planner.prosody(planner.expand(hidden, b["token"], b["position"]))
        mel = planner.mel(z, torch.log(b["pitch"].clamp(min=VOICED)) - CENTRE, voiced, b["energy"] / 10)
    return mel[0, start - low : start - low + SECOND]


if __name__ == "__main__":
    main()
