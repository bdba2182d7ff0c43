#!/usr/bin/env python3
"""Judges what is heard of speech with lost packets: PESQ against the speech that was said, and PLCMOS without it.

    python3 training/concealment/judge.py FOLDER

FOLDER holds what ConcealMain wrote; README.md says how it is made. Prints means for each group (the part of a name before
the first dash; the ITU's two patterns by themselves): ours, the other, and the speech without any loss.
"""

import argparse
import collections
import pathlib

import numpy
from pesq import pesq
from scipy.signal import resample_poly
from speechmos import plcmos

WIDEBAND = 16000


def samples(path):
    return numpy.fromfile(path, "<i2")


def plc_mos(model, sound, rate):
    """The model draws at random where it looks; with a seed its answer is always the same."""
    numpy.random.seed(0)
    wide = sound.astype(float) if rate == WIDEBAND else resample_poly(sound.astype(float), WIDEBAND // rate, 1)
    return float(model(numpy.clip(wide / 32768, -1, 1).astype(numpy.float32))["plcmos"])


def judge(folder):
    model = plcmos.PLCMOS()
    scores = collections.defaultdict(list)
    for clean_file in sorted(folder.glob("*.clean")):
        name, rate = clean_file.stem.rsplit("-", 1)
        rate = int(rate)
        group = name if name.startswith("g711") else name.split("-")[0]
        clean = samples(clean_file)
        for kind in ("ours", "other", "clean"):
            sound = samples(clean_file.with_suffix("." + kind))
            mode = "nb" if rate < WIDEBAND else "wb"
            scores[group, kind].append((pesq(rate, clean, sound, mode), plc_mos(model, sound, rate)))
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    scores = judge(parser.parse_args().folder)
    print(f"{'':24} {'files':>5} {'PESQ':>6} {'PLCMOS':>7}")
    for (group, kind), values in scores.items():
        means = numpy.mean(values, axis=0)
        print(f"{group:15} {kind:8} {len(values):5} {means[0]:6.2f} {means[1]:7.2f}")


if __name__ == "__main__":
    main()
