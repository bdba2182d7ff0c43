"""From a caller's mouth to the ear: room, noise, the agent's own echo, handset, level, codecs, lost packets.

A `Line` says all of it and is drawn by chance; `transmit` does it, and is a function of the line alone. Nothing moves in
time by more than some milliseconds, so that what was heard in the clean recording is the target for the spoiled one.
"""

from dataclasses import dataclass
from random import Random

import numpy as np
from scipy.signal import fftconvolve, upfirdn

import codecs_spoken as codecs
from concealer import Concealer
from level import LevelEstimate, active_level

WIDE, NARROW = 16_000, 8_000
PACKET = 50  # a second
COLOURS = {"white": 0.0, "pink": 0.5, "brown": 1.0, "street": 0.8}
MOBILE_BITS = (4_750, 5_900, 7_950, 12_200)


@dataclass(frozen=True)
class Line:
    """None where something is absent. Levels in dB against the caller's active level, unless they say otherwise."""

    seed: int
    room_ms: int | None  # until the tail is 60 dB down
    room_db: float
    noise: str | None  # of COLOURS, or babble, talker, recorded
    snr_db: float
    echo_db: float | None  # of the agent's voice, what comes back of it
    echo_ms: int
    low_hz: float
    high_hz: float
    slopes: tuple[int, int]  # steepness of the two, 6 dB an octave each
    tilt_db: float  # an octave
    bumps: tuple[tuple[float, float], ...]  # Hz, dB
    level_dbfs: float  # active level on the line
    clip_db: float | None  # how far above the active level the peaks are cut
    gate_db: float | None  # so far below the loudest the handset's noise gate mutes, and with it the ends of words
    gate_ms: int  # how long the gate stays open
    codecs: tuple[str, ...]
    bits: int  # for those that have a choice
    lost: float  # share of the packets
    burst: float  # packets in a row, on average
    repeats: bool  # the far end of the line repeats, instead of Parley's concealer
    known: bool  # the caller has been heard before, so the level is settled


@dataclass(frozen=True)
class Sources:
    """What noise and echo are made of: recordings at 16 kHz."""

    talkers: list[np.ndarray]
    recorded: list[np.ndarray]
    agent: list[np.ndarray]


def draw(random: Random, strength: float = 1.0) -> Line:
    """`strength` scales how often something is wrong; 0 is a good line."""
    wrong = lambda share: random.random() < share * strength
    narrow = random.random() < 0.8
    muffled = wrong(0.2)  # a cheap microphone, a hand or a pocket over it
    noise = random.choice([*COLOURS, "babble", "babble", "talker", "recorded", "recorded"]) if wrong(0.85) else None
    return Line(
        seed=random.randrange(2**31),
        room_ms=random.randrange(80, 600) if wrong(0.35) else None,
        room_db=random.uniform(-20, -4),
        noise=noise,
        snr_db=random.uniform(10, 30) if noise == "talker" else random.triangular(0, 32, 14),
        echo_db=random.uniform(-35, -10) if wrong(0.2) else None,
        echo_ms=random.randrange(40, 401),
        low_hz=random.uniform(60, 350),
        high_hz=random.uniform(1500, 3000) if muffled else random.uniform(3000, 3900) if narrow else random.uniform(5500, 7600),
        slopes=(random.randint(1, 4), random.randint(1, 4) if muffled else random.randint(4, 16)),
        tilt_db=random.uniform(-3, 3) * strength,
        bumps=tuple((random.uniform(200, 3800), random.uniform(-4, 4) * strength) for _ in range(3)),
        level_dbfs=random.uniform(-42, -14),
        clip_db=random.uniform(2, 10) if wrong(0.08) else None,
        gate_db=random.uniform(8, 30) if wrong(0.25) else None,
        gate_ms=random.randrange(10, 120),
        codecs=_codecs(random, narrow),
        bits=random.choice(MOBILE_BITS),
        lost=random.uniform(0.005, 0.08) if wrong(0.3) else 0.0,
        burst=random.uniform(1, 3),
        repeats=random.random() < 0.25,
        known=random.random() < 0.5,
    )


