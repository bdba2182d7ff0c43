"""The quiet before and after a recording, in whole rows of 30 ms, so that alignments and targets keep their places."""

import numpy as np

ROW = 480  # samples
LEAD, TAIL = 10, 10  # rows
FLOOR = 1.0  # RMS of the quiet, 16-bit scale; of digital silence the ear has never heard


def padded(samples: np.ndarray, random: np.random.Generator, lead: int = LEAD, tail: int = TAIL) -> np.ndarray:
    """float32: so many rows of quiet, the recording, its last row filled up, so many rows of quiet."""
    length = (lead + tail) * ROW + len(samples) + -len(samples) % ROW
    out = random.standard_normal(length).astype(np.float32) * FLOOR
    out[lead * ROW : lead * ROW + len(samples)] += samples
    return out
