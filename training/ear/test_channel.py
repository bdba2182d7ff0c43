"""python -m unittest discover training/ear"""

import unittest
from dataclasses import replace
from random import Random

import numpy as np

import channel
import codecs_spoken as codecs
from concealer import Concealer
from level import active_level

GOOD = channel.Line(
    seed=1, room_ms=None, room_db=0, noise=None, snr_db=0, echo_db=None, echo_ms=100, low_hz=60, high_hz=3800, slopes=(1, 8),
    tilt_db=0, bumps=(), level_dbfs=-26, clip_db=None, gate_db=None, gate_ms=50, codecs=("mu_law",), bits=12_200, lost=0, burst=1, repeats=False, known=True,
)


def voice(seconds: float = 2.0, hertz: float = 130.0, seed: int = 1) -> np.ndarray:
    """Harmonics that come and go, with some breath: enough of a voice for a codec."""
    random, time = np.random.default_rng(seed), np.arange(int(seconds * 16_000)) / 16_000
    phase = 2 * np.pi * np.cumsum(hertz * (1 + 0.1 * np.sin(2 * np.pi * 1.7 * time))) / 16_000
    made = sum(np.sin(n * phase) * np.exp(-((n * hertz - 600) / 700) ** 2) for n in range(1, 24))
    made = made * (0.55 + 0.45 * np.sin(2 * np.pi * 3 * time)) + 0.01 * random.standard_normal(len(time))
    return made * 2000 / active_level(made)


SOURCES = channel.Sources([voice(seed=2, hertz=180), voice(seed=3, hertz=110)], [voice(seed=4, hertz=60)], [voice(seed=5, hertz=210)])


def delay(sent: np.ndarray, got: np.ndarray) -> int:
    """Samples at 16 kHz, by the envelope's and the waveform's best match."""
    size = 2 * len(sent)
    match = np.fft.irfft(np.fft.rfft(got, size) * np.conj(np.fft.rfft(sent, size)))
    near = np.concatenate([match[-400:], match[:400]])
    return int(np.abs(near).argmax()) - 400


class Lines(unittest.TestCase):
    def test_a_line_is_a_function_of_its_seed(self):
        for seed in range(6):
            line = channel.draw(Random(seed))
            np.testing.assert_array_equal(
                channel.transmit(voice(), line, SOURCES), channel.transmit(voice(), channel.draw(Random(seed)), SOURCES)
            )

    def test_whatever_is_drawn_the_length_stays_and_the_range_is_kept(self):
        for seed in range(60):
            got = channel.transmit(voice(1.003), channel.draw(Random(seed)), SOURCES)
            self.assertEqual(len(got), len(voice(1.003)))
            self.assertTrue(np.isfinite(got).all() and np.abs(got).max() <= 32768, seed)

    def test_no_codec_moves_the_speech(self):
        sent = voice()
        for line in (
            GOOD, replace(GOOD, codecs=("a_law",)), replace(GOOD, codecs=("gsm", "mu_law")), replace(GOOD, codecs=("opus",)),
            replace(GOOD, codecs=("g722",), high_hz=7000), replace(GOOD, codecs=("opus",), high_hz=7000),
            replace(GOOD, codecs=("amr", "mu_law")),
        ):
            got = channel.transmit(sent, line, SOURCES)
            self.assertLessEqual(abs(delay(sent, got)), 24, line.codecs)
            self.assertAlmostEqual(20 * np.log10(active_level(got) / 32768), line.level_dbfs, delta=3)

    def test_noise_and_echo_lie_as_far_below_the_speech_as_the_line_says(self):
        sent = voice()
        clean = channel.transmit(sent, replace(GOOD, codecs=("linear",)), SOURCES)
        for noise in (*channel.COLOURS, "babble", "talker", "recorded"):
            line = replace(GOOD, codecs=("linear",), noise=noise, snr_db=10, high_hz=3999, low_hz=1)
            added = channel.transmit(sent, line, SOURCES)
            scale = (added @ clean) / (clean @ clean)
            left = np.sqrt(((added - scale * clean) ** 2).mean())
            below = 20 * np.log10(scale * active_level(clean) / left)
            self.assertTrue(4 < below < 22, (noise, below))

    def test_the_level_is_the_lines(self):
        for dbfs in (-40, -20):
            got = channel.transmit(voice(), replace(GOOD, level_dbfs=dbfs), SOURCES)
            self.assertAlmostEqual(20 * np.log10(active_level(got) / 32768), dbfs, delta=1)

    def test_a_narrow_line_carries_nothing_above_its_band(self):
        got = channel.transmit(voice(), GOOD, SOURCES)
        spectrum = np.abs(np.fft.rfft(got)) ** 2
        hertz = np.fft.rfftfreq(len(got), 1 / 16_000)
        self.assertLess(spectrum[hertz > 4700].sum(), 1e-4 * spectrum.sum())


    def test_a_noise_gate_mutes_the_quiet_end_of_a_word_and_nothing_loud(self):
        sent = np.concatenate([voice(0.5), 0.02 * voice(0.5), voice(0.5)])
        got = channel.transmit(sent, replace(GOOD, codecs=("linear",), gate_db=15.0, gate_ms=30), SOURCES)
        level = lambda begin, end: np.sqrt((got[int(begin * 16_000) : int(end * 16_000)] ** 2).mean())
        self.assertLess(level(0.6, 0.95), 1)
        self.assertGreater(level(0.05, 0.2), 100)
        self.assertGreater(level(1.05, 1.2), 100)


