"""What the ear is trained and judged on: recordings of people, and rendered callers with their alignments.

Recordings of people have no names of speakers, so single files are kept out of training, not people. Figures for people
the ear has never heard come from evaluate.py's sets alone.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from places import CORPUS, PEOPLE, RATE
from said import words

PEOPLE_TRAINED_ON = ("wake-words", "precise")
NOISES = "precise/not-wake-words*"
SHORTEST, LONGEST = RATE // 5, 5 * RATE
KEPT_OUT = 20  # one in so many files


@dataclass(frozen=True)
class Clip:
    name: str
    samples: np.ndarray  # int16, 16 kHz
    kind: str
    words: tuple[str, ...] | None = None
    aligned: np.ndarray | None = None  # a pdf for each row of the padded clip (align.py)


def people(which: str) -> list[Clip]:
    """`which` is train or dev."""
    if not PEOPLE.exists():
        raise SystemExit(f"{PEOPLE} is missing: PARLEY_SHARED must be a folder with audio/wake-words and audio/precise")
    files = [file for folder in PEOPLE_TRAINED_ON for file in sorted((PEOPLE / folder).rglob("*.flac"))]
    clips = []
    for file in files:
        name = str(file.relative_to(PEOPLE))
        if _kept_out(name) == (which == "dev"):
            samples = _read(file)[:LONGEST]
            if len(samples) >= SHORTEST:
                clips.append(Clip(name, samples, name.split("/")[0]))
    return clips


def noises() -> list[np.ndarray]:
    """What the people of precise recorded besides wake words: mostly rooms and other speech, at their own level."""
    found = [_read(file) for file in sorted(PEOPLE.glob(NOISES)) if not _kept_out(str(file.relative_to(PEOPLE)))]
    return [samples for samples in found if len(samples) >= RATE]


def callers(which: str) -> list[Clip]:
    """Rendered callers of train, dev or test; with alignments where align.py has made them."""
    folder = CORPUS / "callers" / which
    aligned = alignments(which)
    clips = []
    for label in sorted(folder.glob("*.json")):
        said = json.loads(label.read_text())
        clips.append(
            Clip(label.stem, _read(label.with_suffix(".flac")), said["kind"], tuple(words(said["text"])), aligned.get(label.stem))
        )
    return clips


def alignments(which: str) -> dict[str, np.ndarray]:
    file = CORPUS / f"alignments-{which}.npz"
    if not file.exists():
        return {}
    with np.load(file) as kept:
        return {name: kept[name] for name in kept.files}


def _kept_out(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] * KEPT_OUT < 256


def _read(file: Path) -> np.ndarray:
    """Empty for a file that is damaged, as a few of the recordings of people are."""
    try:
        samples, rate = soundfile.read(file, dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as e:
        print(f"left out: {file}: {e}")
        return np.empty(0, np.int16)
    if rate != RATE:
        raise ValueError(f"{file}: {rate} Hz, expected {RATE}")
    return samples[:, 0]