def _codecs(random: Random, narrow: bool) -> tuple[str, ...]:
    if not narrow:
        return (random.choices(["g722", "opus", "linear"], [0.5, 0.4, 0.1])[0],)
    last = random.choices(["mu_law", "a_law", "opus", "linear"], [0.6, 0.25, 0.1, 0.05])[0]
    mobile = random.choices(["", "gsm", "amr"], [0.75, 0.1, 0.15])[0]
    return (mobile, last) if mobile else (last,)


def transmit(samples: np.ndarray, line: Line, sources: Sources) -> np.ndarray:
    """16-bit scale at 16 kHz in; out what Parley's media give the ear for it, of the same length."""
    random = np.random.default_rng(line.seed)
    sound = samples.astype(np.float64)
    if line.room_ms is not None:
        sound = _room(sound, line, random)
    speech = active_level(samples)
    if line.noise is not None:
        sound = sound + _noise(line.noise, len(sound), sources, random) * speech * 10 ** (-line.snr_db / 20)
    if line.echo_db is not None:
        sound = sound + _echo(len(sound), line, sources, random) * speech * 10 ** (line.echo_db / 20)
    rate = WIDE if {"g722"} & {*line.codecs} or line.high_hz > NARROW / 2 else NARROW
    sound = _handset(sound, line, rate)
    on_the_line = 32768 * 10 ** (line.level_dbfs / 20)
    sound *= on_the_line / active_level(sound)
    if line.clip_db is not None:
        sound = np.clip(sound, *(np.array([-1, 1]) * on_the_line * 10 ** (line.clip_db / 20)))
    if line.gate_db is not None:
        sound = _gated(sound, rate, line)
    for codec in line.codecs:
        sound = _coded(codec, sound, rate, line.bits)
    if line.lost:
        sound = _lossy(sound, rate, line, random)
    sound = np.clip(np.round(sound), -32768, 32767)
    if rate == NARROW:
        sound = _doubled(sound)
    return np.pad(sound, (0, max(0, len(samples) - len(sound))))[: len(samples)]


def received(samples: np.ndarray, known: bool) -> np.ndarray:
    """At the ear's level by the estimate of the call so far, which for a known caller has heard this already."""
    estimate = LevelEstimate()
    whole = np.pad(samples, (0, -len(samples) % 320))
    if known:
        estimate.apply(whole)
    return estimate.apply(whole)[: len(samples)]