class Codecs(unittest.TestCase):
    def test_g711_has_the_values_of_the_recommendation(self):
        """The extremes of tables 1 and 2, and what small samples become."""
        self.assertEqual(codecs.mu_law(np.array([32767.0]))[0], 32124)
        self.assertEqual(codecs.a_law(np.array([32767.0]))[0], 32256)
        self.assertEqual(len(np.unique(codecs.MU_LAW)), 255)
        self.assertEqual(len(np.unique(codecs.A_LAW)), 256)
        np.testing.assert_array_equal(codecs.mu_law(np.array([0.0, 5, 10])), [0, 8, 8])
        np.testing.assert_array_equal(codecs.a_law(np.array([1.0, 20])), [8, 24])


class Losses(unittest.TestCase):
    def test_a_lost_packet_in_a_steady_vowel_is_hardly_missed(self):
        tone = 3000 * np.sin(2 * np.pi * 160 * np.arange(8000) / 8000)
        lost = np.zeros(50, bool)
        lost[20] = True
        repaired = Concealer(8000).repair(tone, 160, lost)
        np.testing.assert_array_equal(repaired[: 20 * 160], tone[: 20 * 160])
        gap = slice(20 * 160, 21 * 160)
        error = np.sqrt(((repaired[gap] - tone[gap]) ** 2).mean()) / np.sqrt((tone[gap] ** 2).mean())
        self.assertLess(error, 0.25)

    def test_a_long_gap_fades_to_silence(self):
        tone = 3000 * np.sin(2 * np.pi * 160 * np.arange(8000) / 8000)
        lost = np.zeros(50, bool)
        lost[20:26] = True
        repaired = Concealer(8000).repair(tone, 160, lost)
        self.assertGreater(np.abs(repaired[20 * 160 : 20 * 160 + 80]).max(), 2500)
        np.testing.assert_array_equal(repaired[20 * 160 + 480 : 26 * 160], 0)

    def test_the_share_of_lost_packets_is_the_lines(self):
        steady = np.full(8000 * 120, 1000.0)
        got = channel._lossy(steady, 8000, replace(GOOD, lost=0.05, burst=2.0, repeats=True), np.random.default_rng(1))
        self.assertAlmostEqual((got != 1000).mean(), 0.05, delta=0.015)


if __name__ == "__main__":
    unittest.main()
