"""Renders the recordings beside the examples' call scripts, where they are missing.

    python training/callers/calls.py [--examples examples] [--again]

A new caller is a line in CALLERS; its recording is named after the line.
"""

import argparse
from pathlib import Path

import caller
import recordings
import render
import telephone
from teacher import Teacher
from turns import Line, Piece, Speaker

DIGIT = "the number is"
GEORGE, EMMA, LILY, DANIEL = (Speaker(f"b{name}", rate=0.97) for name in ("m_george", "f_emma", "f_lily", "m_daniel"))
BELLA, SARAH, NOVA = (Speaker(f"af_{name}", rate=0.95) for name in ("bella", "sarah", "nova"))
MICHAEL, FENRIR, ERIC = (Speaker(f"am_{name}") for name in ("michael", "fenrir", "eric"))
FABLE = Speaker("bm_fable", rate=1.15)
ISABELLA = Speaker("bf_isabella", pitch=0.97)

CALLERS = {
    "coffee-shop/calls": {
        "latte": (BELLA, [Piece("can I have a large latte.")]),
        "latte-yes": (BELLA, [Piece("yes, please.")]),
        "americano": (
            GEORGE,
            [Piece("I'd like a medium dark roast americano, with a bit of soy milk and brown sugar.")],
        ),
        "iced-coffee": (MICHAEL, [Piece("can I get [ə]…", 900), Piece("twelve ounce iced coffee.")]),
        "espresso-hello": (EMMA, [Piece("hello, I want to order something.")]),
        "espresso": (EMMA, [Piece("an espresso.")]),
        "cappuccino": (FENRIR, [Piece("can I get a small cappuccino with cream.")]),
        "mocha": (SARAH, [Piece("get me a small mocha.")]),
        "mocha-large": (SARAH, [Piece("no, a large one.")]),
        "drip-coffee": (FABLE, [Piece("can I have a small drip coffee…", 450), Piece("no, a large one.")]),
        "person": (ISABELLA, [Piece("talk to a person.")]),
    },
    "digits/calls": {
        "zero": (LILY, [Piece("zero.", carrier=DIGIT)]),
        "two": (FENRIR, [Piece("two.", carrier=DIGIT)]),
        "four": (ERIC, [Piece("four.", carrier=DIGIT)]),
        "seven": (NOVA, [Piece("seven.", carrier=DIGIT)]),
        "nine": (DANIEL, [Piece("nine.", carrier=DIGIT)]),
    },
}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--examples", type=Path, default=Path("examples"))
    options.add_argument("--teacher", type=Path, default=Path("data/teacher"))
    options.add_argument("--again", action="store_true", help="render also what is there")
    chosen = options.parse_args()
    voice = Teacher(chosen.teacher)
    babble = render.babble_bed(voice, chosen.teacher / "babble.npy")
    for folder, callers in CALLERS.items():
        (chosen.examples / folder).mkdir(parents=True, exist_ok=True)
        for number, (name, (who, pieces)) in enumerate(callers.items()):
            file = chosen.examples / folder / f"{name}.wav"
            if chosen.again or not file.exists():
                speech = caller.perform(voice, who, pieces)
                recordings.write(file, telephone.transmit(speech.samples, quiet_line(number), babble))
                print(f"{file} {recordings.timing(speech, quiet_line(number))}")


def quiet_line(number: int) -> Line:
    """An ordinary telephone in a quiet room; each caller's line differs a little."""
    return Line(
        seed=number,
        lead_ms=200,
        tail_ms=300,
        level_dbfs=-22.0 - number % 3,
        noise=("room", "pink", "street")[number % 3],
        snr_db=32.0 + number % 4,
        low_hz=220.0 + 15 * (number % 4),
        high_hz=3400.0,
        tilt_db=(-1.0, 0.5, 1.5)[number % 3],
    )


if __name__ == "__main__":
    main()
