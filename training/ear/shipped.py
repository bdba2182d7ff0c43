"""The weights of an exported ear.onnx, back into the network: to go on from a pack, and to average with one."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from net import LAYERS, Ear


def weights_of(graph: Path, original: dict) -> dict:
    """The module's state. Norms, and what the graph has folded into its first layer, come from `original`."""
    matrices = _matrices(onnx.load(graph).graph)
    state = dict(original)
    names = ["first"]
    for index in range(len(LAYERS)):
        names += [f"layers.{index}.narrow", f"layers.{index}.widen"]
    names += ["last", "head", "head_narrow", "output"]
    if len(names) > len(matrices):
        raise ValueError(f"{graph}: found {len(matrices)} products with a matrix, expected {len(names)} and those of TURN")
    for name, (weight, bias) in zip(names, matrices):
        state[f"{name}.weight"] = weight.T.contiguous()
        if bias is not None:
            state[f"{name}.bias"] = bias
    mean, scale = original["input_norm.mean"], original["input_norm.scale"]
    state["first.bias"] = state["first.bias"] + state["first.weight"] @ mean
    state["first.weight"] = state["first.weight"] / scale
    Ear().load_state_dict(state)
    return state


def _matrices(graph) -> list:
    """Weight [in, out] and bias or None of every product, in the order of the graph."""
    constants = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    readers = {name: node for node in graph.node for name in node.input}
    found = []
    for node in graph.node:
        if node.op_type == "MatMul":
            follower = readers[node.output[0]]
            bias = next((constants[name] for name in follower.input if name in constants), None)
            found.append((constants[node.input[1]], bias if follower.op_type == "Add" else None))
    return found
