"""python -m unittest discover training/voice"""

import unittest
from pathlib import Path

import results
from spoken import word_errors

HELD_OUT = Path(__file__).parent / "heldout"


class Figures(unittest.TestCase):
    def test_the_interval_holds_what_was_drawn_from(self):
        random = results.np.random.default_rng(7)
        inside = 0
        for _ in range(100):
            rows = [{"wrong": wrong, "words": 10} for wrong in random.binomial(10, 0.1, 80)]
            one = results.share(rows, "wrong", "words", scale=100)
            inside += one["low"] <= 10 <= one["high"]
        self.assertGreaterEqual(inside, 88)

    def test_a_difference_on_the_same_sentences_is_paired(self):
        judged = [
            {"text": "", **{
                name: {
                    channel: {"heard": "", "wrong": k % 7 + more, "words": 10, "quality": 3 + k / 30}
                    for channel in results.CHANNELS}
                for name, more in (("teacher", 0), ("student", 1))}}
            for k in range(30)
        ]
        figures = results.summary(judged)
        self.assertEqual([figures["word errors more telephone"][name] for name in ("value", "low", "high")], [10, 10, 10])
        self.assertEqual(figures["quality more wide"]["value"], 0)
        self.assertLess(figures["teacher word errors wide"]["low"], figures["teacher word errors wide"]["high"])

    def test_values_that_the_teacher_was_not_understood_with_do_not_count(self):
        def one(kind, teacher, student):
            sides = {"teacher": teacher, "student": student}
            return {"text": "", "kind": kind, **{
                name: {
                    channel: {"heard": "", "wrong": 0, "words": 1, "understood": right} for channel in results.CHANNELS}
                for name, right in sides.items()}}

        codes = [one("code", True, True), one("code", True, False), one("code", False, True)]
        figures = results.summary([*codes, one("time", True, True)])
        found = figures["understood of what the teacher's was telephone"]
        self.assertAlmostEqual(found["value"], 200 / 3, places=3)
        self.assertEqual(figures["understood of what the teacher's was telephone, code"]["value"], 50)

    def test_nothing_to_judge_is_no_figure(self):
        self.assertIsNone(results.share([{"ms": 0, "phones": 0}], "ms", "phones")["value"])
        self.assertIn("| x | none |", results.table({"x": results.share([{"a": 1, "b": 0}], "a", "b")}))


class HeldOut(unittest.TestCase):
    def test_every_file_has_its_sentences_once_and_none_stands_in_two(self):
        expected = {"test-en": 300, "dev-en": 60, "test-es": 80, "dev-es": 20}
        lines = {name: (HELD_OUT / f"{name}.txt").read_text().splitlines() for name in expected}
        self.assertEqual({name: len(found) for name, found in lines.items()}, expected)
        every = [line.lower().strip() for found in lines.values() for line in found]
        self.assertEqual(len(set(every)), 460)

    def test_every_sentence_heard_as_written_is_right(self):
        for file in HELD_OUT.glob("*.txt"):
            for line in file.read_text().splitlines():
                with self.subTest(line=line):
                    wrong, words = word_errors(line, line.rstrip(".").lower(), file.stem[-2:])
                    self.assertEqual(wrong, 0)
                    self.assertGreater(words, 0)


if __name__ == "__main__":
    unittest.main()
