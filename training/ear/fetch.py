"""Fetches the Vosk model, the ear's parent, through Maven, and unpacks it.

    python training/ear/fetch.py

Every file must have the checksum that models/dictation-en/manifest.json states. What is already there is kept. Maven does
the downloading, so its own settings (repository, proxy, -o in MAVEN_ARGS) apply.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from places import ROOT, VOSK, write

ARTEFACT = "com.alphacephei:vosk-model-en:0.3.45:aar"
INSIDE = "assets/model-en-us/"


def main():
    checksums = json.loads((ROOT / "models/dictation-en/manifest.json").read_text())["files"]
    if not all((VOSK / name).exists() for name in checksums):
        with tempfile.TemporaryDirectory() as scratch:
            unpack(artefact(Path(scratch)), checksums)
    print(f"ready: {VOSK}")


def artefact(to: Path) -> Path:
    command = ["mvn", "-q", "-B", "-N", "dependency:copy", f"-Dartifact={ARTEFACT}", f"-DoutputDirectory={to}"]
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return next(to.glob("*.aar"))


def unpack(archive: Path, checksums: dict):
    with zipfile.ZipFile(archive) as opened:
        for name, expected in checksums.items():
            content = opened.read(INSIDE + name)
            found = hashlib.sha256(content).hexdigest()
            if found != expected:
                sys.exit(f"{ARTEFACT}, {name}: sha256 is {found}, expected {expected}")
            (VOSK / name).parent.mkdir(parents=True, exist_ok=True)
            write(VOSK / name, content)


if __name__ == "__main__":
    main()
