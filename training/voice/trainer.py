"""What the trainings share: a budget of minutes, checkpoints, an average of the weights, a rate that may fall at the end."""

import copy
import math
import time

import torch

from voices import VOICE_DATA

WARM_UP = 200  # steps
AVERAGE = 0.998
SAVE_SECONDS = 180
SMALLEST = 0.03  # of the rate, at the end of a decay


def add_options(options):
    options.add_argument("--minutes", type=float, required=True, help="how long this run goes on with what is there")
    options.add_argument("--decay", action="store_true", help="let the rate fall to nothing within this run, and write NAME-final.pt")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rate", type=float)
    options.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")


class Trainer:
    """Owns the optimiser, the averaged weights and the file NAME.pt, where a run that was stopped goes on."""

    def __init__(self, name, model, chosen, rate, trained=None):
        torch.set_num_threads(chosen.threads)
        self.file = VOICE_DATA / "models" / f"{name}.pt"
        self.model, self.chosen, self.rate = model, chosen, chosen.rate or rate
        self.device = torch.device(chosen.device)
        model.to(self.device)
        kept = torch.load(self.file, map_location=self.device, weights_only=True) if self.file.exists() else {}
        if kept:
            model.load_state_dict(kept["model"])
        self.average = copy.deepcopy(model)
        if kept:
            self.average.load_state_dict(kept["average"])
        self.parameters = list(model.parameters()) if trained is None else trained
        self.optimiser = torch.optim.AdamW(self.parameters, lr=self.rate, betas=(0.9, 0.98), weight_decay=0.02)
        if "optimiser" in kept:
            self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.seconds = kept.get("step", 0), kept.get("seconds", 0.0)
        self._kept, self._beside = kept, {}
        # Seeded by where the training is, so that a continued run does not see the same batches again.
        self.seed = chosen.seed * 1_000_003 + self.step
        torch.manual_seed(self.seed)
        self._began = self._saved = time.time()
        self._first_step = self.step

    def keep_beside(self, **others):
        """What else is trained, each with a state_dict: goes on with the model, and is saved with it."""
        self._beside = others
        for name, other in others.items():
            if name in self._kept:
                other.load_state_dict(self._kept[name])

    def running(self) -> bool:
        elapsed = time.time() - self._began
        if time.time() - self._saved > SAVE_SECONDS:
            self.save()
        if elapsed > 60 * self.chosen.minutes:
            self.save()
            if self.chosen.decay:
                self.save(self.file.with_name(f"{self.file.stem}-final.pt"))
            return False
        done = elapsed / (60 * self.chosen.minutes)
        fall = 0.5 * (1 + math.cos(math.pi * done)) * (1 - SMALLEST) + SMALLEST if self.chosen.decay else 1
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * fall * min(1, (self.step - self._first_step + 1) / WARM_UP)
        return True

    def update(self, loss):
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.step += 1
        kept = min(AVERAGE, (self.step - self._first_step) / (self.step - self._first_step + 20))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.model.parameters()):
                mean.lerp_(now, 1 - kept)

    def here(self, batch: dict) -> dict:
        """The batch on the device that trains."""
        return {name: value.to(self.device) for name, value in batch.items()}

    def elapsed(self) -> float:
        return time.time() - self._began

    def save(self, file=None):
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds + time.time() - self._began,
            **{name: other.state_dict() for name, other in self._beside.items()},
        }
        target = file or self.file
        unfinished = target.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.rename(target)
        self._saved = time.time()
