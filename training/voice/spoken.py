"""What a written text says, as a lattice of words: figures, signs and spellings in every way in which they may be said.

Both what was to be said and what a recogniser wrote go through it, so that "$18.05", "18 dollars and 5 cents" and
"eighteen oh five" differ in nothing that was heard.
"""

import re
import unicodedata

from num2words import num2words

from lattice import Lattice, distance
from spellings import ABBREVIATIONS, CONTRACTED, HOMOPHONES, LETTERS, MONTHS, SAME, SIGNS

ORDINAL = {"en": r"\d+(?:st|nd|rd|th)", "es": r"\d+\.?[ºª]"}
THOUSANDS = {"en": r"\d{1,3}(?:,\d{3})+(?!\d)", "es": r"\d{1,3}(?:[.]\d{3})+(?!\d)"}
MONEY = {"$": "dollar", "£": "pound", "€": "euro"}
CENT = {"en": {"$": "cent", "£": "pence", "€": "cent"}, "es": {"$": "centavo", "£": "penique", "€": "centimo"}}
LINK = {"en": "and", "es": "y"}  # said or not within numbers


def word_errors(said: str, heard: str, language: str = "en") -> tuple[int, int]:
    """Wrong words, and how many were to be said."""
    first = lattice(said, language)
    return distance(first, lattice(heard, language)), first.count()


def lattice(text: str, language: str = "en") -> Lattice:
    result, previous = Lattice(), ""
    tokens = tokens_of(text, language)
    for k, token in enumerate(tokens):
        following = tokens[k + 1] if k + 1 < len(tokens) else ""
        if any(c.isdigit() for c in token):
            Figures(result, language, previous).add(token)
        elif token in SIGNS[language]:
            result.add(*SIGNS[language][token])
        elif token.lower() == LINK[language] and (counts(previous, language) or counts(following, language)):
            result.add([], [token.lower()])
        else:
            add_word(result, token, previous, language)
        previous = token
    return result


def tokens_of(text: str, language: str) -> list[str]:
    """Words with their capitals, groups of figures and signs; accents and punctuation are gone."""
    text = plain_letters(text.replace("’", "'").replace("–", "-").replace("—", " ").replace("...", " "))
    text = re.sub(r"\b([AaPp])\.\s?[Mm]\b\.?", r" \1m ", text)
    text = re.sub(r"(?<=\d)\s?([AaPp][Mm])\b", r" \1", text)
    text = re.sub(r"(?<=[A-Za-zñ])\.(?=[A-Za-zñ]{2})", " . ", text)  # example.com
    text = re.sub(r"(?<=[A-Za-zñ])-(?=[A-Za-zñ])", " ", text)
    text = re.sub(r"([$£€])\s+(?=\d)", r"\1", text)
    text = re.sub(r"([\d.,]*\d)\s?([€£])", r"\2\1", text)
    tokens = []
    for part in re.sub(r"[^\w$£€%&@#+'.,:/ºª-]", " ", text).replace("_", " _ ").split():
        part = part.strip(",:/'").rstrip("-") if part not in SIGNS[language] else part
        part = part.rstrip(".") if part != "." else part
        tokens += [part] if any(c.isdigit() for c in part) else re.findall(r"[^\W\d_](?:[\w']*\w)?|[.%&@#+_]", part)
    return [token for token in tokens if token]


def plain_letters(text: str) -> str:
    """Without accents; ñ, º and ª stay."""
    kept = {"ñ": "ñ", "Ñ": "Ñ", "º": "º", "ª": "ª"}
    return "".join(
        kept.get(c) or "".join(d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d))
        for c in unicodedata.normalize("NFC", text))


def counts(token: str, language: str) -> bool:
    """Whether the token is part of a number or an amount."""
    word = token.lower().rstrip("s")
    return any(c.isdigit() for c in token) or word in NUMBER_WORDS[language] or word in (*MONEY.values(), "hundred")


def add_word(result: Lattice, token: str, previous: str, language: str) -> None:
    """A word, and beside it what it may be written as: letter by letter, in two words, in one with its neighbour."""
    start = result.end
    word = token.lower()
    plain = SAME[language].get(word.replace("'", ""), word.replace("'", ""))
    readings = [plain.split()] + [reading.split() for reading in ABBREVIATIONS[language].get(word, [])]
    readings += [re.sub(short, full, word).split() for short, full in CONTRACTED[language] if re.search(short, word)]
    if len(word) == 1:
        readings += [[name] for name in LETTERS[language].get(word, [])]
    elif token.isupper() or not re.search("[aeiouy]", word):
        readings.append([SAME[language].get(c, c) for c in word])
    result.add(*unique([[HOMOPHONES.get(w, w) for w in reading] for reading in readings]))
    before = previous.lower().replace("'", "")
    if before.isalpha() and word.replace("'", "").isalpha():
        # The edge that leads into `start` begins where the word before began.
        result.join(starts_of(result, start), result.end, before + word.replace("'", ""))


def starts_of(result: Lattice, end: int) -> int:
    """Where the word began that ends at this node."""
    return min(edge.start for edge in result.edges if edge.end == end and edge.weight < 2)


def unique(readings: list[list[str]]) -> list[list[str]]:
    return [reading for k, reading in enumerate(readings) if reading not in readings[:k]]


