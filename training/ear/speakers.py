"""Who speaks: the teacher's voices, which of them are kept out of training, and how each is changed into other people."""

import sys
from random import Random

from places import CALLERS

sys.path.append(str(CALLERS))
from turns import VOICES, Speaker  # noqa: E402

KEPT_OUT = {
    "dev": ["af_river", "am_liam", "bf_lily", "bm_fable"],
    "test": ["af_kore", "am_onyx", "bf_alice", "bm_daniel"],
}
SETS = {"train": [voice for voice in VOICES if not any(voice in kept for kept in KEPT_OUT.values())], **KEPT_OUT}
BLENDED, CHANGED = 0.4, 0.7


def speaker(random: Random, which: str) -> Speaker:
    """Wider than training/callers has it, and never blended with a voice of another set."""
    main = voice = random.choice(SETS[which])
    alike = [other for other in SETS[which] if other[:2] == main[:2] and other != main]
    if alike and random.random() < BLENDED:
        share = round(random.uniform(0.2, 0.5), 2)
        voice = f"{main}*{1 - share:.2f}+{random.choice(alike)}*{share:.2f}"
    if random.random() >= CHANGED:
        return Speaker(voice, rate=round(random.uniform(0.85, 1.2), 2))
    return Speaker(
        voice,
        rate=round(random.uniform(0.75, 1.35), 2),
        pitch=round(random.uniform(0.85, 1.2), 2),
        tract=round(random.uniform(0.9, 1.12), 2),
    )
