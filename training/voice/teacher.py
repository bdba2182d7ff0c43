"""Kokoro-82M with its inner tensors laid open: durations, pitch and energy, with the audio or without it.

Cut off after the prosody it labels 70 times faster than real time on one thread, with the audio 1.7 times.
"""

from dataclasses import dataclass

import numpy as np
import onnx
import onnxruntime
from scipy.signal import resample_poly

from voices import TEACHER, Voice

DURATIONS = "/encoder/predictor/ReduceSum_output_0"  # continuous, units of 25 ms
ROUNDED = "/encoder/Clip_output_0"  # the same, as the audio has it
PITCH = "/encoder/F0_proj/Conv_output_0"  # Hz, 80 a second; 5 to 15 where unvoiced
ENERGY = "/encoder/N_proj/Conv_output_0"  # 80 a second
INNER = [ROUNDED, DURATIONS, PITCH, ENERGY]
# What it makes of the text: tokens in their context, the last layer before durations and pitch and the one for durations.
CONTEXT = ["/encoder/predictor/text_encoder/lstms.5/Add_2_output_0", "/encoder/predictor/lstm/Transpose_2_output_0"]
CONTEXT_SIZE = 1024
STYLE_ROW = 90  # rows differ by length of the sentence: one for all, so that a voice is one voice
RATE = 16_000


@dataclass(frozen=True)
class Label:
    durations: np.ndarray  # [S] frames of 25 ms, continuous
    rounded: np.ndarray  # [S] whole
    pitch: np.ndarray  # [2 * sum(rounded)] Hz
    energy: np.ndarray  # the same length
    samples: np.ndarray | None  # 16 kHz, full scale 1
    context: np.ndarray | None  # [S, CONTEXT_SIZE], only without samples


class Teacher:
    """One thread; not thread-safe."""

    def __init__(self, audio: bool):
        self._audio = audio
        file = TEACHER / ("exposed.onnx" if audio else "prosody.onnx")
        if not file.exists():
            expose(file, audio)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(file, options)
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._styles = {}

    def label(self, tokens: list[int], voice: Voice) -> Label:
        """`tokens` with the edges."""
        if voice.teacher not in self._styles:
            rows = np.fromfile(TEACHER / "voices" / f"{voice.teacher}.bin", np.float32).reshape(510, 1, 256)
            self._styles[voice.teacher] = rows[STYLE_ROW]
        inputs = {"tokens": np.array([tokens], np.int64), "style": self._styles[voice.teacher], "speed": np.ones(1, np.float32)}
        out = dict(zip(self._outputs, self._session.run(None, inputs)))
        samples = resample_poly(out[self._outputs[0]].ravel(), 2, 3).astype(np.float32) if self._audio else None
        context = None if self._audio else np.concatenate([out[name].reshape(len(tokens), -1) for name in CONTEXT], 1).astype(np.float16)
        return Label(
            out[DURATIONS].ravel(), out[ROUNDED].ravel().astype(int), out[PITCH].ravel(), out[ENERGY].ravel(), samples, context
        )


def expose(file, audio):
    source = TEACHER / "kokoro.onnx"
    if not source.exists():
        raise SystemExit(f"{source} is missing: run training/callers/fetch.py --to {TEACHER} first")
    model = onnx.load(source)
    have = [output.name for output in model.graph.output]
    shown = INNER if audio else INNER + CONTEXT
    model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in shown if name not in have)
    onnx.save(model if audio else cut(model, shown), file)


def cut(model, shown):
    """The part of the graph that the inner tensors need."""
    maker = {output: node for node in model.graph.node for output in node.output}
    needed, open_names = set(), list(shown)
    while open_names:
        node = maker.get(open_names.pop())
        if node is not None and id(node) not in needed:
            needed.add(id(node))
            open_names.extend(node.input)
    nodes = [node for node in model.graph.node if id(node) in needed]
    used = {name for node in nodes for name in node.input}
    graph = onnx.helper.make_graph(
        nodes,
        "prosody",
        [value for value in model.graph.input],
        [value for value in model.graph.output if value.name in shown],
        [value for value in model.graph.initializer if value.name in used],
    )
    return onnx.helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)
