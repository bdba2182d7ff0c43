"""Values as an agent reads them back, each in a short sentence, and whether a listener understood the value.

    python training/voice/readback.py        # lists them
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import spoken
from lattice import contains

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNAMBIGUOUS = LETTERS.replace("O", "")  # beside figures an O and a nought are the same to the ear

# No carrier puts a number or a letter beside the value.
CARRIERS = {
    "digits": (
        "I wrote down {}. Is that right?", "The number ends with {}, correct?", "So the number is {}.",
        "Let me repeat: {}. Did I hear you right?", "Your booking number is {}."),
    "letters": (
        "Your code is {}, correct?", "I wrote down {}. Is that right?", "The letters are {}.", "So it says {}, correct?"),
    "amount": (
        "That comes to {} altogether.", "So you paid {}, correct?", "The amount is {}.", "We will refund {} today."),
    "date": (
        "You are booked for {}.", "So you will arrive on {}, correct?", "The deadline is {}.",
        "We will see you on {}, then."),
    "time": (
        "We will call you at {}.", "The table is reserved for {}, correct?", "The next bus leaves at {}.",
        "So you would like {}. Is that right?"),
    "code": (
        "Your code is {}, correct?", "The reference is {}.", "I wrote down {}. Is that right?",
        "Please quote {} when you call."),
}
KINDS = tuple(CARRIERS)


@dataclass(frozen=True)
class Value:
    kind: str
    canonical: str  # 739428, KJQ, 412.30, 2026-10-14 or --10-14, 21:15, KJ7Q2
    said: str  # as written in the sentence
    text: str  # the sentence


def values(seed: int = 1, count: int = 500) -> list[Value]:
    """The same values for the same seed, the kinds in turn."""
    random = Random(seed)
    makers = {"digits": digits, "letters": letters, "amount": amount, "date": day, "time": time, "code": code}
    chosen = []
    for k in range(count):
        kind = KINDS[k % len(KINDS)]
        canonical, said = makers[kind](random)
        chosen.append(Value(kind, canonical, said, random.choice(CARRIERS[kind]).format(said)))
    return chosen


def understood(heard: str, value: Value) -> bool:
    """Whether what a recogniser wrote holds this value and no figure or letter more."""
    return contains(spoken.lattice(heard), spoken.lattice(value.said), clings)


def clings(word: str) -> bool:
    return len(word) == 1 or word in spoken.NUMBER_WORDS["en"]


def digits(random: Random) -> tuple[str, str]:
    """3 to 10 figures, in groups of two to four as people say them."""
    drawn = "".join(random.choice(DIGITS) for _ in range(random.randint(3, 10)))
    return drawn, grouped(random, drawn)


def letters(random: Random) -> tuple[str, str]:
    drawn = "".join(random.choice(LETTERS) for _ in range(random.randint(2, 5)))
    return drawn, grouped(random, drawn)


def code(random: Random) -> tuple[str, str]:
    """Letters and figures mixed, with at least one of each."""
    drawn = random.choice(UNAMBIGUOUS) + random.choice(DIGITS)
    drawn += "".join(random.choice(UNAMBIGUOUS + DIGITS * 2) for _ in range(random.randint(1, 5)))
    drawn = "".join(random.sample(drawn, len(drawn)))
    return drawn, grouped(random, drawn)


def grouped(random: Random, drawn: str) -> str:
    groups = []
    while drawn:
        size = random.choice([2, 3, 3, 4])
        size = size + 1 if len(drawn) == size + 1 else size  # nothing stands alone at the end
        groups.append(" ".join(drawn[:size]))
        drawn = drawn[size:]
    return ", ".join(groups)


def amount(random: Random) -> tuple[str, str]:
    largest = random.choice([20, 100, 1000, 10_000, 100_000])
    whole = random.randint(largest // 10, largest - 1)
    cents = random.choice([0, 0, 5, 50, 99, *[random.randint(1, 99)] * 4])
    return f"{whole}.{cents:02d}", f"${whole:,}" + (f".{cents:02d}" if cents else "")


def day(random: Random) -> tuple[str, str]:
    drawn = date(2026, 1, 1) + timedelta(days=random.randrange(4 * 365))
    month = spoken.MONTHS["en"][drawn.month - 1].capitalize()
    said = f"{month} {ordinal(drawn.day)}"
    if random.random() < 0.4:
        return drawn.isoformat(), f"{said}, {drawn.year}"
    if random.random() < 0.3:
        said = f"the {ordinal(drawn.day)} of {month}"
    return f"--{drawn:%m-%d}", said


def ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def time(random: Random) -> tuple[str, str]:
    hour, minute = random.randrange(24), random.choice([0, 5, 10, 15, 20, 30, 40, 45, 50, 55, random.randrange(60)])
    said = f"{(hour - 1) % 12 + 1}" + (f":{minute:02d}" if minute else "")
    return f"{hour:02d}:{minute:02d}", f"{said} {'AM' if hour < 12 else 'PM'}"


if __name__ == "__main__":
    for value in values():
        print(value.kind, value.canonical, value.text, sep="\t")
