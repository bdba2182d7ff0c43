"""How near a pack is to its teacher, on sentences that it was never trained on.

    python training/voice/evaluate.py dev|test|readback --pack models/voice-en [--voice heart] [--style neutral] [--limit N]

Every sentence is rendered by both, clause by clause from the same phones, and judged at 16 kHz and through the telephone.
Without --pack the teacher is judged alone. The teacher's renderings and all judgements are kept, so a run that was stopped
goes on; one thread. Prints a table and writes data/voice/evaluation/NAME.json: the pack, `summary` and each sentence's results.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import front
import readback
import results
import spoken
from judge import CHANNELS, RATE, Judge, Prosody, duration_error, pitch_error, trim
from teacher import Teacher
from voices import TEACHER, VOICE_DATA, Voice, voice_named

HERE = Path(__file__).parent
UNIT = 0.025  # seconds of a duration of 1
EDGE = 0  # the token on both sides of a clause
STYLES = {  # the named styles, as Student.say takes them: ln of the pitch, its spread, energy, warmth
    "neutral": {},
    "cheerful": {"rate": 1.04, "style": (0.077, 0, 0, 0)},
    "calm": {"rate": 0.92, "style": (-0.041, 0, 0, 0)},
    "fast": {"rate": 1.25, "style": (0.020, 0, 0, 0)},
    "whisper": {"whisper": 1.0},
}
NO_PHONES = " .,?!;:…—-\"()“”ˈˌ"  # pauses and marks: their durations are no phone's


@dataclass(frozen=True)
class Rendering:
    """A clause: `prosody` lays its phones, with an edge on both sides, over the pitch; `durations` are unrounded, seconds."""

    samples: np.ndarray
    prosody: Prosody
    durations: np.ndarray


def main():
    chosen = options()
    voice = voice_named(chosen.voice)
    items = read_items(chosen.set, voice.language[:2])[:chosen.limit]
    folder = VOICE_DATA / "evaluation"
    judge = Judge(chosen.teacher, folder / "judged.jsonl", voice.language[:2])
    speakers = {"teacher": TeacherVoice(voice, folder / "teacher")}
    if chosen.pack:
        speakers["student"] = StudentVoice(chosen.pack, voice, chosen.style)
    judged = []
    for k, (item, clauses) in enumerate(zip(items, front.clauses([item["text"] for item in items], voice)), 1):
        judged.append({**item, "clauses": clauses, **judge_item(item, clauses, speakers, judge, voice)})
        if k % 10 == 0:
            print(f"{k} of {len(items)}", file=sys.stderr, flush=True)
    parts = [chosen.set, voice.name, chosen.style if chosen.style != "neutral" else "", "" if chosen.pack else "teacher"]
    name = chosen.name or "-".join(part for part in parts if part)
    summary = results.summary(judged)
    about = {"set": chosen.set, "voice": voice.name, "style": chosen.style, "pack": manifest(chosen.pack)}
    about["sentences"] = len(judged)
    target = folder / f"{name}.json"
    target.write_text(json.dumps({**about, "summary": summary, "results": judged}, ensure_ascii=False, indent=1) + "\n")
    print(results.misheard(judged), results.table(summary), f"written: {target}", sep="\n")


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", choices=["dev", "test", "readback"])
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--voice", default="heart")
    parser.add_argument("--style", default="neutral")
    parser.add_argument("--limit", type=int, help="only the first sentences")
    parser.add_argument("--teacher", type=Path, default=TEACHER, help="folder that holds whisper/")
    parser.add_argument("--name", help="of the file that is written, by default SET-VOICE")
    return parser.parse_args()


def read_items(which: str, language: str) -> list[dict]:
    if which == "readback":
        if language != "en":
            raise SystemExit(f"readback: found a voice of language {language}, expected en")
        return [{"text": v.text, "kind": v.kind, "value": v.canonical, "said": v.said} for v in readback.values()]
    lines = (HERE / "heldout" / f"{which}-{language}.txt").read_text().splitlines()
    return [{"text": line} for line in lines if line.strip()]


def manifest(pack: Path | None) -> dict | None:
    if pack is None:
        return None
    file = pack / "manifest.json"
    described = json.loads(file.read_text()) if file.exists() else {}
    return {"folder": pack.name, "version": described.get("version"), "files": described.get("files")}


def judge_item(item: dict, clauses: list[str], speakers: dict, judge: Judge, voice: Voice) -> dict:
    renderings = {name: [speaker.say(clause) for clause in clauses] for name, speaker in speakers.items()}
    judged = {}
    for name, parts in renderings.items():
        samples = np.concatenate([trim(part.samples) for part in parts] or [np.zeros(RATE, np.float32)])
        judged[name] = {channel: judge_samples(item, samples, channel, judge, voice) for channel in CHANNELS}
    if "student" in renderings:
        judged["prosody"] = compare(clauses, renderings["teacher"], renderings["student"])
    return judged


def judge_samples(item: dict, samples: np.ndarray, channel: str, judge: Judge, voice: Voice) -> dict:
    judgement = judge.judge(samples, channel, quality="value" not in item)
    wrong, words = spoken.word_errors(item["text"], judgement.heard, voice.language[:2])
    judged = {"heard": judgement.heard, "wrong": wrong, "words": words}
    if judgement.quality is not None:
        judged["quality"] = judgement.quality
    if "value" in item:
        value = readback.Value(item["kind"], item["value"], item["said"], item["text"])
        judged["understood"] = readback.understood(judgement.heard, value)
    return judged


def compare(clauses: list[str], teacher: list[Rendering], student: list[Rendering]) -> dict:
    """Sums over the clauses: ms over phones, semitones over frames voiced in both."""
    total = {"ms": 0.0, "phones": 0, "semitones": 0.0, "frames": 0}
    for clause, one, other in zip(clauses, teacher, student):
        are_phones = np.array([False, *(phone not in NO_PHONES for phone in clause), False])
        if len(one.durations) != len(are_phones):
            raise SystemExit(f"{clause}: {len(one.durations)} durations, expected {len(are_phones)}")
        if are_phones.any():
            total["ms"] += duration_error(one.durations, other.durations, are_phones) * int(are_phones.sum())
            total["phones"] += int(are_phones.sum())
        semitones, frames = pitch_error(one.prosody, other.prosody)
        total["semitones"] += semitones * frames if frames else 0.0
        total["frames"] += frames
    return total


class TeacherVoice:
    """Kokoro; what it said once is kept, as it is slow."""

    def __init__(self, voice: Voice, folder: Path):
        self._voice, self._folder = voice, folder / voice.teacher
        self._folder.mkdir(parents=True, exist_ok=True)
        self._vocabulary = json.loads((TEACHER / "vocabulary.json").read_text())
        self._teacher = None

    def say(self, phones: str) -> Rendering:
        file = self._folder / f"{hashlib.sha256(phones.encode()).hexdigest()[:24]}.npz"
        if not file.exists():
            self._keep(phones, file)
        with np.load(file) as kept:
            samples = kept["samples"].astype(np.float32) / 32767
            return Rendering(samples, Prosody(kept["rounded"] * UNIT, kept["pitch"]), kept["durations"] * UNIT)

    def _keep(self, phones: str, file: Path) -> None:
        self._teacher = self._teacher or Teacher(True)
        label = self._teacher.label([EDGE, *(self._vocabulary[phone] for phone in phones), EDGE], self._voice)
        samples = np.round(np.clip(label.samples, -1, 1) * 32767).astype(np.int16)
        unfinished = file.with_suffix(".part.npz")
        np.savez(unfinished, samples=samples, durations=label.durations, rounded=label.rounded, pitch=label.pitch)
        unfinished.rename(file)


class StudentVoice:
    def __init__(self, pack: Path, voice: Voice, style: str):
        from student import Student

        if style not in STYLES:
            raise SystemExit(f"--style: found {style}, expected one of {', '.join(STYLES)}")
        self._student, self._voice, self._style = Student(pack), voice, STYLES[style]

    def say(self, phones: str) -> Rendering:
        said = self._student.say(phones, self._voice, **self._style)
        durations = said.durations / self._style.get("rate", 1.0)
        return Rendering(said.samples, Prosody(said.counts * UNIT / 2, said.pitch), durations * UNIT)


if __name__ == "__main__":
    main()
