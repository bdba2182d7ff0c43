"""The sets that render.py knows: a turn for each place, drawn by the set's own random numbers."""

from random import Random
from typing import Callable

import coffee
import digits
import numbers_said as numbers
import phrases
import values
from turns import Turn, plain

AGENTS = {
    "coffee": ["coffee-shop"], "digits": ["digits"],
    "account": ["account"], "code": ["reference"], "letters": ["locator"], "birthday": ["birthday"], "person": ["person"],
    "amount": ["amount"], "time": ["appointment"], "member": ["member"],
    "outside": ["coffee-shop", "account", "reference", "locator", "birthday", "person", "amount", "appointment", "member"],
    "hesitant": ["coffee-shop"], "backchannels": ["coffee-shop"], "interruptions": ["coffee-shop"],
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
    "hesitant": lambda random, index: thinking_aloud(random),
    "backchannels": lambda random, index: phrases.backchannel(random),
    "interruptions": lambda random, index: interruption(random),
}


def thinking_aloud(random: Random) -> Turn:
    """An order with at least one pause in which the caller has not finished."""
    turn = coffee.order(random)
    while not {"pause", "filler", "restart"} & set(turn.traits):
        turn = coffee.order(random)
    return turn


def interruption(random: Random) -> Turn:
    """Half of them order, the others only want the agent to stop."""
    if random.random() < 0.5:
        turn = coffee.order(random)
        while {"pause", "filler", "restart"} & set(turn.traits):
            turn = coffee.order(random)
        return turn
    return plain("stop", random.choice(STOPS))


STOPS = ["wait", "no", "hold on", "stop", "wait a minute", "no no", "sorry", "hang on", "one moment", "excuse me"]
"""As callers say them to have the floor; what follows them is not waited for."""


def into_speech(index: int) -> int:
    """How many milliseconds into the agent's first speech the caller begins."""
    return 600 + index * 370 % 1500


FURTHER_LABELS: dict[str, Callable[[Turn, int], dict]] = {
    "outside": lambda turn, index: {"reject": True},
    "backchannels": lambda turn, index: {"over_ms": into_speech(index), "yields": False},
    "interruptions": lambda turn, index: {"over_ms": into_speech(index), "yields": True},
}
"""What else turns.jsonl says of a set's recordings."""
