"""Coffee orders in one breath, with what must be understood of them."""

from random import Random

from turns import FILLERS, Piece, Turn

LEAD_INS = ["can I get", "can I have", "I want", "get me", "give me", "I'd like", "make me", "may I have", "brew"]
OPENINGS = ["hi", "hello", "hey", "yeah", "um", "uh", "okay"]
ENDINGS = ["please", "thanks", "thank you"]
SIZES = ["small", "medium", "large", "eight ounce", "twelve ounce", "sixteen ounce", "twenty ounce"]
ROASTS = ["light", "medium", "dark"]
SHOTS = ["single", "double", "triple"]
DRINKS = """coffee, iced coffee, mocha, iced mocha, drip coffee, house coffee, espresso, americano, cappuccino,
    latte""".replace("\n", " ").split(",")
DRINKS = [" ".join(drink.split()) for drink in DRINKS]
AMOUNTS = ["some", "a bit of", "a little bit of", "lots of", "a lot of"]
MILKS = ["milk", "whole milk", "skim milk", "soy milk", "almond milk", "cream"]
SUGARS = ["sugar", "brown sugar", "sweetener"]


def order(random: Random) -> Turn:
    """Segments with a natural boundary between them: lead-in, the drink, each addition, the ending."""
    expect = {}
    drink = described_drink(random, expect)
    lead_in = random.choice(["", *LEAD_INS]) if random.random() < 0.85 else ""
    article = ("an" if drink[0] in "aei" else "a") if lead_in or random.random() < 0.3 else ""
    start = " ".join(filter(None, [lead_in, article]))
    segments = [*filter(None, [start]), drink, *additions(random, expect)]
    traits = []
    if random.random() < 0.12:
        segments.append(random.choice(ENDINGS))
        traits.append("ending")
    pieces, text = hesitant(random, segments, bool(start), traits)
    if random.random() < 0.12:
        opening = random.choice(OPENINGS)
        pieces[0] = Piece(f"{opening}, {pieces[0].say}", pieces[0].pause_ms)
        text = f"{opening} {text}"
        traits.append("opening")
    return Turn("order", text, pieces, {**expect}, traits or ["plain"])


def described_drink(random: Random, expect: dict) -> str:
    words = []
    if random.random() < 0.5:
        expect["size"] = random.choice(SIZES)
        words.append(expect["size"])
    if random.random() < 0.4:
        expect["roast"] = random.choice(ROASTS)
        words.append(expect["roast"] + " roast")
    if random.random() < 0.4:
        expect["shots"] = random.choice(SHOTS)
        words.append(expect["shots"] + " shot")
    random.shuffle(words)
    expect["drink"] = random.choice(DRINKS)
    return " ".join([*words, expect["drink"]])


def additions(random: Random, expect: dict) -> list[str]:
    """Milk and sugar in either order, joined by with and and."""
    wanted = []
    if random.random() < 0.5:
        wanted.append(("milk", random.choice(MILKS)))
    if random.random() < 0.4:
        wanted.append(("sugar", random.choice(SUGARS)))
    random.shuffle(wanted)
    segments = []
    for slot, kind in wanted:
        amount = random.choice(["", "", *AMOUNTS])
        expect[slot] = f"{amount} {kind}".strip()
        join = random.choices(["with", "and"], [0.85, 0.15] if not segments else [0.15, 0.85])[0]
        segments.append(f"{join} {expect[slot]}")
    return segments


def hesitant(random: Random, segments: list[str], has_start: bool, traits: list) -> tuple[list[Piece], str]:
    """Three in ten think aloud: a pause of 200 to 900 ms at a boundary, often with a filler; a few start again."""
    if has_start and random.random() < 0.04:
        segments = [segments[0], *segments]
        traits.append("restart")
        return spoken(random, segments, {0: "pause"}, traits)
    boundaries = range(len(segments) - 1)
    if not boundaries or random.random() >= 0.28:
        return spoken(random, segments, {}, traits)
    places = random.sample(list(boundaries), min(len(boundaries), random.choice([1, 1, 1, 2])))
    kinds = {place: random.choices(["pause", "filler"], [0.6, 0.4])[0] for place in places}
    traits += sorted(set(kinds.values()))
    return spoken(random, segments, kinds, traits)


def spoken(random: Random, segments: list[str], breaks: dict, traits: list) -> tuple[list[Piece], str]:
    pieces, words, run = [], [], []
    for place, segment in enumerate(segments):
        run.append(segment)
        words.append(segment)
        if place not in breaks:
            continue
        pieces.append(Piece(held(" ".join(run)), random.randrange(200, 901)))
        run = []
        if breaks[place] == "filler":
            filler = random.choice(list(FILLERS))
            words.append(filler)
            pieces.append(Piece(FILLERS[filler] + "…", random.randrange(200, 501)))
    pieces.append(Piece(" ".join(run) + "."))
    return pieces, " ".join(words)


def held(text: str) -> str:
    """Unfinished in tone; a final article in the weak form, else the teacher stresses it."""
    for article, weak in (("a", "[ə]"), ("an", "[ən]")):
        if text == article or text.endswith(" " + article):
            text = text[: len(text) - len(article)] + weak
    return text + "…"
