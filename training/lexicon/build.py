#!/usr/bin/env python3
"""Makes the voice's compact English lexicon from misaki's.

    python3 training/lexicon/build.py

Fetches misaki 0.9.4 (Apache-2.0) with pip, merges its us_gold.json over its us_silver.json (183,561 words), adds the
words that only the ear's lexicon has (ear.py), lays additions.tsv over all, and writes
agent/src/main/resources/io/parley/agent/voice/lexicon-en.bin. The same input gives the same bytes. Needs Python 3.9 with
pip and nothing else.

Phones are those of the voice pack (models/voice-en/tokens.json): misaki's flap and glottal stop become T and t, as in
the version of its alphabet that Kokoro speaks. A word that is read differently as another part of speech has further
entries word/NOUN, word/VERB and so on; word/STRONG is the reading of a function word before a pause.

Format, big-endian; Lexicon.java reads it:
    "PLX1"
    u8 n, then n times u16      the phones, as UTF-16 units
    u32 words, u32 blocks       16 words a block, the last may be short
    blocks times u32            start of each block, counted from the end of this table
    blocks                      entries sorted by their bytes
An entry is the word and its phones, each coded against the entry before it (against nothing at the start of a block):
a byte with the number of leading characters they share (high four bits, at most 15) and the number of further ones (low
four bits; 15 means that the next byte holds the number), then the further characters: ASCII for a word, indexes into the
phones for a pronunciation.
"""

import hashlib
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

import ear

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "agent/src/main/resources/io/parley/agent/voice/lexicon-en.bin"
MISAKI = "misaki==0.9.4"
SHA256 = {
    "misaki/data/us_gold.json": "dc414872a49a28ae6c141463d502fd945f3b2fde040484fdc47d00cc4612686f",
    "misaki/data/us_silver.json": "de8f67be911bb6c659187b4a65fd966b6a30e56350e0f790d763210b053ac475",
}
BLOCK = 16
TAGS = {"NOUN": "NOUN", "VERB": "VERB", "ADJ": "ADJ", "ADV": "ADV", "VBD": "PAST", "None": "STRONG"}


def fetch(files=None):
    """The two word lists, as dictionaries."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, MISAKI], check=True)
        wheel = next(pathlib.Path(folder).glob("misaki-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            lists = []
            for name, expected in (files or SHA256).items():
                data = archive.read(name)
                found = hashlib.sha256(data).hexdigest()
                if found != expected:
                    sys.exit(f"{wheel.name}: {name}: SHA-256 is {found}, expected {expected}")
                lists.append(json.loads(data))
    return lists


def phones(text):
    return text.replace("ɾ", "T").replace("ʔ", "t")


def merge(gold, silver):
    """Word (with /TAG for variants) to phones."""
    entries = {}
    for words in (silver, gold):
        for word, reading in words.items():
            readings = reading if isinstance(reading, dict) else {"DEFAULT": reading}
            if readings.get("NOUN", "") is None:
                continue  # US, IT, AM: as a noun it is spelled, and the word itself stands in lower case
            entries[word] = phones(readings["DEFAULT"])
            for tag, name in TAGS.items():
                variant = readings.get(tag)
                if variant and phones(variant) != entries[word]:
                    entries[f"{word}/{name}"] = phones(variant)
    return entries


def ours(name="additions.tsv"):
    """Our own list: word to phones."""
    entries = {}
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            word, separator, reading = line.partition("\t")
            if not separator:
                sys.exit(f"{name}:{number}: found {line!r}, expected word<TAB>phones")
            entries[word] = reading
    return entries


def complete(entries):
    """With the words of the ear's lexicon and our own."""
    own = ours()
    names = ear.additions({**entries, **own})
    return {**names, **entries, **own}


def check(entries):
    tokens = json.loads((ROOT / "models/voice-en/tokens.json").read_text(encoding="utf-8"))["tokens"]
    for word, reading in entries.items():
        if not word.isascii() or not 0 < len(word) < 128:
            sys.exit(f"{word!r}: expected 1 to 127 ASCII characters")
        unknown = set(reading) - set(tokens)
        if unknown or not 0 < len(reading) < 128:
            sys.exit(f"{word!r}: found phones {reading!r}, expected 1 to 127 of the voice pack's tokens")


def coded(text, before, encode):
    shared = 0
    while shared < min(15, len(text), len(before)) and text[shared] == before[shared]:
        shared += 1
    rest = text[shared:]
    head = bytes([shared << 4 | len(rest)]) if len(rest) < 15 else bytes([shared << 4 | 15, len(rest)])
    return head + encode(rest)


def pack(entries):
    symbols = sorted(set("".join(entries.values())))
    index = {symbol: i for i, symbol in enumerate(symbols)}
    words = sorted(entries, key=lambda word: word.encode("ascii"))
    blocks = []
    for start in range(0, len(words), BLOCK):
        block, word_before, phones_before = b"", "", ""
        for word in words[start:start + BLOCK]:
            block += coded(word, word_before, lambda s: s.encode("ascii"))
            block += coded(entries[word], phones_before, lambda s: bytes(index[c] for c in s))
            word_before, phones_before = word, entries[word]
        blocks.append(block)
    offsets, offset = [], 0
    for block in blocks:
        offsets.append(offset)
        offset += len(block)
    head = b"PLX1" + bytes([len(symbols)]) + b"".join(struct.pack(">H", ord(symbol)) for symbol in symbols)
    return head + struct.pack(f">{2 + len(offsets)}I", len(words), len(blocks), *offsets) + b"".join(blocks)


def main():
    entries = complete(merge(*fetch()))
    check(entries)
    data = pack(entries)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(data)
    print(f"{TARGET.relative_to(ROOT)}: {len(entries)} entries, {len(data)} bytes")


if __name__ == "__main__":
    main()
