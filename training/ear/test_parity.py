"""python -m unittest discover training/ear

What the Java code is held to as well: the reference vectors of the pack, and what was recovered against the pack's own files.
"""

import gzip
import unittest
import wave

import numpy as np
import torch

import shipped
from level import LevelEstimate
from mfcc import mfcc
from net import PDFS, TICK_FRAMES, Ear, framed, listen
from places import PACK, RECOVERED
from search import best
from tree import Lexicon, Tree, WordGraph, compiled

REFERENCE = PACK / "reference"
needs_recovered = unittest.skipUnless((RECOVERED / "original.pt").exists(), "run fetch.py and recover.py first")


def reference_audio() -> np.ndarray:
    with wave.open(str(REFERENCE / "reference.wav"), "rb") as wav:
        return np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(np.float32)


def reference(name: str, width: int) -> np.ndarray:
    return np.fromfile(REFERENCE / f"reference-{name}.f32", "<f4").reshape(-1, width)


class Features(unittest.TestCase):
    def test_mfcc_are_those_of_the_pack(self):
        made = mfcc(torch.from_numpy(reference_audio())[None])[0].numpy()
        np.testing.assert_allclose(made, reference("mfcc", 40), atol=1e-3)

    def test_level_is_that_of_the_java_class(self):
        """Printed by LevelEstimate.java for the same samples: number of the block, level, two of the scaled samples."""
        block, sample = np.arange(60)[:, None], np.arange(320)[None]
        loudness = np.where(block % 7 == 3, 20, 100 * (1 + block % 20))
        product = ((block * 320 + sample) * 37 % 201 - 100) * loudness
        blocks = (np.sign(product) * (np.abs(product) // 100)).astype(np.int16)
        expected = {11: (785.4808625, 2401.754, -1927.4838), 35: (760.7936179, 973.6281, 3534.5942),
                    47: (743.7136646, -85.510155, 1225.7858), 59: (761.2755169, -15.76302, 15.76302)}
        estimate = LevelEstimate()
        for number, samples in enumerate(blocks):
            scaled = estimate.apply(samples)
            if number in expected:
                np.testing.assert_allclose((estimate.level(), scaled[5], scaled[300]), expected[number], rtol=1e-5)


@needs_recovered
class Recovered(unittest.TestCase):
    def test_tree_and_lexicon_are_those_of_the_pack(self):
        for name in ("contexts.tsv", "tuples.tsv"):
            self.assertEqual((RECOVERED / name).read_bytes(), (PACK / name).read_bytes(), name)
        made, packed = (
            gzip.decompress((folder / "lexicon.txt.gz").read_bytes()).splitlines() for folder in (RECOVERED, PACK)
        )
        self.assertEqual(sorted(made), sorted(packed))
        self.assertEqual(made, sorted(made))

    def test_the_network_with_the_packs_weights_gives_the_packs_likelihoods(self):
        net = ear_of_the_pack()
        with torch.no_grad():
            whole = net(framed(torch.from_numpy(reference("mfcc", 40))[None]))[0][0].numpy()
        np.testing.assert_allclose(whole, reference("ll", PDFS), atol=1e-3)

    def test_in_ticks_it_hears_what_it_hears_at_once(self):
        net = ear_of_the_pack()
        with torch.no_grad():
            frames = framed(torch.from_numpy(reference("mfcc", 40))[None, :120])
            whole, _ = net(frames)
            state, parts = net.start(1), []
            for tick in range(0, frames.shape[1], TICK_FRAMES):
                part, state = net(frames[:, tick : tick + TICK_FRAMES], state)
                parts.append(part)
        np.testing.assert_allclose(torch.cat(parts, 1).numpy(), whole.numpy(), atol=1e-4)

    def test_the_reference_is_understood_with_the_original_weights(self):
        """Recovered weights, tree and lexicon together: the right words win against others that sound alike."""
        net = Ear()
        net.load_state_dict(torch.load(RECOVERED / "original.pt", weights_only=True))
        said = (REFERENCE / "reference.txt").read_text().splitlines()[1]
        with torch.no_grad():
            heard = listen(net, torch.from_numpy(reference("mfcc", 40))[None])[0].numpy()
        words = sorted({*said.split(), *ALIKE.split()})
        found = best(compiled(WordGraph.loop(words, -1.0), Tree(RECOVERED), Lexicon(RECOVERED)), heard)
        self.assertEqual(" ".join(found.words), said)


def ear_of_the_pack() -> Ear:
    net = Ear()
    original = torch.load(RECOVERED / "original.pt", weights_only=True)
    net.load_state_dict(shipped.weights_of(PACK / "ear.onnx", original))
    return net


ALIKE = "small medium ice mock latte whip of off bits all oat soy mill cream round white shuffle sugars hand iced"

if __name__ == "__main__":
    unittest.main()
