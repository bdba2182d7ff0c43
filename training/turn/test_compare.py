"""python -m unittest discover training/turn"""

import unittest
from pathlib import Path

import numpy as np

import compare
import smart_turn
import vad_hangover

LABEL = compare.Label(Path("a.wav"), "hesitant", 1_600, [[640, 1_120]])


def windows(*stretches: tuple[int, int], length: int = 150) -> np.ndarray:
    active = np.zeros(length, bool)
    for first, last in stretches:
        active[first:last] = True
    return active


def test_a_turn_is_over_when_the_silence_has_lasted_so_long():
    active = windows((5, 20), (35, 50))
    assert vad_hangover.turns(active, 160) == [800, 1_760]
    assert vad_hangover.turns(active, 480) == [1_120, 2_080]
    assert vad_hangover.turns(active, 512) == [2_112]


def test_speech_ends_below_a_lower_threshold_than_it_begins_with():
    assert vad_hangover.speaking(np.array([0.4, 0.6, 0.4, 0.3, 0.4])).tolist() == [False, True, True, False, False]


def test_what_is_taken_in_a_pause_is_early_and_what_is_taken_at_the_end_is_not():
    active = windows((5, 20), (35, 50))
    assert compare.outcome([800, 1_760], active, LABEL) == compare.Outcome(True, 160)
    assert compare.outcome([2_080], active, LABEL) == compare.Outcome(False, 480)
    # A voice that fades before the marked end: nobody was cut in on.
    assert compare.outcome([1_590], windows((5, 20), (35, 46)), LABEL) == compare.Outcome(False, -10)
    assert compare.outcome([800], active, LABEL) == compare.Outcome(True, None)


class Judge:
    """Thinks that a turn is over from 1.5 s on."""

    def complete(self, samples):
        return 0.9 if len(samples) >= 1.5 * vad_hangover.RATE else 0.2


def judged() -> smart_turn.Judged:
    probabilities = np.where(windows((5, 20), (35, 50)), 0.9, 0.1)
    return smart_turn.Judged(Judge(), np.zeros(150 * 512, np.float32), probabilities)


def test_the_model_is_asked_at_every_stop_and_silence_decides_in_the_end():
    assert judged().turns(0.5) == [50 * 32 + 192]
    assert judged().turns(0.95) == [50 * 32 + 3_000]
    assert judged().turns(0.1)[0] == 20 * 32 + 192
    assert judged().turns(0.95, timeout_ms=480) == [20 * 32 + 480, 50 * 32 + 480]


def test_a_click_is_no_speech_unless_somebody_speaks():
    probabilities = np.where(windows((5, 7), (20, 40), (43, 45)), 0.9, 0.1)
    assert vad_hangover.stretches(smart_turn.confirmed(probabilities)) == [(20, 40), (43, 45)]


def test_features_have_the_shape_and_the_range_that_the_model_was_trained_with():
    tone = np.sin(2 * np.pi * 1_000 * np.arange(8 * vad_hangover.RATE) / vad_hangover.RATE).astype(np.float32)
    features = smart_turn.log_mel(tone)
    assert features.shape == (80, 800)
    assert features[:, 400].argmax() in (25, 26)  # the bands around 1 kHz
    assert 0 < features.max() < 2.5 and features.max() - features.min() <= 2.0001


def load_tests(loader, tests, pattern):
    found = [test for name, test in globals().items() if name.startswith("test_")]
    return unittest.TestSuite(unittest.FunctionTestCase(test) for test in found)


if __name__ == "__main__":
    unittest.main()
