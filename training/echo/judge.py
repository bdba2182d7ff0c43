#!/usr/bin/env python3
"""Judges what is heard of lines with an echo: AECMOS (Microsoft's model of the ratings of the echo cancellation challenge).

    python3 training/echo/judge.py FOLDER

FOLDER holds what EchoMain wrote; README.md says how. Prints means over the lines of each case, as they came in and as
they were given to the ear. Echo: how little of it annoys; other: how good the rest is; both 1 to 5.
"""

import argparse
import collections
import pathlib

import numpy
import soundfile
from speechmos import aecmos

# Before that the canceller is still learning, and so the challenge leaves it out.
LEARNS = 2


def samples(path):
    sound, rate = soundfile.read(path, dtype="float32")
    assert rate == 16000
    return sound[LEARNS * rate :]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    scores = collections.defaultdict(list)
    for sent in sorted(parser.parse_args().folder.glob("*-sent.wav")):
        name = sent.name.removesuffix("-sent.wav")
        case, *shape = name.split("-")
        group = case if not shape else f"{case} {shape[0].split('_')[3]}"
        for kind in ("in", "out"):
            heard = samples(sent.with_name(f"{name}-{kind}.wav"))
            rated = aecmos.run(
                {"lpb": samples(sent), "mic": samples(sent.with_name(f"{name}-in.wav")), "enh": heard},
                sr=16000,
                talk_type=case,
            )
            scores[group, kind].append((rated["echo_mos"], rated["deg_mos"]))
    print(f"{'':12} {'':4} {'lines':>5} {'echo':>5} {'other':>5}")
    for (group, kind), values in scores.items():
        echo, other = numpy.mean(values, axis=0)
        print(f"{group:12} {kind:4} {len(values):5} {echo:5.2f} {other:5.2f}")


if __name__ == "__main__":
    main()
