"""What TURN is worth on episodes with voices kept out: the end of turns against plain hangover, and sounds over the agent.

    python training/turn/evaluate.py --ear half --set dev

Ends: for each policy the share of turns that are taken early and the mean delay after the true end, at several settings;
`hangover` takes the turn after so much silence, `turn` once "over" is as likely as the setting, a look each 30 ms from 60 ms
of silence on, and after 1.5 s whatever it says. TURN is as old as the ear's look-ahead here, 150 ms; in calls it is looked ahead.
Silence is the truth's, so both are better than in calls by what the voice activity costs. Sounds: how often each kind over the agent's voice is taken for which, at the end of the sound.
"""

import argparse
import json

import numpy as np
import torch

import rows
from export import turn_data, turn_head
from net import LAG_ROWS
from turn_head import SOUNDS, TurnHead

ROW_MS = 30
FIRST, LAST = 2, 50  # rows of silence
HANGOVERS = range(2, 30, 2)
SETTINGS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
AFTER = 3  # rows behind the end of a sound at which it is judged


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--ear", required=True)
    options.add_argument("--set", default="dev", choices=["dev", "test"])
    chosen = options.parse_args()
    torch.set_num_threads(1)
    head = turn_head(chosen.ear)
    episodes = rows.load(chosen.ear, chosen.set)
    judged = [(one, estimate(head, one)) for one in episodes]
    result = {
        "episodes": len(episodes),
        "turns": sum(len(one["turns"]) for one in episodes),
        "hangover": [ends(judged, lambda over, silence, most=most: silence >= most, most * ROW_MS) for most in HANGOVERS],
        "turn": [ends(judged, lambda over, silence, share=share: over >= share or silence >= LAST, share) for share in SETTINGS],
        "sounds": sounds(judged),
    }
    file = turn_data(chosen.ear) / f"evaluation-{chosen.set}.json"
    file.write_text(json.dumps(result, indent=1))
    print(json.dumps(result, indent=1))


def estimate(head: TurnHead, one: dict) -> np.ndarray:
    """[rows, 5] shares: over, then the sounds."""
    with torch.no_grad():
        embedding, played = (torch.from_numpy(one[name].astype(np.float32)) for name in ("embedding", "played"))
        out = head.leave(head.states(embedding[None], played[None, :, None]))
    return torch.cat([torch.sigmoid(out[0, :, :1]), torch.softmax(out[0, :, 1:], 1)], 1).numpy()


def ends(judged, takes, setting) -> dict:
    early, turns, delays = 0, 0, []
    for one, shares in judged:
        for first, last in one["turns"]:
            silence, taken = 0, None
            for row in range(first, min(last + LAST, len(shares))):
                silence = 0 if row < last and one["active"][row] else silence + 1
                if row >= last and one["active"][row]:
                    break  # somebody has begun anew
                if silence >= FIRST and takes(shares[max(row - LAG_ROWS, 0), 0], silence):
                    taken = row
                    break
            turns += 1
            if taken is not None and taken < last:
                early += 1
            elif taken is not None:
                delays.append((taken + 1 - last) * ROW_MS)
    return {"setting": setting, "early": round(early / turns, 4), "delay_ms": round(float(np.mean(delays))) if delays else None}


def sounds(judged) -> dict:
    """For each kind over the agent how often it was taken for which."""
    counts = {kind: {taken: 0 for taken in SOUNDS} for kind in SOUNDS[1:]}
    for one, shares in judged:
        for first, last, kind in one["overlaps"]:
            row = min(last + AFTER, len(shares) - 1) if kind != 1 else min(first + 25, last, len(shares) - 1)
            counts[SOUNDS[kind]][SOUNDS[shares[row, 1:].argmax()]] += 1
    return counts


if __name__ == "__main__":
    main()
