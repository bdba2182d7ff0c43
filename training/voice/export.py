"""Writes the graphs of the pack: planner_tokens.onnx, planner_frames.onnx, mouth.onnx.

    python training/voice/export.py [--planner planner-final.pt] [--mouth mouth-final.pt] --to data/voice/export

The mouth is exported with explicit state, a flat vector: what its convolutions, its transform and its overlap-add remember.
A run over T frames of features gives the audio of the T frames that end 3 frames (37.5 ms) earlier.
"""

import argparse
import math
from pathlib import Path

import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F

from features import BANDS, HOP
from nets import BINS, FFT, SHIFT, STYLE, Block, Mouth, Planner
from voices import VOICE_DATA

DELAY = 3  # frames
MELS = 4  # frames of features that the mouth's first convolution remembers
PAST = 2 * HOP + 150  # samples of excitation that the transform needs of the past
HALF = FFT // 2
NOISE = 150  # power of white noise in a bin of the windowed transform
WHISPER = 0.36  # of the power that is voiced, what a whisper keeps
TAIL = 350  # samples begun and not complete
SILENCE = -6.9  # log-mel


class Tokens(nn.Module):
    def __init__(self, planner):
        super().__init__()
        self.q = planner

    def forward(self, phones, voice):
        return self.q.encode(phones, None, voice)


class Frames(nn.Module):
    def __init__(self, planner):
        super().__init__()
        self.q = planner

    def forward(self, hidden, token, position, voice, style, melody):
        return self.q.frames(hidden, token, position, voice, style, melody)


class StreamingMouth(nn.Module):
    """The mouth one piece of T frames after the other; everything [1, ...]."""

    def __init__(self, mouth):
        super().__init__()
        self.m = mouth
        # The window is symmetric and 0 at its first sample: of the others each cosine takes a sum of two samples, each sine a
        # difference, which is half the work.
        angle = 2 * math.pi * torch.arange(1, HALF + 1).double()[:, None] * torch.arange(BINS).double()[None] / FFT
        window, twice, pairs = mouth.window[1 : HALF + 1].double()[:, None], torch.full((1, BINS), 2.0).double(), torch.ones(HALF, 1).double()
        twice[:, 0] = twice[:, -1] = 1
        pairs[-1] = 0.5
        for name, wave in (("cosine", torch.cos(angle)), ("sine", -torch.sin(angle))):
            self.register_buffer(name, (wave * window * pairs).float())
            self.register_buffer(f"{name}_back", (wave * window * twice / FFT / 1.5).T.float().contiguous())
        self.register_buffer("blur", blur())
        silence = torch.zeros(1, BANDS + 2, 1)
        silence[:, :BANDS] = SILENCE / 3 + 1
        self.register_buffer("silence", silence)  # so that a state of zeros has heard nothing
        self.channels = mouth.out.in_features
        self.memory = mouth.bl[0].width - 1
        self.sizes = [MELS * (BANDS + 2), *[self.channels * self.memory] * len(mouth.bl), PAST, PAST, DELAY, TAIL]

    @property
    def state_size(self):
        return sum(self.sizes)

    def forward(self, mel, f0, source, noise, whisper, voice, state):
        parts = torch.split(state, self.sizes, 1)
        keep = []
        x = Mouth.inputs(mel, f0).transpose(1, 2)
        padded = torch.cat([parts[0].reshape(1, BANDS + 2, MELS) + self.silence, x], 2)
        keep.append(padded[:, :, -MELS:] - self.silence)
        x = self.m.n0(self.m.inp(padded).transpose(1, 2) + self.m.voice(voice)[:, None])
        for block, memory in zip(self.m.bl, parts[1:]):
            padded = torch.cat([memory.reshape(1, self.channels, self.memory), x.transpose(1, 2)], 2)
            keep.append(padded[:, :, -self.memory :])
            x = block.on(x, padded)
        source, noise = (torch.cat(pair, 1) for pair in ((parts[-4], source), (parts[-3], noise)))
        keep += [source[:, -PAST:], noise[:, -PAST:]]
        # The features are 2 frames late, so the whispering is taken as late; 3 frames are kept for a window of 1 frame.
        whisper = torch.cat([parts[-2], whisper], 1)
        keep.append(whisper[:, -DELAY:])
        filters = self.m.out(self.m.n1(x)).reshape(1, -1, 4, BINS)
        y = self.overlapped(*self.filtered(filters, *self.spectra(torch.cat([source, noise])), whisper[:, 1:-2]))
        y = torch.cat([torch.zeros_like(y[:, :50]), y], 1)
        y = torch.cat([y[:, :TAIL] + parts[-1], y[:, TAIL:]], 1)
        keep.append(y[:, -TAIL:])
        return y[:, :-TAIL], torch.cat([part.reshape(1, -1) for part in keep], 1)

    def spectra(self, samples):
        """Of the T frames that end 2 frames before the samples do: [2, L] to [2, 2 T, BINS], real and imaginary."""
        shifts = samples[:, :-250].reshape(2, -1, SHIFT)
        first = torch.cat([shifts[:, :-3, 1:], shifts[:, 1:-2], shifts[:, 2:-1, :1]], 2)
        last = torch.cat([shifts[:, 2:-1], shifts[:, 3:]], 2).flip(2)
        return (first + last) @ self.cosine, (first - last) @ self.sine

    def overlapped(self, real, imaginary):
        """[1, 2 T, BINS] to the sum of their windows, one SHIFT after the other: [1, 200 T + 300]."""
        even, odd = real @ self.cosine_back, imaginary @ self.sine_back
        first, last = even + odd, (even - odd)[:, :, :-1].flip(2)
        parts = [F.pad(first[:, :, : SHIFT - 1], (1, 0)), first[:, :, SHIFT - 1 : -1]]
        parts += [torch.cat([first[:, :, -1:], last[:, :, : SHIFT - 1]], 2), last[:, :, SHIFT - 1 :]]
        return sum(F.pad(part, (0, 0, k, 3 - k)) for k, part in enumerate(parts)).reshape(1, -1)

    def filtered(self, o, real, imaginary, whisper):
        """Whispering: noise takes the power that the pulses have, averaged so that the harmonics of a high voice are not in it."""
        magnitude, x, y, level = (part[:, :, 0] for part in torch.split(o, 1, 2))
        unit = torch.rsqrt(x * x + y * y + 1e-4)
        gain, breath = torch.exp(magnitude.clamp(max=4)), torch.exp(level.clamp(max=4))
        w = torch.stack([whisper, whisper], -1).reshape(1, -1, 1)
        spoken = gain * unit * (1 - w)
        x, y = spoken * x, spoken * y
        (pr, nr), (pi, ni) = (torch.split(part, 1) for part in (real, imaginary))
        voiced = gain * gain * (pr * pr + pi * pi) @ self.blur
        breath = torch.sqrt(breath * breath + (WHISPER / NOISE) * w * voiced)
        return pr * x - pi * y + nr * breath, pr * y + pi * x + ni * breath


