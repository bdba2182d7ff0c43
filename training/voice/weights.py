"""Milestones: the averaged weights without the optimiser, in half precision, in the repository.

    python training/voice/weights.py keep      # data/voice/models/{planner,mouth}-final.pt to training/voice/weights
    python training/voice/weights.py begin     # back, where a training then goes on from them
"""

import sys
from pathlib import Path

import torch

from voices import VOICE_DATA

KEPT = Path(__file__).parent / "weights"
MODELS = VOICE_DATA / "models"


def keep():
    KEPT.mkdir(exist_ok=True)
    for name in ("planner", "mouth"):
        state = torch.load(MODELS / f"{name}-final.pt", weights_only=True)["average"]
        half = {key: value.half() if value.is_floating_point() else value for key, value in state.items()}
        torch.save(half, KEPT / f"{name}.pt")
        print(f"written: {KEPT / name}.pt")


def begin():
    MODELS.mkdir(parents=True, exist_ok=True)
    for name in ("planner", "mouth"):
        to = MODELS / f"{name}.pt"
        if to.exists():
            sys.exit(f"{to} is there already: nothing was written")
        state = {key: value.float() if value.is_floating_point() else value for key, value in torch.load(KEPT / f"{name}.pt", weights_only=True).items()}
        torch.save({"model": state, "average": state, "step": 1, "seconds": 0.0}, to)
        print(f"written: {to}")


if __name__ == "__main__":
    if sys.argv[1:] not in (["keep"], ["begin"]):
        sys.exit(__doc__)
    keep() if sys.argv[1] == "keep" else begin()
