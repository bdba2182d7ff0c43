"""Renders a set of caller recordings: 8 kHz WAV files, turns.jsonl or index.jsonl, details.jsonl.

    python training/callers/render.py coffee --count 400 --seed 1 --to data/callers/coffee

The plan follows from the set, the count and the seed alone. A run that was stopped goes on where it was.
"""

import argparse
import hashlib
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np

import caller
import phrases
import recordings
import sets
import telephone
import turns
from teacher import Teacher


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("set", choices=sorted(sets.SETS))
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--to", type=Path, required=True)
    options.add_argument("--teacher", type=Path, default=Path("data/teacher"))
    options.add_argument("--voices", type=voices, default=turns.VOICES, help="a,b,c: only these; unasked all")
    options.add_argument("--noise", type=decibels, help="LOW-HIGH: dB of speech over noise in every recording; unasked mostly clean")
    options.add_argument("--spoken", type=Path, help="folder that keeps speech without its line, for sets with other noise")
    chosen = options.parse_args()
    plan = make_plan(chosen.set, chosen.count, chosen.seed, chosen.voices, chosen.noise)
    chosen.to.mkdir(parents=True, exist_ok=True)
    keep_plan(chosen.to / "plan.jsonl", plan)
    render(plan, chosen.teacher, chosen.to, chosen.spoken)
    write_labels(plan, chosen.to, chosen.set)


def voices(text: str) -> list[str]:
    unknown = [name for name in text.split(",") if name not in turns.VOICES]
    if unknown:
        raise argparse.ArgumentTypeError(f"found {', '.join(unknown)}, expected some of {', '.join(turns.VOICES)}")
    return text.split(",")


def decibels(text: str) -> tuple[float, float]:
    try:
        low, high = map(float, text.split("-"))
    except ValueError:
        low, high = 1, 0
    if low > high:
        raise argparse.ArgumentTypeError(f"found '{text}', expected LOW-HIGH in dB such as 5-15")
    return low, high


def make_plan(
    name: str, count: int, seed: int, among: list[str] = turns.VOICES, snr_db: tuple[float, float] | None = None
) -> list[tuple[str, turns.Turn, turns.Speaker, turns.Line]]:
    """Each voice as often as the others, in an order that does not go with what is said."""
    random = Random(f"{name} {seed}")
    plan, waiting = [], []
    for index in range(count):
        waiting = waiting or random.sample(among, len(among))
        turn = sets.SETS[name](random, index)
        who = turns.speaker(random, waiting.pop(), among)
        plan.append((f"{name}-{index:04d}.wav", turn, who, turns.line(random, snr_db)))
    return plan


def keep_plan(file: Path, plan):
    """Beside the files lies what they were made from; another plan must not be mixed in."""
    content = "".join(
        json.dumps({"audio": audio, "turn": asdict(turn), "speaker": asdict(who), "line": asdict(line)}) + "\n"
        for audio, turn, who, line in plan
    )
    if file.exists() and file.read_text() != content:
        sys.exit(f"{file} holds another plan: choose another folder, or remove this one")
    file.write_text(content)


def render(plan, teacher_folder: Path, to: Path, kept: Path | None = None):
    missing = [entry for entry in plan if not (to / entry[0]).exists()]
    if not missing:
        return
    voice = Teacher(teacher_folder)
    babble = babble_bed(voice, teacher_folder / "babble.npy")
    started, seconds = time.monotonic(), 0.0
    for number, (audio, turn, who, line) in enumerate(missing, 1):
        speech = perform(voice, who, turn, kept)
        samples = telephone.transmit(speech.samples, line, babble)
        details = {"audio": audio, **recordings.timing(speech, line), "traits": turn.traits}
        (to / audio).with_suffix(".json").write_text(json.dumps(details))
        recordings.write(to / audio, samples)
        seconds += len(samples) / caller.RATE
        if number % 20 == 0 or number == len(missing):
            spent = time.monotonic() - started
            print(f"{number}/{len(missing)} {seconds:.0f} s of audio in {spent:.0f} s", flush=True)


def perform(voice: Teacher, who: turns.Speaker, turn: turns.Turn, kept: Path | None) -> caller.Speech:
    if not kept:
        return caller.perform(voice, who, turn.pieces)
    said = json.dumps([asdict(who), [asdict(piece) for piece in turn.pieces]])
    file = kept / (hashlib.sha256(said.encode()).hexdigest()[:24] + ".npz")
    if not file.exists():
        speech = caller.perform(voice, who, turn.pieces)
        kept.mkdir(parents=True, exist_ok=True)
        np.savez(file, samples=speech.samples, pauses=np.array(speech.pauses).reshape(-1, 2))
    with np.load(file) as speech:
        return caller.Speech(speech["samples"], [tuple(map(int, pause)) for pause in speech["pauses"]])


def babble_bed(voice: Teacher, file: Path) -> np.ndarray:
    """Rendered once, from one sentence by each voice."""
    if not file.exists():
        print("rendering the voices in the background noise")
        said = [phrases.sentence(Random(name)) for name in turns.VOICES]
        voices = [
            caller.perform(voice, turns.Speaker(name), [turns.Piece(text + ".")]).samples
            for name, text in zip(turns.VOICES, said)
        ]
        np.save(file, telephone.babble_bed(voices, 60, seed=1).astype(np.float32))
    return np.load(file)


def write_labels(plan, to: Path, which: str):
    """With agents, the file that `parley bench understanding --set` reads; else kind and text."""
    agents, further = sets.AGENTS.get(which), sets.FURTHER_LABELS.get(which, lambda turn, index: {})
    labels, details = [], []
    for index, (audio, turn, who, line) in enumerate(plan):
        timing = json.loads((to / audio).with_suffix(".json").read_text())
        if agents:
            label = {"audio": audio, "agent": agents[index % len(agents)], "expect": turn.expect, "text": turn.text}
            ends = {"end_ms": timing["end_ms"], **({"pauses_ms": timing["pauses_ms"]} if timing["pauses_ms"] else {})}
            labels.append({**label, **ends, **further(turn, index)})
        else:
            labels.append({"audio": audio, "kind": turn.kind, "text": turn.text, **turn.expect})
        details.append({**timing, **asdict(who), **asdict(line)})
    for name, rows in (("turns.jsonl" if agents else "index.jsonl", labels), ("details.jsonl", details)):
        (to / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    print(f"{len(plan)} recordings in {to}")


if __name__ == "__main__":
    main()
