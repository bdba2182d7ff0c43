"""Episodes as the head takes them: what the ear makes of the caller, and what is true, written in shards.

    python training/turn/rows.py train --ear half --count 1500
    python training/turn/rows.py dev --ear half --count 200

A shard that is there stays. Episode n follows from the set, the seed and n.
"""

import argparse

import numpy as np
import torch

import material
from average import weights
from episodes import episode
from export import ear, turn_data
from mfcc import mfcc
from net import LAG_ROWS, framed, rows_of
from turn_head import played_level

SHARD = 50


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("set", choices=["train", "dev", "test"])
    options.add_argument("--ear", required=True, help="original, pack, or a file of data/ear/models")
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    folder = turn_data(chosen.ear) / chosen.set
    folder.mkdir(parents=True, exist_ok=True)
    net, stuff = ear(weights(chosen.ear)), material.load(chosen.set)
    for first in range(0, chosen.count, SHARD):
        file = folder / f"{chosen.seed}-{first:05d}.npz"
        if not file.exists():
            made = {}
            for number in range(first, min(first + SHARD, chosen.count)):
                made |= {f"{number}/{name}": value for name, value in heard(net, stuff, f"{chosen.set} {chosen.seed} {number}").items()}
            unfinished = file.with_suffix(".part.npz")
            np.savez(unfinished, **made)
            unfinished.rename(file)
            print(f"written: {file}", flush=True)


def heard(net, stuff, seed: str) -> dict[str, np.ndarray]:
    """embedding [rows, 192] float16, played [rows], the truth by rows; played is what the agent says when the row comes out."""
    made = episode(stuff, seed)
    with torch.no_grad():
        features = mfcc(torch.from_numpy(made.caller)[None])
        embedding = embedded(net, features)[0].numpy()
    rows = min(len(embedding), len(made.sound))
    later = np.concatenate([made.played[LAG_ROWS:], np.repeat(made.played[-1:], LAG_ROWS)])
    return {
        "embedding": embedding[:rows].astype(np.float16),
        "played": played_level(torch.from_numpy(later)).numpy()[:rows],
        "sound": made.sound[:rows].astype(np.int8),
        "over": made.over[:rows].astype(np.int8),
        "active": made.active[:rows],
        "turns": np.array(made.turns, np.int32).reshape(-1, 2),
        "overlaps": np.array(made.overlaps, np.int32).reshape(-1, 3),
    }


def embedded(net, features):
    """[batch, rows, 192] of a whole recording from its start."""
    rows = rows_of(features.shape[1])
    hidden = net.hidden(framed(features), net.start(len(features)), {})
    return net.last(hidden)[:, LAG_ROWS : LAG_ROWS + rows]


def load(ear_name: str, which: str) -> list[dict[str, np.ndarray]]:
    episodes, folder = {}, turn_data(ear_name) / which
    for file in sorted(folder.glob("*.npz")):
        with np.load(file) as kept:
            for name in kept.files:
                number, what = name.split("/")
                episodes.setdefault((file.stem, int(number)), {})[what] = kept[name]
    if not episodes:
        raise SystemExit(f"{folder} is empty: run rows.py first")
    return [episodes[key] for key in sorted(episodes)]


if __name__ == "__main__":
    main()
