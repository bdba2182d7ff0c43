"""The model's phones by number (models/ear-en/README.md): 1 to 5 silence, 6 to 10 noise, then 39 x begin, end, inside, single."""

ARPABET = """AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z
    ZH""".split()
START = 0
SILENCE, NOISE = 1, 10
FIRST = 11
BEGIN, END, INSIDE, SINGLE = range(4)


def name(phone: int) -> str:
    if phone < FIRST:
        return "SIL" if phone < 6 else "SPN"
    return ARPABET[(phone - FIRST) // 4]


def position(phone: int) -> int | None:
    """In the word; None where a phone stands outside of words (the plain silence and noise, and the start).

    Silence 2 to 5 and noise 7 to 10 have positions as well, in the same order.
    """
    if phone in (START, 1, 6):
        return None
    return (phone - FIRST) % 4 if phone >= FIRST else (phone - 2) % 5


def ids(pronunciation: str) -> list[int]:
    """Of one word, "K AO F IY"; SIL and SPN stand for themselves."""
    phones = pronunciation.split()
    if phones == ["SIL"]:
        return [SILENCE]
    if phones == ["SPN"]:
        return [NOISE]
    unknown = [phone for phone in phones if phone not in ARPABET]
    if unknown or not phones:
        raise ValueError(f"pronunciation '{pronunciation}': found {unknown or 'nothing'}, expected phones of ARPAbet")
    if len(phones) == 1:
        return [FIRST + 4 * ARPABET.index(phones[0]) + SINGLE]
    places = [BEGIN, *[INSIDE] * (len(phones) - 2), END]
    return [FIRST + 4 * ARPABET.index(phone) + place for phone, place in zip(phones, places)]
