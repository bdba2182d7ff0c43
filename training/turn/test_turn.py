"""python -m unittest discover training/turn"""

import sys
import unittest
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).resolve().parents[1] / "ear"))
import channel  # noqa: E402
import episodes  # noqa: E402
from episodes import BLIND_ROWS, CALLER, LISTENING, OTHER, QUIET, Clip, Material  # noqa: E402
from padding import ROW  # noqa: E402
from turn_head import EMBEDDING, HIDDEN, TurnHead  # noqa: E402


GAP = 10  # rows


def voice(rows: int, seed: int) -> np.ndarray:
    """Something that sounds all the time, with a gap in the middle where it is long enough."""
    samples = np.random.default_rng(seed).normal(0, 3_000, rows * ROW)
    if rows > 40:
        samples[20 * ROW : (20 + GAP) * ROW] = 0
    return samples.astype(np.int16)


def material() -> Material:
    turns = [Clip(voice(60, number), "order") for number in range(4)]
    voices = [clip.samples for clip in turns]
    return Material(turns, [Clip(voice(8, 9), "backchannel")], turns, channel.Sources(voices, voices, voices))


class Episodes(unittest.TestCase):
    def setUp(self):
        self.made = [episodes.episode(material(), f"test {number}") for number in range(14)]

    def test_the_same_seed_makes_the_same_episode(self):
        again = episodes.episode(material(), "test 3")
        np.testing.assert_array_equal(again.caller, self.made[3].caller)
        np.testing.assert_array_equal(again.over, self.made[3].over)

    def test_everything_has_a_row_for_each_30_ms(self):
        for one in self.made:
            rows = len(one.caller) // ROW
            self.assertEqual({len(one.played), len(one.sound), len(one.over), len(one.active)}, {rows})

    def test_a_turn_goes_on_in_its_pauses_and_is_over_behind_its_end(self):
        for one in self.made:
            for first, last in one.turns:
                self.assertNotIn(1, one.over[first:last])
                self.assertTrue(one.active[last - 1])
                self.assertEqual(one.over[last], 1)

    def test_nothing_is_asked_where_the_look_ahead_would_see_the_answer(self):
        for one in self.made:
            for row in np.flatnonzero(one.active[1:] & ~one.active[:-1]) + 1:
                self.assertTrue((one.over[max(0, row - BLIND_ROWS) : row] == -1).all())

    def test_sounds_over_the_agent_are_there_while_it_speaks(self):
        kinds = set()
        for one in self.made:
            for first, last, kind in one.overlaps:
                kinds.add(kind)
                self.assertIn(kind, one.sound[first:last])
                # It may begin in a gap of the agent's own, and then the agent may fall silent for it.
                self.assertGreater(one.played[max(0, first - GAP) : last].max(), 0)
        self.assertEqual(kinds, {CALLER, LISTENING, OTHER})

    def test_a_sound_is_what_was_heard_last_for_600_ms(self):
        sound = np.array([QUIET, OTHER, *[QUIET] * 30])
        self.assertEqual(list(episodes.lasting(sound)), [QUIET, *[OTHER] * 21, *[QUIET] * 10])


class Head(unittest.TestCase):
    def test_row_by_row_it_gives_what_it_gives_at_once(self):
        torch.manual_seed(1)
        head = TurnHead().eval()
        embedding, played = torch.randn(2, 12, EMBEDDING), torch.rand(2, 12, 1)
        with torch.no_grad():
            whole, state, rows = head.leave(head.states(embedding, played)), torch.zeros(2, 1, HIDDEN), []
            for tick in range(0, 12, 2):
                out, state = head(embedding[:, tick : tick + 2], played[:, tick : tick + 2], state)
                rows.append(out)
        torch.testing.assert_close(torch.cat(rows, 1), whole, atol=1e-6, rtol=1e-5)


if __name__ == "__main__":
    unittest.main()
