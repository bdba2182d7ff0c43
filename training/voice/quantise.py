"""Makes the planner's graphs smaller and faster: the products within their blocks are of 8-bit integers.

    python training/voice/quantise.py [--from data/voice/export] [--to data/voice/quantised]

Weights have 7 bits, because processors without VNNI add two products in 16 bits and would overflow with 8; the ranges of the
values they are multiplied with are those met in utterances of the labels. The mouth stays as it is: rounding would make its
output depend on how it is cut into chunks, by up to 0.01.
"""

import argparse
import random
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

import shards
from student import Student
from voices import VOICE_DATA

PLANNER = ["planner_tokens", "planner_frames"]
UTTERANCES = 120
SEED = 1


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--from", dest="source", type=Path, default=VOICE_DATA / "export")
    options.add_argument("--to", type=Path, default=VOICE_DATA / "quantised")
    chosen = options.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    inputs = met(chosen.source)
    for name in PLANNER:
        quantise(chosen.source / f"{name}.onnx", chosen.to / f"{name}.onnx", inputs[name])
    shutil.copyfile(chosen.source / "mouth.onnx", chosen.to / "mouth.onnx")


def met(pack) -> dict:
    """What the planner's graphs are given when utterances of the labels are said."""
    found = shards.utterances("audio", False)
    student, inputs = Student(pack), {name: [] for name in PLANNER}
    for one in random.Random(SEED).sample(found, min(UTTERANCES, len(found))):
        who = np.array([one["voice"]], np.int64)
        first, second, _ = student.plan(one["tokens"], who)
        inputs["planner_tokens"].append(first)
        inputs["planner_frames"].append(second)
    return inputs


class Inputs(CalibrationDataReader):
    def __init__(self, inputs):
        self._inputs = iter(inputs)

    def get_next(self):
        return next(self._inputs, None)


def quantise(file, to, inputs):
    products = [node.name for node in onnx.load(file).graph.node if node.op_type == "MatMul" and node.name.split("/")[-2] in ("a", "b")]
    quantize_static(
        file, to, Inputs(inputs), quant_format=QuantFormat.QDQ, op_types_to_quantize=["MatMul"], nodes_to_quantize=products,
        per_channel=True, reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
        extra_options={"OpTypesToExcludeOutputQuantization": ["MatMul"]},
    )
    print(f"written: {to} ({len(products)} products, {to.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