def blur():
    """[BINS, BINS] that averages powers over 11 bins, 440 Hz: more than the highest voice's harmonics are apart."""
    shape = torch.hann_window(13, periodic=False)[1:-1]
    near = torch.arange(BINS)[:, None] - torch.arange(BINS)[None]
    weights = torch.where(near.abs() <= 5, shape[(near + 5).clamp(0, 10)], torch.zeros(()))
    return weights / weights.sum(0, keepdim=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--planner", type=Path, default=VOICE_DATA / "models" / "planner-final.pt")
    options.add_argument("--mouth", type=Path, default=VOICE_DATA / "models" / "mouth-final.pt")
    options.add_argument("--to", type=Path, default=VOICE_DATA / "export")
    chosen = options.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    export(loaded(Planner(), chosen.planner), loaded(Mouth(), chosen.mouth), chosen.to)


def loaded(model, file):
    model.load_state_dict(torch.load(file, weights_only=True)["average"])
    return model.eval()


def export(planner, mouth, to):
    s, t, voice = 40, 120, torch.zeros(1, dtype=torch.long)
    folded(planner)
    folded(mouth)
    write(
        Tokens(planner), (torch.ones(1, s, dtype=torch.long), voice), to / "planner_tokens.onnx",
        {"phones": "S", "voice": None}, {"hidden": "S", "durations": "S"},
    )
    frames = (torch.randn(1, s, 192), torch.zeros(1, t, dtype=torch.long), torch.randn(1, t, 6), voice, torch.zeros(1, t, STYLE), torch.zeros(1, t))
    write(
        Frames(planner), frames, to / "planner_frames.onnx",
        {"hidden": "S", "token": "T", "position": "T", "voice": None, "style": "T", "melody": "T"}, {"mel": "T", "f0": "T"},
    )
    streaming = StreamingMouth(mouth)
    piece = (
        torch.randn(1, t, BANDS), torch.full((1, t), 200.0), torch.randn(1, t * HOP), torch.randn(1, t * HOP),
        torch.zeros(1, t), voice, torch.zeros(1, streaming.state_size),
    )
    write(
        streaming, piece, to / "mouth.onnx",
        {"mel": "T", "f0": "T", "source": "L", "noise": "L", "whisper": "T", "voice": None, "state": None}, {"audio": "L", "next": None},
    )
    print(f"mouth state: {streaming.state_size} floats")


def folded(model):
    """The blocks' scales become part of the layer before them: the same numbers with an operation less."""
    with torch.no_grad():
        for block in model.modules():
            if isinstance(block, Block):
                block.b.weight *= block.g[:, None]
                block.b.bias *= block.g
                block.g = None


def write(module, example, file, inputs, outputs):
    axes = {name: {1: axis} for name, axis in {**inputs, **outputs}.items() if axis}
    torch.onnx.export(
        module, example, str(file), input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes, opset_version=20, dynamo=False
    )
    name_shapes(file, outputs, module(*example))
    print(f"written: {file} ({file.stat().st_size / 1e6:.1f} MB)")


def name_shapes(file, outputs, made):
    """Exporting gives sizes that it could not follow names of their own: outputs say 1 where they are 1, and T where T."""
    model = onnx.load(file)
    for value, tensor in zip(model.graph.output, made if isinstance(made, tuple) else (made,)):
        for at, size in enumerate(value.type.tensor_type.shape.dim):
            if at == 1 and outputs[value.name]:
                size.dim_param = outputs[value.name]
            else:
                size.dim_value = tensor.shape[at]
    onnx.save(model, file)


if __name__ == "__main__":
    main()
