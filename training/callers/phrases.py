"""What callers say besides their business: answers, commands, corrections, backchannels, and what is none of ours."""

from random import Random

import coffee
from turns import Piece, Turn, plain

YES = """yes; yeah; yep; yup; yes please; sure; correct; that's right; that's correct; right; okay; exactly;
    yes that's right; yeah that's fine; yes it is; sounds good; of course; please do; absolutely; uh-huh; that is right;
    yeah sure; go ahead; yes go ahead; perfect; you got it; that's it; I think so yes; um yes; yes thank you"""
NO = """no; nope; no thanks; no thank you; nah; that's wrong; that's not right; incorrect; not really; no that's wrong;
    no it isn't; absolutely not; I don't think so; wrong; no it's not; please don't; uh no; not quite; never;
    no that's not what I said; no sorry; I'd rather not"""
COMMANDS = {
    "help": "help; I need help; can you help me; what can I say; what are my options",
    "repeat": """repeat that please; repeat; say that again; what did you say; pardon; sorry what was that; come again;
        could you repeat that; can you say that again please; I didn't catch that""",
    "person": """talk to a person; I want to talk to a person; can I speak to someone; operator; agent; a human please;
        let me talk to a real person; speak to an agent; connect me to a representative; I want to speak to a human""",
    "goodbye": "goodbye; bye; bye bye; thanks bye; that's all; that's all thank you; nothing else; I'm done",
    "cancel": "cancel; cancel that; cancel my order; forget it; never mind; stop",
    "restart": "start over; start again; let's start over; can we start again; from the beginning please",
    "wait": "wait; hold on; hold on a second; just a moment; one second please; hang on; give me a minute",
}
BACKCHANNELS = {
    "mm-hm": "[mmhˈm].", "mhm": "[mhˈm].", "uh-huh": "[ʌhˈʌ].", "okay": None, "right": None, "yeah": None, "sure": None,
    "I see": None, "got it": None, "alright": None, "yep": None, "oh": None, "oh okay": None, "ah": "[ˈɑ].",
    "hmm": "[hˈʌm].", "cool": None, "good": None, "great": None, "fine": None, "okay okay": None, "yeah yeah": None,
}
CORRECTED = {
    "size": coffee.SIZES, "roast": [f"{roast} roast" for roast in coffee.ROASTS],
    "shots": [f"{shot} shot" for shot in coffee.SHOTS], "drink": coffee.DRINKS,
    "milk": coffee.MILKS, "sugar": coffee.SUGARS,
}
SUBJECTS = """my neighbour; the cat; our landlord; the weather forecast; that new film; the bus driver; my sister;
    the football team; somebody upstairs; the man from the garage; my old teacher; the washing machine""".split(";")
VERBS = """broke the window; was late again; is on the news; sounded rather strange; never came back;
    lost two games in a row; left the door open; is coming over for dinner; painted the whole fence blue;
    keeps making that noise; told me a funny story; moved to another town; wants a bicycle;
    found a wallet in the park""".split(";")
TIMES = "; yesterday; this morning; last week; I think; again; on the way home; for some reason".split(";")
ASIDES = """turn the television down please; no I'm on the phone; put your shoes on we're leaving; where are the keys;
    how tall is the eiffel tower; what is the capital of peru; play some music; is it going to rain tomorrow;
    I was reading about the moon landing; do you know a good plumber; can you book me a flight to madrid;
    my account is locked; I'd like to check my balance; the train to glasgow has been cancelled; call my mother;
    I need a dentist appointment; tell me a joke; somebody is at the door; who won the election;
    the quick brown fox jumps over the lazy dog""".split(";")


def yes_no(random: Random) -> Turn:
    value, said = random.choice([("yes", YES), ("no", NO)])
    return plain("yes_no", phrase := random.choice(listed(said)), marked(phrase), expect={"value": value})


def command(random: Random) -> Turn:
    value = random.choice(list(COMMANDS))
    return plain("command", random.choice(listed(COMMANDS[value])), expect={"value": value})


def backchannel(random: Random) -> Turn:
    text = random.choice(list(BACKCHANNELS))
    return plain("backchannel", text, BACKCHANNELS[text])


def correction(random: Random) -> Turn:
    """The slot and its new value are given; three in ten hesitate after the word that takes back."""
    slot = random.choice(list(CORRECTED))
    said = random.choice(CORRECTED[slot])
    one = ("an " if said[0] in "aei" else "a ") + said
    article = one if slot in ("size", "drink", "roast") else said
    plain_no = {"size": f"{one} one", "roast": f"{one} one", "drink": one, "shots": said}
    opening, rest = random.choice([
        ("no", plain_no.get(slot, f"with {said}")),
        ("no", f"I said {said}"),
        ("no wait", said),
        ("sorry", f"I meant {said}"),
        ("actually", f"make that {article}"),
        ("actually", said),
        ("wait no", f"{said} please"),
    ])
    pause = random.randrange(200, 701) if random.random() < 0.3 else 0
    pieces = [Piece(f"{opening}…", pause), Piece(f"{rest}.")] if pause else [Piece(f"{opening}, {rest}.")]
    value = said.removesuffix(" roast").removesuffix(" shot")
    return Turn("correction", f"{opening} {rest}", pieces, {"slot": slot, "value": value})


def out_of_domain(random: Random) -> Turn:
    return plain("out_of_domain", sentence(random) if random.random() < 0.6 else random.choice(ASIDES).strip())


def sentence(random: Random) -> str:
    parts = [random.choice(SUBJECTS), random.choice(VERBS), random.choice(TIMES)]
    return " ".join(" ".join(part.split()) for part in parts if part.strip())


def listed(phrases: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in phrases.split(";")]


def marked(phrase: str) -> str:
    return BACKCHANNELS.get(phrase) or phrase + "."
