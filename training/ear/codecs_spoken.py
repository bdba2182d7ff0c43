"""Speech codecs of the telephone, there and back: what comes out lies where it went in, to within half a millisecond
(AMR: 5 ms of its own delay are cut).

G.711 is two tables; G.722, Opus and AMR-NB are FFmpeg's (PyPI av), GSM 06.10 is libsndfile's (PyPI soundfile).
"""

import io
from fractions import Fraction

import av
import numpy as np
import soundfile
from scipy.signal import resample_poly

NARROW, WIDE = 8_000, 16_000
G722_DELAY, AMR_DELAY = 22, 40  # samples
LIMIT = 32_767


def mu_law(samples: np.ndarray) -> np.ndarray:
    return _nearest(samples, MU_LAW)


def a_law(samples: np.ndarray) -> np.ndarray:
    return _nearest(samples, A_LAW)


def gsm(samples: np.ndarray) -> np.ndarray:
    file = io.BytesIO()
    soundfile.write(file, _whole(samples), NARROW, format="WAV", subtype="GSM610")
    file.seek(0)
    return soundfile.read(file, dtype="int16")[0][: len(samples)].astype(np.float64)


def amr(samples: np.ndarray, bits: int) -> np.ndarray:
    """AMR-NB, the codec of mobile telephones; `bits` a second, one of its eight modes (4,750 to 12,200)."""
    return _there_and_back("libopencore_amrnb", "amrnb", samples, NARROW, AMR_DELAY, bits)


def g722(samples: np.ndarray) -> np.ndarray:
    return _there_and_back("g722", "g722", samples, WIDE, G722_DELAY)


def opus(samples: np.ndarray, rate: int, bits: int) -> np.ndarray:
    """In frames of 20 ms; FFmpeg decodes to 48 kHz and has cut the delay."""
    up = 48_000 // rate
    decoded = _there_and_back("libopus", "opus", samples, rate, 0, bits, up, {"application": "voip"})
    return resample_poly(decoded, 1, up)[: len(samples)]


def _there_and_back(encoder, decoder, samples, rate, delay, bits=None, up=1, options=None) -> np.ndarray:
    coder = av.CodecContext.create(encoder, "w")
    coder.sample_rate, coder.layout, coder.format, coder.time_base = rate, "mono", "s16", Fraction(1, rate)
    if bits:
        coder.bit_rate = bits
    coder.options = options or {}
    coder.open()
    reader = av.CodecContext.create(decoder, "r")
    reader.sample_rate, reader.layout = rate, "mono"
    if coder.extradata:
        reader.extradata = coder.extradata
    size = coder.frame_size or rate // 50
    whole = _whole(np.pad(samples, (0, -(len(samples) + delay) % size + delay)))
    decoded = []
    for at in [*range(0, len(whole), size), None]:
        frame = None  # the end
        if at is not None:
            frame = av.AudioFrame.from_ndarray(whole[None, at : at + size], "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
        decoded += [part.to_ndarray().ravel() for packet in coder.encode(frame) for part in reader.decode(packet)]
    out = np.concatenate(decoded)[delay * up : (delay + len(samples)) * up]
    # Some of FFmpeg's decoders give whole numbers, some have a full scale of 1.
    out = out.astype(np.float64) * (32768 if out.dtype.kind == "f" else 1)
    return np.pad(out, (0, len(samples) * up - len(out)))


def _whole(samples: np.ndarray) -> np.ndarray:
    return np.clip(np.round(samples), -LIMIT - 1, LIMIT).astype(np.int16)


def _nearest(samples: np.ndarray, table: np.ndarray) -> np.ndarray:
    return table[_whole(samples).astype(np.int32) + LIMIT + 1]


def _table(values: np.ndarray) -> np.ndarray:
    """For each of the 65,536 samples the nearest of these values."""
    values = np.unique(np.concatenate([-values, values]))
    edges = (values[1:] + values[:-1]) / 2
    return values[np.searchsorted(edges, np.arange(-LIMIT - 1, LIMIT + 1))].astype(np.float64)


def _mu_law_values() -> np.ndarray:
    """G.711, table 2: 14 bits, here in 16."""
    segment, step = np.arange(8)[:, None], np.arange(16)[None]
    return (((2 * step + 33) << segment) - 33).ravel() * 4


def _a_law_values() -> np.ndarray:
    """G.711, table 1: 13 bits, here in 16; the first two segments have the same step."""
    segment, step = np.arange(8)[:, None], np.arange(16)[None]
    small, large = 2 * step + 1, (2 * step + 33) << np.maximum(segment - 1, 0)
    return np.where(segment == 0, small, large).ravel() * 8


MU_LAW, A_LAW = _table(_mu_law_values()), _table(_a_law_values())
