"""Checks rendered recordings: their signals, and with --listen whether another recogniser understands them.

    python training/callers/check.py data/callers/coffee [--listen 60]

Prints one line for each recording that looks wrong, then a summary; exit code 1 if a signal is wrong.
"""

import argparse
import json
import sys
from pathlib import Path
from random import Random

import numpy as np

import recordings
from caller import RATE, levels
from turns import Line

FRAME = RATE // 50


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--listen", type=int, default=0, metavar="N", help="recognise N of them, drawn at random")
    options.add_argument("--teacher", type=Path, default=Path("data/teacher"), help="holds the judge")
    chosen = options.parse_args()
    plan = [json.loads(row) for row in (chosen.folder / "plan.jsonl").read_text().splitlines()]
    details = {row["audio"]: row for row in map(json.loads, (chosen.folder / "details.jsonl").read_text().splitlines())}
    wrong = 0
    for entry in plan:
        samples = recordings.read(chosen.folder / entry["audio"])
        for fault in faults(samples, details[entry["audio"]], Line(**entry["line"])):
            wrong += 1
            print(f"{entry['audio']}: {fault} ({entry['turn']['text']})")
    print(f"{len(plan)} recordings, {wrong} faults")
    if chosen.listen:
        listen(chosen.folder, Random(1).sample(plan, min(chosen.listen, len(plan))), chosen.teacher / "whisper")
    sys.exit(1 if wrong else 0)


def faults(samples: np.ndarray, details: dict, line: Line):
    """What a telephone would notice: clipping, a wrong level, speech missing, too short or cut at an edge."""
    spoken = samples[details["start_ms"] * 8 : details["end_ms"] * 8]
    seconds = len(spoken) / RATE
    if not 0.15 < seconds < 20:
        yield f"speech of {seconds:.2f} s"
    if np.mean(np.abs(samples) >= 0.999) > 0.001:
        yield "clipped"
    each = levels(spoken, FRAME)
    level = 10 * np.log10((10 ** (each[each > each.max() - 30] / 10)).mean())
    if abs(level - line.level_dbfs) > 3:
        yield f"level {level:.1f} dBFS, planned {line.level_dbfs}"
    before, after = samples[: line.lead_ms * 8], samples[-line.tail_ms * 8 + 400 :]
    for name, quiet in (("before", before), ("after", after)):
        expected = line.level_dbfs - line.snr_db
        found = 10 * np.log10((quiet**2).mean() + 1e-12)
        if line.echo_db is None and found > max(expected + 8, -62):
            yield f"{found:.0f} dBFS {name} the speech, planned {expected:.0f}"
    for start, end in details["pauses_ms"]:
        gap = samples[start * 8 + 200 : end * 8 - 200]
        if line.echo_db is None and 10 * np.log10((gap**2).mean() + 1e-12) > level - 9:
            yield f"no silence in the pause at {start} ms"


def listen(folder: Path, sample: list[dict], model: Path):
    """Word errors over the sample; a digit is chosen from ten, as free recognition makes up words around one."""
    from judge import Judge, word_errors

    judge = Judge(model)
    errors = words = 0
    for entry in sample:
        said = entry["turn"]["text"]
        samples = recordings.read(folder / entry["audio"])
        heard = judge.choose_digit(samples) if entry["turn"]["kind"] == "digit" else judge.recognise(samples)
        wrong, length = word_errors(said, heard)
        errors, words = errors + wrong, words + length
        if wrong:
            print(f"{entry['audio']} {entry['speaker']['voice']} snr {entry['line']['snr_db']}: {said} | {heard}")
    print(f"{len(sample)} heard: {errors} errors in {words} words, {100 * errors / words:.1f} %")


if __name__ == "__main__":
    main()
