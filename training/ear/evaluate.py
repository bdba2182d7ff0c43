"""How well an ear hears: people it was not trained on, and rendered callers whose voices were kept out.

    python training/ear/evaluate.py digits half                  # 1,500 isolated digits by three people
    python training/ear/evaluate.py digits half --line noise     # the same with 5 to 15 dB of noise
    python training/ear/evaluate.py callers half --set dev       # strings of digits and letters, each in its own loop
    python training/ear/evaluate.py java half --set bench/calls  # Parley itself, with this pack in place of its own

The first two search in Python and are for development, from a graph or from weights by name (original, pack, a training),
each recording at the level that the first turn of a call would have. The last one needs a pack (pack.py), and is what
counts: Parley's own search, media and dialogue in virtual time. Every run writes data/ear/evaluation/WHAT-NAME-LINE.json.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from random import Random

import numpy as np
import torch
from scipy.signal import resample_poly

import channel
import corpus
from average import weights
from export import ear
from mfcc import mfcc
from net import listen
from padding import padded
from places import EAR_DATA, PEOPLE, RECOVERED, ROOT, write
from said import values
from search import best
from tree import Lexicon, Tree, WordGraph, compiled

DIGITS = "zero one two three four five six seven eight nine".split()
# Word lists for loops over what a set's kinds can say; others are left to Parley's own grammars.
LOOPS = {
    "few_digits": [*DIGITS, "oh"], "digit_string": [*DIGITS, "oh"], "letters": [letter.lower() for letter in values.LETTERS],
}
PENALTY = -1 - math.log(20)
LINES = ("clean", "noise", "telephone")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("what", choices=["digits", "callers", "java"])
    options.add_argument("name")
    options.add_argument("--set", default="dev", help="dev or test; with java a folder with turns.jsonl")
    options.add_argument("--line", choices=LINES, default="clean")
    options.add_argument("--every", type=int, default=1, help="only one in so many recordings")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    if chosen.what == "java":
        return java(chosen)
    clips = (digits() if chosen.what == "digits" else callers(chosen.set))[:: chosen.every]
    if not clips:
        raise SystemExit(f"{chosen.what}: no recordings (PARLEY_SHARED is {PEOPLE.parent})")
    summary, errors = heard(Hearer(chosen.name), clips, chosen)
    keep(chosen, {"summary": summary, "errors": errors})


class Hearer:
    def __init__(self, name: str):
        self.net = ear(weights(name))
        self.tree, self.lexicon, self.graphs = Tree(RECOVERED), Lexicon(RECOVERED), {}

    def words(self, samples: np.ndarray, kind: str) -> list[str]:
        if kind not in self.graphs:
            graph = WordGraph.one_of(DIGITS) if kind == "digit" else WordGraph.loop(LOOPS[kind], PENALTY)
            self.graphs[kind] = compiled(graph, self.tree, self.lexicon)
        with torch.no_grad():
            rows = listen(self.net, mfcc(torch.from_numpy(samples)[None]))[0].numpy()
        found = best(self.graphs[kind], rows)
        return found.words if found else []


def digits() -> list[tuple[corpus.Clip, str]]:
    """Each with its speaker. For tests only: its licence is share-alike."""
    clips = []
    for file in sorted((PEOPLE / "digits-8k").glob("*.wav")):
        digit, speaker, _ = file.stem.split("_")
        samples = resample_poly(wav(file).astype(np.float64), 2, 1)
        clips.append((corpus.Clip(file.stem, samples, "digit", (DIGITS[int(digit)],)), speaker))
    return clips


def wav(file: Path) -> np.ndarray:
    import soundfile

    return soundfile.read(file, dtype="int16")[0]


def callers(which: str) -> list[tuple[corpus.Clip, str]]:
    return [(clip, clip.kind) for clip in corpus.callers(which) if clip.kind in LOOPS and "double" not in clip.words]


def heard(hearer: Hearer, clips, chosen) -> tuple[dict, list]:
    """Word errors and recordings wholly right, in all and by group (speaker or kind)."""
    sources = channel.Sources([clip.samples for clip, _ in clips], [clip.samples for clip, _ in clips], [clip.samples for clip, _ in clips])
    counts, errors = defaultdict(lambda: [0, 0, 0, 0]), []
    for clip, group in clips:
        random = Random(f"{chosen.seed} {clip.name}")
        samples = through(clip.samples.astype(np.float64), chosen.line, random, sources)
        found = hearer.words(samples, clip.kind)
        wrong = distance(list(clip.words), found)
        for name in (group, "all"):
            counts[name] = [a + b for a, b in zip(counts[name], (1, wrong == 0, len(clip.words), wrong))]
        if wrong:
            errors.append({"name": clip.name, "said": " ".join(clip.words), "heard": " ".join(found)})
    summary = {
        name: {"recordings": n, "exact": round(exact / n, 4), "word_errors": round(wrong / said, 4)}
        for name, (n, exact, said, wrong) in sorted(counts.items())
    }
    return summary, errors


def through(samples: np.ndarray, line: str, random: Random, sources) -> np.ndarray:
    samples = padded(samples, np.random.default_rng(random.randrange(2**31)))
    if line == "noise":
        generator = np.random.default_rng(random.randrange(2**31))
        hiss = channel.coloured(generator.standard_normal(len(samples)), random.choice([0.0, 0.5, 0.8]))
        samples = samples + hiss * channel.active_level(samples) * 10 ** (-random.uniform(5, 15) / 20)
    elif line == "telephone":
        samples = channel.transmit(samples, channel.draw(random), sources)
    return channel.received(samples, known=False).astype(np.float32)


def distance(said: list[str], found: list[str]) -> int:
    """Words put in, left out or taken for others. "oh" and "zero" are one digit."""
    said, found = (["zero" if word == "oh" else word for word in words] for words in (said, found))
    row = list(range(len(found) + 1))
    for n, word in enumerate(said, 1):
        last, row[0] = row[0], n
        for m, other in enumerate(found, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (word != other))
    return row[-1]


def java(chosen):
    """`parley bench understanding` in a home that differs from this one in the ear alone."""
    pack = ROOT / "models/ear-en" if chosen.name == "pack" else EAR_DATA / "packs" / chosen.name
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        (home / "models").mkdir(parents=True)
        for entry in ROOT.iterdir():
            if entry.name not in ("models", "parley", ".git"):
                (home / entry.name).symlink_to(entry)
        for entry in (ROOT / "models").iterdir():
            (home / "models" / entry.name).symlink_to(pack.resolve() if entry.name == "ear-en" else entry)
        shutil.copy(ROOT / "parley", home / "parley")
        command = [home / "parley", "bench", "understanding", "--virtual", "--json", "--parallel", "1", "--set", Path(chosen.set).resolve()]
        run = subprocess.run(command, env={**os.environ, "PARLEY_NO_BUILD": "1"}, stdout=subprocess.PIPE, text=True)
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if run.returncode != 0 or not lines:
        sys.exit(f"failed with status {run.returncode}: {' '.join(map(str, command))}")
    keep(chosen, {"summary": lines[-1], "errors": lines[:-1]})


def keep(chosen, result: dict):
    folder = EAR_DATA / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{chosen.what}-{Path(chosen.name).stem}-{chosen.line if chosen.what != 'java' else Path(chosen.set).name}.json"
    write(file, (json.dumps(result, indent=1) + "\n").encode())
    print(json.dumps(result["summary"], indent=1))
    print(f"written: {file}")


if __name__ == "__main__":
    main()
