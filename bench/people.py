#!/usr/bin/env python3
"""Makes a set for `parley bench understanding` of each speaker's digits: bench/people.py RECORDINGS FOLDER

RECORDINGS holds files such as 3_speaker_17.wav (free-spoken-digit-dataset: digit, speaker, number). Nothing is copied, the
labels name the files where they are.
"""
import json
import pathlib
import re
import sys

NAME = re.compile(r"([0-9])_([a-z]+)_([0-9]+)\.wav")


def main(recordings, folder):
    turns = {}
    found = [(NAME.fullmatch(file.name), file) for file in recordings.iterdir()]
    # One of each digit before the second of any: the first of a set have all digits in them.
    for name, file in sorted(((name, file) for name, file in found if name), key=lambda one: (int(one[0][3]), one[0][1])):
        label = {"audio": str(file.resolve()), "agent": "digits", "expect": {"digit": name[1]}}
        turns.setdefault(name[2], []).append(label)
    if not turns:
        sys.exit(f"{recordings}: found no files such as 3_speaker_17.wav")
    for speaker, labels in turns.items():
        of = folder / f"digits-{speaker}"
        of.mkdir(parents=True, exist_ok=True)
        (of / "turns.jsonl").write_text("".join(json.dumps(label) + "\n" for label in labels))
    print(f"{sum(map(len, turns.values()))} digits of {len(turns)} speakers in {folder}")


if len(sys.argv) != 3:
    sys.exit(__doc__.strip())
main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
