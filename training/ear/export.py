"""Writes the streaming graph of the pack: 60 ms in, two rows of log-likelihoods and of TURN out, all state explicit, any batch.

    python training/ear/export.py half          # data/ear/export/half/ear.onnx

TURN is what training/turn trained on this very ear. Then holds the graph to the network: a batch of two callers, one of which begins later, must give what each alone gives.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from average import weights
from net import COEFFICIENTS, PDFS, STRIDE, TICK_FRAMES, TICK_ROWS, Ear
from places import EAR_DATA
from turn_head import HIDDEN, OUTPUTS, TurnHead

OPSET = 17
CLOSE = 1e-3


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("name", help="original, pack, or a file of data/ear/models")
    chosen = options.parse_args()
    net, head = ear(weights(chosen.name)), turn_head(chosen.name)
    folder = EAR_DATA / "export" / Path(chosen.name).stem
    folder.mkdir(parents=True, exist_ok=True)
    export(net, head, folder / "ear.onnx")
    print(f"written: {folder / 'ear.onnx'}, farthest from the network by {difference(net, head, folder / 'ear.onnx'):.1e}")


def ear(state: dict) -> Ear:
    net = Ear()
    net.load_state_dict(state)
    return net.eval()


def turn_data(name: str) -> Path:
    """Where training/turn keeps what belongs to the ear of this name."""
    return EAR_DATA / "turn" / Path(name).stem


def turn_head(name: str) -> TurnHead:
    """Trained on the ear of this name."""
    file = turn_data(name) / "turn.pt"
    if not file.exists():
        raise SystemExit(f"{file} is missing: train it with training/turn on the ear {name}")
    head = TurnHead()
    head.load_state_dict(torch.load(file, weights_only=True)["head"])
    return head.eval()


class Tick(nn.Module):
    """Ear and TURN with their state as a list of tensors, in the order of the names."""

    def __init__(self, net: Ear, head: TurnHead):
        super().__init__()
        self.net, self.head = folded(net), head

    def states(self) -> dict[str, tuple[int, int]]:
        return {**self.net.states(), "s_turn": (1, HIDDEN)}

    def forward(self, mfcc, played, *state):
        """played [B,6,1]: the level of what the agent says in each of the MFCC frames (turn_head.played_level)."""
        following, before = {}, dict(zip(self.states(), state))
        embedding = self.net.last(self.net.hidden(mfcc, before, following))
        likelihoods = self.net.likelihoods_of(embedding)  # before TURN: shipped.py finds the ear's weights in front
        level = played.unflatten(1, (-1, STRIDE)).mean(2)
        turn, following["s_turn"] = self.head(embedding, level, before["s_turn"])
        shares = torch.cat([torch.sigmoid(turn[..., :1]), torch.softmax(turn[..., 1:], 2)], 2)
        return (*(following[name] for name in self.states()), likelihoods, shares)


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


def export(net: Ear, head: TurnHead, file: Path):
    tick = Tick(net, head).eval()
    shapes = tick.states()
    inputs = ["mfcc", "played", *shapes]
    outputs = [*(f"{name}_out" for name in shapes), "ll", "turn"]
    example = (torch.zeros(2, TICK_FRAMES, COEFFICIENTS), torch.zeros(2, TICK_FRAMES, 1), *start(tick, 2).values())
    unfinished = file.with_suffix(".part")
    with torch.no_grad():
        torch.onnx.export(
            tick, example, str(unfinished), input_names=inputs, output_names=outputs, opset_version=OPSET, dynamo=False,
            dynamic_axes={name: {0: "B"} for name in inputs + outputs},
        )
    model = onnx.load(unfinished)
    sized = {f"{name}_out": shape for name, shape in shapes.items()}
    sized |= {"ll": (TICK_ROWS, PDFS), "turn": (TICK_ROWS, OUTPUTS)}
    for output in model.graph.output:
        for dim, size in zip(output.type.tensor_type.shape.dim[1:], sized[output.name]):
            dim.Clear()
            dim.dim_value = size
    onnx.checker.check_model(model)
    onnx.save(model, unfinished)
    unfinished.rename(file)


def start(tick: Tick, batch: int) -> dict:
    return {name: torch.zeros(batch, *shape) for name, shape in tick.states().items()}


def session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(file, options)


def difference(net: Ear, head: TurnHead, file: Path, ticks: int = 12, later: int = 4) -> float:
    """The largest between graph and network over some ticks, the second caller beginning `later` ticks after the first."""
    random = torch.Generator().manual_seed(1)
    mfcc = 10 * torch.randn(2, ticks * TICK_FRAMES, COEFFICIENTS, generator=random)
    played = torch.rand(2, ticks * TICK_FRAMES, 1, generator=random)
    tick = Tick(net, head)
    graph, state = session(file), {name: value.numpy() for name, value in start(tick, 2).items()}
    rows = []
    for number in range(ticks):
        if number == later:
            state = {name: value * np.array([1, 0], np.float32).reshape(2, 1, 1) for name, value in state.items()}
        now = slice(number * TICK_FRAMES, (number + 1) * TICK_FRAMES)
        *following, heard, turn = graph.run(None, {"mfcc": mfcc[:, now].numpy(), "played": played[:, now].numpy(), **state})
        state = dict(zip(state, following))
        rows.append(np.concatenate([heard, turn], 2))
    made = np.concatenate(rows, 1)
    first, second = whole(tick, mfcc[:1], played[:1]), whole(tick, mfcc[1:, later * TICK_FRAMES :], played[1:, later * TICK_FRAMES :])
    farthest = max(np.abs(made[:1] - first).max(), np.abs(made[1:, later * TICK_ROWS :] - second).max())
    if farthest > CLOSE:
        raise SystemExit(f"{file}: the graph differs from the network by {farthest:.2g}, expected less than {CLOSE}")
    return float(farthest)


def whole(tick: Tick, mfcc, played) -> np.ndarray:
    """Everything at once, from the start of a call."""
    with torch.no_grad():
        *_, heard, turn = tick(mfcc, played, *start(tick, len(mfcc)).values())
    return np.concatenate([heard.numpy(), turn.numpy()], 2)


if __name__ == "__main__":
    main()
