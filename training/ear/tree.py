"""The context tree and the lexicon of a pack, and word graphs compiled to its states (as GrammarCompiler.java)."""

import gzip
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from phoneset import FIRST, SILENCE, START, ids, position

HALF = math.log(0.5)  # a silence between two words, and none
NEVER = -1e30


class Tree:
    """Which state (tuple) a phone has after another, and which two pdfs score it."""

    def __init__(self, folder: Path):
        tuples = _table(folder / "tuples.tsv")
        self.forward, self.stay = tuples[:, 2], tuples[:, 3]
        self._known = {(left, phone): place for left, phone, place in _table(folder / "contexts.tsv").tolist()}
        self._votes = defaultdict(Counter)
        for (left, phone), place in self._known.items():
            self._votes[position(left) if left >= FIRST else None, phone][place] += 1
            self._votes["any", phone][place] += 1

    def state(self, left: int, phone: int) -> int:
        """For a pair nobody asked for: the commonest after phones in the same place of a word, else of the phone."""
        if (left, phone) in self._known:
            return self._known[left, phone]
        votes = self._votes.get((position(left) if left >= FIRST else None, phone)) or self._votes.get(("any", phone))
        if votes is None:
            raise KeyError(f"phone {phone}: the tree has no state for it")
        return min(votes, key=lambda place: (-votes[place], place))


class Lexicon:
    def __init__(self, folder: Path):
        self._ways = defaultdict(list)
        with gzip.open(folder / "lexicon.txt.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                word, pronunciation = line.rstrip("\n").split(" ", 1)
                self._ways[word].append(pronunciation)

    def __contains__(self, word: str) -> bool:
        return word in self._ways

    def ways(self, word: str) -> list[list[int]]:
        """The pronunciations of a word, as phone numbers; KeyError for a word that is not in the lexicon."""
        if word not in self._ways:
            raise KeyError(f"word '{word}': the ear's lexicon does not have it")
        return [ids(pronunciation) for pronunciation in self._ways[word]]


@dataclass
class WordGraph:
    """Arcs (from, to, word, log weight) between numbered nodes, from node 0."""

    arcs: list = field(default_factory=list)
    final: set = field(default_factory=set)

    @staticmethod
    def of(words: list[str]) -> "WordGraph":
        return WordGraph([(n, n + 1, word, 0.0) for n, word in enumerate(words)], {len(words)})

    @staticmethod
    def one_of(words: list[str]) -> "WordGraph":
        return WordGraph([(0, 1, word, 0.0) for word in words], {1})

    @staticmethod
    def loop(words: list[str], penalty: float) -> "WordGraph":
        arcs = [(node, 1, word, penalty) for node in (0, 1) for word in words]
        return WordGraph(arcs, {1})


@dataclass(frozen=True)
class States:
    """A compiled graph; `before` and `weight` [states, most] list the ways into a state, NEVER where there is none."""

    forward: np.ndarray
    stay: np.ndarray
    word: list  # of a word's first state, else None
    before: np.ndarray
    weight: np.ndarray
    begin: np.ndarray
    end: np.ndarray


class _Compiler:
    def __init__(self, graph: WordGraph, tree: Tree, lexicon: Lexicon):
        self.graph, self.tree, self.lexicon = graph, tree, lexicon
        self.leaving = defaultdict(list)
        for number, arc in enumerate(graph.arcs):
            self.leaving[arc[0]].append((number, arc))
        self.numbers, self.places, self.words = {}, [], []
        self.links, self.ends, self.waiting, self.entered = defaultdict(list), {}, [], {}

    def compile(self) -> States:
        begin = self.enter(0, START, True)
        while self.waiting:
            state, node, left, silence = self.waiting.pop()
            for following, weight in self.enter(node, left, silence):
                self.links[following].append((state, weight))
            if node in self.graph.final:
                self.ends[state] = HALF if silence else 0.0
        return self.arrays(begin)

    def enter(self, node: int, left: int, silence: bool) -> list:
        key = (node, left, silence)
        if key not in self.entered:
            self.entered[key] = found = []
            if silence:
                state, fresh = self.number(("silence", node, self.tree.state(left, SILENCE)))
                found.append((state, HALF))
                if fresh:
                    self.waiting.append((state, node, SILENCE, False))
            for number, (_, to, word, weight) in self.leaving[node]:
                for way, phones in enumerate(self.lexicon.ways(word)):
                    state = self.word(number, way, phones, left, word, to)
                    found.append((state, weight + (HALF if silence else 0.0)))
        return self.entered[key]

    def word(self, number: int, way: int, phones: list[int], left: int, word: str, to: int) -> int:
        """The first state depends on what stood before, the others do not."""
        first, fresh = self.number((number, way, 0, self.tree.state(left, phones[0])), word)
        last = first
        for place in range(1, len(phones)) if fresh else ():
            state, inner = self.number((number, way, place, self.tree.state(phones[place - 1], phones[place])))
            self.links[state].append((last, 0.0))
            last = state
            if not inner:
                return first
        if fresh:
            self.waiting.append((last, to, phones[-1], True))
        return first

    def number(self, key, word=None) -> tuple[int, bool]:
        if key in self.numbers:
            return self.numbers[key], False
        self.numbers[key] = len(self.places)
        self.places.append(key[-1])
        self.words.append(word)
        return self.numbers[key], True

    def arrays(self, begin: list) -> States:
        count = len(self.places)
        most = max([len(into) for into in self.links.values()] + [1])
        before, weight = np.zeros((count, most), np.int32), np.full((count, most), NEVER, np.float32)
        for state, into in self.links.items():
            before[state, : len(into)] = [source for source, _ in into]
            weight[state, : len(into)] = [value for _, value in into]
        first, last = np.full(count, NEVER, np.float32), np.full(count, NEVER, np.float32)
        for state, value in begin:
            first[state] = max(first[state], value)
        for state, value in self.ends.items():
            last[state] = value
        places = np.array(self.places)
        return States(self.tree.forward[places], self.tree.stay[places], self.words, before, weight, first, last)


def compiled(graph: WordGraph, tree: Tree, lexicon: Lexicon) -> States:
    return _Compiler(graph, tree, lexicon).compile()


def _table(file: Path) -> np.ndarray:
    return np.loadtxt(file, np.int64, comments="#", delimiter="\t")
