"""Makes a pack of exported graphs: manifest with checksums, contract, voices and figures.

    python training/voice/pack.py --from data/voice/export --to models/voice-en --version 1 --evaluation data/voice/evaluation/test-heart.json
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx

from voices import TEACHER, VOICE_DATA, VOICES

GRAPHS = ["planner_tokens.onnx", "planner_frames.onnx", "mouth.onnx"]
TYPES = {1: "float32", 7: "int64"}
CONTRACT_VERSION = 1


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--from", dest="source", type=Path, default=VOICE_DATA / "export")
    options.add_argument("--to", type=Path, default=Path("models/voice-en"))
    options.add_argument("--version", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--data", required=True, help="what it was trained on, in a sentence")
    options.add_argument("--evaluation", type=Path, nargs="*", default=[])
    chosen = options.parse_args()
    for name in GRAPHS:
        shutil.copyfile(chosen.source / name, chosen.to / name)
    tokens = json.loads((TEACHER / "vocabulary.json").read_text())
    (chosen.to / "tokens.json").write_text(json.dumps({"tokens": tokens}, ensure_ascii=False, indent=0) + "\n")
    (chosen.to / "manifest.json").write_text(json.dumps(manifest(chosen), ensure_ascii=False, indent=1) + "\n")


def manifest(chosen):
    contract = {name: graph(chosen.to / name) for name in GRAPHS}
    return {
        "name": "voice-en",
        "version": chosen.version,
        "contract_version": CONTRACT_VERSION,
        "language": "en-US",
        "sample_rate": 16_000,
        "frame_hop": 200,
        "look_ahead_frames": 3,
        "mouth_state": contract["mouth.onnx"]["in"]["state"][2],
        "voices": [
            {"name": voice.name, "language": voice.language, "sex": voice.sex, "kokoro": voice.teacher, "index": index}
            for index, voice in enumerate(VOICES)
        ],
        "parents": ["Kokoro-82M v1.0 (Apache-2.0)", "voice-en version 0, its weights to begin with"],
        "licence": "Apache-2.0",
        "files": {name: hashlib.sha256((chosen.to / name).read_bytes()).hexdigest() for name in [*GRAPHS, "tokens.json"]},
        "parameters": sum(count(chosen.to / name) for name in GRAPHS),
        "measured": {file.stem: json.loads(file.read_text())["summary"] for file in chosen.evaluation},
        "seed": chosen.seed,
        "training_data": chosen.data,
        "contract": contract,
    }


def graph(file):
    model = onnx.load(file).graph
    return {"in": {v.name: value(v) for v in model.input}, "out": {v.name: value(v) for v in model.output}}


def value(v):
    kind = v.type.tensor_type
    sizes = [dim.dim_value or dim.dim_param for dim in kind.shape.dim]
    return [TYPES[kind.elem_type], *sizes]


def count(file):
    total = 0
    for tensor in onnx.load(file).graph.initializer:
        size = 1
        for dim in tensor.dims:
            size *= dim
        total += size
    return total


if __name__ == "__main__":
    main()
