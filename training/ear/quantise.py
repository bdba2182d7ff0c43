"""What the ear would lose and gain with the weights of its products in 8 bits: a measurement, nothing is shipped.

    python training/ear/quantise.py --every 6

Makes data/ear/int8/ear.onnx (ONNX Runtime's dynamic quantisation of MatMul and Gemm, one scale a column) and compares it
with the pack's graph: file size, time of one call's tick on one thread, likelihoods of the reference recording, and
isolated digits by people, clean and with noise, as evaluate.py has them. Prints a table.
"""

import argparse
import time
from argparse import Namespace
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from evaluate import Hearer, digits, heard
from export import session
from mfcc import mfcc
from net import PDFS, TICK_FRAMES, framed
from pack import streamed
from places import EAR_DATA, PACK

WARM, TICKS = 200, 2_000


class GraphHearer(Hearer):
    """Hears by a graph, tick by tick, instead of by weights."""

    def __init__(self, graph: onnxruntime.InferenceSession):
        super().__init__("pack")
        self.net = lambda frames: (torch.from_numpy(streamed(graph, frames.numpy())[0]), {})


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--every", type=int, default=6, help="only one in so many digits")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    small = EAR_DATA / "int8" / "ear.onnx"
    small.parent.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(PACK / "ear.onnx", small, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, weight_type=QuantType.QInt8)
    print("| weights | file | a tick of one call, median | likelihoods, mean / most difference | digits, clean | digits, noise |")
    print("|---|---|---|---|---|---|")
    clips = digits()[:: chosen.every]
    for name, file in (("fp32", PACK / "ear.onnx"), ("int8", small)):
        print(row(name, file, clips), flush=True)


def row(name: str, file: Path, clips) -> str:
    graph = session(file)
    mean, most = difference(graph)
    right = []
    for line in ("clean", "noise"):
        summary, _ = heard(GraphHearer(graph), clips, Namespace(line=line, seed=1))
        right.append(f"{summary['all']['exact']:.1%} of {summary['all']['recordings']}")
    return f"| {name} | {file.stat().st_size / 1e6:.1f} MB | {tick(graph):.2f} ms | {mean:.3f} / {most:.2f} | {' | '.join(right)} |"


def difference(graph: onnxruntime.InferenceSession) -> tuple[float, float]:
    """Mean and greatest difference from the log-likelihoods of the reference recording."""
    folder = PACK / "reference"
    features = np.fromfile(folder / "reference-mfcc.f32", "<f4").reshape(1, -1, 40)
    told = np.fromfile(folder / "reference-ll.f32", "<f4").reshape(-1, PDFS)
    rows = streamed(graph, framed(torch.from_numpy(features)).numpy())[0][0]
    apart = np.abs(rows[: len(told)] - told)
    return float(apart.mean()), float(apart.max())


def tick(graph: onnxruntime.InferenceSession) -> float:
    """Median milliseconds."""
    random = np.random.default_rng(0)
    state = {port.name: np.zeros((1, *port.shape[1:]), np.float32) for port in graph.get_inputs()}
    took = []
    for _ in range(WARM + TICKS):
        state["mfcc"] = random.standard_normal((1, TICK_FRAMES, 40)).astype(np.float32)
        began = time.perf_counter()
        graph.run(None, state)
        took.append(time.perf_counter() - began)
    return float(np.median(took[WARM:])) * 1000


if __name__ == "__main__":
    main()
