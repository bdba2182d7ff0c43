"""More callers, by the voices of Parley's own pack: a hundred times as fast as the teacher's, each changed into many people.

    python training/ear/render_own.py --count 2000        # into the callers of train, beside the teacher's

Wants the tests of module agent compiled (mvn test-compile). What is said and who says it follow from seed and number; what
is there stays.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import soundfile

from places import CALLERS, CORPUS, RATE, ROOT
from render_callers import keep
from said import turn

sys.path += [str(CALLERS), str(ROOT / "training" / "voice")]
import caller  # noqa: E402
from front import class_path  # noqa: E402
from turns import Speaker  # noqa: E402

VOICES = ("heart", "michael", "emma", "puck")
SPREAD = (0.7, 1.5)
# As the teacher's markup has them, and as Parley's text may.
WRITTEN = {"[ʌm]": "um", "[ʌ]": "uh", "[ə]": "a", "[mmhˈm]": "mm-hm", "[mhˈm]": "mhm", "[ʌhˈʌ]": "uh-huh", "[ˈɑ]": "ah", "[hˈʌm]": "hmm"}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    folder = CORPUS / "callers" / "train"
    folder.mkdir(parents=True, exist_ok=True)
    missing = [n for n in range(chosen.count) if not (folder / f"own-{chosen.seed}-{n:06d}.json").exists()]
    with tempfile.TemporaryDirectory() as spoken:
        plans = {number: planned(chosen.seed, number) for number in missing}
        say(plans, Path(spoken))
        seconds = 0.0
        for number, plan in plans.items():
            speech = assembled(plan, Path(spoken), number)
            keep(folder / f"own-{chosen.seed}-{number:06d}.flac", *plan[:2], speech)
            seconds += len(speech.samples) / RATE
    print(f"{len(missing)} recordings more in {folder}, {seconds:.0f} s of audio")


def planned(seed: int, number: int):
    random = Random(f"own {seed} {number}")
    who = Speaker(
        random.choice(VOICES),
        rate=round(random.uniform(0.75, 1.35), 2),
        pitch=round(random.uniform(0.8, 1.25), 2),
        tract=round(random.uniform(0.88, 1.14), 2),
    )
    return turn(random), who, round(random.uniform(*SPREAD), 2)


def say(plans: dict, to: Path):
    """All pieces through one process; the voice's own pitch is left, because `change` moves it."""
    lines = []
    for number, (said, who, spread) in plans.items():
        for place, piece in enumerate(said.pieces):
            rate = min(max(who.rate / who.pitch, 0.7), 1.5)
            lines.append(f"{to / f'{number}-{place}.wav'}\t{who.voice}\t{rate:.3f}\t1\t{spread}\t{written(piece.say)}")
    command = ["java", "-cp", class_path(), "io.parley.agent.voice.CallersMain", str(ROOT / "models" / "voice-en")]
    subprocess.run(command, input="\n".join(lines), text=True, check=True, stdout=subprocess.DEVNULL)


def written(piece: str) -> str:
    for marked, plain in WRITTEN.items():
        piece = piece.replace(marked, plain)
    return re.sub(r"\s*…", ",", re.sub(r"\[[^]]*\]", "", piece)).strip()


def assembled(plan, spoken: Path, number: int) -> caller.Speech:
    said, who, _ = plan
    parts = (soundfile.read(spoken / f"{number}-{place}.wav")[0] for place in range(len(said.pieces)))
    return caller.joined((caller.change(part, who) for part in parts), said.pieces, RATE)


if __name__ == "__main__":
    main()
