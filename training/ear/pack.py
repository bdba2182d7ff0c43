"""Makes a pack of an exported graph: tree, lexicon, reference vectors, manifest with checksums, contract and figures.

    python training/ear/pack.py half --version 1 --data "..." --to data/ear/packs/half

--to models/ear-en replaces the pack that Parley ships; its README.md is written by hand and left alone.
"""

import argparse
import hashlib
import json
import shutil
import wave
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from export import session
from mfcc import mfcc
from net import TICK_FRAMES, framed
from places import EAR_DATA, PACK, RECOVERED, RATE, write

TYPES = {1: "tensor(float)"}
PLAYED = 0.7  # the agent's level in the reference: 3,162 RMS
TABLES = ("tuples.tsv", "contexts.tsv", "lexicon.txt.gz")
PARENT = "com.alphacephei:vosk-model-en:0.3.45 (Apache-2.0): am/final.mdl, graph/HCLr.fst, graph/Gr.fst"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("name", help="of an export")
    options.add_argument("--to", type=Path, help="by default data/ear/packs/NAME")
    options.add_argument("--version", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--data", required=True, help="what it was trained on and how the weights were averaged, in a sentence")
    options.add_argument("--evaluation", type=Path, nargs="*", default=[], help="files that evaluate.py wrote")
    chosen = options.parse_args()
    to = chosen.to or EAR_DATA / "packs" / chosen.name
    make(EAR_DATA / "export" / chosen.name / "ear.onnx", to, chosen)
    print(f"written: {to}")


def make(graph: Path, to: Path, chosen):
    to.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(graph, to / "ear.onnx")
    for name in TABLES:
        # The same lexicon may be compressed in other ways; files that say the same stay as they are.
        if to.resolve() != PACK.resolve():
            shutil.copyfile(RECOVERED / name, to / name)
    reference(to)
    write(to / "manifest.json", (json.dumps(manifest(to, chosen), indent=1) + "\n").encode())


def reference(to: Path):
    """What the Java code is held to: the same recording and features in every version, the likelihoods of this graph."""
    folder, source = to / "reference", PACK / "reference"
    folder.mkdir(exist_ok=True)
    if folder.resolve() != source.resolve():
        for name in ("reference.wav", "reference.txt"):
            shutil.copyfile(source / name, folder / name)
    with wave.open(str(folder / "reference.wav"), "rb") as wav:
        samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(np.float32)
    features = mfcc(torch.from_numpy(samples)[None])
    write(folder / "reference-mfcc.f32", features[0].numpy().astype("<f4").tobytes())
    heard, turn = streamed(session(to / "ear.onnx"), framed(features).numpy())
    write(folder / "reference-ll.f32", heard[0].astype("<f4").tobytes())
    write(folder / "reference-turn.f32", turn[0].astype("<f4").tobytes())


def streamed(graph: onnxruntime.InferenceSession, frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log-likelihoods and TURN of whole ticks of frames from the start of a call, the agent speaking for its first half."""
    state = {port.name: np.zeros((len(frames), *port.shape[1:]), np.float32) for port in graph.get_inputs()[2:]}
    rows, turns = [], []
    for at in range(0, frames.shape[1], TICK_FRAMES):
        played = np.full((len(frames), TICK_FRAMES, 1), PLAYED if at < frames.shape[1] // 2 else 0, np.float32)
        *following, heard, turn = graph.run(None, {"mfcc": frames[:, at : at + TICK_FRAMES], "played": played, **state})
        state = dict(zip(state, following))
        rows.append(heard)
        turns.append(turn)
    return np.concatenate(rows, 1), np.concatenate(turns, 1)


def manifest(folder: Path, chosen) -> dict:
    model = onnx.load(folder / "ear.onnx").graph
    return {
        "name": "ear-en",
        "version": chosen.version,
        "language": "en-US",
        "sample_rate": RATE,
        "parents": [PARENT],
        "licence": "Apache-2.0",
        "seed": chosen.seed,
        "training_data": chosen.data,
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("ear.onnx", *TABLES)},
        "contract": {"ear.onnx": {"in": ports(model.input), "out": ports(model.output)}},
        "measured": {file.stem: json.loads(file.read_text())["summary"] for file in chosen.evaluation},
    }


def ports(values) -> dict:
    return {value.name: [TYPES[value.type.tensor_type.elem_type], *sizes(value)] for value in values}


def sizes(value) -> list[str]:
    return [str(dim.dim_value or dim.dim_param) for dim in value.type.tensor_type.shape.dim]


if __name__ == "__main__":
    main()
