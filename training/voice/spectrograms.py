"""Teacher and student saying the same line, one above the other on the same scale.

    python training/voice/spectrograms.py --pack models/voice-en --to docs/images/voice.png ["text"] [--voice heart]
"""

import argparse
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from PIL import Image  # noqa: E402

import front  # noqa: E402
from evaluate import StudentVoice, TeacherVoice  # noqa: E402
from judge import PITCH_HOP, RATE, VOICED, level  # noqa: E402
from voices import VOICE_DATA, voice_named  # noqa: E402

LINE = "Your table is booked for seven on Friday. Shall I send you a message?"
WINDOW, HOP = 512, 80
DEEPEST = -70  # dB below the loudest of both
LEAD = 0.1  # seconds before the first phone that are shown


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", nargs="?", default=LINE)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--voice", default="heart")
    parser.add_argument("--style", default="neutral")
    chosen = parser.parse_args()
    voice = voice_named(chosen.voice)
    [clauses] = front.clauses([chosen.text], voice)
    speakers = [TeacherVoice(voice, VOICE_DATA / "evaluation" / "teacher"), StudentVoice(chosen.pack, voice, chosen.style)]
    teacher, student = (joined([speaker.say(clause) for clause in clauses]) for speaker in speakers)
    draw([("teacher", *teacher), ("Parley", *student)], chosen.text, chosen.to)


def joined(renderings):
    """Samples at the usual level, and the pitch, without the silence before each clause but for LEAD."""
    samples, pitch = [], []
    for one in renderings:
        frames = max(0, int((one.prosody.durations[0] - LEAD) * RATE / PITCH_HOP))
        samples.append(one.samples[frames * PITCH_HOP:])
        pitch.append(one.prosody.f0[frames:])
    return level(np.concatenate(samples)), np.concatenate(pitch)


def spectrogram(samples: np.ndarray) -> np.ndarray:
    """dB, [frequencies, frames]."""
    padded = np.pad(samples, WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP] * np.hanning(WINDOW)
    return 20 * np.log10(np.abs(np.fft.rfft(frames, axis=1)).T + 1e-6)


def draw(rows, title, to):
    """`rows`: name, samples and pitch of each; all share the axes and the colours."""
    pictures = [spectrogram(samples) for _, samples, _ in rows]
    loudest = max(picture.max() for picture in pictures)
    figure, axes = plt.subplots(len(rows), 1, figsize=(10, 2.6 * len(rows)), sharex=True, layout="constrained")
    for axis, picture, (name, samples, pitch) in zip(axes, pictures, rows):
        seconds = len(samples) / RATE
        axis.set_facecolor("black")
        shown = axis.imshow(
            picture - loudest, origin="lower", aspect="auto", extent=(0, seconds, 0, RATE / 2000), cmap="magma",
            vmin=DEEPEST, vmax=0, interpolation="nearest")
        axis.set(ylabel="kHz", title=name)
        hertz = axis.twinx()
        times = (np.arange(len(pitch)) + 0.5) * PITCH_HOP / RATE
        hertz.plot(times, np.where(pitch > VOICED, pitch, np.nan), color="cyan", linewidth=1)
        hertz.set(ylim=(0, 800), ylabel="pitch, Hz")
    axes[-1].set(xlabel="seconds", xlim=(0, max(len(samples) for _, samples, _ in rows) / RATE))
    figure.colorbar(shown, ax=axes, label="dB")
    figure.suptitle(title)
    to.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(to, dpi=110)
    Image.open(to).convert("RGB").quantize(256).save(to, optimize=True)  # a third of the size


if __name__ == "__main__":
    main()
