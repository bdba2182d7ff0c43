"""How far durations and pitch are from the teacher's on the labels that no training reads: sentences of the training's own
grammar and of its free text, but others.

    python training/voice/held_back.py --pack models/voice-en [--voice heart]
"""

import argparse
import json
from pathlib import Path

import numpy as np

import shards
from evaluate import UNIT, Rendering, compare
from judge import Prosody
from student import Student
from voices import TEACHER, VOICES, voice_named


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pack", type=Path, required=True)
    options.add_argument("--voice", help="one of them, otherwise all")
    options.add_argument("--limit", type=int, default=100, help="utterances of each voice")
    chosen = options.parse_args()
    pack = Student(chosen.pack)
    phones = {number: phone for phone, number in json.loads((TEACHER / "vocabulary.json").read_text()).items()}
    print("| voice | utterances | duration, ms a phone | pitch, semitones |\n|---|---|---|---|")
    for voice in [voice_named(chosen.voice)] if chosen.voice else VOICES:
        found = shards.utterances("prosody", True, voices=[voice.name])
        found = found[:: max(1, len(found) // chosen.limit)][: chosen.limit]
        texts = ["".join(phones[token] for token in one["tokens"][1:-1]) for one in found]
        total = compare(texts, [labelled(one) for one in found], [planned(pack.plan(text, voice)) for text in texts])
        print(f"| {voice.name} | {len(found)} | {total['ms'] / total['phones']:.2f} | {total['semitones'] / total['frames']:.2f} |", flush=True)


def labelled(one) -> Rendering:
    counts = np.bincount(one["token"], minlength=len(one["tokens"]))
    return rendering(counts, one["pitch"], one["durations"])


def planned(said) -> Rendering:
    return rendering(said.counts, said.pitch, said.durations)


def rendering(counts, pitch, durations) -> Rendering:
    """Without samples."""
    return Rendering(np.zeros(0, np.float32), Prosody(counts * UNIT / 2, pitch), durations * UNIT)


if __name__ == "__main__":
    main()
