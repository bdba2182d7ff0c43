"""The gain that brings a caller to the ear's level: from a whole recording, and from the call so far (LevelEstimate.java)."""

import numpy as np

TARGET = 2_000.0  # active RMS in 16-bit scale
PRIOR, PRIOR_BLOCKS = 1_000.0, 10
BLOCK = 320  # samples: 20 ms
FORGET_PEAK = 0.9995
ACTIVE_RANGE = 100.0  # 20 dB in power
MIN_POWER, MIN_LEVEL = 100.0, 20.0
STEP_DB, BINS = 0.25, 400


class LevelEstimate:
    """As the Java class of this name: power of the blocks within 20 dB of the loudest, with a prior of 0.2 s."""

    def __init__(self):
        self._count, self._power = np.zeros(BINS), np.zeros(BINS)
        self._peak, self.gain = 0.0, TARGET / PRIOR

    def apply(self, samples: np.ndarray) -> np.ndarray:
        """Scales whole blocks of 20 ms, each by a ramp from the gain before it to the gain after it."""
        blocks = samples[: len(samples) // BLOCK * BLOCK].astype(np.float32).reshape(-1, BLOCK)
        gains = np.empty(len(blocks) + 1)
        gains[0] = self.gain
        for number, power in enumerate((blocks.astype(np.float64) ** 2).mean(1), 1):
            self._observe(power)
            gains[number] = self.gain = TARGET / max(self.level(), MIN_LEVEL)
        ramp = gains[:-1, None] + (gains[1:] - gains[:-1])[:, None] * (np.arange(BLOCK) / BLOCK)
        return (blocks * ramp.astype(np.float32)).ravel()

    def level(self) -> float:
        first = _bin(max(self._peak / ACTIVE_RANGE, MIN_POWER))
        power = PRIOR_BLOCKS * PRIOR**2 + self._power[first:].sum()
        return float(np.sqrt(power / (PRIOR_BLOCKS + self._count[first:].sum())))

    def _observe(self, power: float):
        self._peak = max(self._peak * FORGET_PEAK, power)
        if power > MIN_POWER:
            place = _bin(power)
            self._count[place] += 1
            self._power[place] += power


def active_level(samples: np.ndarray) -> float:
    """RMS of the blocks within 20 dB of the loudest; 1 for silence."""
    blocks = samples[: max(len(samples) // BLOCK, 1) * BLOCK].astype(np.float64)
    powers = (blocks.reshape(-1, min(BLOCK, len(blocks))) ** 2).mean(1)
    active = powers[powers >= powers.max() / ACTIVE_RANGE]
    return float(max(np.sqrt(active.mean()), 1.0))


def levelled(samples: np.ndarray, target: float = TARGET) -> np.ndarray:
    """The whole recording at one gain."""
    return (samples * (target / active_level(samples))).astype(np.float32)


def _bin(power: float) -> int:
    return min(BINS - 1, int(10 * np.log10(power) / STEP_DB))
