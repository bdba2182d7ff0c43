"""Makes the sounds that must not take the floor: coughs, clearing of throats, breaths, bumps, doors, keys, paper.

    python training/turn/disturbances.py --to data/callers/disturbances

Synthesised, seeded, 8 kHz through G.711; turns.jsonl for `parley bench understanding`: each into the agent's first speech.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfilt

sys.path.append(str(Path(__file__).parents[1] / "callers"))
from recordings import write  # noqa: E402
from sets import into_speech  # noqa: E402
from telephone import mu_law  # noqa: E402

RATE = 8_000
LEAD_MS, TAIL_MS = 200, 700
AGENT = "coffee-shop"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=70)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--to", type=Path, required=True)
    chosen = options.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    random, labels = np.random.default_rng(chosen.seed), []
    for index in range(chosen.count):
        kind, make = list(SOUNDS.items())[index % len(SOUNDS)]
        name = f"{kind}-{index:03d}.wav"
        write(chosen.to / name, on_the_line(make(random), random))
        labels.append({"audio": name, "agent": AGENT, "over_ms": into_speech(index), "yields": False, "kind": kind})
    (chosen.to / "turns.jsonl").write_text("".join(json.dumps(label) + "\n" for label in labels))
    print(f"{chosen.count} sounds in {chosen.to}")


def on_the_line(sound: np.ndarray, random) -> np.ndarray:
    """At -34 to -14 dBFS at its loudest 20 ms, in a quiet room."""
    sound = np.concatenate([np.zeros(LEAD_MS * 8), sound, np.zeros(TAIL_MS * 8)])
    sound = banded(sound, 200, 3_500)
    loudest = np.sqrt(np.convolve(sound**2, np.ones(160) / 160).max())
    sound = sound / loudest * 10 ** (random.uniform(-34, -14) / 20)
    room = random.standard_normal(len(sound)) * 10 ** (-62 / 20)
    return mu_law(np.round(np.clip(sound + room, -1, 1) * 32767).astype(np.int16))


def cough(random) -> np.ndarray:
    """Once or twice: a burst as the glottis opens, the air that follows, often a short voiced end."""
    coughs = []
    for _ in range(random.integers(1, 3)):
        burst = banded(decaying(random, random.uniform(30, 60), 0.02), 400, 3_400)
        air = 0.35 * banded(decaying(random, random.uniform(120, 260), 0.09), 700, 2_800)
        end = 0.4 * voiced(random, random.uniform(50, 110), random.uniform(140, 260)) if random.random() < 0.6 else []
        coughs += [burst, air, end, np.zeros(int(random.uniform(60, 200) * 8))]
    return np.concatenate(coughs)


def throat(random) -> np.ndarray:
    """Creaky and noisy, 250 to 450 ms."""
    creak = voiced(random, random.uniform(250, 450), random.uniform(60, 100))
    return creak + 0.3 * banded(swelling(random, len(creak) / 8), 300, 2_500)


def breath(random) -> np.ndarray:
    return banded(swelling(random, random.uniform(300, 700)), 500, 3_000)


def bump(random) -> np.ndarray:
    """A knock against the telephone."""
    return banded(decaying(random, random.uniform(60, 140), 0.015), 100, 900)


def door(random) -> np.ndarray:
    return np.concatenate([0.3 * decaying(random, 40, 0.01), banded(decaying(random, random.uniform(200, 400), 0.07), 100, 1_200)])


def keys(random) -> np.ndarray:
    """Typing: five to twelve clicks."""
    typed = []
    for _ in range(random.integers(5, 13)):
        typed += [random.uniform(0.4, 1) * banded(decaying(random, 15, 0.003), 1_000, 3_400)]
        typed += [np.zeros(int(random.uniform(60, 180) * 8))]
    return np.concatenate(typed)


def paper(random) -> np.ndarray:
    rustle = banded(swelling(random, random.uniform(400, 900)), 1_000, 3_500)
    return rustle * np.abs(banded(random.standard_normal(len(rustle)), 4, 30))


SOUNDS = {"cough": cough, "throat": throat, "breath": breath, "bump": bump, "door": door, "keys": keys, "paper": paper}


def decaying(random, millis: float, seconds: float) -> np.ndarray:
    """White noise that falls by a factor of e in so many seconds."""
    time = np.arange(int(millis * 8)) / RATE
    return random.standard_normal(len(time)) * np.exp(-time / seconds)


def swelling(random, millis: float) -> np.ndarray:
    length = int(millis * 8)
    return random.standard_normal(length) * np.sin(np.linspace(0, np.pi, length)) ** 0.7


def voiced(random, millis: float, hertz: float) -> np.ndarray:
    """Glottal pulses that jitter, through two resonances."""
    length = int(millis * 8)
    phase = np.cumsum(hertz * (1 + 0.1 * random.standard_normal(length // 80 + 1)).repeat(80)[:length] / RATE)
    pulses = np.diff(np.floor(phase), prepend=0)
    sound = banded(pulses, 350, 900) + 0.5 * banded(pulses, 1_000, 2_000)
    return sound / (np.abs(sound).max() + 1e-9) * np.sin(np.linspace(0, np.pi, length)) ** 0.5


def banded(sound: np.ndarray, low: float, high: float) -> np.ndarray:
    return sosfilt(butter(2, [low, high], "bandpass", fs=RATE, output="sos"), sound)


if __name__ == "__main__":
    main()
