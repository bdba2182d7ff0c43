"""Three judges of complex spectra (after multi-resolution discriminators such as UnivNet's, Jang et al. 2021), least squares.

One of them, by chance, judges a batch: all three would take four times as long as what they judge. 16 channels, because 24 take
as long as 32.
"""

import math
import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.parametrizations import weight_norm

from losses import spectrum

SLOPE = 0.1
RAMP = 150  # batches until the judges count in full


class Discriminator(nn.Module):
    def __init__(self, size, channels=16):
        super().__init__()
        self.size = size
        inputs = [2, channels, channels, channels]
        self.layers = nn.ModuleList([weight_norm(nn.Conv2d(i, channels, (3, 9), (1, 2), (1, 4))) for i in inputs])
        self.out = nn.Conv2d(channels, 1, (3, 3), padding=1)

    def forward(self, samples):
        """[B, L] to the verdict and the features of each layer."""
        z = spectrum(samples, self.size, self.size // 4) / math.sqrt(self.size / 6)
        scale = (z.real**2 + z.imag**2 + 1e-5) ** -0.3
        x, seen = torch.stack([z.real * scale, z.imag * scale], 1).transpose(2, 3), []
        with torch.autocast(samples.device.type, torch.bfloat16):
            for layer in self.layers:
                x = F.leaky_relu(layer(x), SLOPE)
                seen.append(x)
            verdict = self.out(x)
        return verdict.float(), seen


class Judges(nn.Module):
    def __init__(self):
        super().__init__()
        self.judges = nn.ModuleList([Discriminator(size) for size in (256, 512, 1024)])

    def own_loss(self, which, made, wanted):
        judge = self.judges[which]
        return ((1 - judge(wanted)[0]) ** 2).mean() + (judge(made.detach())[0] ** 2).mean()

    def losses(self, which, made, wanted):
        """How unconvincing `made` is, and how far its features are from those of `wanted`."""
        judge = self.judges[which].requires_grad_(False)
        with torch.no_grad():
            _, true = judge(wanted)
        verdict, seen = judge(made)
        off = [(a.float() - b.float()).abs().mean() / (b.float().abs().mean() + 1e-3) for a, b in zip(seen, true)]
        judge.requires_grad_(True)
        return ((1 - verdict) ** 2).mean(), sum(off) / len(off)


class Judging:
    """Judges that learn beside the one they judge, and how much that one heeds them."""

    def __init__(self, training, rate=5e-4):
        self._judges = Judges().to(training.device)
        self._optimiser = torch.optim.AdamW(self._judges.parameters(), lr=rate, betas=(0.8, 0.99))
        self._seen, self._chance = Seen(), random.Random(training.seed)
        training.keep_beside(judges=self._judges, judging=self._optimiser, judged=self._seen)

    def losses(self, made, wanted):
        """Teaches the judges on [B, L] of both kinds; then, at first less than later, how unconvincing `made` is to them, and how
        unlike."""
        which = self._chance.randrange(len(self._judges.judges))
        self._optimiser.zero_grad()
        self._judges.own_loss(which, made, wanted).backward()
        nn.utils.clip_grad_norm_(self._judges.parameters(), 5.0)
        self._optimiser.step()
        heed = min(1.0, self._seen.next() / RAMP)
        adversarial, matching = self._judges.losses(which, made, wanted)
        return 0.3 * heed * adversarial, 0.6 * heed * matching


class Seen:
    """How many batches the judges have seen."""

    def __init__(self):
        self._batches = 0

    def next(self) -> int:
        self._batches += 1
        return self._batches

    def state_dict(self) -> dict:
        return {"batches": self._batches}

    def load_state_dict(self, state: dict):
        self._batches = state["batches"]
