"""Makes the pack of this folder: the voice's contract, version 1, with graphs that hum instead of speaking.

A vowel is a steady tone, a consonant a weak one or noise, a pause is silence. Small enough to lie beside the tests, exact
enough to show what reaches the graphs: style moves pitch and level, whisper swaps the tone for noise, every frame of the
planner looks 24 frames to either side, the mouth is 3 frames late and keeps them in its state.

    python make.py            (needs onnx and numpy)
"""
import hashlib
import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

HERE = Path(__file__).parent
HIDDEN, BANDS, HOP, LATE, CONTEXT = 192, 80, 200, 3, 24
STATE = LATE * HOP
VOICES = [("heart", "en-US", "female", 200), ("emma", "en-GB", "female", 220), ("michael", "en-US", "male", 110),
          ("puck", "en-US", "male", 125), ("dora", "es", "female", 210)]
VOWELS = "AIOQWYaeiouæɑɐɒɔəɛɜɪɨʊʌᵻ"
VOICED = "bdlmnrvwzðŋɡɣɲɹɾʝʒjʤβ"
F32, I64 = TensorProto.FLOAT, TensorProto.INT64


def graph(name, nodes, consts, inputs, outputs):
    value = lambda n, t, s: helper.make_tensor_value_info(n, t, s)
    made = helper.make_graph(nodes, name, [value(*i) for i in inputs], [value(*o) for o in outputs],
                             [numpy_helper.from_array(v, k) for k, v in consts.items()])
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    save(model, HERE / name)


def node(op, ins, outs, **attributes):
    return helper.make_node(op, ins.split(), outs.split(), **attributes)


def f(*values):
    return np.array(values, np.float32)


def i(*values):
    return np.array(values, np.int64)


def tables(tokens):
    """Rows for each token: [hidden], units of 25 ms. Hidden 0: vowel, 1: voiced, 2: loudness as a log, 3 on: colour."""
    rng = np.random.default_rng(1)
    hidden = np.zeros((178, HIDDEN), np.float32)
    hidden[:, 2] = -9
    units = np.full(178, 2.0, np.float32)
    units[0] = 13
    for phone, token in tokens.items():
        vowel, voiced = phone in VOWELS, phone in VOWELS or phone in VOICED
        pause = phone in " ,.?!;:ˈˌː"
        hidden[token, :3] = vowel, voiced, -9 if pause else (0 if vowel else -0.7 if voiced else -2)
        hidden[token, 3:6] = 0 if pause else rng.normal(size=3) / 10
        units[token] = 4 if vowel else 0.5 if phone in " ˈˌː" else 10 if pause else 2
    return hidden, units


def planner_tokens(hidden, units):
    factor = f(*(1 + 0.03 * k for k in range(len(VOICES))))
    graph("planner_tokens.onnx",
          [node("Gather", "table phones", "hidden"), node("Gather", "units phones", "natural"),
           node("Gather", "factor voice", "pace"), node("Mul", "natural pace", "durations")],
          {"table": hidden, "units": units, "factor": factor},
          [("phones", I64, [1, "S"]), ("voice", I64, [1])],
          [("hidden", F32, [1, "S", HIDDEN]), ("durations", F32, [1, "S"])])


def planner_frames():
    kernel = np.zeros((BANDS, 1, 2 * CONTEXT + 1), np.float32)
    kernel[:, 0, CONTEXT] = 1
    kernel[:, 0, 0] = kernel[:, 0, -1] = 0.004
    tilt = np.linspace(-1, 1, BANDS, dtype=np.float32)
    column = lambda k, out: node("Slice", f"style c{k} c{k + 1} axis2", out)
    graph("planner_frames.onnx",
          [node("Squeeze", "hidden axis0", "rows"), node("Gather", "rows token", "h"),
           node("Slice", "h c1 c2 axis2", "voiced3"), node("Squeeze", "voiced3 axis2", "voicing"),
           node("Slice", "h c2 c3 axis2", "loud"), node("Slice", "h c3 c4 axis2", "colour"),
           node("Slice", "position c0 c1 axis2", "within3"), node("Squeeze", "within3 axis2", "within"),
           column(0, "pitch3"), column(1, "spread3"), column(2, "energy"), column(3, "warmth"),
           node("Squeeze", "pitch3 axis2", "pitch"), node("Squeeze", "spread3 axis2", "spread"),
           # Pitch falls from 5 % above the voice's mean to 5 % below it over each phone.
           node("Sub", "half within", "fall"), node("Mul", "fall tenth", "bend"),
           node("Exp", "spread", "wide"), node("Mul", "bend wide", "bent"), node("Add", "bent pitch", "log"),
           node("Exp", "log", "ratio"), node("Gather", "means voice", "mean"), node("Mul", "ratio mean", "spoken"),
           node("Greater", "melody zero", "sung"), node("Where", "sung melody spoken", "tone"),
           node("Greater", "voicing half", "isVoiced"), node("Where", "isVoiced tone mark", "f0"),
           node("Mul", "energy neper", "gain"), node("Mul", "warmth tilt", "leaning"),
           node("Add", "loud gain", "level"), node("Mul", "colour tilt", "coloured"),
           node("Add", "level coloured", "shaded"), node("Add", "shaded leaning", "plain"),
           node("Transpose", "plain", "bands", perm=[0, 2, 1]),
           node("Conv", "bands kernel", "wideBands", group=BANDS, pads=[CONTEXT, CONTEXT]),
           node("Transpose", "wideBands", "mel", perm=[0, 2, 1])],
          {**{f"c{k}": i(k) for k in range(5)}, "axis0": i(0), "axis2": i(2), "half": f(0.5), "tenth": f(0.1),
           "means": f(*(v[3] for v in VOICES)), "zero": f(0), "mark": f(8), "neper": f(np.log(10) / 20),
           "tilt": tilt, "kernel": kernel},
          [("hidden", F32, [1, "S", HIDDEN]), ("token", I64, [1, "T"]), ("position", F32, [1, "T", 6]),
           ("voice", I64, [1]), ("style", F32, [1, "T", 4]), ("melody", F32, [1, "T"])],
          [("mel", F32, [1, "T", BANDS]), ("f0", F32, [1, "T"])])


