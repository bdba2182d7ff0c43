"""python -m unittest discover training/ear"""

import argparse
import tempfile
import unittest
from pathlib import Path
from random import Random
from unittest import mock

import numpy as np
import torch

import average
import batches
import channel
import corpus
import train
from align import FARTHEST, doubt
from export import difference, ear, export, session
from padding import LEAD, ROW, TAIL
from phoneset import ids
from places import RECOVERED
from said import turn, words
from search import best
from speakers import SETS, speaker
from test_channel import voice
from tree import NEVER, States
from turn_head import TurnHead

needs_recovered = unittest.skipUnless((RECOVERED / "original.pt").exists(), "run fetch.py and recover.py first")


def clip(number: int, aligned=None) -> corpus.Clip:
    samples = voice(1 + number / 5, 100 + 20 * number, number).astype(np.int16)
    return corpus.Clip(f"clip-{number}", samples, "digit", ("one",) if aligned is not None else None, aligned)


def aligned_clip(number: int) -> corpus.Clip:
    plain = clip(number)
    rows = -(-len(plain.samples) // ROW) + LEAD + TAIL
    return clip(number, np.arange(rows, dtype=np.int16))


def material() -> batches.Material:
    people = [clip(number) for number in range(4)]
    sound = [one.samples for one in people]
    return batches.Material(people, [aligned_clip(number) for number in range(4)], channel.Sources(sound, sound, sound))


class Callers(unittest.TestCase):
    def test_no_voice_is_in_two_sets(self):
        for which, kept in SETS.items():
            others = {voice for other, voices in SETS.items() if other != which for voice in voices}
            for seed in range(200):
                spoken = {part.partition("*")[0] for part in speaker(Random(seed), which).voice.split("+")}
                self.assertFalse(spoken & others, which)
        self.assertEqual(sum(map(len, SETS.values())), 28)

    def test_turns_follow_from_their_seed_and_say_their_text(self):
        for seed in range(300):
            said = turn(Random(seed))
            self.assertEqual(said, turn(Random(seed)))
            self.assertTrue(words(said.text), said)


class Alignments(unittest.TestCase):
    def test_the_cheapest_way_through_the_states_is_found(self):
        """Two states in a row over three pdfs: forward 0 or 1, self-loop 2."""
        states = States(
            np.array([0, 1]), np.array([2, 2]), ["a", "b"], np.array([[0], [0]]), np.array([[NEVER], [0.0]], np.float32),
            np.array([0, NEVER], np.float32), np.array([NEVER, 0], np.float32),
        )
        rows = np.array([[5, 0, 0], [0, 0, 4], [0, 3, 0], [0, 0, 1]], np.float32)
        found = best(states, rows)
        self.assertEqual((found.words, found.score, found.pdfs.tolist()), (["a", "b"], 13.0, [0, 2, 1, 2]))
        self.assertIsNone(best(states, rows[:1]))

    def test_a_quarter_second_of_something_else_is_doubted(self):
        heard = np.zeros((60, 4), np.float32)
        heard[:, 1] = 1.0
        path = np.ones(60, int)
        self.assertEqual(doubt(heard, path), 0)
        heard[30:38, 2] = 1.0 + FARTHEST
        self.assertAlmostEqual(doubt(heard, path), FARTHEST, places=5)

    def test_phones_of_a_word_know_their_place(self):
        self.assertEqual(ids("S IH K S"), [11 + 4 * 28, 11 + 4 * 16 + 2, 11 + 4 * 19 + 2, 11 + 4 * 28 + 1])
        self.assertEqual(ids("AH"), [11 + 4 * 2 + 3])
        self.assertRaisesRegex(ValueError, "QQ", ids, "QQ")


class Batched(unittest.TestCase):
    def test_a_batch_follows_from_its_number(self):
        one, again, other = (batches.Batches(material(), seed, 8)[3] for seed in (1, 1, 2))
        for name in one:
            self.assertTrue(torch.equal(one[name], again[name]), name)
        self.assertFalse(torch.equal(one["spoiled"], other["spoiled"]) if one["spoiled"].shape == other["spoiled"].shape else False)

    def test_alignments_stay_beside_their_sound(self):
        """Where an aligned recording begins in the clean samples, its own rows begin."""
        made = batches.Batches(material(), 1, 8)
        for number in range(8):
            batch = made[number]
            for clean, aligned, rows in zip(batch["clean"].numpy(), batch["aligned"].numpy(), batch["rows"].tolist()):
                self.assertTrue((aligned[rows:] == -1).all())
                known = np.flatnonzero(aligned >= 0)
                if len(known):
                    loud = np.flatnonzero(np.abs(clean.reshape(-1, ROW)).max(1) > 100)[0]
                    self.assertEqual(aligned[loud], LEAD)

    def test_a_batch_is_about_as_long_as_asked(self):
        made = batches.Batches(material(), 1, 8)
        for number in range(8):
            clean = made[number]["clean"]
            self.assertTrue(clean.shape[0] == 1 or clean.numel() <= 1.25 * 8 * 16_000)


class Losses(unittest.TestCase):
    def test_boost_raises_the_aligned_pdf_and_no_other(self):
        likelihoods, aligned = torch.zeros(1, 2, 5), torch.tensor([[3, -1]])
        raised = train.boosted(likelihoods, aligned, 1.5)
        self.assertEqual(raised[0, 0].tolist(), [0, 0, 0, 1.5, 0])
        self.assertEqual(raised[0, 1].tolist(), [0, 0, 0, 0, 0])
        self.assertEqual(likelihoods.abs().sum(), 0)

    def test_shares_of_a_mean_add_up(self):
        parts = [({"w": torch.tensor([2.0])}, 0.25), ({"w": torch.tensor([6.0])}, 0.75)]
        self.assertEqual(average.mean(parts)["w"].item(), 5.0)
        with self.assertRaises(SystemExit):
            average.mean([parts[0]])


@needs_recovered
class Trained(unittest.TestCase):
    def chosen(self, **more):
        values = dict(
            name="test", minutes=0.02, begin=str(RECOVERED / "original.pt"), seconds=4, rate=2e-4, boost=1.0, strength=1.0, seed=1,
            threads=1, workers=0, device="cpu",
        )
        return argparse.Namespace(**{**values, **more})

    def test_an_ear_that_has_learned_nothing_hears_clean_speech_as_the_original_does(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(train, "MODELS", Path(folder)):
            training = train.Training(self.chosen())
            batch = batches.Batches(material(), 1, 4)[0]
            batch["spoiled"] = batch["clean"]
            with torch.no_grad():
                self.assertLess(training.loss(batch, boost=0.0).item(), 1e-4)
                self.assertGreater(training.loss(batches.Batches(material(), 1, 4)[0], boost=0.0).item(), 0.01)

    def test_a_stopped_training_goes_on_where_it_was(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(train, "MODELS", Path(folder)):
            first = train.Training(self.chosen())
            first.run(batches.Batches(material(), 1, 4))
            self.assertGreater(first.step, 0)
            second = train.Training(self.chosen())
            self.assertEqual(second.step, first.step)
            self.assertGreaterEqual(second.seconds, 0.02 * 60)
            for one, other in zip(first.ear.parameters(), second.ear.parameters()):
                self.assertTrue(torch.equal(one, other))
            norms = {name for name, _ in first.ear.named_parameters() if "norm" in name}
            self.assertEqual(norms, set())

    def test_the_exported_graph_keeps_two_callers_apart(self):
        net, head = ear(torch.load(RECOVERED / "original.pt", weights_only=True)), TurnHead().eval()
        with tempfile.TemporaryDirectory() as folder:
            export(net, head, Path(folder) / "ear.onnx")
            self.assertLess(difference(net, head, Path(folder) / "ear.onnx"), 1e-3)
            wanted = ["mfcc", "played", *net.states(), "s_turn"]
            self.assertEqual([port.name for port in session(Path(folder) / "ear.onnx").get_inputs()], wanted)


if __name__ == "__main__":
    unittest.main()
