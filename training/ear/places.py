"""Where things lie: `PARLEY_DATA` for what is fetched and made, `PARLEY_SHARED` for the recordings of people."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PARLEY_DATA", "data"))
EAR_DATA = DATA / "ear"
TEACHER = DATA / "teacher"
VOSK = EAR_DATA / "vosk"
RECOVERED = EAR_DATA / "recovered"
CORPUS = EAR_DATA / "corpus"
MODELS = EAR_DATA / "models"
PEOPLE = Path(os.environ.get("PARLEY_SHARED", ROOT.parent / "shared")) / "audio"
PACK = ROOT / "models" / "ear-en"
CALLERS = ROOT / "training" / "callers"

RATE = 16_000


def write(target: Path, content: bytes):
    """In one piece or not at all."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_bytes(content)
    unfinished.rename(target)
