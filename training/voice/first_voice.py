"""Reads the weights of the first voice (pack version 0, in the repository's history) to begin with, instead of chance.

    python training/voice/first_voice.py --pack models/voice-en --to data/voice/models

What the first voice lacks (other voices, attention, deeper encoder) begins as doing nothing.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from nets import Mouth, Planner
from voices import VOICE_DATA


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pack", type=Path, default=Path("models/voice-en"))
    options.add_argument("--to", type=Path, default=VOICE_DATA / "models")
    chosen = options.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    planner, mouth = Planner(), Mouth()
    with torch.no_grad():
        for block in planner.enc[5:]:
            block.g.mul_(0.1)
    names = [f"enc.{i}.{layer}.weight" for i in range(5) for layer in "ab"] + ["dn.a.weight", "dn.b.weight", "dur.weight"]
    load(planner, chosen.pack / "plan_enc.onnx", "q.", names)
    names = ["up.weight", *(f"fb.{i}.{layer}.weight" for i in range(3) for layer in "ab"), "fo.weight", "mi.weight"]
    names += [*(f"mb.{i}.{layer}.weight" for i in range(4) for layer in "ab"), "mo.weight"]
    load(planner, chosen.pack / "plan_dec.onnx", "q.", names)
    load(mouth, chosen.pack / "voc.onnx", "m.", [*(f"bl.{i}.{layer}.weight" for i in range(5) for layer in "ab"), "out.weight"])
    for name, model in (("planner", planner), ("mouth", mouth)):
        torch.save({"model": model.state_dict(), "average": model.state_dict(), "step": 0, "seconds": 0.0}, chosen.to / f"{name}.pt")
    print(f"written: {chosen.to}/planner.pt, mouth.pt")


def load(model, file, prefix, unnamed):
    """Exporting keeps the names of all but the matrices of linear layers, which stand in the order of their use, turned."""
    state, matrices = {}, []
    for tensor in onnx.load(file).graph.initializer:
        values = torch.tensor(np.array(numpy_helper.to_array(tensor)))
        if tensor.name.startswith(prefix):
            state[tensor.name[len(prefix) :]] = values
        elif "MatMul" in tensor.name:
            matrices.append(values.T.contiguous())
    if len(matrices) != len(unnamed):
        raise SystemExit(f"{file}: {len(matrices)} matrices, expected {len(unnamed)}: not the first voice's graph")
    state.update(zip(unnamed, matrices))
    own = model.state_dict()
    for name, values in state.items():
        if own[name].shape != values.shape:
            raise SystemExit(f"{file}: {name}: found {tuple(values.shape)}, expected {tuple(own[name].shape)}")
    model.load_state_dict({**own, **state})


if __name__ == "__main__":
    main()
