"""Simulated stretches of calls, both channels: the caller's sound as the ear gets it, the agent's level, and what is true.

An episode is a few exchanges: the agent speaks; over its voice there may be a sound of listening, a cough, a noise, another
talker, what is left of its own echo, or a real interruption, for which it falls silent; then the caller has a turn, with
the pauses of somebody who thinks. Which follows from the seed.
"""

from dataclasses import dataclass, replace
from random import Random

import numpy as np

import channel
import sounds
from level import TARGET, levelled
from padding import ROW
from places import RATE

PAUSE_ROWS = 4  # shorter gaps are part of speech
QUIET_DB = -36  # below the loudest row
OVER, QUIET, CALLER, LISTENING, OTHER = 0, 0, 1, 2, 3
LASTING_ROWS = 20  # a sound is still what was heard last for so long
AUDIBLE_DB = -26  # of what is left of the agent's own voice, below a caller
DOUBTED, DUCKED = 0.75, 0.2
BLIND_ROWS = 5  # the ear's look-ahead: what is to be foretold must not be seen


@dataclass(frozen=True)
class Clip:
    samples: np.ndarray  # 16 kHz
    kind: str


@dataclass
class Episode:
    """By rows of 30 ms. `over`: 1 the turn has ended, 0 it goes on, -1 not asked. `active`: the caller speaks."""

    caller: np.ndarray  # samples
    played: np.ndarray  # RMS of the agent
    sound: np.ndarray
    over: np.ndarray
    active: np.ndarray
    turns: list[tuple[int, int]]  # rows of each turn of the caller, first and past the last
    overlaps: list[tuple[int, int, int]]  # rows of each sound over the agent, and which it is


@dataclass(frozen=True)
class Material:
    turns: list[Clip]
    listening: list[Clip]
    interruptions: list[Clip]
    sources: channel.Sources


class Track:
    """Grows row by row."""

    def __init__(self):
        self.caller, self.agent, self.sound, self.active, self.over = [], [], [], [], []
        self.turns, self.overlaps = [], []

    def rows(self) -> int:
        return len(self.active)

    def add(self, caller, agent, kind: int, active):
        """Both channels for the same whole rows."""
        self.caller.append(caller)
        self.agent.append(agent)
        self.sound += [kind if row else QUIET for row in active]
        self.active += [bool(row) and kind in (CALLER, LISTENING) for row in active]
        self.over += [-1] * len(active)

    def silence(self, rows: int):
        self.add(np.zeros(rows * ROW), np.zeros(rows * ROW), QUIET, [0] * rows)


def episode(material: Material, seed: str, strength: float = 1.0) -> Episode:
    random = Random(seed)
    noise = np.random.default_rng(random.randrange(2**31))
    track = Track()
    track.silence(random.randrange(5, 20))
    for _ in range(random.choice([1, 2, 2, 3])):
        exchange(track, material, random, noise)
    line = replace(channel.draw(random, strength), echo_db=None)
    return finished(track, line, material, random, noise)


def exchange(track: Track, material: Material, random: Random, noise):
    agent = spoken(random.choice(material.turns), random.uniform(0.6, 4.5), random)
    what = random.choices(["nothing", "listening", "other", "interruption"], [0.35, 0.22, 0.23, 0.2])[0]
    if what == "nothing":
        alone(track, agent, random)
    elif what == "interruption":
        interrupted(track, agent, random.choice(material.interruptions), random)
        return
    else:
        overlaid(track, agent, what, material, random, noise)
    track.silence(max(1, round(random.lognormvariate(-1.3, 0.7) * RATE / ROW)))
    if random.random() < 0.85:
        turn(track, random.choice(material.turns), random)
    track.silence(random.randrange(15, 60))


def alone(track: Track, agent, random: Random):
    left = residue(agent, random)
    heard = np.sqrt((left.reshape(-1, ROW) ** 2).mean(1)) > TARGET * 10 ** (AUDIBLE_DB / 20)
    track.add(left, agent, OTHER, heard)


def overlaid(track: Track, agent, what: str, material: Material, random: Random, noise):
    """A sound that is no interruption, somewhere over the agent's voice, which goes on, at once or after a moment of doubt."""
    if what == "listening":
        sound, kind = at_level(random.choice(material.listening).samples, random.gauss(-3, 3)), LISTENING
    else:
        sound, kind = other(material, random, noise), OTHER
    rows = len(agent) // ROW
    sound = whole_rows(sound)[: max(rows - 8, 2) * ROW]
    length = len(sound) // ROW
    at = random.randrange(max(1, rows - length - 4))
    caller, active = residue(agent, random), np.zeros(rows, bool)
    if random.random() < DOUBTED:
        agent = doubtful(agent, at, length, random)
    caller[at * ROW : at * ROW + len(sound)] += sound
    active[at : at + length] = activity(sound)
    begin = track.rows()
    track.add(caller, agent, kind, active)
    track.overlaps.append((begin + at, begin + at + length, kind))


def doubtful(agent, at: int, length: int, random: Random):
    """As TurnTaker does before it knows: softer after some 60 ms, silent after some 160, on again when it knows. An agent
    that falls silent must not tell TURN that this was the caller."""
    agent = agent.copy()
    softer, silent, again = at + random.randrange(1, 4), at + random.randrange(4, 10), at + length + random.randrange(3, 14)
    agent[softer * ROW : silent * ROW] *= DUCKED
    agent[silent * ROW : again * ROW] = 0
    return agent


def other(material: Material, random: Random, noise):
    """A cough, a knock, somebody else in the room, something recorded."""
    what = random.choices(["made", "talker", "recorded"], [0.6, 0.25, 0.15])[0]
    if what == "made":
        return sounds.any_of_them(noise) * TARGET * 10 ** (random.uniform(-14, 4) / 20)
    pool = material.sources.talkers if what == "talker" else material.sources.recorded
    samples = random.choice(pool)[: int(RATE * random.uniform(0.3, 2.5))]
    return at_level(samples, random.uniform(-22, -10) if what == "talker" else random.uniform(-18, -2))


