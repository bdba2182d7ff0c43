"""Adapts the ear to the telephone: it is to hear in the spoiled recording what the original hears in the clean one.

    python training/ear/train.py --minutes 60

Loss: the divergence KL(target || ear) over the 2,192 pdfs of each row. The target is the original's own distribution, the
anchor that keeps the ear what it is and needs no transcripts; where a rendered caller's words are aligned, the likelihood
of the aligned pdf is raised in it by BOOST nats. Plain cross-entropy on the aligned pdfs, or CTC, would not do: Kaldi's
chain training lets whole paths win, so that the best pdf of a row has a share of 2 % only; one-hot targets would multiply
the scale of the likelihoods, against which the search's beam, silence and confidence were chosen. The aligned pdfs are
those the search itself scores: forward on a phone's first row, self-loop on its others.

--minutes counts all runs together, and the rate falls as a cosine over them: a run that was stopped goes on with the same
command, and more minutes raise the rate again. Written to data/ear/models/NAME.pt every three minutes and at the end.
"""

import argparse
import math
import time

import torch
from torch.nn import functional
from torch.utils.data import DataLoader

from batches import Batches, Material
from mfcc import mfcc
from net import Ear, listen
from places import MODELS, RECOVERED

RATE, BETAS, WARM_UP, SMALLEST = 2e-4, (0.9, 0.98), 50, 0.01
LARGEST_GRADIENT = 2.0
SAVE_SECONDS, SHOW_EVERY = 180, 20
BOOST = 1.0
DEV_BATCHES, DEV_SEED = 8, 7


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--name", default="adapted")
    options.add_argument("--minutes", type=float, required=True, help="of training, earlier runs included")
    options.add_argument("--begin", default=str(RECOVERED / "original.pt"), help="weights to begin with")
    options.add_argument("--seconds", type=float, default=30, help="of audio in a batch")
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--boost", type=float, default=BOOST)
    options.add_argument("--strength", type=float, default=1.0, help="of the channel")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--workers", type=int, default=0, help="processes that make batches")
    options.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    MODELS.mkdir(parents=True, exist_ok=True)
    training = Training(chosen)
    training.show("before", Material.load("dev"))
    training.run(Batches(Material.load("train"), chosen.seed, chosen.seconds, chosen.strength))
    training.show("after", Material.load("dev"))


class Training:
    """Owns both models, the optimiser and the file."""

    def __init__(self, chosen):
        self.chosen, self.file = chosen, MODELS / f"{chosen.name}.pt"
        self.device = torch.device(chosen.device)
        kept = load(self.file, self.device) if self.file.exists() else {}
        self.original, self.ear = Ear().to(self.device).eval(), Ear().to(self.device)
        self.original.load_state_dict(load(RECOVERED / "original.pt", self.device))
        self.ear.load_state_dict(kept["ear"] if kept else load(chosen.begin, self.device))
        self.optimiser = torch.optim.Adam(self.ear.parameters(), lr=chosen.rate, betas=BETAS)
        if kept:
            self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.seconds = kept.get("step", 0), kept.get("seconds", 0.0)

    def run(self, batches: Batches):
        began = saved = time.monotonic()
        before, first, mean, audio = self.seconds, self.step, None, 0.0
        loader = DataLoader(
            batches, batch_size=None, sampler=range(self.step, len(batches)), num_workers=self.chosen.workers
        )
        for batch in loader:
            self.seconds = before + time.monotonic() - began
            if self.seconds > 60 * self.chosen.minutes:
                break
            loss = self.update(batch, self.step - first)
            mean = loss if mean is None else 0.95 * mean + 0.05 * loss
            audio += float(batch["rows"].sum()) * 0.03
            if (self.step - first) % SHOW_EVERY == 0:
                spent = self.seconds - before
                print(f"{self.step} {self.seconds:.0f} s loss {mean:.4f}, {(self.step - first) / spent:.2f} updates a second, "
                      f"{audio / spent:.0f} s of audio a second", flush=True)
            if time.monotonic() - saved > SAVE_SECONDS:
                self.save()
                saved = time.monotonic()
        self.save()

    def update(self, batch: dict, since: int) -> float:
        done = self.seconds / (60 * self.chosen.minutes)
        fall = 0.5 * (1 + math.cos(math.pi * min(done, 1))) * (1 - SMALLEST) + SMALLEST
        for group in self.optimiser.param_groups:
            group["lr"] = self.chosen.rate * fall * min(1, (since + 1) / WARM_UP)
        self.optimiser.zero_grad()
        loss = self.loss(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.ear.parameters(), LARGEST_GRADIENT)
        self.optimiser.step()
        self.step += 1
        return loss.item()

    def loss(self, batch: dict, boost: float | None = None):
        """Mean over the rows of the recordings, in nats."""
        batch = {name: value.to(self.device) for name, value in batch.items()}
        with torch.autocast(self.device.type, torch.bfloat16, enabled=mixed(self.device)):
            with torch.no_grad():
                wanted = self.heard(self.original, batch["clean"])
            heard = self.heard(self.ear, batch["spoiled"])
        rows = min(heard.shape[1], batch["aligned"].shape[1])
        aligned = batch["aligned"][:, :rows]
        target = boosted(wanted[:, :rows].float(), aligned, self.chosen.boost if boost is None else boost).log_softmax(2)
        divergence = functional.kl_div(heard[:, :rows].float().log_softmax(2), target, reduction="none", log_target=True).sum(2)
        inside = torch.arange(rows, device=self.device)[None] < batch["rows"][:, None]
        return (divergence * inside).sum() / inside.sum()

    @staticmethod
    def heard(net, samples):
        with torch.autocast(samples.device.type, enabled=False):
            features = mfcc(samples)
        return listen(net, features)

    def show(self, when: str, dev: Material):
        """The divergence alone, on recordings kept out of training, always through the same lines."""
        if not dev.people and not dev.callers:
            return
        batches = Batches(dev, DEV_SEED, self.chosen.seconds)
        with torch.no_grad():
            losses = [self.loss(batches[number], boost=0.0).item() for number in range(DEV_BATCHES)]
        print(f"dev {when}: divergence {sum(losses) / len(losses):.4f} after {self.step} updates", flush=True)

    def save(self):
        state = {"ear": self.ear.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds}
        unfinished = self.file.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.rename(self.file)


def mixed(device: torch.device) -> bool:
    """Where the processor knows bfloat16 it is two to three times as fast as float32, where it does not many times as slow."""
    return device.type != "cpu" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()


def boosted(likelihoods, aligned, boost: float):
    """With `boost` more for the aligned pdf of each row that has one."""
    more = boost * (aligned >= 0).to(likelihoods.dtype)
    return likelihoods.scatter_add(2, aligned.clamp(min=0)[..., None], more[..., None])


def load(file, device="cpu") -> dict:
    return torch.load(file, map_location=device, weights_only=True)


if __name__ == "__main__":
    main()
