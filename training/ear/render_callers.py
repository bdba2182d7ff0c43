"""Renders labelled callers with the teacher's voices, clean, 16 kHz: the channel is put on in training.

    python training/ear/render_callers.py train --minutes 60
    python training/ear/render_callers.py dev --count 400

What is said and who says it follow from the set, the seed and the number of the recording. A run that was stopped goes on
where it was; --worker 0/2 and 1/2 share the work.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np
import soundfile

from places import CALLERS, CORPUS, RATE, TEACHER
from said import turn
from speakers import SETS, speaker

sys.path.append(str(CALLERS))
import caller  # noqa: E402
from teacher import Teacher  # noqa: E402
from turns import Speaker, Turn  # noqa: E402

PEAK = 0.9


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("set", choices=sorted(SETS))
    options.add_argument("--minutes", type=float, default=float("inf"), help="of work, not of audio")
    options.add_argument("--count", type=int, default=10**6)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--worker", default="0/1")
    chosen = options.parse_args()
    if chosen.minutes == float("inf") and chosen.count == 10**6:
        options.error("expected --minutes or --count")
    mine, of = map(int, chosen.worker.split("/"))
    folder = CORPUS / "callers" / chosen.set
    folder.mkdir(parents=True, exist_ok=True)
    render(Teacher(TEACHER), folder, chosen, range(mine, chosen.count, of))


def render(voice: Teacher, folder: Path, chosen, numbers):
    began, seconds, done = time.monotonic(), 0.0, 0
    for number in numbers:
        if time.monotonic() - began > 60 * chosen.minutes:
            break
        audio = folder / f"{chosen.seed}-{number:06d}.flac"
        if audio.with_suffix(".json").exists():
            continue
        random = Random(f"{chosen.set} {chosen.seed} {number}")
        said, who = turn(random), speaker(random, chosen.set)
        speech = caller.perform(voice, who, said.pieces, RATE)
        keep(audio, said, who, speech)
        seconds, done = seconds + len(speech.samples) / RATE, done + 1
        if done % 20 == 0:
            print(f"{done}: {seconds:.0f} s of audio in {time.monotonic() - began:.0f} s", flush=True)
    print(f"{done} recordings more in {folder}, {seconds:.0f} s of audio")


def keep(audio: Path, said: Turn, who: Speaker, speech: caller.Speech):
    samples = speech.samples * (PEAK / max(np.abs(speech.samples).max(), PEAK))
    soundfile.write(audio, np.round(samples * 32767).astype(np.int16), RATE)
    label = {"kind": said.kind, "text": said.text, "pauses": speech.pauses, **asdict(who)}
    audio.with_suffix(".json").write_text(json.dumps(label))  # last: what has a label is whole


if __name__ == "__main__":
    main()