def interrupted(track: Track, agent, clip: Clip, random: Random):
    """The agent falls silent some time after the caller has begun."""
    rows = len(agent) // ROW
    begin = random.randrange(3, max(rows - 6, 4))
    agent = agent[: begin * ROW]
    track.add(residue(agent, random), agent, QUIET, [0] * (len(agent) // ROW))
    heard = random.randrange(8, 24)
    tail = spoken(Clip(agent if len(agent) > ROW else np.ones(ROW), ""), heard * ROW / RATE, random)
    at = track.rows()
    turn(track, clip, random, tail)
    track.overlaps.append((at, track.rows(), CALLER))
    track.silence(random.randrange(15, 60))


def turn(track: Track, clip: Clip, random: Random, agent=np.zeros(0)):
    """A turn with its pauses, those that it was rendered with and, in one of four, one more where the voice is low."""
    samples = whole_rows(at_level(clip.samples, random.gauss(0, 1.5)))
    active = activity(samples)
    if random.random() < 0.25 and clip.kind != "people":
        samples, active = thinking(samples, active, random)
    first, last = np.flatnonzero(active)[[0, -1]]
    samples, active = samples[first * ROW : (last + 1) * ROW], active[first : last + 1]
    begin = track.rows()
    over = whole_rows(np.pad(agent, (0, max(0, len(samples) - len(agent)))))[: len(samples)]
    track.add(samples, over, CALLER, active)
    for row in range(begin, track.rows()):
        track.over[row] = 0
    track.turns.append((begin, track.rows()))


def thinking(samples, active, random: Random):
    """A pause more, between two rows inside the turn of which the voice is lowest."""
    rows = len(active)
    if rows < 20:
        return samples, active
    power = (samples.reshape(rows, ROW) ** 2).mean(1)
    places = sorted(range(8, rows - 8), key=lambda row: power[row])[: max(3, rows // 12)]
    at, length = random.choice(places), random.randrange(8, 45)
    fade = np.linspace(1, 0, ROW // 2)
    before, after = samples[: at * ROW].copy(), samples[at * ROW :].copy()
    before[-len(fade) :] *= fade
    after[: len(fade)] *= fade[::-1]
    return np.concatenate([before, np.zeros(length * ROW), after]), np.concatenate(
        [active[:at], np.zeros(length, bool), active[at:]]
    )


def residue(agent, random: Random):
    """What the echo canceller leaves of the agent's voice: mostly nothing, more while it has not found the echo yet."""
    left = np.zeros(len(agent))
    if random.random() < 0.3:
        left = agent * 10 ** (random.uniform(-48, -24) / 20)
        if random.random() < 0.3:
            early = int(RATE * random.uniform(0.3, 0.9))
            left[:early] = agent[:early] * 10 ** (random.uniform(-28, -12) / 20)
    delay = random.randrange(RATE // 20, RATE // 3)
    return np.concatenate([np.zeros(delay), left])[: len(agent)]


def finished(track: Track, line: channel.Line, material: Material, random: Random, noise) -> Episode:
    caller, agent = np.concatenate(track.caller), np.concatenate(track.agent)
    sent = channel.received(channel.transmit(caller + noise.standard_normal(len(caller)), line, material.sources), line.known)
    sent = sent + noise.standard_normal(len(sent)) * 0.5 * random.random()
    active, sound = np.array(track.active), np.array(track.sound)
    return Episode(
        caller=sent.astype(np.float32),
        played=np.sqrt((agent.reshape(-1, ROW) ** 2).mean(1)).astype(np.float32),
        sound=lasting(sound),
        over=ends(np.array(track.over), active, track.turns),
        active=active,
        turns=track.turns,
        overlaps=track.overlaps,
    )


def ends(over, active, turns):
    """1 from the end of each turn until somebody speaks again, at most two seconds; not asked just before a pause ends."""
    for _, last in turns:
        row = last
        while row < len(over) and row < last + 66 and not active[row]:
            over[row] = 1
            row += 1
        over[max(last, row - BLIND_ROWS) : row] = -1 if row < len(over) and row < last + 66 else 1
    for row in np.flatnonzero(active[1:] & ~active[:-1]) + 1:
        over[max(0, row - BLIND_ROWS) : row] = -1
    return over


def lasting(sound):
    out, age = sound.copy(), LASTING_ROWS
    for row in range(len(sound)):
        if sound[row] != QUIET:
            age = 0
        elif age < LASTING_ROWS and row:
            out[row], age = out[row - 1], age + 1
    return out


def activity(samples) -> np.ndarray:
    """Which rows sound; gaps of a few rows are filled."""
    power = 10 * np.log10((samples.reshape(-1, ROW) ** 2).mean(1) + 1e-9)
    active = power > power.max() + QUIET_DB
    edges = np.flatnonzero(active)
    for before, after in zip(edges[:-1], edges[1:]):
        if after - before <= PAUSE_ROWS:
            active[before:after] = True
    return active


def spoken(clip: Clip, seconds: float, random: Random):
    """The agent's voice for so long: its level is what matters."""
    samples = whole_rows(levelled(clip.samples))
    while len(samples) < seconds * RATE:
        samples = np.concatenate([samples, samples])
    return samples[: max(1, int(seconds * RATE) // ROW) * ROW]


def at_level(samples, db: float):
    """Against that of a caller."""
    return levelled(samples, TARGET * 10 ** (db / 20))


def whole_rows(samples):
    return np.pad(samples, (0, -len(samples) % ROW))
