#!/usr/bin/env python3
"""How many words the letter-to-phone model reads right, of those it never saw.

    python training/lexicon/evaluate_letters.py --to /somewhere/letters [--part dev] [--width 1]

The held-out words are those by which letters.py measures the rules.
"""

import argparse
import pathlib
import re

import torch

import letter_words
from letter_model import LetterToPhone
from train_letters import tensors

BATCH = 250


def load(file, labels):
    model = LetterToPhone(labels)
    model.load_state_dict(torch.load(file, weights_only=True)["average"])
    return model.eval()


VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ"


def one_primary(phones):
    """As Phones.withOnePrimary: the first primary stress, else the first secondary, else the first vowel has it."""
    if "ˈ" in phones:
        first = phones.index("ˈ") + 1
        return phones[:first] + phones[first:].replace("ˈ", "ˌ")
    if "ˌ" in phones:
        return phones.replace("ˌ", "ˈ", 1)
    return re.sub(f"([{VOWELS}])", r"ˈ\1", phones, count=1)


def bare(phones):
    return phones.replace("ˈ", "").replace("ˌ", "")


def readings(model, rows, labels, width):
    index = {label: i for i, label in enumerate(labels)}
    for start in range(0, len(rows), BATCH):
        part = rows[start:start + BATCH]
        found = model.read(tensors(part, index)[0], width).tolist()
        for row, label in zip(part, found):
            yield one_primary("".join(labels[i] for i in label[:len(row[0])]))


def compare(rows, found):
    """Shares right, right but for stress, and right of the words checked by hand."""
    pairs = [("".join(row[1]), reading, row[3]) for row, reading in zip(rows, found) if "".join(row[1])]
    gold = [pair for pair in pairs if pair[2]]
    return {
        "words": len(pairs),
        "right": sum(a == b for a, b, _ in pairs) / len(pairs),
        "right_but_for_stress": sum(bare(a) == bare(b) for a, b, _ in pairs) / len(pairs),
        "right_of_gold": sum(a == b for a, b, _ in gold) / len(gold),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=pathlib.Path, required=True)
    parser.add_argument("--part", choices=["dev", "held_out"], default="held_out")
    parser.add_argument("--width", type=int, default=1, help="readings kept at once; the voice keeps 1")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    words = letter_words.load(arguments.to)
    model = load(arguments.to / "letters.pt", len(words["labels"]))
    rows = words[arguments.part]
    print(compare(rows, readings(model, rows, words["labels"], arguments.width)))


if __name__ == "__main__":
    main()
