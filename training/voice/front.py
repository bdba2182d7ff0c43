"""Lines of text to the clauses of phones that the voice is given.

Every language is read by Parley's own front end (io.parley.agent.voice, built with `mvn test-compile`), so that the voice is
trained on what it will get.
"""

import subprocess
from pathlib import Path

from voices import VOICE_DATA, Voice

ROOT = Path(__file__).parents[2]


def clauses(lines: list[str], voice: Voice) -> list[list[str]]:
    """For each line its clauses, each the phones with the punctuation that ends it (PhonesMain writes "  words | phones")."""
    command = ["java", "-cp", class_path(), "io.parley.agent.voice.PhonesMain", voice.language]
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


def class_path() -> str:
    listed = VOICE_DATA / "classpath"
    if not listed.exists():
        listed.parent.mkdir(parents=True, exist_ok=True)
        goal = ["test-compile", "dependency:build-classpath", "-pl", "agent", "-am", f"-Dmdep.outputFile={listed.absolute()}"]
        subprocess.run(["mvn", "-q", *goal], cwd=ROOT, check=True)
    return f"{ROOT}/agent/target/test-classes:{ROOT}/agent/target/classes:{listed.read_text().strip()}"
