#!/usr/bin/env python3
"""Learns how unknown English words are read, from the same lists as build.py.

    python3 training/lexicon/letters.py

Writes agent/src/main/resources/io/parley/agent/voice/letters-en.bin and prints how many of 4,000 held-out words come
out right. Deterministic; about three minutes on one core. Needs Python 3.9 with pip and nothing else.

Each letter of a word is read as zero, one or two phones (a vowel carries its stress mark). The letters are aligned with
the phones by expectation maximisation; then a tree is grown for each letter that looks at its neighbours, the nearest
first: +1, -1, +2, -2, +3, -3, +4, -4. A branch stays only if it reads at least GAIN letters of the lists better than the
node above it, so the tree is a list of rules with exceptions.

Format, big-endian; LetterRules.java reads it:
    "PLR1"
    u8 n, then n times: u8 length, length times u16     the readings of a letter, as UTF-16 units
    27 nodes                                            roots for a to z and the apostrophe
A node is: u8 reading, u8 number of branches, then for each branch: u8 neighbour (0 outside the word, 1 to 26 a letter,
27 the apostrophe), u24 length of the node, the node.
"""

import collections
import math
import pathlib
import random
import struct

import build

TARGET = build.TARGET.with_name("letters-en.bin")
OFFSETS = (1, -1, 2, -2, 3, -3, 4, -4)
GAIN = 3
ROUNDS = 6
HELD_OUT = 4000
ALPHABET = "abcdefghijklmnopqrstuvwxyz'"


def units(reading):
    """Phones, each vowel together with its stress mark."""
    result, mark = [], ""
    for c in reading:
        if c in "ˈˌ":
            mark = c
        else:
            result.append(mark + c)
            mark = ""
    return tuple(result)


def align(word, phones, score):
    """The likeliest split of the phones over the letters, or None. score(letter, reading) is a log-probability."""
    best = [{0: (0.0, None)}]
    for i, letter in enumerate(word):
        column = {}
        for j, (total, _) in best[-1].items():
            for n in (0, 1, 2):
                if j + n <= len(phones):
                    value = total + score(letter, phones[j:j + n])
                    if j + n not in column or value > column[j + n][0]:
                        column[j + n] = (value, n)
        left = len(word) - i - 1
        best.append({j: v for j, v in column.items() if len(phones) - j <= 2 * left})
    if len(phones) not in best[-1]:
        return None
    j, result = len(phones), []
    for i in range(len(word), 0, -1):
        n = best[i][j][1]
        result.append("".join(phones[j - n:j]))
        j -= n
    return result[::-1]


def learn_alignment(pairs):
    prior = {0: math.log(0.1), 1: math.log(0.01), 2: math.log(0.0002)}
    score = lambda letter, reading: prior[len(reading)]
    for _ in range(ROUNDS):
        counts = collections.defaultdict(collections.Counter)
        for word, phones in pairs:
            for letter, reading in zip(word, align(word, phones, score) or ()):
                counts[letter][reading] += 1
        table = {
            (letter, reading): math.log((n + 0.1) / (sum(readings.values()) + 20))
            for letter, readings in counts.items() for reading, n in readings.items()}
        score = lambda letter, reading, t=table: t.get((letter, "".join(reading)), -12.0 - 4 * len(reading))
    return score


def neighbour(word, i, depth):
    j = i + OFFSETS[depth]
    return ALPHABET.index(word[j]) + 1 if 0 <= j < len(word) else 0


def grow(cases, depth):
    """cases: (word, position, reading). Returns (reading, branches, cases read right)."""
    counts = collections.Counter(reading for _, _, reading in cases)
    reading = min(counts, key=lambda r: (-counts[r], r))
    right = counts[reading]
    branches = {}
    if depth < len(OFFSETS) and right < len(cases):
        parts = collections.defaultdict(list)
        for case in cases:
            parts[neighbour(case[0], case[1], depth)].append(case)
        for key, part in sorted(parts.items()):
            node = grow(part, depth + 1)
            gain = node[2] - sum(1 for _, _, r in part if r == reading)
            if gain >= GAIN:
                branches[key] = node
                right += gain
    return reading, branches, right


def read(word, roots):
    result = ""
    for i, letter in enumerate(word):
        node, depth = roots[letter], 0
        while depth < len(OFFSETS):
            branch = node[1].get(neighbour(word, i, depth))
            if branch is None:
                break
            node, depth = branch, depth + 1
        result += node[0]
    return result


def pack(roots):
    readings = collections.Counter()

    def count(node):
        readings[node[0]] += 1
        for branch in node[1].values():
            count(branch)

    for root in roots.values():
        count(root)
    names = [r for r, _ in sorted(readings.items(), key=lambda item: (-item[1], item[0]))]
    assert len(names) < 256, len(names)
    index = {r: i for i, r in enumerate(names)}

    def encode(node):
        data = bytes([index[node[0]], len(node[1])])
        for key, branch in node[1].items():
            part = encode(branch)
            data += bytes([key]) + struct.pack(">I", len(part))[1:] + part
        return data

    head = b"PLR1" + bytes([len(names)])
    for name in names:
        head += bytes([len(name)]) + name.encode("utf-16-be")
    return head + b"".join(encode(roots[letter]) for letter in ALPHABET)


def split_words(gold, silver):
    """Every word of the lists that can be aligned, with the reading of each letter; the first HELD_OUT are held out."""
    entries = build.merge(gold, silver)
    pairs = sorted({
        (word.lower(), units(reading)) for word, reading in entries.items()
        if 2 <= len(word) and all(c in ALPHABET for c in word.lower()) and not word.isupper()})
    score = learn_alignment(pairs)
    aligned = [(word, split) for word, phones in pairs if (split := align(word, phones, score))]
    random.Random(1).shuffle(aligned)
    return aligned


def main():
    aligned = split_words(*build.fetch())
    # Readings seen a few times are mistakes of the alignment or foreign words, and an index must fit a byte.
    seen = collections.Counter(r for _, split in aligned for r in split)
    common = {r for r, _ in seen.most_common(250)}
    cases = collections.defaultdict(list)
    for word, split in aligned[HELD_OUT:]:
        for i, reading in enumerate(split):
            if reading in common:
                cases[word[i]].append((word, i, reading))
    roots = {letter: grow(cases[letter], 0) if letter in cases else ("", {}, 0) for letter in ALPHABET}
    data = pack(roots)
    TARGET.write_bytes(data)
    bare = lambda text: text.replace("ˈ", "").replace("ˌ", "")
    words = exact = phones_only = 0
    for word, split in aligned[:HELD_OUT]:
        if "".join(split):
            words += 1
            exact += read(word, roots) == "".join(split)
            phones_only += bare(read(word, roots)) == bare("".join(split))
    print(f"{TARGET.relative_to(build.ROOT)}: {len(data)} bytes; of {words} held-out words "
          f"{exact / words:.1%} read right, {phones_only / words:.1%} with other stress")


if __name__ == "__main__":
    main()
