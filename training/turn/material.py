"""What episodes are made of: rendered callers and people, by set, as training/ear has them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "ear"))
import channel  # noqa: E402
import corpus  # noqa: E402
from episodes import Clip, Material  # noqa: E402

INTERRUPTING = ("command", "correction", "order", "person", "amount", "date", "time")
PEOPLE_SHARE = 0.15  # of the turns; single words and names


def load(which: str) -> Material:
    people, callers = corpus.people(which), corpus.callers(which)
    if not callers:
        raise SystemExit(f"no rendered callers of {which}: run training/ear/render_callers.py first")
    spoken = [Clip(clip.samples, clip.kind) for clip in callers]
    listening = [clip for clip in spoken if clip.kind == "backchannel"]
    turns = [clip for clip in spoken if clip.kind != "backchannel"]
    some = int(len(turns) * PEOPLE_SHARE / (1 - PEOPLE_SHARE))
    single = [Clip(clip.samples, "people") for clip in people if clip.kind == "wake-words"]
    turns += single[:: max(1, len(single) // max(1, some))]
    voices = [clip.samples for clip in callers]
    sources = channel.Sources([clip.samples for clip in people] + voices, corpus.noises() or voices, voices)
    return Material(turns, listening, [clip for clip in turns if clip.kind in INTERRUPTING], sources)