def _room(sound, line, random):
    """Direct sound, some early reflections, and a decaying tail of noise."""
    length = WIDE * line.room_ms // 1000
    tail = random.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    tail[: WIDE // 400] = 0
    early = random.integers(WIDE // 1000, max(WIDE // 40, 2), 6)
    tail[early[early < length]] += random.uniform(-2, 2, int((early < length).sum()))
    tail *= 10 ** (line.room_db / 20) / np.sqrt((tail**2).sum())
    tail[0] = 1
    return fftconvolve(sound, tail)[: len(sound)]


def _noise(kind, length, sources, random):
    """RMS 1."""
    if kind in COLOURS:
        made = coloured(random.standard_normal(length), COLOURS[kind])
        if kind == "street":
            phase, pace = random.uniform(0, 6), random.uniform(0.1, 0.8)
            made *= 1 + 0.6 * np.sin(2 * np.pi * pace * np.arange(length) / WIDE + phase)
        return made
    if kind == "babble":
        return _unit(sum(_unit(_stretch(sources.talkers, length, random)) for _ in range(random.integers(4, 8))))
    pool = {"talker": sources.talkers, "recorded": sources.recorded}[kind]
    return _unit(_stretch(pool, length, random))


def _echo(length, line, sources, random):
    """The agent speaks from somewhere in the recording on, or until somewhere in it; once more, later, softer."""
    spoken = _unit(_stretch(sources.agent, length, random))
    cut = random.integers(0, length)
    spoken[:cut] *= random.integers(2)
    spoken[cut:] *= random.integers(2)
    delay = min(WIDE * line.echo_ms // 1000, length)
    return np.concatenate([np.zeros(delay), spoken[: length - delay]])


def _stretch(pool, length, random):
    """Recordings one after the other, from a random place on."""
    parts, have = [], 0
    while have < length:
        part = pool[random.integers(len(pool))].astype(np.float64)
        part = part[random.integers(max(len(part) // 2, 1)) :]
        parts.append(part)
        have += len(part)
    return np.concatenate(parts)[:length]


def coloured(white: np.ndarray, slope: float) -> np.ndarray:
    """Amplitude falling as frequency to the power of -slope; RMS 1."""
    spectrum = np.fft.rfft(white)
    hertz = np.fft.rfftfreq(len(white), 1 / WIDE)
    return _unit(np.fft.irfft(spectrum / np.maximum(hertz, 30.0) ** slope, len(white)))


def _unit(samples):
    return samples / (np.sqrt((samples**2).mean()) + 1e-9)


def _handset(sound, line, rate):
    """Band limits, tilt and resonances, without delay, and down to the rate of the codec."""
    size = len(sound) + len(sound) % 2
    hertz = np.fft.rfftfreq(size, 1 / WIDE)
    low, high = line.slopes
    gain = 1 / np.sqrt(1 + (line.low_hz / np.maximum(hertz, 1)) ** (2 * low))
    gain /= np.sqrt(1 + (hertz / line.high_hz) ** (2 * high))
    shape = line.tilt_db * np.log2(np.maximum(hertz, 100) / 1000)
    for centre, boost in line.bumps:
        shape = shape + boost * np.exp(-0.5 * ((hertz - centre) / 400) ** 2)
    spectrum = np.fft.rfft(sound, size) * gain * 10 ** (shape / 20)
    if rate == WIDE:
        return np.fft.irfft(spectrum, size)[: len(sound)]
    return np.fft.irfft(spectrum[: size // 4 + 1], size // 2) / 2


def _gated(sound, rate, line):
    """Muted where nothing within the last `gate_ms` is loud enough, in blocks of 10 ms."""
    block = rate // 100
    count = -(-len(sound) // block)
    power = (np.pad(sound, (0, count * block - len(sound))).reshape(count, block) ** 2).mean(1)
    loud = power >= power.max() * 10 ** (-line.gate_db / 10)
    latest = np.maximum.accumulate(np.where(loud, np.arange(count), -count))
    opened = np.arange(count) - latest <= line.gate_ms // 10
    return sound * np.repeat(opened, block)[: len(sound)]


def _coded(codec, sound, rate, bits):
    if codec == "opus":
        return codecs.opus(sound, rate, max(12_000, 2 * bits))
    if codec == "amr":
        return codecs.amr(sound, bits)
    return {"mu_law": codecs.mu_law, "a_law": codecs.a_law, "gsm": codecs.gsm, "g722": codecs.g722}.get(
        codec, lambda linear: linear
    )(sound)


def _lossy(sound, rate, line, random):
    """Packets of 20 ms lost in bursts (Gilbert); each gap filled as the line's end does."""
    frame = rate // PACKET
    count = -(-len(sound) // frame)
    lost, state = np.zeros(count, bool), False
    stay = 1 - 1 / line.burst
    begin = line.lost * (1 - stay) / (1 - line.lost)
    for number, chance in enumerate(random.random(count)):
        state = chance < (stay if state else begin)
        lost[number] = state
    lost[0] = False
    if not line.repeats:
        return Concealer(rate).repair(sound, frame, lost)
    out = sound.copy()
    for number in np.flatnonzero(lost):
        piece = out[number * frame : (number + 1) * frame]
        out[number * frame : (number + 1) * frame] = 0.7 * out[(number - 1) * frame : number * frame][: len(piece)]
    return out


def _half_band() -> np.ndarray:
    """As HalfBand.java: 47 taps, the middle one and every other."""
    distance = np.arange(-23, 24, 2)
    taps = np.sin(np.pi * distance / 2) / (np.pi * distance) * np.i0(5.65 * np.sqrt(1 - (distance / 24) ** 2))
    filter_ = np.zeros(47)
    filter_[::2] = taps / taps.sum()
    filter_[23] = 1
    return filter_


HALF_BAND = _half_band()


def _doubled(sound):
    """8 to 16 kHz as Parley's media do, and whole numbers; the filter's delay is taken back."""
    up = upfirdn(HALF_BAND, sound, up=2)[23 : 23 + 2 * len(sound)]
    return np.clip(np.round(up), -32768, 32767)