class Figures:
    """Adds a token that holds figures: amounts, times, dates, codes, numbers of all kinds."""

    def __init__(self, result: Lattice, language: str, previous: str):
        self._lattice = result
        self._language = language
        self._after_month = SAME[language].get(previous.lower(), previous.lower()) in MONTHS[language]

    def add(self, token: str) -> None:
        start = self._lattice.end
        pieces = self._pieces(token)
        sign = next((piece for piece in pieces[:2] if piece in MONEY), None)
        pieces = [piece for piece in pieces if piece not in MONEY]
        amount = next(k for k, piece in enumerate(pieces) if piece[0].isdigit())
        decimals = "," if self._language == "es" else "."
        for k, piece in enumerate(pieces):
            before, head = pieces[k - 1] if k else "", self._lattice.end
            self._piece(piece, before)
            if sign and k == amount:
                self._lattice.add([MONEY[sign]], [])
                if re.fullmatch("0+", piece):
                    self._lattice.path(start, [], self._lattice.end)
            elif sign and k == amount + 2 and before == decimals and re.fullmatch(r"\d\d", piece):
                self._lattice.path(head, cardinal(int(piece), self._language), self._lattice.end)
                self._lattice.add([CENT[self._language][sign]], [])
        self._date(token, start)

    def _pieces(self, token: str) -> list[str]:
        pattern = rf"{THOUSANDS[self._language]}|{ORDINAL[self._language]}|\d+|[^\W\d_]+|[^\w]"
        return re.findall(pattern, token)

    def _piece(self, piece: str, before: str) -> None:
        if re.fullmatch(ORDINAL[self._language], piece):
            number = int(re.sub(r"\D", "", piece))
            ordinals = [ordinal(number, self._language, gender) for gender in "mf"]
            self._lattice.add(*unique([*ordinals, *([cardinal(number, "es")] if self._language == "es" else [])]))
        elif piece.isdigit():
            self._digits(piece, minutes=before == ":" or before == "." and len(piece) == 2)
        elif piece[0].isdigit():
            self._digits(re.sub(r"\D", "", piece), grouped=True)
        elif piece.isalpha():
            letters = [SAME[self._language].get(c, c) for c in piece.lower()]
            self._lattice.add(*unique([letters, [piece.lower()]]))
        else:
            self._lattice.add(*SIGNS[self._language].get(piece, [[]]))

    def _digits(self, digits: str, grouped: bool = False, minutes: bool = False) -> None:
        """As one number, and unless it is grouped, every split into shorter ones."""
        result = self._lattice
        nodes = [result.end, *(result.node() for _ in digits)]
        result.end = nodes[-1]
        if len(digits) < 10 and (digits[0] != "0" or digits == "0"):
            result.path(nodes[0], cardinal(int(digits), self._language), nodes[-1])
            if self._after_month and 0 < int(digits) < 32:
                result.path(nodes[0], ordinal(int(digits), self._language, "m"), nodes[-1])
        if minutes and re.fullmatch("0+", digits):
            result.path(nodes[0], [], nodes[-1])
            result.path(nodes[0], ["oclock"], nodes[-1])
        if not grouped:
            self._split(digits, nodes)
        if self._language == "en":
            self._hundreds(digits, nodes)

    def _split(self, digits: str, nodes: list[int]) -> None:
        """Groups of up to four figures, each read as a number; a nought at the head stands alone."""
        for size in range(1, min(5, len(digits))):
            for k in range(len(digits) - size + 1):
                group = digits[k:k + size]
                if (group[0] != "0" or size == 1) and not merges(group, digits[k + size:]):
                    self._lattice.path(nodes[k], cardinal(int(group), self._language), nodes[k + size])

    def _hundreds(self, digits: str, nodes: list[int]) -> None:
        """1250 as twelve hundred fifty."""
        for k in range(len(digits) - 3):
            group = digits[k:k + 4]
            if "0" not in group[:2] and not merges(group, digits[k + 4:]):
                tail = [] if group[2:] == "00" else cardinal(int(group[2:]), "en")
                self._lattice.path(nodes[k], [*cardinal(int(group[:2]), "en"), "hundred", *tail], nodes[k + 4])

    def _date(self, token: str, start: int) -> None:
        """12/01/2026 may be the first of December."""
        found = re.fullmatch(r"(\d\d?)/(\d\d?)(?:/((?:\d\d)?\d\d))?", token)
        if not found or self._language != "en" or not 0 < int(found[1]) < 13:
            return
        end, after = self._lattice.end, self._lattice.node()
        month = MONTHS["en"][int(found[1]) - 1]
        self._lattice.path(start, [month, *ordinal(int(found[2]), "en", "m")], after)
        self._lattice.end = after
        if found[3]:
            self._digits(found[3])
        self._lattice.path(self._lattice.end, [], end)
        self._lattice.end = end


def merges(group: str, rest: str) -> bool:
    """Whether round figures and the following ones, said one after the other, would be written as one number: 20 and 6."""
    noughts = len(group) - len(group.rstrip("0"))
    return bool(noughts) and len(group) > 1 and bool(rest) and rest[0] != "0" and len(rest) <= noughts


def cardinal(number: int, language: str) -> list[str]:
    return _words(num2words(number, lang=language), language)


def ordinal(number: int, language: str, gender: str) -> list[str]:
    said = num2words(number, to="ordinal", lang=language)
    return _words(said[:-1] + "a" if gender == "f" and language == "es" else said, language)


def _words(said: str, language: str) -> list[str]:
    words = plain_letters(said.lower()).replace("-", " ").replace(",", " ").split()
    return [HOMOPHONES.get(w, w) for w in (SAME[language].get(x, x) for x in words) if w != LINK[language]]


NUMBER_WORDS = {
    language: {word for n in [*range(100), 100, 1000, 10**6] for word in cardinal(n, language)}
    | {word for n in range(1, 32) for word in ordinal(n, language, "m")}
    for language in ("en", "es")
}
