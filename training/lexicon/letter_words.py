"""The words that the letter-to-phone model learns from, and those that judge it.

letters.py aligns each word's phones with its letters; its 4,000 held-out words are held out here too, so that the
model's figure and that of the rules are of the same words. The next DEV words decide between models.
"""

import collections
import gzip
import json

import build
import letters

DEV = 2000
GOLD_WEIGHT = 1.5
HEARD_WEIGHT = 1.5
# A reading seen more rarely is a mistake of the alignment, or a foreign word's.
SEEN = 4
LONGEST = 32


def heard():
    """Words of the ear's lexicon: those that people say."""
    with gzip.open(build.ROOT / "models/ear-en/lexicon.txt.gz", "rt", encoding="utf-8") as lines:
        return {line.split(None, 1)[0].lower() for line in lines if line.strip()}


def weigh(word, gold, said):
    """How much a word counts: checked by hand, and said by people, count more."""
    return (GOLD_WEIGHT if word in gold else 1.0) * (HEARD_WEIGHT if word in said else 1.0)


def make():
    """Lists train, dev and held_out of [word, readings of its letters, weight, gold], and the labels."""
    gold, silver = build.fetch()
    aligned = letters.split_words(gold, silver)
    checked, said = {word.lower() for word in gold}, heard()
    rows = [[word, split, weigh(word, checked, said), word in checked] for word, split in aligned]
    held_out = rows[:letters.HELD_OUT]
    dev = rows[letters.HELD_OUT:letters.HELD_OUT + DEV]
    judged = {row[0] for row in held_out + dev}
    train = [row for row in rows[letters.HELD_OUT + DEV:] if row[0] not in judged and len(row[0]) <= LONGEST]
    seen = collections.Counter(reading for row in train for reading in row[1])
    labels = [reading for reading, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if n >= SEEN]
    return {"train": train, "dev": dev, "held_out": held_out, "labels": labels}


def load(folder):
    """As make(), kept in the folder, for the alignment takes three minutes."""
    file = folder / "words.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(make(), ensure_ascii=False), encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))
