"""Takes the acoustic model, the context tree and the lexicon out of the Vosk model.

    python training/ear/recover.py

Writes original.pt (the weights of net.py), contexts.tsv, tuples.tsv and lexicon.txt.gz. The tree itself is not in the
Vosk model, but the graph HCLr.fst is its product with the lexicon: walking it with the last phone in mind shows which
state every phone has after every other.
"""

import gzip
from collections import defaultdict, deque

import numpy as np
import torch

import kaldi
import openfst
from net import Ear
from places import RECOVERED, VOSK, write
from phoneset import BEGIN, END, SINGLE, name, position

LONGEST_WORD = 40  # phones
FIRST, LAST = (BEGIN, SINGLE), (END, SINGLE)  # positions in a word


def main():
    RECOVERED.mkdir(parents=True, exist_ok=True)
    model = kaldi.read(VOSK / "am" / "final.mdl")
    net = Ear()
    net.load_state_dict(Ear.weights_of(model))
    torch.save(net.state_dict(), RECOVERED / "original.pt")
    graph = Graph(openfst.read(VOSK / "graph" / "HCLr.fst"), model.tuples[:, 0])
    words = openfst.read(VOSK / "graph" / "Gr.fst").symbols
    write(RECOVERED / "tuples.tsv", tuples_table(model.tuples).encode())
    write(RECOVERED / "contexts.tsv", contexts_table(contexts(graph)).encode())
    lines = lexicon_lines(lexicon(graph), words)
    write(RECOVERED / "lexicon.txt.gz", gzip.compress("".join(lines).encode(), mtime=0))
    print(f"{len(model.tuples)} tuples, {len({line.split()[0] for line in lines})} words in {RECOVERED}")


class Graph:
    """HCLr.fst: an input label is a transition, numbered from 1, two for each tuple: forward (even), self-loop (odd)."""

    def __init__(self, fst: openfst.Fst, phones: np.ndarray):
        self.start = fst.start
        first = fst.states["first"].astype(np.int64)
        self._from, self._to = first.tolist(), (first + fst.states["count"]).tolist()
        self._input, self._output, self._next = (fst.arcs[key].tolist() for key in ("input", "output", "next"))
        self._phones = phones.tolist()
        self._transitions = 2 * len(phones)
        self.states = len(first)

    def arcs(self, state: int):
        """(tuple or None, phone or None, word, next state) of every arc but self-loops."""
        for arc in range(self._from[state], self._to[state]):
            label = self._input[arc]
            if 0 < label <= self._transitions:
                if label % 2:
                    continue
                place = label // 2 - 1
                yield place, self._phones[place], self._output[arc], self._next[arc]
            else:
                yield None, None, self._output[arc], self._next[arc]


def contexts(graph: Graph) -> dict[tuple[int, int], int]:
    """(left phone, phone) to tuple; the left phone of the first is 0."""
    found = defaultdict(set)
    seen = {(graph.start, 0)}
    waiting = deque(seen)
    while waiting:
        state, left = waiting.popleft()
        for place, phone, _, following in graph.arcs(state):
            if place is not None:
                found[left, phone].add(place)
            key = (following, left if phone is None else phone)
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    return {pair: min(places) for pair, places in found.items()}


def lexicon(graph: Graph) -> dict[int, list[tuple[int, ...]]]:
    """Word number to its pronunciations: from wherever a word begins, along its phones, to where it ends."""
    found, done = defaultdict(dict), set()

    def walk(state: int, phones: tuple[int, ...], word: int):
        if position(phones[-1]) in LAST and word:
            found[word][phones] = True
            return
        if len(phones) > LONGEST_WORD:
            return
        for place, phone, output, following in graph.arcs(state):
            if output and word:
                continue
            if place is None:
                walk(following, phones, output or word)
            elif position(phones[-1]) not in LAST and position(phone) not in (None, *FIRST):
                walk(following, (*phones, phone), output or word)

    for state in range(graph.states):
        for place, phone, output, following in graph.arcs(state):
            key = (following, phone, output)
            if place is not None and position(phone) in FIRST and key not in done:
                done.add(key)
                walk(following, (phone,), output)
    return {word: list(phones) for word, phones in found.items()}


def tuples_table(tuples: np.ndarray) -> str:
    head = "# phone\tstate\tforward_pdf\tself_loop_pdf; row number = tuple\n"
    return head + "".join("\t".join(map(str, row)) + "\n" for row in tuples.tolist())


def contexts_table(pairs: dict[tuple[int, int], int]) -> str:
    head = "# left_phone (0 = start)\tphone\ttuple\n"
    return head + "".join(f"{left}\t{phone}\t{place}\n" for (left, phone), place in sorted(pairs.items()))


def lexicon_lines(pronunciations: dict[int, list[tuple[int, ...]]], words: dict[int, str]) -> list[str]:
    """Sorted by bytes; one line for each way to say a word (positions in the word are left out)."""
    lines = {f"{words[word]} {' '.join(map(name, phones))}\n" for word, ways in pronunciations.items() for phones in ways}
    return sorted(lines, key=str.encode)


if __name__ == "__main__":
    main()
