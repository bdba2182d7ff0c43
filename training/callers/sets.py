"""The sets that render.py knows: a turn for each place, drawn by the set's own random numbers."""

from random import Random

import coffee
import digits
import numbers_said as numbers
import phrases
import values
from turns import Turn

AGENTS = {
    "coffee": ["coffee-shop"], "digits": ["digits"],
    "account": ["account"], "code": ["reference"], "letters": ["locator"], "birthday": ["birthday"], "person": ["person"],
    "amount": ["amount"], "time": ["appointment"], "member": ["member"],
    "outside": ["coffee-shop", "account", "reference", "locator", "birthday", "person", "amount", "appointment", "member"],
}
"""Who is spoken to, in turn; a set that is not here is labelled by kind."""


def one_digit(random: Random, index: int) -> Turn:
    """Each digit by each voice in 280, as the voices come round by 28; after that "oh", the other zero."""
    return digits.digit(index // 28) if index < 280 else digits.digit(0, "oh")


MISC = [
    phrases.yes_no, phrases.command, numbers.time_of_day, numbers.date, numbers.amount, numbers.digit_string,
    phrases.correction, phrases.backchannel, phrases.out_of_domain,
]


def one_of_misc(random: Random, index: int) -> Turn:
    return MISC[index % len(MISC)](random)


SETS = {
    "coffee": lambda random, index: coffee.order(random),
    "digits": one_digit,
    "misc": one_of_misc,
    "account": lambda random, index: values.account(random),
    "code": lambda random, index: values.code(random),
    "birthday": lambda random, index: values.birthday(random),
    "person": lambda random, index: values.person(random),
    "letters": lambda random, index: values.letters(random),
    "amount": lambda random, index: values.amount(random),
    "time": lambda random, index: values.time(random),
    "member": lambda random, index: values.member(random),
    "outside": lambda random, index: phrases.out_of_domain(random),
}
