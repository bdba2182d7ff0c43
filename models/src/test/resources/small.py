"""Makes small.onnx: token numbers to 192 values and one duration each, as small as a graph with two outputs can be.

    python models/src/test/resources/small.py
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TOKENS, WIDTH = 178, 192
table = np.random.default_rng(1).standard_normal((TOKENS, WIDTH)).astype(np.float32)
nodes = [
    helper.make_node("Gather", ["table", "x"], ["h"]),
    helper.make_node("ReduceMax", ["h"], ["d"], axes=[2], keepdims=0),
]
shape = [1, "S"]
graph = helper.make_graph(
    nodes,
    "small",
    [helper.make_tensor_value_info("x", TensorProto.INT64, shape)],
    [helper.make_tensor_value_info("h", TensorProto.FLOAT, [*shape, WIDTH]), helper.make_tensor_value_info("d", TensorProto.FLOAT, shape)],
    [numpy_helper.from_array(table, "table")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, Path(__file__).with_suffix(".onnx"))
