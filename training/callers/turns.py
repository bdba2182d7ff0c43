"""What a caller says, and how: the plan of one recording, before any sound exists."""

from dataclasses import dataclass, field
from random import Random

AMERICAN_VOICES = """af_alloy af_aoede af_bella af_heart af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky
    am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa""".split()
BRITISH_VOICES = "bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis".split()
VOICES = AMERICAN_VOICES + BRITISH_VOICES

FILLERS = {"uh": "[ʌ]", "um": "[ʌm]"}


@dataclass(frozen=True)
class Piece:
    """A stretch said without a pause, in the teacher's markup (phones.py), and the silence after it.

    The teacher mangles the shortest words. A carrier is said before them and cut away: "the number is" and "six."
    """

    say: str
    pause_ms: int = 0
    carrier: str = ""


@dataclass(frozen=True)
class Turn:
    """One turn of a caller. `text` is what was said, in words; `expect` what must be understood."""

    kind: str
    text: str
    pieces: list[Piece]
    expect: dict = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Speaker:
    """A caller's voice: a teacher's voice or a blend, and how it is changed (1 is unchanged)."""

    voice: str
    rate: float = 1.0
    pitch: float = 1.0
    tract: float = 1.0


@dataclass(frozen=True)
class Line:
    """The telephone line; telephone.py says what each does."""

    seed: int
    lead_ms: int = 300
    tail_ms: int = 700
    level_dbfs: float = -24.0
    noise: str = "room"
    snr_db: float = 50.0
    low_hz: float = 200.0
    high_hz: float = 3500.0
    tilt_db: float = 0.0
    echo_db: float | None = None
    mu_law: bool = False


def plain(kind: str, text: str, say: str | None = None, **more) -> Turn:
    """A turn in one breath. A full stop keeps the teacher from cutting the last sound of a short one."""
    return Turn(kind, text, [Piece(say or text + ".")], **more)


def speaker(random: Random, main: str, among: list[str] = VOICES) -> Speaker:
    """Nearly a third are blended with another voice of the same accent and sex, if there is one: a new person."""
    voice = main
    others = [v for v in among if v[:2] == main[:2] and v != main]
    if others and random.random() < 0.3:
        other = random.choice(others)
        share = round(random.uniform(0.2, 0.45), 2)
        voice = f"{main}*{1 - share:.2f}+{other}*{share:.2f}"
    return Speaker(
        voice,
        rate=round(random.uniform(0.85, 1.2), 2),
        pitch=round(random.uniform(0.93, 1.08), 2),
        tract=round(random.uniform(0.94, 1.07), 2),
    )


def line(random: Random, snr_db: tuple[float, float] | None = None) -> Line:
    """Three in ten clean, half with light noise, the rest hard; or all with noise from within `snr_db`, in dB."""
    kind = random.random()
    if kind < 0.3:
        noise, snr = "room", random.uniform(45, 55)
    elif kind < 0.8:
        noise, snr = random.choice(["room", "pink", "street", "babble"]), random.uniform(25, 30)
    else:
        noise, snr = random.choice(["white", "pink", "street", "babble"]), random.uniform(12, 20)
    seed = random.randrange(2**31)
    if snr_db:
        own = Random(seed)  # what is said and by whom stays as it is without
        noise, snr = own.choice(["white", "pink", "street", "babble"]), own.uniform(*snr_db)
    return Line(
        seed=seed,
        lead_ms=random.randrange(200, 501),
        tail_ms=random.randrange(500, 1001),
        level_dbfs=round(random.uniform(-35, -12), 1),
        noise=noise,
        snr_db=round(snr, 1),
        low_hz=round(random.uniform(80, 320)),
        high_hz=round(random.uniform(3100, 3800)),
        tilt_db=round(random.uniform(-3, 3), 1),
        echo_db=round(random.uniform(-22, -12), 1) if random.random() < 0.15 else None,
        mu_law=random.random() < 0.6,
    )