def mouth():
    graph("mouth.onnx",
          [node("ReduceMean", "mel", "level", axes=[2], keepdims=1), node("Exp", "level", "gain"),
           node("Unsqueeze", "whisper axis2", "airy"), node("Greater", "f0 voiced", "isVoiced"),
           node("Cast", "isVoiced", "tone2", to=F32), node("Unsqueeze", "tone2 axis2", "voicing"),
           node("Sub", "one airy", "loud"), node("Mul", "loud voicing", "tonal"), node("Sub", "one tonal", "breath"),
           node("Reshape", "source blocks", "pulses"), node("Reshape", "noise blocks", "air"),
           node("Mul", "pulses tonal", "hum"), node("Mul", "air breath", "hiss"), node("Add", "hum hiss", "both"),
           node("Mul", "both gain", "shaped"), node("Gather", "levels voice", "own"), node("Mul", "shaped own", "said"),
           node("Reshape", "said flat", "samples"), node("Concat", "state samples", "all", axis=1),
           node("Slice", "all from until axis1", "audio"), node("Slice", "all until end axis1", "next")],
          {"axis1": i(1), "axis2": i(2), "one": f(1), "voiced": f(50), "blocks": i(1, -1, HOP), "flat": i(1, -1),
           "levels": f(*(0.122 + 0.002 * k for k in range(len(VOICES)))), "from": i(0), "until": i(-STATE),
           "end": i(2**62)},
          [("mel", F32, [1, "T", BANDS]), ("f0", F32, [1, "T"]), ("source", F32, [1, "200T"]),
           ("noise", F32, [1, "200T"]), ("whisper", F32, [1, "T"]), ("voice", I64, [1]), ("state", F32, [1, STATE])],
          [("audio", F32, [1, "200T"]), ("next", F32, [1, STATE])])


def main():
    tokens = json.loads((HERE / "tokens.json").read_text("utf-8"))["tokens"]
    planner_tokens(*tables(tokens))
    planner_frames()
    mouth()
    names = ["planner_tokens.onnx", "planner_frames.onnx", "mouth.onnx", "tokens.json"]
    n, frames, wave = ["int64", 1], lambda *d: ["float32", 1, "T", *d], ["float32", 1, "200T"]
    state = ["float32", 1, STATE]
    manifest = {
        "name": "voice-standin", "version": "1", "language": "en-US", "sample_rate": 16000, "frame_hop": HOP,
        "contract_version": 1, "look_ahead_frames": LATE, "mouth_state": STATE,
        "voices": [{"name": v[0], "language": v[1], "sex": v[2], "index": k} for k, v in enumerate(VOICES)],
        "files": {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in names},
        "contract": {
            "planner_tokens.onnx": {
                "in": {"phones": ["int64", 1, "S"], "voice": n},
                "out": {"hidden": ["float32", 1, "S", HIDDEN], "durations": ["float32", 1, "S"]}},
            "planner_frames.onnx": {
                "in": {"hidden": ["float32", 1, "S", HIDDEN], "token": ["int64", 1, "T"], "position": frames(6),
                       "voice": n, "style": frames(4), "melody": frames()},
                "out": {"mel": frames(BANDS), "f0": frames()}},
            "mouth.onnx": {
                "in": {"mel": frames(BANDS), "f0": frames(), "source": wave, "noise": wave, "whisper": frames(),
                       "voice": n, "state": state},
                "out": {"audio": wave, "next": state}}}}
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")


main()
