"""Writes the streaming graph of the pack: 60 ms in, two rows of log-likelihoods out, all state explicit, any batch.

    python training/ear/export.py half          # data/ear/export/half/ear.onnx

Then holds the graph to the network: a batch of two callers, one of which begins later, must give what each alone gives.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from average import weights
from net import COEFFICIENTS, PDFS, TICK_FRAMES, TICK_ROWS, Ear
from places import EAR_DATA

OPSET = 17
CLOSE = 1e-3


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("name", help="original, pack, or a file of data/ear/models")
    chosen = options.parse_args()
    net = ear(weights(chosen.name))
    folder = EAR_DATA / "export" / Path(chosen.name).stem
    folder.mkdir(parents=True, exist_ok=True)
    export(net, folder / "ear.onnx")
    print(f"written: {folder / 'ear.onnx'}, farthest from the network by {difference(net, folder / 'ear.onnx'):.1e}")


def ear(state: dict) -> Ear:
    net = Ear()
    net.load_state_dict(state)
    return net.eval()


class Tick(nn.Module):
    """The network with its state as a list of tensors, in the order of the names."""

    def __init__(self, net: Ear):
        super().__init__()
        self.net = folded(net)

    def forward(self, mfcc, *state):
        names = list(self.net.states())
        likelihoods, following = self.net(mfcc, dict(zip(names, state)))
        return (*(following[name] for name in names), likelihoods)


def folded(net: Ear) -> Ear:
    """The norm of the input inside the first layer's weights."""
    state = {name: value.clone() for name, value in net.state_dict().items()}
    scale, mean = state["input_norm.scale"], state["input_norm.mean"]
    state["first.weight"] = state["first.weight"] * scale
    state["first.bias"] = state["first.bias"] - state["first.weight"] @ mean
    state["input_norm.scale"], state["input_norm.mean"] = torch.ones_like(scale), torch.zeros_like(mean)
    copy = ear(state)
    copy.input_norm = nn.Identity()
    return copy


def export(net: Ear, file: Path):
    tick, shapes = Tick(net).eval(), net.states()
    inputs = ["mfcc", *shapes]
    outputs = [*(f"{name}_out" for name in shapes), "ll"]
    example = (torch.zeros(2, TICK_FRAMES, COEFFICIENTS), *net.start(2).values())
    unfinished = file.with_suffix(".part")
    with torch.no_grad():
        torch.onnx.export(
            tick, example, str(unfinished), input_names=inputs, output_names=outputs, opset_version=OPSET, dynamo=False,
            dynamic_axes={name: {0: "B"} for name in inputs + outputs},
        )
    model = onnx.load(unfinished)
    sized = {f"{name}_out": shape for name, shape in shapes.items()} | {"ll": (TICK_ROWS, PDFS)}
    for output in model.graph.output:
        for dim, size in zip(output.type.tensor_type.shape.dim[1:], sized[output.name]):
            dim.Clear()
            dim.dim_value = size
    onnx.checker.check_model(model)
    onnx.save(model, unfinished)
    unfinished.rename(file)


def session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(file, options)


def difference(net: Ear, file: Path, ticks: int = 12, later: int = 4) -> float:
    """The largest between graph and network over some ticks, the second caller beginning `later` ticks after the first."""
    mfcc = 10 * torch.randn(2, ticks * TICK_FRAMES, COEFFICIENTS, generator=torch.Generator().manual_seed(1))
    graph, names = session(file), list(net.states())
    state = {name: value.numpy() for name, value in net.start(2).items()}
    rows = []
    for tick in range(ticks):
        if tick == later:
            state = {name: value * np.array([1, 0], np.float32).reshape(2, 1, 1) for name, value in state.items()}
        heard = graph.run(None, {"mfcc": mfcc[:, tick * TICK_FRAMES : (tick + 1) * TICK_FRAMES].numpy(), **state})
        state = dict(zip(names, heard[:-1]))
        rows.append(heard[-1])
    made = np.concatenate(rows, 1)
    with torch.no_grad():
        first = net(mfcc[:1])[0].numpy()
        second = net(mfcc[1:, later * TICK_FRAMES :])[0].numpy()
    farthest = max(np.abs(made[:1] - first).max(), np.abs(made[1:, later * TICK_ROWS :] - second).max())
    if farthest > CLOSE:
        raise SystemExit(f"{file}: the graph differs from the network by {farthest:.2g}, expected less than {CLOSE}")
    return float(farthest)


if __name__ == "__main__":
    main()
