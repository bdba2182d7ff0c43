"""Trains TURN on episodes.

    python training/turn/train.py --ear half --updates 4000        # data/ear/turn/half/turn.pt

Loss: binary cross-entropy of "over" where it is asked, pauses weighing more than speech; cross-entropy of the sound; and,
only to shape the states, the caller's activity 0 to 0.2, 0.2 to 0.6, 0.6 to 1.2 and 1.2 to 2 s ahead (Ekstedt and Skantze,
"Voice Activity Projection", Interspeech 2022). Goes on where it was stopped; saved every minute.
"""

import argparse
import math
import time
from random import Random

import numpy as np
import torch
from torch.nn import functional

import rows
from export import turn_data
from turn_head import SOUNDS, TurnHead

BATCH, LENGTH = 24, 400  # rows: 12 s
RATE, WEIGHT_DECAY = 2e-3, 0.05
IN_SPEECH, PROJECTION, SOUND = 0.1, 0.3, 0.5
SOUND_WEIGHTS = {"quiet": 0.3, "caller": 1.0, "listening": 2.0, "other": 1.5}
BINS = ((0, 7), (7, 20), (20, 40), (40, 67))  # rows
SAVE_SECONDS = 60


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--ear", required=True)
    options.add_argument("--updates", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    file = turn_data(chosen.ear) / "turn.pt"
    head = TurnHead()
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
    step = 0
    if file.exists():
        kept = torch.load(file, weights_only=True)
        head.load_state_dict(kept["head"])
        optimiser.load_state_dict(kept["optimiser"])
        step = kept["step"]
    train, dev = rows.load(chosen.ear, "train"), rows.load(chosen.ear, "dev")
    saved = time.monotonic()
    while step < chosen.updates:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * step / chosen.updates))
        optimiser.zero_grad()
        loss = sum(losses(head, batch(train, Random(f"{chosen.seed} {step}"))).values())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 200 == 0:
            shown = {name: f"{value.item():.4f}" for name, value in judged(head, batch(dev, Random("dev"), 64)).items()}
            print(f"{step} train {loss.item():.4f} dev {shown}", flush=True)
        if time.monotonic() - saved > SAVE_SECONDS or step == chosen.updates:
            saved = time.monotonic()
            unfinished = file.with_suffix(".part")
            torch.save({"head": head.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, unfinished)
            unfinished.rename(file)


def batch(episodes, random: Random, size: int = BATCH) -> dict:
    """Stretches of episodes, from their starts or from somewhere inside, as calls go on."""
    parts = []
    for _ in range(size):
        whole = random.choice(episodes)
        spare = max(0, len(whole["sound"]) - LENGTH)
        at = random.randrange(spare + 1) if random.random() < 0.5 else 0
        parts.append({name: whole[name][at : at + LENGTH] for name in ("embedding", "played", "sound", "over", "active")})
    length = max(len(part["sound"]) for part in parts)
    fill = {"embedding": 0, "played": 0, "sound": -1, "over": -1, "active": 0}
    out = {}
    for name, value in fill.items():
        padded = [
            np.pad(part[name], [(0, length - len(part[name]))] + [(0, 0)] * (part[name].ndim - 1), constant_values=value)
            for part in parts
        ]
        out[name] = torch.from_numpy(np.stack(padded))
    return out


def judged(head: TurnHead, some: dict) -> dict:
    head.eval()
    with torch.no_grad():
        result = losses(head, some)
    head.train()
    return result


def losses(head: TurnHead, some: dict) -> dict:
    states = head.states(some["embedding"].float(), some["played"].float()[..., None])
    out = head.leave(states)
    asked = some["over"] >= 0
    weight = asked * torch.where(some["active"], IN_SPEECH, 1.0)
    over = functional.binary_cross_entropy_with_logits(out[..., 0], some["over"].clamp(min=0).float(), reduction="none")
    sound = functional.cross_entropy(
        out[..., 1:].flatten(0, 1), some["sound"].long().flatten(), torch.tensor([SOUND_WEIGHTS[sound] for sound in SOUNDS]), ignore_index=-1
    )
    projected, known = ahead(some["active"])
    wanted = functional.binary_cross_entropy_with_logits(head.projection(states[:, : known]), projected)
    return {"over": (over * weight).sum() / weight.sum(), "sound": SOUND * sound, "projection": PROJECTION * wanted}


def ahead(active):
    """[B,T',4]: whether the caller speaks for most of each bin; and T', the rows of which that is known."""
    known = active.shape[1] - BINS[-1][1]
    sums = functional.pad(active.float().cumsum(1), (1, 0))
    return torch.stack([(sums[:, last : last + known] - sums[:, first : first + known]) / (last - first) > 0.5
                        for first, last in BINS], 2).float(), known


if __name__ == "__main__":
    main()
