"""Lines of text to the clauses of phones that the voice is given.

American English is read by Parley's own front end (io.parley.agent.voice, built with `mvn test-compile`), so that the voice is
trained on what it will get. British English and Spanish are read by espeak-ng, at training time only.
"""

import re
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "callers"))
from phones import BRITISH, SPANISH, Phones  # noqa: E402

from voices import TEACHER, VOICE_DATA, Voice  # noqa: E402

ROOT = Path(__file__).parents[2]
LONGEST = 300  # phones of a clause
SENTENCE = re.compile(r"(?<=[.?!;:])\s+")
_espeak = None


def clauses(lines: list[str], voice: Voice) -> list[list[str]]:
    """For each line its clauses, each the phones with the punctuation that ends it."""
    return _java(lines) if voice.language == "en-US" else [_clauses(line, voice.language) for line in lines]


def _java(lines: list[str]) -> list[list[str]]:
    command = ["java", "-cp", _class_path(), "io.parley.agent.voice.PhonesMain"]
    text = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    read = []
    for line in text.splitlines():
        if line.startswith("# "):
            read.append([])
        elif " | " in line:
            read[-1].append(line.split(" | ", 1)[1])
    if len(read) != len(lines):
        raise SystemExit(f"PhonesMain: {len(read)} lines came back, expected {len(lines)}")
    return read


def _class_path() -> str:
    listed = VOICE_DATA / "classpath"
    if not listed.exists():
        listed.parent.mkdir(parents=True, exist_ok=True)
        goal = ["test-compile", "dependency:build-classpath", "-pl", "agent", "-am", f"-Dmdep.outputFile={listed.absolute()}"]
        subprocess.run(["mvn", "-q", *goal], cwd=ROOT, check=True)
    return f"{ROOT}/agent/target/test-classes:{ROOT}/agent/target/classes:{listed.read_text().strip()}"


def _clauses(line: str, language: str) -> list[str]:
    global _espeak
    _espeak = _espeak or Phones(TEACHER / "vocabulary.json")
    accent = BRITISH if language == "en-GB" else SPANISH
    read = (_espeak.spell(sentence, accent) for sentence in SENTENCE.split(line) if sentence.strip())
    known = ("".join(phone for phone in phones if phone in _espeak.vocabulary) for phones in read)
    return [phones for phones in known if 1 < len(phones) <= LONGEST]
