"""What is said for training: a grammar of a telephone agent's sentences, expanded by chance with a seed, and free text.

    python training/voice/corpus.py en 10          # shows ten lines

The sentences that judge the voice (heldout/) are written by hand, in other wording; a line of them never gets in here.
"""

import random
import re
import sys
from pathlib import Path

from num2words import num2words

HERE = Path(__file__).parent
LONGEST = 190
FREE = 0.4  # of the lines are free text: from the grammar alone the melody of other sentences is not learnt
DIGITS = {
    "en": "zero one two three four five six seven eight nine".split(),
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve".split(),
}


class Corpus:
    """Lines of one language, each once; the same for the same seed."""

    def __init__(self, language: str, seed: int, words: list[str], prose: list[str]):
        self.language = language
        self._prose = prose
        self._random = random.Random(seed)
        self._rules = rules(HERE / "grammar" / f"{language}.txt")
        self._words = words
        self._seen = {line.lower() for line in held_out(language)}

    def line(self) -> str:
        while True:
            free = self._prose and self._random.random() < FREE
            line = self._random.choice(self._prose) if free else self._said()
            if len(line) <= LONGEST and line.lower() not in self._seen:
                self._seen.add(line.lower())
                return line[0].upper() + line[1:]

    def _said(self) -> str:
        line = re.sub(r"\s+", " ", self._expand("line")).strip()
        return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", line) if self.language == "en" else line

    def _expand(self, rule: str) -> str:
        return re.sub(r"{(\w+)((?: \d+)*)}", lambda part: self._part(part[1], part[2]), self._random.choice(self._rules[rule]))

    def _part(self, name: str, numbers: str) -> str:
        if name in self._rules:
            return self._expand(name)
        return getattr(self, f"_{name}")(*map(int, numbers.split()))

    def _spoken(self, number: int, form: str = "cardinal") -> str:
        return num2words(number, to=form, lang=self.language).replace("-", " ").replace(",", "")

    def _int(self, low: int, high: int) -> str:
        return self._spoken(self._random.randint(low, high))

    def _number_word(self) -> str:
        return self._int(0, 999)

    def _ordinal(self, low: int, high: int) -> str:
        return self._spoken(self._random.randint(low, high), "ordinal")

    def _year(self) -> str:
        return self._spoken(self._random.randint(1930, 2035), "year")

    def _digit(self) -> str:
        oh = self.language == "en" and self._random.random() < 0.03
        return "oh" if oh else self._random.choice(DIGITS[self.language])

    def _digits(self, low: int, high: int) -> str:
        said, groups = [self._digit() for _ in range(self._random.randint(low, high))], []
        while said:
            size = self._random.choice([2, 3, 3, 4])
            groups.append(" ".join(said[:size]))
            said = said[size:]
        return ", ".join(groups)

    def _groups(self) -> str:
        return ", ".join(" ".join(self._digit() for _ in range(size)) for size in (3, 3, 4))

    def _letters(self, low: int, high: int) -> str:
        return " ".join(chr(self._random.randint(65, 90)) for _ in range(self._random.randint(low, high)))

    def _spelled(self) -> str:
        name = self._random.choice(self._rules["last"] + self._rules["first"]).upper()
        return ", ".join(letter for letter in name if letter.isalpha())[: 3 * self._random.randint(3, 8)].rstrip(", ")

    def _as_in(self) -> str:
        word = self._expand("word")
        return f"{word[0].upper()} as in {word}"

    def _money(self) -> str:
        whole = self._random.choice([20, 100, 1000, 10_000, 100_000])
        dollars, cents = self._random.randint(max(1, whole // 10), whole), self._random.randint(1, 99)
        units = [("dollar", "cent", "and")] if self.language == "en" else [("euro", "céntimo", "con"), ("peso", "centavo", "con")]
        unit, part, joined = self._random.choice(units)
        said = f"{self._spoken(dollars)} {unit}{'' if dollars == 1 else 's'}"
        if self.language == "es":
            said = re.sub(r"uno (?=\w)", "un ", said)
        return said if self._random.random() < 0.4 else f"{said} {joined} {self._spoken(cents)} {part}{'' if cents == 1 else 's'}"

    def _date(self) -> str:
        month, day, number = self._expand("month"), self._expand("day"), self._random.randint(1, 31)
        if self.language == "es":
            return self._random.choice([f"el {self._spoken(number)} de {month}", f"el {day} {self._spoken(number)} de {month}"])
        nth = self._spoken(number, "ordinal")
        return self._random.choice([f"{month} {nth}", f"the {nth} of {month}", f"{day}, {month} {nth}", f"{day} the {nth}"])

    def _time(self) -> str:
        hour, minute = self._random.randint(1, 12), self._random.choice([0, 0, 5, 10, 15, 20, 30, 40, 45, 50, self._random.randint(11, 59)])
        if self.language == "es":
            whole = f"{'la una' if hour == 1 else 'las ' + self._spoken(hour)}"
            return whole + ("" if minute == 0 else " y media" if minute == 30 else f" y {self._spoken(minute)}")
        part = "" if minute == 0 else f" oh {self._spoken(minute)}" if minute < 10 else f" {self._spoken(minute)}"
        said = f"{self._spoken(hour)}{part}"
        when = self._random.choice([" in the morning", " in the afternoon", " in the evening", " a m", " p m", "", ""])
        return self._random.choice([said + when, said + when, said if part else f"{said} o'clock", "noon", f"half past {self._spoken(hour)}", f"a quarter to {self._spoken(hour)}"])

    def _lexicon(self) -> str:
        return self._random.choice(self._words)


def rules(file: Path) -> dict[str, list[str]]:
    text = re.sub(r"\n[ \t]+", " ", "\n".join(line for line in file.read_text().splitlines() if not line.startswith("#")))
    pairs = (line.split(" = ", 1) for line in text.splitlines() if line.strip())
    return {name: [alternative.strip() for alternative in right.split(" | ")] for name, right in pairs}


def held_out(language: str) -> list[str]:
    return [line for file in sorted((HERE / "heldout").glob(f"*-{language}.txt")) for line in file.read_text().splitlines()]


if __name__ == "__main__":
    corpus = Corpus(sys.argv[1], 0, ["word"], [])
    for _ in range(int(sys.argv[2])):
        print(corpus.line())
