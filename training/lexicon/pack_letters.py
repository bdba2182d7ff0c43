#!/usr/bin/env python3
"""Writes models/letters-en from a trained letter-to-phone model.

    python training/lexicon/pack_letters.py --to /somewhere/letters

Takes the checkpoint's running average, keeps it in half precision as weights/letters.pt (without --to it starts from that
file), exports the two graphs, stores their matrices as 8-bit numbers with one scale a row, measures what came out on the
held-out words as the voice runs it, and writes the manifest. Needs PyTorch, onnx and onnxruntime 1.29 or later.
"""

import argparse
import hashlib
import json
import pathlib

import numpy
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper

import build
import evaluate_letters
import letter_model
import letter_words

PACK = build.ROOT / "models/letters-en"
WEIGHTS = build.HERE / "weights/letters.pt"
VERSION = "1"
CONTRACT_VERSION = 1
# Smaller tensors stay as they are: biases, norms, the depthwise kernels.
SMALLEST = 4096
REFERENCES = 200


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.letters = model.letters

    def forward(self, letters):
        return self.letters(letters)


def keep(checkpoint, labels):
    """The running average in half precision, with its labels."""
    saved = torch.load(checkpoint, weights_only=True)
    WEIGHTS.parent.mkdir(exist_ok=True)
    torch.save({
        "labels": labels, "step": saved["step"],
        "model": {name: value.half() for name, value in saved["average"].items()}}, WEIGHTS)


def restore():
    saved = torch.load(WEIGHTS, weights_only=True)
    model = letter_model.LetterToPhone(len(saved["labels"]))
    model.load_state_dict({name: value.float() for name, value in saved["model"].items()})
    return model.eval(), saved["labels"], saved["step"]


def export(model):
    """letters.onnx and reader.onnx, single precision."""
    width, state = letter_model.WIDTH, letter_model.STATE
    torch.onnx.export(
        Encoder(model), (torch.ones(1, 7, dtype=torch.int64),), PACK / "letters.onnx", opset_version=17, dynamo=False,
        input_names=["letters"], output_names=["hidden"], dynamic_axes={"letters": {1: "N"}, "hidden": {1: "N"}})
    torch.onnx.export(
        model.reader, (torch.zeros(1, width), torch.zeros(1, dtype=torch.int64), torch.zeros(1, state)),
        PACK / "reader.onnx", opset_version=17, dynamo=False,
        input_names=["hidden", "before", "state"], output_names=["scores", "next"])


def quantise(file):
    """Matrices become int8 times a scale for each row of their longer side's complement; ONNX Runtime undoes it when it loads."""
    graph = onnx.load(file)
    kept, nodes = [], []
    for tensor in graph.graph.initializer:
        value = numpy_helper.to_array(tensor)
        if value.dtype != numpy.float32 or value.size < SMALLEST:
            kept.append(tensor)
            continue
        axis = value.ndim - 1 if value.ndim == 3 or value.shape[0] >= value.shape[-1] else 0
        scale = numpy.maximum(numpy.abs(value).max(axis=axis, keepdims=True), 1e-8) / 127
        name = tensor.name
        kept.append(numpy_helper.from_array(numpy.rint(value / scale).astype(numpy.int8), name + ".int8"))
        kept.append(numpy_helper.from_array(scale.astype(numpy.float32), name + ".scale"))
        nodes.append(helper.make_node("Cast", [name + ".int8"], [name + ".whole"], to=onnx.TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [name + ".whole", name + ".scale"], [name]))
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    body = list(graph.graph.node)
    del graph.graph.node[:]
    graph.graph.node.extend(nodes + body)
    onnx.checker.check_model(graph)
    onnx.save(graph, file)


def session(name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(PACK / name), options, providers=["CPUExecutionProvider"])


class Runner:
    """Reads as LetterModel.java does: one letter after the other, the likeliest reading of each."""

    def __init__(self, labels):
        self.labels = labels
        self.letters, self.reader = session("letters.onnx"), session("reader.onnx")

    def read(self, word):
        codes = numpy.array([letter_model.codes(word)], dtype=numpy.int64)
        hidden = self.letters.run(None, {"letters": codes})[0][0]
        before = numpy.array([len(self.labels)], dtype=numpy.int64)
        state = numpy.zeros((1, letter_model.STATE), dtype=numpy.float32)
        phones = ""
        for row in hidden:
            scores, state = self.reader.run(None, {"hidden": row[None], "before": before, "state": state})
            before[0] = scores[0].argmax()
            phones += self.labels[before[0]]
        return evaluate_letters.one_primary(phones)


def contract():
    width, state, labels = letter_model.WIDTH, letter_model.STATE, "L"
    return {
        "letters.onnx": {
            "in": {"letters": ["int64", 1, "N"]}, "out": {"hidden": ["float32", 1, "N", width]}},
        "reader.onnx": {
            "in": {"hidden": ["float32", 1, width], "before": ["int64", 1], "state": ["float32", 1, state]},
            "out": {"scores": ["float32", 1, labels], "next": ["float32", 1, state]}},
    }


def manifest(labels, step, measured):
    names = ["letters.onnx", "reader.onnx", "labels.json", "reference.tsv"]
    promised = contract()
    promised["reader.onnx"]["out"]["scores"][2] = len(labels)
    return {
        "name": "letters-en", "version": VERSION, "language": "en-US", "contract_version": CONTRACT_VERSION,
        "width": letter_model.WIDTH, "state": letter_model.STATE,
        "parents": ["misaki 0.9.4 (Apache-2.0), us_gold.json and us_silver.json"],
        "licence": "Apache-2.0",
        "files": {name: hashlib.sha256((PACK / name).read_bytes()).hexdigest() for name in names},
        "measured": measured, "seed": 1, "steps": step,
        "training_data": "the words of misaki's lists but for 4,000 held out and 2,000 for choices",
        "contract": promised,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=pathlib.Path, help="the folder of train_letters.py")
    parser.add_argument("--words", type=pathlib.Path, help="the folder that keeps words.json; --to if not given")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    words = letter_words.load(arguments.words or arguments.to)
    if arguments.to:
        keep(arguments.to / "letters.pt", words["labels"])
    model, labels, step = restore()
    PACK.mkdir(exist_ok=True)
    export(model)
    quantise(PACK / "letters.onnx")
    quantise(PACK / "reader.onnx")
    (PACK / "labels.json").write_text(json.dumps({"labels": labels}, ensure_ascii=False) + "\n", encoding="utf-8")
    runner = Runner(labels)
    rows = words["held_out"]
    found = [runner.read(row[0]) for row in rows]
    (PACK / "reference.tsv").write_text(
        "".join(f"{row[0]}\t{reading}\n" for row, reading in list(zip(rows, found))[:REFERENCES]), encoding="utf-8")
    measured = {
        f"held_out_{key}": round(value, 4) for key, value in evaluate_letters.compare(rows, found).items()}
    (PACK / "manifest.json").write_text(
        json.dumps(manifest(labels, step, measured), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(measured, sum(file.stat().st_size for file in PACK.iterdir()), "bytes")


if __name__ == "__main__":
    main()
