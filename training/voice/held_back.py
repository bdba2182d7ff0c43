"""How far durations and pitch are from the teacher's on the labels that no training reads: sentences of the training's own
grammar and of its free text, but others.

    python training/voice/held_back.py --pack models/voice-en [--voice heart]
"""

import argparse
import json
from pathlib import Path

import numpy as np

import shards
from evaluate import NO_PHONES, UNIT
from features import LEAD_FRAMES, frames
from judge import PITCH_HOP, RATE, Prosody, duration_error, pitch_error
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
        figures = np.array([compared(one, pack, phones, voice) for one in found])
        durations, pitch = (np.sum(figures[:, at] * figures[:, at + 1]) / np.sum(figures[:, at + 1]) for at in (0, 2))
        print(f"| {voice.name} | {len(found)} | {durations:.2f} | {pitch:.2f} |", flush=True)


def compared(one, pack, phones, voice):
    """Mean error of the durations in ms, of how many phones; of the pitch in semitones, of how many frames."""
    text = [phones[token] for token in one["tokens"][1:-1]]
    said = pack.plan("".join(text), voice)
    spoken = np.array([False, *(phone not in NO_PHONES for phone in text), False])
    durations = duration_error(one["durations"] * UNIT, said.durations * UNIT, spoken)
    counts = frames(said.durations)
    counts[0] = min(counts[0], LEAD_FRAMES)
    laid = np.bincount(one["token"], minlength=len(one["tokens"]))
    pitch, voiced = pitch_error(*(Prosody(n * PITCH_HOP / RATE, f0) for n, f0 in ((laid, one["pitch"]), (counts, said.pitch))))
    return [np.nan_to_num(durations), spoken.sum(), np.nan_to_num(pitch), voiced]


if __name__ == "__main__":
    main()
