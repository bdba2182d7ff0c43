"""Values that are read out: account numbers, spelled codes, days of birth, names; with the slips people make in them."""

from random import Random

import numbers_said as numbers
import phrases
from turns import Piece, Turn, plain

ICAO = """alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo
    sierra tango uniform victor whiskey x-ray yankee zulu""".split()
OTHERS = """apple boy charles david edward frank george henry ida john king lincoln mary nancy ocean peter queen robert
    sam tom union victor william x-ray young zebra""".split()
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SLIPS = ["no wait", "sorry", "no sorry", "I mean", "wait no", "no I mean"]
PEOPLE = """Anna Miller; Tom Miller; Anna Moore; Peter Zimmer; Sarah Johnson; David Brown; Emily Clark; Michael Davis;
    Laura Wilson; James Anderson; Olivia Martin; Daniel Thompson; Sophia Garcia; Robert Lewis; Rachel Walker; Kevin Young;
    Megan Scott; Brian Adams; Nicole Parker; Steven Collins; Amanda Reed; Patrick Murphy; Karen Bailey; George Cooper;
    Hannah Ross; Victor Jenkins; Julia Hayes; Martin Coleman; Diana Foster; Edward Bryant"""


def groups(random: Random, said: list[str]) -> list[list[str]]:
    """Two to four at a time; one in four reads on without a pause."""
    if random.random() < 0.25:
        return [said]
    parts, at = [], 0
    while at < len(said):
        size = random.choice([2, 3, 4, 4])
        parts.append(said[at : at + size])
        at += size
    return parts


def in_groups(random: Random, said: list[str]) -> list[Piece]:
    parts = groups(random, said)
    return [
        Piece(" ".join(part) + ("." if last else ","), 0 if last else random.randrange(200, 901))
        for part, last in zip(parts, [False] * (len(parts) - 1) + [True])
    ]


def account(random: Random) -> Turn:
    """Eight digits in groups; one in four slips and says a digit again, or which one it should not be."""
    value = [random.randrange(10) for _ in range(8)]
    said = [digit(random, n) for n in value]
    if random.random() < 0.75:
        return Turn("account", " ".join(said), in_groups(random, said), {"account": joined(value)}, ["plain"])
    at = random.randrange(2, 8)
    wrong = random.choice([n for n in range(10) if n != value[at]])
    slip = random.choice(SLIPS)
    before = [*said[:at], numbers.ONES[wrong]]
    after = [said[at]] + (["not", numbers.ONES[wrong]] if random.random() < 0.5 else [])
    pieces = [Piece(" ".join(before) + ",", random.randrange(150, 500)), Piece(f"{slip}, {' '.join(after)}" + ("." if at == 7 else ","))]
    text = [*before, slip, *after]
    if at < 7:
        pieces[1] = Piece(pieces[1].say, random.randrange(150, 500))
        pieces += in_groups(random, said[at + 1 :])
        text += said[at + 1 :]
    return Turn("account", " ".join(text), pieces, {"account": joined(value)}, ["slip"])


def digit(random: Random, n: int) -> str:
    return "oh" if n == 0 and random.random() < 0.5 else numbers.ONES[n]


def joined(value: list[int]) -> str:
    return "".join(map(str, value))


def code(random: Random) -> Turn:
    """Two letters and four digits: letters by name, by an alphabet's words, or both."""
    letters = [random.choice(LETTERS) for _ in range(2)]
    value = [random.randrange(10) for _ in range(4)]
    style = random.choice(["names", "alphabet", "as in"])
    said = [letter(random, one, style) for one in letters]
    digits = [digit(random, n) for n in value]
    pieces = [Piece(", ".join(said) + ",", random.randrange(150, 601)), *in_groups(random, digits)]
    text = " ".join([*said, *digits])
    return Turn("code", text, pieces, {"reference": f"{''.join(letters)}-{joined(value)}"}, [style])


def letter(random: Random, one: str, style: str) -> str:
    place = LETTERS.index(one)
    word = random.choice([ICAO, ICAO, OTHERS])[place]
    if style == "names":
        return one
    return word if style == "alphabet" and word == ICAO[place] else f"{one} {random.choice(['as in', 'for', 'like'])} {word}"


def birthday(random: Random) -> Turn:
    """A day of the last century or this one, by words or by figures."""
    month, day, year = random.randint(1, 12), random.randint(1, 28), random.randint(1935, 2007)
    of_year = random.choice([year_said(year), year_said(year), numbers.words(year % 100) if year < 2000 and year % 100 > 12 else year_said(year)])
    form = random.random()
    if form < 0.15:
        text = f"{numbers.words(month)} {numbers.words(day)} {of_year}"
    elif form < 0.5:
        text = f"the {numbers.ordinal(day)} of {numbers.MONTHS[month - 1]} {of_year}"
    else:
        text = f"{numbers.MONTHS[month - 1]} {numbers.ordinal(day)} {of_year}"
    return plain("birthday", text, expect={"birthday": f"{year}-{month:02d}-{day:02d}"})


def year_said(year: int) -> str:
    if year >= 2000:
        rest = year % 100
        return "two thousand" + (f" and {numbers.words(rest)}" if rest else "")
    rest = year % 100
    return "nineteen " + (f"oh {numbers.words(rest)}" if rest < 10 else numbers.words(rest))


def person(random: Random) -> Turn:
    """A name of the list, by its whole; one in five by the last name alone, where no other has it."""
    people = [" ".join(name.split()) for name in PEOPLE.split(";")]
    name = random.choice(people)
    last = name.split()[-1]
    alone = sum(other.endswith(" " + last) for other in people) == 1
    said = last if alone and random.random() < 0.2 else name
    lead = random.choice(["", "", "", "I'd like to speak to ", "it's "])
    return plain("person", f"{lead}{said}".lower(), f"{lead}{said}.", expect={"person": name})


def letters(random: Random) -> Turn:
    """Five letters, by name, by an alphabet's words, or both; half in groups."""
    value = [random.choice(LETTERS) for _ in range(5)]
    style = random.choice(["names", "names", "alphabet", "as in"])
    said = [letter(random, one, style) for one in value]
    parts = [said] if random.random() < 0.5 else [said[:3], said[3:]]
    pieces = [
        Piece(", ".join(part) + (".", ",")[part is not parts[-1]], random.randrange(200, 701) if part is not parts[-1] else 0)
        for part in parts
    ]
    return Turn("letters", " ".join(said), pieces, {"locator": "".join(value)}, [style])


def amount(random: Random) -> Turn:
    turn = numbers.amount(random)
    return plain("amount", turn.text, expect={"amount": turn.expect["value"]})


def time(random: Random) -> Turn:
    """One to six o'clock, where nothing says which, is the afternoon, as the agents take it."""
    turn = numbers.time_of_day(random)
    hour, minute = map(int, turn.expect["value"].split(":"))
    words = turn.text.split()
    certain = {"m", "morning", "afternoon", "noon", "midnight"} & set(words)
    named = hour % 12 + 1 if "to" in words else hour
    if not certain and named <= 6:
        hour = (hour + 12) % 24 if hour < 12 else 12
    return plain("time", turn.text, numbers.spelled(turn.text), expect={"time": f"{hour:02d}:{minute:02d}"})


def member(random: Random) -> Turn:
    turn = phrases.yes_no(random)
    return Turn("member", turn.text, turn.pieces, {"member": turn.expect["value"]})
