"""Compares ways to find the end of a turn on the same recordings: how long after it, and how often before it.

    python training/turn/compare.py data/callers/hesitant --smart-turn data/smart-turn-v3.2-cpu.onnx --to target/turn
    python training/turn/compare.py … --parley understanding.jsonl        Parley's own, of bench understanding --json

Sets are folders with turns.jsonl whose labels have end_ms and pauses_ms. Only callers who hesitate count, or with
--everybody all whose end is marked: of ordinary callers few pause, and shares are small. Writes
end-of-turn.json and end-of-turn.md. README.md says how to read them.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from recording import read
from smart_turn import Judged, SmartTurn
from vad_hangover import RATE, WINDOW_MS, Silero, speaking, turns

HANGOVERS = [96, 128, 160, 192, 224, 256, 304, 352, 416, 480, 544, 640]
THRESHOLDS = [0.1, 0.3, 0.5, 0.7, 0.9, 0.97]
SILENCE_MS = 4_000  # after the recording, as on a line on which nobody speaks any more


@dataclass(frozen=True)
class Label:
    """One caller; milliseconds in the recording."""

    file: Path
    set: str
    end_ms: int
    pauses_ms: list


@dataclass(frozen=True)
class Outcome:
    """early: the turn was taken though the caller went on; delay_ms: from the true end to when it was taken at last."""

    early: bool
    delay_ms: float | None


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sets", nargs="+", type=Path)
    options.add_argument("--vad", type=Path, default=Path(__file__).parents[2] / "models/vad/silero_vad.onnx")
    options.add_argument("--smart-turn", type=Path, help="smart-turn-v3.2-cpu.onnx; without it only silence is compared")
    options.add_argument("--parley", type=Path, action="append", default=[], help="what bench understanding --json printed")
    options.add_argument("--everybody", action="store_true", help="callers who do not hesitate as well")
    options.add_argument("--limit", type=int, help="only the first so many of each set that count")
    options.add_argument("--to", type=Path, default=Path("target/turn"))
    chosen = options.parse_args()
    labels = [label for folder in chosen.sets for label in counted(folder, chosen.everybody)[: chosen.limit]]
    if not labels:
        options.error("no label with end_ms (and pauses_ms, without --everybody) in " + ", ".join(map(str, chosen.sets)))
    rows = silences(labels, Silero(chosen.vad), SmartTurn(chosen.smart_turn) if chosen.smart_turn else None)
    rows += [row for file in chosen.parley for row in parley(labels, file)]
    chosen.to.mkdir(parents=True, exist_ok=True)
    (chosen.to / "end-of-turn.json").write_text(json.dumps({"callers": len(labels), "rows": rows}, indent=1) + "\n")
    (chosen.to / "end-of-turn.md").write_text(table(rows))
    print(table(rows))


def counted(folder: Path, everybody: bool) -> list[Label]:
    """Those of a set of whom a pause is marked, or at least the end."""
    labels = []
    for number, text in enumerate((folder / "turns.jsonl").read_text().splitlines(), 1):
        line = json.loads(text) if text.strip() else {}
        if line.get("pauses_ms"):
            if "end_ms" not in line:
                raise SystemExit(f"{folder}/turns.jsonl:{number}: end_ms: missing, expected with pauses_ms")
        if line.get("pauses_ms") or everybody and "end_ms" in line:
            labels.append(Label(folder / line["audio"], folder.name, line["end_ms"], line.get("pauses_ms", [])))
    return labels


def silences(labels: list[Label], vad: Silero, model: SmartTurn | None) -> list[dict]:
    """Silero with each hangover, and Smart Turn with each threshold, over all recordings."""
    told: dict[tuple[str, str], list[Outcome]] = {}
    for number, label in enumerate(labels, 1):
        samples = np.concatenate([read(label.file, RATE), np.zeros(SILENCE_MS * RATE // 1000, np.float32)])
        probabilities = vad.probabilities(samples)
        active = speaking(probabilities)
        for hangover in HANGOVERS:
            told.setdefault(("Silero", f"{hangover} ms"), []).append(outcome(turns(active, hangover), active, label))
        if model:
            for setting, ends, heard in smart(Judged(model, samples, probabilities)):
                told.setdefault(("Smart Turn v3.2", setting), []).append(outcome(ends, heard, label))
        if number % 20 == 0:
            print(f"{number} of {len(labels)}", flush=True)
    return [row(system, setting, outcomes) for (system, setting), outcomes in told.items()]


def smart(judged: Judged):
    """As pipecat has it, and asked again in the same silence with a shorter patience."""
    for threshold in THRESHOLDS:
        yield f"above {threshold}, else 3 s", judged.turns(threshold), judged.active
    for threshold in THRESHOLDS:
        ends = judged.turns(threshold, again_ms=3 * WINDOW_MS, timeout_ms=960)
        yield f"above {threshold}, again every 96 ms, else 0.96 s", ends, judged.active


def outcome(ends: list[int], active: np.ndarray, label: Label) -> Outcome:
    """A turn is taken early when speech begins again after it, before the true end."""
    last = min(len(active), label.end_ms // WINDOW_MS)
    early = [end for end in ends if end < label.end_ms and active[end // WINDOW_MS : last].any()]
    finally_ = [end for end in ends if end not in early]
    return Outcome(bool(early), finally_[0] - label.end_ms if finally_ else None)


def parley(labels: list[Label], file: Path) -> list[dict]:
    """One row for each engine in what bench understanding printed of the same recordings."""
    wanted = {(label.set, label.file.name) for label in labels}
    engines: dict[str, list[dict]] = {}
    for text in file.read_text().splitlines():
        line = json.loads(text)
        if line["event"] == "turn" and (line["set"], line["audio"]) in wanted:
            engines.setdefault(line["engine"], []).append(line)
    return [
        row(f"Parley, {engine}", file.stem, [Outcome(t["early_ms"] is not None, t["commit_ms"]) for t in told])
        | {"heard": sum(t["cut_in"] for t in told) / len(told)}
        for engine, told in engines.items()
    ]


def row(system: str, setting: str, outcomes: list[Outcome]) -> dict:
    delays = [one.delay_ms for one in outcomes if one.delay_ms is not None]
    figures = {"mean": np.mean, "p50": np.median, "p95": lambda values: np.percentile(values, 95, method="inverted_cdf")}
    return {
        "system": system,
        "setting": setting,
        "callers": len(outcomes),
        "early": sum(one.early for one in outcomes) / len(outcomes),
        "delay_ms": {name: round(float(of(delays)), 1) for name, of in figures.items()} if delays else None,
        "never": len(outcomes) - len(delays),
    }


def table(rows: list[dict]) -> str:
    lines = ["| | | callers | taken early | heard | delay mean / p50 / p95, ms |", "|---|---|---|---|---|---|"]
    for one in rows:
        delay = one["delay_ms"]
        times = f"{delay['mean']:.0f} / {delay['p50']:.0f} / {delay['p95']:.0f}" if delay else ""
        heard = f"{100 * one['heard']:.1f} %" if "heard" in one else ""
        lines.append(
            f"| {one['system']} | {one['setting']} | {one['callers']} | {100 * one['early']:.1f} % | {heard} | {times} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
