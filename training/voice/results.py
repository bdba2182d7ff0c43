"""Figures of an evaluation, with 95 % confidence by drawing the sentences again and again; the table of them."""

import numpy as np

from judge import CHANNELS

DRAWS = 2000
SEED = 1


def summary(judged: list[dict]) -> dict:
    """Figures by name: value, low, high and the counts that they come from."""
    figures = {}
    speakers = [name for name in ("teacher", "student") if judged and name in judged[0]]
    for channel in CHANNELS:
        for speaker in speakers:
            heard = [one[speaker][channel] for one in judged]
            figures[f"{speaker} word errors {channel}"] = share(heard, "wrong", "words", scale=100)
            if "quality" in heard[0]:
                figures[f"{speaker} quality {channel}"] = mean(heard, "quality")
            if "understood" in heard[0]:
                right = [{"right": one["understood"], "one": 1} for one in heard]
                figures[f"{speaker} understood {channel}"] = share(right, "right", "one", scale=100)
        if len(speakers) == 2:
            figures.update(differences(judged, channel))
    if judged and "prosody" in judged[0]:
        prosody = [one["prosody"] for one in judged]
        figures["duration error ms a phone"] = share(prosody, "ms", "phones")
        figures["pitch error semitones"] = share(prosody, "semitones", "frames")
    return figures


def differences(judged: list[dict], channel: str) -> dict:
    """The student against the teacher on the same sentences."""
    teacher, student = ([one[name][channel] for one in judged] for name in ("teacher", "student"))
    wrong = [{"more": s["wrong"] - t["wrong"], "words": t["words"]} for s, t in zip(student, teacher)]
    found = {f"word errors more {channel}": share(wrong, "more", "words", scale=100)}
    if "quality" in teacher[0]:
        quality = [{"more": s["quality"] - t["quality"]} for s, t in zip(student, teacher)]
        found[f"quality more {channel}"] = mean(quality, "more")
    if "understood" in teacher[0]:
        both = [{"right": s["understood"] and t["understood"], "of": t["understood"]} for s, t in zip(student, teacher)]
        found[f"understood of what the teacher's was {channel}"] = share(both, "right", "of", scale=100)
        for kind in sorted({one["kind"] for one in judged}):
            of_kind = [pair for pair, one in zip(both, judged) if one["kind"] == kind]
            found[f"understood of what the teacher's was {channel}, {kind}"] = share(of_kind, "right", "of", scale=100)
    return found


def mean(rows: list[dict], name: str) -> dict:
    return share([{name: row[name], "one": 1} for row in rows], name, "one")


def share(rows: list[dict], upper: str, lower: str, scale: float = 1.0) -> dict:
    """Sum over sum, and what 95 of 100 draws of the sentences give."""
    pairs = np.array([[row[upper], row[lower]] for row in rows], float)
    above, below = pairs.sum(0)
    if below == 0:
        return {"value": None, "low": None, "high": None, "of": 0}
    drawn = pairs[np.random.default_rng(SEED).integers(0, len(pairs), (DRAWS, len(pairs)))].sum(1)
    drawn = drawn[drawn[:, 1] > 0]
    low, high = np.percentile(scale * drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    numbers = {"value": scale * above / below, "low": low, "high": high, "sum": above, "of": below}
    return {name: round(float(number), 4) for name, number in numbers.items()}


def table(figures: dict) -> str:
    rows = ["| figure | value | 95 % | counts |", "|---|---|---|---|"]
    for name, one in figures.items():
        if one["value"] is None:
            rows.append(f"| {name} | none | | |")
        else:
            sure = f"{one['low']:.2f} to {one['high']:.2f}"
            rows.append(f"| {name} | {one['value']:.2f} | {sure} | {one['sum']:g} of {one['of']:g} |")
    return "\n".join(rows)


def misheard(judged: list[dict]) -> str:
    """What was heard otherwise than it was to be said, through the telephone."""
    lines = []
    for one in judged:
        for speaker in ("teacher", "student"):
            found = one.get(speaker, {}).get("telephone")
            if found and (found["wrong"] or found.get("understood") is False):
                lines.append(f"{speaker} {found['wrong']} wrong: {one['text']} | {found['heard']}")
    return "\n".join(lines)
