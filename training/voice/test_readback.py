"""python -m unittest discover training/voice"""

import unittest

from readback import KINDS, Value, understood, values


class ReadBack(unittest.TestCase):
    def test_every_sentence_says_its_own_value(self):
        drawn = values()
        self.assertEqual(len(drawn), 500)
        self.assertEqual({value.kind for value in drawn}, set(KINDS))
        self.assertEqual(drawn, values())
        for value in drawn:
            self.assertTrue(understood(value.text, value), value)

    def test_no_sentence_says_another_value(self):
        drawn = values(count=60)
        for value in drawn:
            for other in drawn:
                if other.kind == value.kind and other.canonical != value.canonical and not same_day(value, other):
                    self.assertFalse(understood(other.text, value), (other.text, value))

    def test_the_ways_in_which_a_recogniser_writes(self):
        for canonical, said, heard, right in (
            ("739428", "7 3 9, 4 2 8", "I wrote down 739 428, is that right?", True),
            ("739428", "7 3 9, 4 2 8", "I wrote down seven three nine four two eight.", True),
            ("739428", "7 3 9, 4 2 8", "So the number is 73-94-28.", True),
            ("739428", "7 3 9, 4 2 8", "So the number is 7394280.", False),
            ("739428", "7 3 9, 4 2 8", "So the number is 4739428.", False),
            ("739428", "7 3 9, 4 2 8", "So the number is 739 42 8 1.", False),
            ("739428", "7 3 9, 4 2 8", "So the number is 739482.", False),
            ("50", "5 0", "So the number is fifty.", False),
            ("KJ7Q2", "K J 7, Q 2", "Your code is KJ7Q2, correct?", True),
            ("KJ7Q2", "K J 7, Q 2", "Your code is K-J-7-Q-2, correct?", True),
            ("KJ7Q2", "K J 7, Q 2", "Your code is K, J7, Q2, correct?", True),
            ("KJ7Q2", "K J 7, Q 2", "Your code is Kay J 7 cue 2, correct?", True),
            ("KJ7Q2", "K J 7, Q 2", "Your code is KG7Q2, correct?", False),
            ("BDE", "B D E", "The letters are BDE.", True),
            ("BDE", "B D E", "The letters are be D E.", True),
            ("BDE", "B D E", "The letters are BDEE.", False),
            ("412.30", "$412.30", "The amount is 412 dollars and 30 cents.", True),
            ("412.30", "$412.30", "The amount is $412.30.", True),
            ("412.30", "$412.30", "The amount is $412.13.", False),
            ("412.00", "$412", "The amount is $412.30.", False),
            ("412.00", "$412", "The amount is $412.00.", True),
            ("2026-10-14", "October 14th, 2026", "The deadline is October 14, 2026.", True),
            ("2026-10-14", "October 14th, 2026", "The deadline is October 14th, twenty twenty-six.", True),
            ("2026-10-14", "October 14th, 2026", "The deadline is October 4th, 2026.", False),
            ("--10-14", "the 14th of October", "See you on the 14th of October, then.", True),
            ("21:05", "9:05 PM", "We will call you at 9.05 p.m.", True),
            ("21:05", "9:05 PM", "We will call you at nine oh five PM.", True),
            ("21:05", "9:05 PM", "We will call you at 9.05 a.m.", False),
            ("21:00", "9 PM", "We will call you at 9:00 PM.", True),
            ("21:00", "9 PM", "We will call you at 9:30 PM.", False),
        ):
            with self.subTest(said=said, heard=heard):
                self.assertEqual(understood(heard, Value("", canonical, said, "")), right)


def same_day(one: Value, other: Value) -> bool:
    """A date without a year lies in one with it, and "12th of May" is not what "May 12th" was."""
    return one.kind == "date" and one.canonical[-5:] == other.canonical[-5:]


if __name__ == "__main__":
    unittest.main()
