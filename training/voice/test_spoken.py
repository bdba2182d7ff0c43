"""python -m unittest discover training/voice"""

import unittest

from spoken import word_errors


class SameToTheEar(unittest.TestCase):
    def test_figures_in_any_writing_are_no_errors(self):
        for said, heard in (
            ("Your total is $412.30.", "Your total is four hundred and twelve dollars and thirty cents."),
            ("The refund was $18.05.", "The refund was 18 dollars and 5 cents."),
            ("It costs $1,250.", "It costs twelve hundred and fifty dollars."),
            ("The fee is $0.75.", "The fee is 75 cents."),
            ("Your balance is -$42.50.", "Your balance is minus $42.50."),
            ("The code is 7 3 9, 4 2 8.", "The code is 739-428."),
            ("Call 5 5 5, 8 2 6, 1 9 0 4.", "Call 555-826-1904."),
            ("Call 5 5 5, 8 2 6, 1 9 0 4.", "Call 5558261904."),
            ("You said oh four.", "You said 04."),
            ("It is B R 4 K.", "It is BR4K."),
            ("It is B R 4 K.", "It is B-R-4-K."),
            ("Pay $63.00 now.", "Pay sixty-three dollars now."),
            ("It is C U R.", "It is see you are."),
            ("We open at 9:05 AM.", "We open at nine oh five a.m."),
            ("We open at 9:15 AM.", "We open at 9.15 am."),
            ("We close at 6 PM.", "We close at 6:00 p.m."),
            ("We close at nine o'clock.", "We close at 9:00."),
            ("On October 14 at noon.", "On October 14th at noon."),
            ("It was the 3rd of May 2026.", "It was the third of May, twenty twenty-six."),
            ("Since 1998.", "Since nineteen ninety-eight."),
            ("It is due on December 1st, 2026.", "It is due on 12/01/2026."),
            ("The rate is 3.75%.", "The rate is three point seven five percent."),
            ("I'm sorry, I can't.", "I am sorry, I cannot."),
            ("Goodbye, and check in at the front desk.", "Good bye and check-in at the front desk."),
            ("Write to jane.doe@example.com.", "Write to Jane dot Doe at example dot com."),
            ("409 Maple Street, apartment 12.", "Four oh nine Maple St, Apt. 12."),
            ("Dr. Lee lives on Oak Drive.", "Doctor Lee lives on Oak Dr."),
            ("The wait is two hundred and six days.", "The weight is 206 days."),
        ):
            with self.subTest(said=said, heard=heard):
                self.assertEqual(word_errors(said, heard)[0], 0)
                self.assertEqual(word_errors(heard, said)[0], 0)

    def test_what_was_heard_otherwise_counts(self):
        for said, heard, wrong in (
            ("Your total is $412.30.", "Your total is $412.13.", 1),
            ("That is fifteen dollars.", "That is $50.", 1),
            ("It is 7 3 9.", "It is 7394.", 1),
            ("It is 7 3 9.", "It is 79.", 1),
            ("You are twenty six.", "You are 206.", 2),
            ("It is B 4.", "It is D4.", 1),
            ("We open at 9:15.", "We open at 9:50.", 1),
            ("On October 14th.", "On October 4th.", 1),
            ("an iced latte", "a nice latte", 2),
            ("walked to the shop", "walk to the shop", 1),
            ("cats and dogs", "cats dogs", 1),
            ("", "thank you for watching", 4),
            ("Is anybody there?", "", 3),
        ):
            with self.subTest(said=said, heard=heard):
                self.assertEqual(word_errors(said, heard)[0], wrong)

    def test_spanish(self):
        for said, heard, wrong in (
            ("Son doscientos euros.", "Son 200 euros.", 0),
            ("Son 1.250,50 €.", "Son mil doscientos cincuenta euros y cincuenta céntimos.", 0),
            ("A las nueve y cuarto.", "A las 9 y cuarto.", 0),
            ("El 3 de mayo.", "El tres de mayo.", 0),
            ("Cuesta treinta y un euros.", "Cuesta 31 euros.", 0),
            ("Llame al 6 1 2, 3 4 5.", "Llame al 612345.", 0),
            ("Es el número cuatro.", "Es el numero 4.", 0),
            ("¿Está la niña?", "Está la nina.", 1),
            ("Son sesenta euros.", "Son 70 euros.", 1),
        ):
            with self.subTest(said=said, heard=heard):
                self.assertEqual(word_errors(said, heard, "es")[0], wrong)


if __name__ == "__main__":
    unittest.main()
