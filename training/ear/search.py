"""Viterbi search over a compiled word graph, for aligning and for development. Parley's own is Search.java."""

from dataclasses import dataclass

import numpy as np

from tree import NEVER, States


@dataclass(frozen=True)
class Found:
    words: list[str]
    score: float  # log
    pdfs: np.ndarray  # [rows]: which pdf scored each row on the best path


def best(states: States, likelihoods: np.ndarray) -> Found | None:
    """`likelihoods` [rows, 2192]; None where no path is as short as the recording."""
    rows, count = len(likelihoods), len(states.forward)
    entering, staying = likelihoods[:, states.forward], likelihoods[:, states.stay]
    came = np.empty((rows, count), np.int32)  # the state before, -1 for the state itself
    score = states.begin + entering[0]
    came[0] = -2
    each = np.arange(count)
    for row in range(1, rows):
        ways = score[states.before] + states.weight
        way = ways.argmax(1)
        entered, stayed = ways[each, way] + entering[row], score + staying[row]
        came[row] = np.where(entered > stayed, states.before[each, way], -1)
        score = np.maximum(np.maximum(entered, stayed), NEVER)
    score = score + states.end
    state = int(score.argmax())
    if score[state] < NEVER / 2:
        return None
    return _traced(states, came, state, float(score[state]))


def _traced(states: States, came: np.ndarray, state: int, score: float) -> Found:
    words, pdfs = [], np.empty(len(came), np.int64)
    for row in range(len(came) - 1, -1, -1):
        source = came[row, state]
        pdfs[row] = states.stay[state] if source == -1 else states.forward[state]
        if source != -1:
            if states.word[state] is not None:
                words.append(states.word[state])
            state = source
    return Found(words[::-1], score, pdfs)
