"""Makes the training data: what the teacher does with lines of the corpus.

    python training/voice/label.py audio --hours 3 [--voice heart] [--worker 0/2]     # with sound, 1.7 times real time
    python training/voice/label.py prosody --hours 15 [--worker 0/2]                  # durations, pitch, energy: 70 times

Hours are shared among the voices as voices.py says. Written in shards of some minutes that are numbered and seeded one by
one, so a run that was stopped goes on, and several workers share the work.
"""

import argparse
import json
import re
import sys
import time
from pathlib import Path

import numpy as np

import front
import prose
from corpus import Corpus
from teacher import RATE, Teacher
from voices import TEACHER, VOICE_DATA, VOICES, voice_named

LINES = {"audio": 20, "prosody": 400}  # a shard
FRAMES = 80  # a second
LONGEST = 400  # tokens
LONGEST_PAUSE = 40  # units of 25 ms in one token: the teacher now and then stalls


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("kind", choices=["audio", "prosody"])
    options.add_argument("--hours", type=float, required=True)
    options.add_argument("--voice")
    options.add_argument("--worker", default="0/1", help="which of how many")
    chosen = options.parse_args()
    worker, workers = map(int, chosen.worker.split("/"))
    teacher = Teacher(chosen.kind == "audio")
    vocabulary = json.loads((TEACHER / "vocabulary.json").read_text())
    words = lexicon_words()
    texts = {language: prose.lines(language) for language in prose.LANGUAGES}
    rounds = 0
    voices = [voice_named(chosen.voice)] if chosen.voice else VOICES
    done = {voice.name: False for voice in voices}
    while not all(done.values()):  # a shard of each voice in turn: whenever it is stopped, all voices have come as far
        for voice in voices:
            share = 1 if chosen.voice else voice.audio_share
            done[voice.name] = hours(chosen.kind, voice) >= chosen.hours * share
            if not done[voice.name]:
                shard(chosen.kind, voice, rounds * workers + worker, teacher, vocabulary, words, texts[voice.language[:2]])
        rounds += 1


def lexicon_words() -> list[str]:
    import misaki

    gold = json.loads((Path(misaki.__file__).parent / "data" / "us_gold.json").read_text())
    return sorted(word for word in gold if re.fullmatch(r"[a-z]{4,11}", word))


def folder(kind, voice) -> Path:
    return VOICE_DATA / "labels" / kind / voice.name


def hours(kind, voice) -> float:
    return sum(float(file.stem.split("_")[1]) for file in folder(kind, voice).glob("*.npz")) / 3600


def shard(kind, voice, index, teacher, vocabulary, words, text):
    """One file, NUMBER_SECONDS.npz."""
    to = folder(kind, voice)
    to.mkdir(parents=True, exist_ok=True)
    if list(to.glob(f"{index:05d}_*.npz")):
        return
    began = time.time()
    corpus = Corpus(voice.language[:2], hash_of(kind, voice.name, index), words, text)
    lines = [corpus.line() for _ in range(LINES[kind])]
    kept = [
        (phones, teacher.label([0, *(vocabulary[phone] for phone in phones), 0], voice))
        for clauses in front.clauses(lines, voice)
        for phones in clauses
        if 0 < len(phones) <= LONGEST
    ]
    kept = [(phones, label) for phones, label in kept if max(label.rounded[1:-1], default=0) <= LONGEST_PAUSE]
    seconds = sum(len(label.pitch) for _, label in kept) / FRAMES
    write(to / f"{index:05d}_{seconds:.0f}.npz", kept, vocabulary)
    print(f"{kind} {voice.name} {index}: {seconds:.0f} s at {seconds / (time.time() - began):.1f} times real time", flush=True)


def hash_of(kind, name, index) -> int:
    import zlib

    return zlib.crc32(f"{kind}/{name}/{index}".encode())


def write(file, kept, vocabulary):
    """Arrays of all clauses one after the other, with their lengths."""
    arrays = {
        "tokens": [np.array([0, *(vocabulary[phone] for phone in phones), 0], np.int16) for phones, _ in kept],
        "durations": [label.durations.astype(np.float32) for _, label in kept],
        "rounded": [label.rounded.astype(np.int16) for _, label in kept],
        "pitch": [label.pitch.astype(np.float32) for _, label in kept],
        "energy": [label.energy.astype(np.float32) for _, label in kept],
    }
    if kept[0][1].samples is not None:
        arrays["samples"] = [pcm(label.samples, len(label.pitch) * RATE // FRAMES) for _, label in kept]
    if kept[0][1].context is not None:
        arrays["context"] = [label.context for _, label in kept]
    joined = {name: np.concatenate(parts) for name, parts in arrays.items()}
    lengths = {f"{name}_lengths": np.array([len(part) for part in parts], np.int32) for name, parts in arrays.items()}
    unfinished = file.with_suffix(".part")
    with open(unfinished, "wb") as out:
        np.savez(out, **joined, **lengths)
    unfinished.rename(file)


def pcm(samples, length):
    fitted = np.pad(samples, (0, max(0, length - len(samples))))[:length]
    return np.round(fitted * 32767).clip(-32768, 32767).astype(np.int16)


if __name__ == "__main__":
    sys.exit(main())
