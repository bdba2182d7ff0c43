"""What the rendered callers say: the turns of training/callers, and what the ear needs more of: digits, letters, names."""

import re
import sys
from random import Random

from places import CALLERS, DATA

sys.path.append(str(CALLERS))
import coffee  # noqa: E402
import digits  # noqa: E402
import numbers_said as numbers  # noqa: E402
import phrases  # noqa: E402
import values  # noqa: E402
from turns import FILLERS, Piece, Turn, plain  # noqa: E402

FIRST_NAMES = """Aaron Abigail Alan Alice Amy Andrea Andrew Angela Anthony Ashley Barbara Benjamin Bruce Carol Charlotte
    Christopher Cynthia Deborah Dennis Donna Dorothy Edward Elizabeth Eric Evelyn Frances Gary Gloria Grace Gregory Harold
    Heather Helen Howard Isabella Jacob Janet Jason Jeffrey Jennifer Jessica Joan Jonathan Joseph Joshua Joyce Judith Julie
    Katherine Keith Kyle Larry Linda Lisa Louis Madison Margaret Maria Matthew Melissa Natalie Nathan Nicholas Pamela Paul
    Philip Rachel Ralph Raymond Rebecca Roger Russell Samantha Samuel Sandra Scott Sharon Shirley Stephanie Stephen Susan
    Teresa Theresa Timothy Tyler Vanessa Virginia Walter Wayne Zachary""".split()
LAST_NAMES = """Abbott Alvarez Armstrong Baker Barnes Bennett Boyd Brooks Burke Campbell Carpenter Chavez Cole Cox Crawford
    Cruz Diaz Dixon Duncan Edwards Elliott Ferguson Fisher Fleming Flores Franklin Freeman Gibson Gomez Gonzalez Graham Griffin
    Hamilton Harper Harvey Henderson Hernandez Hicks Hoffman Holmes Howell Hughes Hunter Jacobs Jenkins Jordan Kennedy Klein
    Knight Lawrence Leonard Lopez Lynch Marshall Martinez Mason McDonald Mendoza Meyer Mitchell Morgan Morris Myers Nelson
    Nichols Obrien Olson Ortiz Palmer Patterson Perez Peterson Phillips Pierce Porter Powell Price Ramirez Reynolds Richardson
    Rivera Roberts Rodriguez Rogers Ruiz Sanchez Schmidt Schultz Shaw Simmons Snyder Spencer Stephens Stewart Sullivan Torres
    Tucker Vasquez Wagner Wallace Warren Watson Weaver Webb Wheeler White Williams Wong Woods Wright""".split()
STREETS = "street avenue road lane drive court place boulevard".split()
UNITS = "dollars pounds euros percent miles minutes hours days people tickets items boxes".split()
HESITATING = 0.2
LONGEST = 60  # letters of a sentence of prose


def turn(random: Random) -> Turn:
    make = random.choices([kind for kind, _ in KINDS], [share for _, share in KINDS])[0]
    return hesitant(random, make(random))


def one_digit(random: Random) -> Turn:
    """With and without the carrier: a lone digit is what the teacher says worst."""
    number = random.randrange(10)
    word = "oh" if number == 0 and random.random() < 0.4 else None
    return digits.digit(number, word)


def few_digits(random: Random) -> Turn:
    said = [values.digit(random, random.randrange(10)) for _ in range(random.choice([2, 3, 4, 5, 6]))]
    return plain("few_digits", " ".join(said))


def telephone(random: Random) -> Turn:
    """Ten digits as people group them, some read as pairs or with "hundred" and "double"."""
    groups = [[values.digit(random, random.randrange(10)) for _ in range(size)] for size in (3, 3, 4)]
    if random.random() < 0.25:
        groups[-1] = [numbers.words(random.randint(10, 99)), numbers.words(random.randint(10, 99))]
    elif random.random() < 0.15:
        groups[1] = [numbers.ONES[random.randrange(1, 10)], "hundred"]
    elif random.random() < 0.15:
        groups[2][1:3] = ["double", numbers.ONES[random.randrange(10)]]
    lead = random.choice(["", "", "it's ", "my number is ", "the number is ", "area code "])
    parts = [" ".join(group) for group in groups]
    pieces = [Piece(f"{lead}{parts[0]},", random.randrange(80, 600)), Piece(f"{parts[1]},", random.randrange(80, 600))]
    return Turn("telephone", lead + " ".join(parts), [*pieces, Piece(f"{parts[2]}.")])


def letters(random: Random) -> Turn:
    count = random.choice([1, 1, 2, 3, 4, 5])
    return _read_out("letters", [random.choice(values.LETTERS) for _ in range(count)], random)


