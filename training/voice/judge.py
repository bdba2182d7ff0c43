"""An independent ear: what Whisper base hears, DNSMOS, and how far pitch and durations are from the teacher's.

Levels are made equal and silence around the speech is cut alike before anything is judged, so that neither flatters one
side. What was judged once is kept by the hash of its samples: an evaluation that was stopped goes on where it was.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

RATE = 16_000
PITCH_HOP = 200  # samples from one value of f0 to the next
VOICED = 50.0  # Hz; below it a value of f0 says that there is no voice
LEVEL = 10 ** (-23 / 20)  # RMS of what is not silence
QUIET = 10 ** (-45 / 20)  # of the loudest 10 ms: silence
EDGE = RATE // 10  # kept of the silence around the speech
PADDING = RATE // 3  # silence around what Whisper hears, as in a call; without, it misses first sounds
CHANNELS = ("wide", "telephone")
VERSION = 1  # of everything in this file that changes a judgement


@dataclass(frozen=True)
class Judgement:
    heard: str
    quality: float | None  # DNSMOS overall, 1 to 5


class Judge:
    """One thread; not thread-safe. `models` is where training/callers/fetch.py --judge put Whisper."""

    def __init__(self, models: Path, cache: Path, language: str = "en"):
        self._folder = models / "whisper"
        if not (self._folder / "model.bin").exists():
            raise SystemExit(f"{self._folder}/model.bin is missing: run training/callers/fetch.py --judge first")
        self._language = language
        self._cache = Cache(cache)
        self._whisper = None

    def judge(self, samples: np.ndarray, channel: str, quality: bool = True) -> Judgement:
        """`samples`: 16 kHz, full scale 1; `channel`: wide or telephone."""
        speech = level(trim(np.asarray(samples, np.float32)))
        if channel == "telephone":
            speech = telephone(speech)
        key = f"{VERSION}-{self._language}-{hashlib.sha256(speech.tobytes()).hexdigest()[:32]}"
        known = self._cache.get(key)
        missing = [name for name in ("heard", *(["quality"] if quality else [])) if name not in known]
        if missing:
            known |= {name: self._listen(speech) if name == "heard" else dnsmos(speech) for name in missing}
            self._cache.put(key, known)
        return Judgement(known["heard"], known.get("quality"))

    def _listen(self, speech: np.ndarray) -> str:
        """One temperature: the same sound gives the same words."""
        if self._whisper is None:
            from faster_whisper import WhisperModel

            self._whisper = WhisperModel(str(self._folder), device="cpu", compute_type="int8", cpu_threads=1)
        segments, _ = self._whisper.transcribe(
            np.pad(speech, PADDING), language=self._language, beam_size=5, temperature=0.0,
            condition_on_previous_text=False, without_timestamps=True)
        return " ".join(segment.text.strip() for segment in segments)


class Cache:
    """A line of JSON for each judgement; the last one for a key holds. A line cut short by a stop is left out."""

    def __init__(self, path: Path):
        self._path, self._known = path, {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            return
        written = path.read_bytes()
        for line in written.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            self._known[entry.pop("key")] = entry
        if written and not written.endswith(b"\n"):
            with path.open("ab") as file:
                file.write(b"\n")

    def get(self, key: str) -> dict:
        return dict(self._known.get(key, {}))

    def put(self, key: str, entry: dict) -> None:
        self._known[key] = dict(entry)
        with self._path.open("a") as file:
            file.write(json.dumps({"key": key, **entry}, ensure_ascii=False) + "\n")


def trim(samples: np.ndarray) -> np.ndarray:
    """Without the silence before the first and after the last sound, but for a tenth of a second."""
    loud = np.flatnonzero(frames_rms(samples) > QUIET * frames_rms(samples).max(initial=1e-9))
    if not len(loud):
        return samples
    frame = RATE // 100
    return samples[max(0, loud[0] * frame - EDGE):(loud[-1] + 1) * frame + EDGE]


def level(samples: np.ndarray) -> np.ndarray:
    """At the usual level, or as near to it as the peak allows."""
    rms = frames_rms(samples)
    active = rms[rms > 0.03 * rms.max(initial=1e-9)]
    if not len(active):
        return samples
    gain = min(LEVEL / np.sqrt(np.mean(active**2)), 0.99 / np.abs(samples).max())
    return (samples * gain).astype(np.float32)


def frames_rms(samples: np.ndarray) -> np.ndarray:
    frame = RATE // 100
    whole = samples[:len(samples) // frame * frame].reshape(-1, frame)
    return np.sqrt(np.mean(np.square(whole, dtype=np.float64), axis=1))


def telephone(samples: np.ndarray) -> np.ndarray:
    """8 kHz, G.711 mu-law in 8 bits, and back to 16 kHz."""
    narrow = np.clip(resample_poly(samples, 1, 2), -1, 1)
    pressed = np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256)
    code = np.round((pressed + 1) / 2 * 255) / 255 * 2 - 1
    return resample_poly(np.sign(code) * (256 ** np.abs(code) - 1) / 255, 2, 1).astype(np.float32)


_quality = None


def dnsmos(samples: np.ndarray) -> float:
    """Overall quality; DNSMOS hears 9.01 s, and repeats what is shorter."""
    global _quality
    if _quality is None:
        _quality = _load_dnsmos()
    return round(float(_quality(np.clip(samples, -1, 1).astype(np.float32), RATE, False)["ovrl_mos"]), 4)


def _load_dnsmos():
    import onnxruntime
    from speechmos import dnsmos as package

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    folder = Path(package.__file__).parent / "dnsmos_models"
    judge = package.DNSMOS(str(folder / "sig_bak_ovr.onnx"), str(folder / "model_v8.onnx"))
    for name, file in (("onnx_sess", "sig_bak_ovr.onnx"), ("p808_onnx_sess", "model_v8.onnx")):
        setattr(judge, name, onnxruntime.InferenceSession(str(folder / file), options))  # one thread, as the rest
    return judge


@dataclass(frozen=True)
class Prosody:
    """Where each phone lies in time and how it is pitched: durations in seconds, f0 in Hz every PITCH_HOP samples."""

    durations: np.ndarray
    f0: np.ndarray


def duration_error(teacher: np.ndarray, student: np.ndarray, phones: np.ndarray) -> float:
    """Mean absolute difference in ms of durations in seconds, over this mask (pauses and edges are not phones)."""
    if not phones.any():
        return float("nan")
    return float(1000 * np.mean(np.abs(teacher - student)[phones]))


def pitch_error(teacher: Prosody, student: Prosody) -> tuple[float, int]:
    """Mean absolute difference in semitones over the teacher's frames voiced in both, and how many these are.

    The student's pitch is read where it is as far into the same phone, so that a difference in time is not counted twice.
    """
    times = (np.arange(len(teacher.f0)) + 0.5) * PITCH_HOP / RATE
    places = aligned(times, teacher.durations, student.durations)
    other = student.f0[np.clip((places * RATE / PITCH_HOP).astype(int), 0, len(student.f0) - 1)]
    both = (teacher.f0 > VOICED) & (other > VOICED)
    if not both.any():
        return float("nan"), 0
    return float(np.mean(12 * np.abs(np.log2(teacher.f0[both] / other[both])))), int(both.sum())


def aligned(times: np.ndarray, durations: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Times of one rendering as times of the other: linear within each phone."""
    if len(durations) != len(others):
        raise ValueError(f"{len(durations)} durations against {len(others)}: both must be of the same phones")
    borders, other_borders = (np.concatenate([[0], np.cumsum(lengths)]) for lengths in (durations, others))
    return np.interp(times, borders, other_borders)
