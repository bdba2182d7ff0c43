"""How far Parley's confidence can be believed, and the constants that make it so.

    ./parley bench understanding --virtual --json --set DIR[,DIR…] > dev.jsonl
    python training/ear/calibrate.py dev.jsonl --test test.jsonl

Reads the turns of "bench understanding --json". Prints for each set how often a value was right by how sure the agent was of
it, then fits agent/…/Calibration.java's four constants on the first files (logistic in the log-odds of the share, after Platt,
1999, times the fit of the sound) and prints the same for them and for --test with the constants in place of what was measured.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

MOST_ODDS = 14.0  # log-odds of a share that has no room left in 32 bits
ACCEPT, REJECT, WRONG = 0.9, 0.35, 0.01
EDGES = (0, 0.35, 0.6, 0.9, 0.97, 0.99, 1.0001)
EXPECTED, SHORTEST_WORD, ROW_MS = 3.0, 8, 30  # as Calibration.misfit has them
START = (1.0, 0.0, -0.4, 0.3)  # slope, offset, fits, alien: the share as it is


@dataclass(frozen=True)
class Value:
    set: str
    slot: str
    share: float  # of all meanings, 0 to 1
    misfit: float  # natural log a frame, in the light of what is expected
    sure: float  # as the agent had it
    right: bool


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("fit", nargs="+", type=Path)
    options.add_argument("--test", nargs="*", type=Path, default=[])
    chosen = options.parse_args()
    dev, test = values(chosen.fit), values(chosen.test)
    for name, some in (("dev", dev), ("test", test)):
        report(f"{name}, as measured", some, np.array([value.sure for value in some]))
    fitted = fit(dev)
    for name, some in (("dev", dev), ("test", test)):
        report(f"{name}, calibrated", some, sure(fitted, some))
    print("Calibration.java: SLOPE = %.2ff, OFFSET = %.2ff, FITS = %.2ff, ALIEN = %.2ff" % tuple(fitted))


def values(files: list[Path]) -> list[Value]:
    """Every value that was held after a turn, but those that were said in parts: their share is that of the last part."""
    found = []
    for file in files:
        for line in file.read_text().splitlines():
            turn = json.loads(line) if line.startswith("{") else {}
            if turn.get("event") != "turn":
                continue
            for slot, got in turn["got"].items():
                if slot in turn["sure"] and slot in turn["shares"] and turn["misfit"] is not None:
                    right = turn["expected"].get(slot) == got
                    misfit = turn["misfit"] - EXPECTED / max(SHORTEST_WORD, turn["speech_ms"] // ROW_MS)
                    found.append(Value(turn["set"], slot, turn["shares"][slot], misfit, turn["sure"][slot], right))
    return found


def sure(constants, some: list[Value]) -> np.ndarray:
    """As Calibration.java has it."""
    slope, offset, fits, alien = constants
    share = np.array([value.share for value in some])
    misfit = np.array([value.misfit for value in some])
    with np.errstate(divide="ignore"):
        odds = np.clip(np.log(share) - np.log1p(-np.minimum(share, 1)), -MOST_ODDS, MOST_ODDS)
    heard = np.clip((alien - misfit) / max(alien - fits, 0.01), 0, 1)
    return heard / (1 + np.exp(-(slope * odds + offset)))


def fit(some: list[Value]) -> np.ndarray:
    right = np.array([value.right for value in some])

    def loss(constants):
        chance = np.clip(sure(constants, some), 1e-4, 1 - 1e-4)
        drift = ((np.array(constants) - START) / (0.5, 2, 0.3, 0.3)) ** 2
        return -np.log(np.where(right, chance, 1 - chance)).sum() + 0.5 * drift.sum()

    return minimize(loss, START, method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-3, "fatol": 1e-3}).x


def report(title: str, some: list[Value], chance: np.ndarray):
    if not some:
        return
    print(f"\n{title}: right of those believed as much")
    print(f"{'':26}" + "".join(f"{low:>7.2f}-{min(high, 1):<4.2f}" for low, high in zip(EDGES, EDGES[1:])) + "   accepted, wrong   asked whether")
    for name in [*sorted({value.set for value in some}), "all"]:
        of = np.array([name in (value.set, "all") for value in some])
        print(f"{name:26}" + row(chance[of], np.array([value.right for value in some])[of]))


def row(chance: np.ndarray, right: np.ndarray) -> str:
    cells = ""
    for low, high in zip(EDGES, EDGES[1:]):
        within = (chance >= low) & (chance < high)
        cells += f"{right[within].sum():>7}/{within.sum():<4}" if within.any() else f"{'':12}"
    accepted = chance >= ACCEPT
    wrong = (accepted & ~right).sum()
    asked = (~accepted & (chance >= REJECT)).mean()
    return f"{cells}   {accepted.sum():>5}, {wrong:>3} = {100 * wrong / max(accepted.sum(), 1):.1f} %   {100 * asked:.1f} %"


if __name__ == "__main__":
    main()
