"""The voices of the pack, in the order of their numbers, and where things lie."""

import os
from dataclasses import dataclass
from pathlib import Path

DATA = Path(os.environ.get("PARLEY_DATA", "data"))
VOICE_DATA = DATA / "voice"
TEACHER = DATA / "teacher"


@dataclass(frozen=True)
class Voice:
    name: str  # in the pack and in agents' files
    language: str
    sex: str
    teacher: str  # Kokoro's name
    audio_share: float  # of the hours of audio and of labels


VOICES = [
    Voice("heart", "en-US", "female", "af_heart", 0.34),
    Voice("emma", "en-GB", "female", "bf_emma", 0.18),
    Voice("michael", "en-US", "male", "am_michael", 0.18),
    Voice("puck", "en-US", "male", "am_puck", 0.12),
    Voice("dora", "es", "female", "ef_dora", 0.18),
]


def voice_named(name: str) -> Voice:
    for voice in VOICES:
        if voice.name == name:
            return voice
    raise SystemExit(f"--voice: found {name}, expected one of {', '.join(voice.name for voice in VOICES)}")


def number(voice: Voice) -> int:
    return VOICES.index(voice)
