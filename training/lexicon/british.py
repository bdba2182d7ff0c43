#!/usr/bin/env python3
"""Makes the voice's British exceptions: words that british-en.tsv does not turn from American into British phones.

    python3 training/lexicon/british.py

Fetches misaki 0.9.4 like build.py and merges its gb_gold.json over its gb_silver.json. Listed is every word that the rules
get wrong, and those of the gold list that American English lacks; additions-gb.tsv is laid over all. Writes
agent/src/main/resources/io/parley/agent/voice/lexicon-gb.bin, in the format of build.py, and british-sample.tsv for the
test that British.java follows the same rules. The same input gives the same bytes.
"""

import re
import zlib

import build

RULES = build.TARGET.with_name("british-en.tsv")
SAMPLE = build.ROOT / "agent/src/test/resources/io/parley/agent/voice/british-sample.tsv"
SAMPLED = 997
TARGET = build.TARGET.with_name("lexicon-gb.bin")
VOWEL = "[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊ]"
GB_SHA256 = {
    "misaki/data/gb_gold.json": "29e62f4b60261c88f7f3c2c7811ca3825978948090b72d2b27d565b729282f71",
    "misaki/data/gb_silver.json": "48131e2d92ccc41655f4543e87e0f938e71463eb5a54be7f0693bb712ebb6bce",
}


def rules():
    result = []
    for line in RULES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, phones, *spelling = line.split("\t")
            pattern = pattern.replace("R", "ɹ[ˈˌ]?V").replace("V", VOWEL)
            spelled = spelling[0] if spelling else ""
            result.append((re.compile(pattern), "" if phones == "-" else phones,
                           re.compile(spelled.lstrip("!")), spelled.startswith("!")))
    return result


def british(word, reading, table):
    """What British.java does."""
    spelling = word.split("/")[0].lower()
    for pattern, phones, spelled, without in table:
        if (spelled.search(spelling) is None) == without:
            reading = pattern.sub(phones, reading)
    start = reading.find("ˈ") + 1
    return reading[:start] + reading[start:].replace("ˌ", "") if start else reading


def exceptions(american, gold, silver):
    table = rules()
    result = {}
    common = build.merge(gold, {})
    for word, reading in build.merge(gold, silver).items():
        by_rule = british(word, american[word], table) if word in american else ""
        if by_rule != reading and word.isascii() and (word in american or word in common):
            result[word] = reading
    return {**result, **build.ours("additions-gb.tsv")}


def main():
    american = build.complete(build.merge(*build.fetch()))
    gold, silver = build.fetch(GB_SHA256)
    entries = exceptions(american, gold, silver)
    data = build.pack(entries)
    TARGET.write_bytes(data)
    table = rules()
    with SAMPLE.open("w", encoding="utf-8") as sample:
        for word in sorted(american)[::SAMPLED]:
            print(word, american[word], british(word, american[word], table), sep="\t", file=sample)
    total = len(set(gold) | set(silver))
    print(f"{TARGET.relative_to(build.ROOT)}: {len(entries)} of {total} words, {len(data)} bytes, "
          f"{len(zlib.compress(data, 9))} in the jar")


if __name__ == "__main__":
    main()
