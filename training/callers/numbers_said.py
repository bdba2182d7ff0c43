"""Numbers, times, dates, amounts and digit strings as callers say them, with their values where those are certain."""

from random import Random

from turns import Piece, Turn, plain

ONES = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def words(number: int) -> str:
    """0 to 9999."""
    if number < 20:
        return (ONES + TEENS)[number]
    if number < 100:
        return TENS[number // 10] + (" " + ONES[number % 10] if number % 10 else "")
    scale, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % scale
    joint = " and " if 0 < rest < 100 else " "
    return f"{words(number // scale)} {name}" + (joint + words(rest) if rest else "")


def ordinal(day: int) -> str:
    if day <= 20:
        return ORDINALS[day - 1]
    return "thirtieth" if day == 30 else f"{TENS[day // 10]} {ORDINALS[day % 10 - 1]}"


def time_of_day(random: Random) -> Turn:
    """The value keeps the hour as said: 12-hour without a part of the day, 24-hour with one."""
    hour, minute = random.randint(1, 12), random.choice([0, 0, 5, 10, 15, 20, 25, 30, 30, 40, 45, 50, 55])
    form = random.random()
    if form < 0.25:
        text, hour, minute = relative_time(random, hour)
    elif form < 0.4:
        text, minute = f"{words(hour)} o'clock", 0
    elif form < 0.75:
        half = random.choice(["a m", "p m", "in the morning", "in the afternoon"])
        text = f"{clock(hour, minute)} {half}"
        hour = hour % 12 + (12 if half in ("p m", "in the afternoon") else 0)
    elif form < 0.95:
        text = clock(hour, minute)
    else:
        text, hour, minute = random.choice([("noon", 12, 0), ("midnight", 0, 0)])
    text = random.choice(["", "", "", "at ", "around ", "say "]) + text
    return plain("time", text, spelled(text), expect={"value": f"{hour:02d}:{minute:02d}"})


def clock(hour: int, minute: int) -> str:
    if minute == 0:
        return words(hour)
    return f"{words(hour)} {'oh ' if minute < 10 else ''}{words(minute)}"


def relative_time(random: Random, hour: int) -> tuple[str, int, int]:
    """Half past four, quarter past four, and a quarter to five, which is also in hour four."""
    text, minute = random.choice([("half past", 30), ("a quarter past", 15), ("ten past", 10), ("twenty past", 20)])
    if random.random() < 0.3:
        text, minute = random.choice([("a quarter to", 45), ("ten to", 50), ("twenty to", 40)])
        return f"{text} {words(hour % 12 + 1)}", hour, minute
    return f"{text} {words(hour)}", hour, minute


def spelled(text: str) -> str:
    """The teacher reads a lone letter by its name when it stands in capitals."""
    return text.replace(" a m", " A M").replace(" p m", " P M") + "."


def date(random: Random) -> Turn:
    """The value is --MM-DD where a day of the year was said; other dates depend on the day of the call."""
    month, day = random.randint(1, 12), random.randint(1, 28)
    form = random.random()
    if form < 0.6:
        text = random.choice([
            f"{MONTHS[month - 1]} {ordinal(day)}",
            f"the {ordinal(day)} of {MONTHS[month - 1]}",
            f"{MONTHS[month - 1]} the {ordinal(day)}",
            f"{MONTHS[month - 1]} {words(day)}",
        ])
        return plain("date", text, expect={"value": f"--{month:02d}-{day:02d}"})
    weekday = random.choice(WEEKDAYS)
    text = random.choice([
        "today", "tomorrow", "the day after tomorrow", weekday, f"next {weekday}", f"this {weekday}", f"on {weekday}",
        f"{weekday} the {ordinal(day)}", f"the {ordinal(day)}", "in two weeks", "in three days", "a week from today",
    ])
    return plain("date", text)


def amount(random: Random) -> Turn:
    whole = random.choice([random.randint(1, 20), random.randint(20, 100), random.randint(100, 999)])
    whole = random.choice([whole, whole, random.randint(10, 99) * 100])
    part = random.choice([5, 25, 50, 75, 99, random.randint(10, 99)])
    form = random.random()
    if form < 0.35:
        text, value = f"{words(whole)} dollar{'s' if whole > 1 else ''}", f"{whole}"
    elif form < 0.6:
        joint = random.choice([" and ", " "])
        text = f"{words(whole)} dollar{'s' if whole > 1 else ''}{joint}{words(part)} cents"
        value = f"{whole}.{part:02d}"
    elif form < 0.7 and whole < 100 and part >= 10:
        text, value = f"{words(whole)} {words(part)}", f"{whole}.{part:02d}"
    else:
        text, value = words(whole), f"{whole}"
    return plain("amount", text, expect={"value": value})


def digit_string(random: Random) -> Turn:
    """Four to ten digits in groups of two to four, with 150 to 700 ms between the groups of most callers."""
    count, pieces, text, value = random.randint(4, 10), [], [], ""
    grouped = random.random() < 0.75
    while len(value) < count:
        size = min(random.choice([2, 3, 3, 4]), count - len(value)) if grouped else count
        said = [random.choice(ONES) for _ in range(size)]
        value += "".join(str(ONES.index(word)) for word in said)
        said = ["oh" if word == "zero" and random.random() < 0.5 else word for word in said]
        text += said
        last = len(value) == count
        pieces.append(Piece(" ".join(said) + ("." if last else ","), 0 if last else random.randrange(150, 701)))
    return Turn("digit_string", " ".join(text), pieces, {"value": value})
