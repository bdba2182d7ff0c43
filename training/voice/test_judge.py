"""python -m unittest discover training/voice"""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from judge import PITCH_HOP, RATE, Cache, Prosody, duration_error, level, pitch_error, telephone, trim

TONE = 0.1 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32)


class BeforeJudging(unittest.TestCase):
    def test_loudness_and_silence_around_make_no_difference(self):
        quiet = level(trim(np.pad(TONE * 0.2, (5000, 9000))))
        loud = level(trim(np.pad(TONE * 5, (8040, 1600))))
        self.assertAlmostEqual(len(quiet), len(loud), delta=RATE // 50)
        self.assertAlmostEqual(float(np.sqrt(np.mean(quiet[2000:-2000] ** 2))),
                               float(np.sqrt(np.mean(loud[2000:-2000] ** 2))), delta=1e-4)

    def test_silence_stays_silence(self):
        self.assertEqual(float(np.abs(level(trim(np.zeros(RATE, np.float32)))).max()), 0)
        self.assertEqual(len(level(trim(np.zeros(0, np.float32)))), 0)

    def test_the_telephone_keeps_nothing_above_4_khz_and_adds_mu_law_noise(self):
        high = np.sin(2 * np.pi * 6000 * np.arange(RATE) / RATE).astype(np.float32) * 0.1
        self.assertLess(float(np.std(telephone(high))), 0.005)
        noise = (telephone(TONE) - TONE)[1000:-1000]
        self.assertTrue(28 < 20 * np.log10(np.std(TONE) / np.std(noise)) < 45)


class Distances(unittest.TestCase):
    def setUp(self):
        self.teacher = Prosody(np.array([0.1, 0.2, 0.1]), np.full(32, 200.0))

    def test_a_semitone_higher_is_one(self):
        student = Prosody(np.array([0.1, 0.2, 0.1]), np.full(32, 200.0 * 2 ** (1 / 12)))
        self.assertAlmostEqual(pitch_error(self.teacher, student)[0], 1)

    def test_frames_without_voice_in_one_of_them_do_not_count(self):
        f0 = np.full(32, 200.0)
        f0[:16] = 8
        self.assertEqual(pitch_error(self.teacher, Prosody(self.teacher.durations, f0)), (0.0, 16))

    def test_the_same_melody_said_slower_is_no_pitch_error(self):
        times = (np.arange(32) + 0.5) * PITCH_HOP / RATE
        teacher = Prosody(np.array([0.1, 0.2, 0.1]), 150 + 200 * times)
        slower = Prosody(np.array([0.2, 0.4, 0.2]), 150 + 100 * (np.arange(64) + 0.5) * PITCH_HOP / RATE)
        self.assertLess(pitch_error(teacher, slower)[0], 0.1)
        self.assertAlmostEqual(duration_error(teacher.durations, slower.durations, np.array([True, True, False])), 150)

    def test_other_phones_are_refused(self):
        with self.assertRaisesRegex(ValueError, "3 durations against 2"):
            pitch_error(self.teacher, Prosody(np.array([0.1, 0.3]), np.full(32, 200.0)))


class Kept(unittest.TestCase):
    def test_an_evaluation_goes_on_after_a_stop_in_the_middle_of_a_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "heard.jsonl"
            Cache(path).put("a", {"heard": "one"})
            with path.open("a") as file:
                file.write('{"key": "b", "hea')
            Cache(path).put("c", {"heard": "three"})
            again = Cache(path)
            self.assertEqual([again.get(key) for key in "abc"], [{"heard": "one"}, {}, {"heard": "three"}])


if __name__ == "__main__":
    unittest.main()
