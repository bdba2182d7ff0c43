"""A lattice of words: everything that a text may stand for, as a graph, and the fewest wrong words between two of them."""

from dataclasses import dataclass, field
from graphlib import TopologicalSorter


@dataclass(frozen=True)
class Edge:
    start: int
    end: int
    word: str | None  # None is passed without a word
    weight: int  # the number of words that were written together in it; 0 without a word


@dataclass
class Lattice:
    """Paths lead from node 0 to `end`. What is added first between two nodes is the usual reading."""

    edges: list[Edge] = field(default_factory=list)
    nodes: int = 1
    end: int = 0

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def path(self, start: int, words, end: int) -> None:
        """One way to get from one node to another; without words it is free."""
        words = list(words)
        if not words:
            self.edges.append(Edge(start, end, None, 0))
        for k, word in enumerate(words):
            after = end if k == len(words) - 1 else self.node()
            self.edges.append(Edge(start, after, word, 1))
            start = after

    def add(self, *readings) -> None:
        """Goes on with one of these readings, each a list of words."""
        start, self.end = self.end, self.node()
        for words in readings:
            self.path(start, words, self.end)

    def join(self, start: int, end: int, word: str) -> None:
        """Two words may also be written as one; that counts as two where it is wrong."""
        self.edges.append(Edge(start, end, word, 2))

    def into(self) -> list[list[Edge]]:
        return _by(self.edges, self.nodes, lambda edge: edge.end)

    def out_of(self) -> list[list[Edge]]:
        return _by(self.edges, self.nodes, lambda edge: edge.start)

    def order(self) -> list[int]:
        graph = {node: [edge.start for edge in edges] for node, edges in enumerate(self.into())}
        return list(TopologicalSorter(graph).static_order())

    def count(self) -> int:
        """The words of the usual reading."""
        leaving, node, total = self.out_of(), 0, 0
        while node != self.end:
            edge = leaving[node][0]
            node, total = edge.end, total + edge.weight
        return total


def _by(edges, nodes, key) -> list[list[Edge]]:
    sorted_edges = [[] for _ in range(nodes)]
    for edge in edges:
        sorted_edges[key(edge)].append(edge)
    return sorted_edges


def distance(said: Lattice, heard: Lattice) -> int:
    """Words left out, added and exchanged, for the two readings that are closest."""
    said_into, heard_into, heard_order = said.into(), heard.into(), heard.order()
    best = [[0] * heard.nodes for _ in range(said.nodes)]
    for i in said.order():
        row = best[i]
        for j in heard_order:
            found = [best[a.start][j] + a.weight for a in said_into[i]]
            found += [row[b.start] + b.weight for b in heard_into[j]]
            found += [
                best[a.start][b.start] + (0 if a.word == b.word else max(a.weight, b.weight))
                for a in said_into[i] for b in heard_into[j] if a.word and b.word
            ]
            row[j] = min(found, default=0)
    return best[said.end][heard.end]


def contains(heard: Lattice, value: Lattice, clings) -> bool:
    """Whether the value was heard word for word, with no word beside it for which `clings` holds."""
    heard_out, heard_into, value_out = heard.out_of(), heard.into(), value.out_of()
    states = [(0, j) for j in range(heard.nodes) if not _beside(heard_into, j, lambda edge: edge.start, clings)]
    seen = set(states)
    while states:
        i, j = states.pop()
        if i == value.end and not _beside(heard_out, j, lambda edge: edge.end, clings):
            return True
        reached = [(a.end, j) for a in value_out[i] if a.word is None]
        reached += [(i, b.end) for b in heard_out[j] if b.word is None]
        reached += [(a.end, b.end) for a in value_out[i] for b in heard_out[j] if a.word and a.word == b.word]
        states += [state for state in reached if state not in seen]
        seen.update(reached)
    return False


def _beside(edges, node, other, clings) -> bool:
    return any(
        clings(edge.word) if edge.word else _beside(edges, other(edge), other, clings) for edge in edges[node])
