"""Writes what a pack makes of one clause, for other code that runs the pack to be held to.

    python training/voice/reference.py --pack models/voice-en

Into the pack's folder `reference`: the clause's phones, its noise and its audio, the last two as little-endian float32.
Michael says it, in a style that uses every column and half in a whisper, so that no input can be left out unnoticed.
"""

import argparse
from math import log
from pathlib import Path

from student import Student, breath
from voices import voice_named

PHONES = "jˈɛs, ðæts ɹˈIt."
VOICE = "michael"
STYLE = (log(1.1), log(1.3), 2, -0.4)  # pitch, its spread, energy, warmth
WHISPER = 0.5


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pack", type=Path, default=Path("models/voice-en"))
    folder = options.parse_args().pack / "reference"
    folder.mkdir(exist_ok=True)
    said = Student(folder.parent).say(PHONES, voice_named(VOICE), STYLE, whisper=WHISPER)
    (folder / "reference-phones.txt").write_text(PHONES + "\n")
    breath(len(said.pitch)).astype("<f4").tofile(folder / "reference-noise.f32")
    said.samples.astype("<f4").tofile(folder / "reference-output.f32")
    print(f"written: {folder}, {len(said.samples)} samples")


if __name__ == "__main__":
    main()
