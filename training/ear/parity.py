"""Does the rebuilt network hear what Vosk hears? The original weights against Vosk itself, on isolated digits.

    python training/ear/parity.py --every 15

Both are given the same padded samples and the ten digits. Vosk adds an i-vector of the speaker and a language model's
silences; that is all they should differ by.
"""

import argparse
import json

import numpy as np
import torch
import vosk

from evaluate import DIGITS, Hearer, digits
from level import levelled
from padding import padded
from places import RATE, VOSK


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--every", type=int, default=1, help="only one in so many recordings")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    vosk.SetLogLevel(-1)
    model, ours = vosk.Model(str(VOSK)), Hearer("original")
    counts = {"recordings": 0, "Vosk right": 0, "rebuilt right": 0, "same word": 0}
    for clip, _ in digits()[:: chosen.every]:
        samples = padded(levelled(clip.samples), np.random.default_rng(0))
        theirs = recognised(model, samples)
        heard = " ".join(ours.words(samples, "digit"))
        counts["recordings"] += 1
        counts["Vosk right"] += theirs == clip.words[0]
        counts["rebuilt right"] += heard == clip.words[0]
        counts["same word"] += theirs == heard
    print(json.dumps(counts, indent=1))


def recognised(model: vosk.Model, samples: np.ndarray) -> str:
    recogniser = vosk.KaldiRecognizer(model, RATE, json.dumps(DIGITS))
    recogniser.AcceptWaveform(np.clip(np.round(samples), -32768, 32767).astype("<i2").tobytes())
    return json.loads(recogniser.FinalResult())["text"]


if __name__ == "__main__":
    main()