def spelled_name(random: Random) -> Turn:
    """A name and its letters; "double" for a pair of the same in half of the cases."""
    name = random.choice([*FIRST_NAMES, *LAST_NAMES])
    said, rest = [], name.upper()
    while rest:
        if rest[:1] == rest[1:2] and random.random() < 0.5:
            said.append(f"double {rest[0]}")
            rest = rest[2:]
        else:
            said.append(rest[0])
            rest = rest[1:]
    read = _read_out("spelled", said, random)
    if random.random() < 0.5:
        return read
    return Turn("spelled", f"{name.lower()} {read.text}", [Piece(f"{name},", random.randrange(100, 500)), *read.pieces])


def alphabet(random: Random) -> Turn:
    said = [values.letter(random, random.choice(values.LETTERS), "as in") for _ in range(random.choice([1, 1, 2, 3]))]
    return _read_out("alphabet", said, random)


def _read_out(kind: str, said: list[str], random: Random) -> Turn:
    end = random.randint(2, 4) if len(said) > 4 else len(said)
    parts = [said[:end], said[end:]] if said[end:] else [said]
    pieces = [Piece(", ".join(part) + ("." if part is parts[-1] else ","), 0 if part is parts[-1] else 250) for part in parts]
    return Turn(kind, " ".join(said).lower(), pieces)


def name(random: Random) -> Turn:
    who = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    who = random.choice([who, who, who.split()[0], who.split()[1]])
    lead = random.choice(["", "", "my name is ", "this is ", "it's ", "I'm ", "the last name is ", "for "])
    return plain("name", f"{lead}{who}".lower(), f"{lead}{who}.")


def address(random: Random) -> Turn:
    return plain("address", f"{numbers.words(random.randint(1, 999))} {random.choice(LAST_NAMES)} {random.choice(STREETS)}")


def quantity(random: Random) -> Turn:
    return plain("quantity", f"{numbers.words(random.choice([random.randint(1, 20), random.randint(1, 999)]))} {random.choice(UNITS)}")


def ordinal(random: Random) -> Turn:
    return plain("ordinal", random.choice(["the ", ""]) + numbers.ordinal(random.randint(1, 31)) + random.choice(["", "", " one"]))


def prose(random: Random) -> Turn:
    """Free text that training/voice/prose.py fetched; without it, a sentence that is none of the agent's business."""
    file = DATA / "voice" / "prose" / "en.txt"
    if file not in _PROSE:
        lines = file.read_text().splitlines() if file.exists() else []
        _PROSE[file] = [line for line in lines if len(line) <= LONGEST]
    if not _PROSE[file]:
        return phrases.out_of_domain(random)
    line = random.choice(_PROSE[file])
    return plain("prose", " ".join(words(line)), line)


_PROSE: dict = {}

KINDS = [
    (one_digit, 8), (few_digits, 8), (telephone, 6), (numbers.digit_string, 6), (values.account, 4), (values.code, 4),
    (letters, 5), (spelled_name, 5), (alphabet, 3), (name, 5), (values.person, 2), (address, 2),
    (numbers.amount, 5), (quantity, 3), (ordinal, 3), (numbers.date, 4), (values.birthday, 3), (numbers.time_of_day, 4),
    (coffee.order, 10), (phrases.yes_no, 5), (phrases.command, 5), (phrases.correction, 4), (phrases.backchannel, 4),
    (phrases.out_of_domain, 2), (prose, 8),
]


def hesitant(random: Random, said: Turn) -> Turn:
    """One turn in five that was said in one breath breaks off somewhere, often with "uh" or "um"."""
    parts = said.pieces[0].say.split()
    alone = len(said.pieces) == 1 and not said.pieces[0].carrier and "[" not in said.pieces[0].say
    if not alone or len(parts) < 4 or random.random() >= HESITATING:
        return said
    at = random.randrange(1, len(parts))
    pieces, text = [Piece(" ".join(parts[:at]).rstrip(".,") + "…", random.randrange(150, 900))], words(" ".join(parts[:at]))
    if random.random() < 0.4:
        filler = random.choice(list(FILLERS))
        pieces.append(Piece(FILLERS[filler] + "…", random.randrange(100, 500)))
        text.append(filler)
    pieces.append(Piece(" ".join(parts[at:])))
    return Turn(said.kind, " ".join(text + words(" ".join(parts[at:]))), pieces, said.expect, [*said.traits, "hesitant"])


def words(text: str) -> list[str]:
    """As the lexicon writes them."""
    return re.sub(r"[^a-z' ]", " ", text.lower().replace("’", "'").replace("…", " ")).split()
