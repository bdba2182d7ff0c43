"""Aligns rendered callers to what they say, with the original model on the clean recording.

    python training/ear/align.py train

Writes alignments-SET.npz: for every recording the pdf of each row of 30 ms. What is already aligned stays. Left out are
recordings with a word the lexicon lacks, and those in which somewhere for a quarter of a second the model heard something
else than was to be said, because the teacher mangles some words. On 22 recordings the worst quarter second was below 2.4
with the right words, and above it with one word replaced by another.
"""

import argparse

import numpy as np
import torch

import corpus
from level import levelled
from mfcc import mfcc
from net import Ear, listen
from padding import LEAD, TAIL, padded
from places import CORPUS, RECOVERED
from search import best
from tree import Lexicon, Tree, WordGraph, compiled

QUARTER_SECOND = 8  # rows
FARTHEST = 2.4  # the aligned pdf below the best, in nats, on average over a quarter of a second
SAVE_EVERY = 200


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("set", choices=["train", "dev", "test"])
    chosen = options.parse_args()
    torch.set_num_threads(1)
    net = original()
    tree, lexicon = Tree(RECOVERED), Lexicon(RECOVERED)
    found, left_out, waiting = corpus.alignments(chosen.set), 0, 0
    for clip in corpus.callers(chosen.set):
        if clip.name in found:
            left_out += found[clip.name].size == 0
            continue
        pdfs = align(net, tree, lexicon, clip)
        found[clip.name] = pdfs if pdfs is not None else np.empty(0, np.int16)
        left_out += pdfs is None
        waiting += 1
        if waiting % SAVE_EVERY == 0:
            save(chosen.set, found)
    save(chosen.set, found)
    print(f"{len(found)} recordings, {left_out} of them left out")


def original() -> Ear:
    net = Ear()
    net.load_state_dict(torch.load(RECOVERED / "original.pt", weights_only=True))
    return net.eval()


def align(net: Ear, tree: Tree, lexicon: Lexicon, clip: corpus.Clip) -> np.ndarray | None:
    if not clip.words or any(word not in lexicon for word in clip.words):
        return None
    samples = padded(levelled(clip.samples), np.random.default_rng(0))
    with torch.no_grad():
        heard = listen(net, mfcc(torch.from_numpy(samples)[None]))[0].numpy()
    path = best(compiled(WordGraph.of(list(clip.words)), tree, lexicon), heard)
    if path is None:
        return None
    return path.pdfs.astype(np.int16) if doubt(heard, path.pdfs) < FARTHEST else None


def doubt(heard: np.ndarray, pdfs: np.ndarray) -> float:
    """How far the path is below the best pdfs where it is farthest, outside the quiet around the words."""
    below = (heard.max(1) - heard[np.arange(len(heard)), pdfs])[LEAD:-TAIL]
    window = min(QUARTER_SECOND, len(below))
    return float(np.convolve(below, np.ones(window) / window, "valid").max())


def save(which: str, found: dict):
    file = CORPUS / f"alignments-{which}.npz"
    unfinished = file.with_name(f"{file.stem}.part.npz")
    np.savez(unfinished, **found)
    unfinished.rename(file)


if __name__ == "__main__":
    main()
