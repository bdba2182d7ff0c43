"""Reads Kaldi's binary final.mdl (nnet3 with its transition model): no Kaldi, only numpy.

The format is that of Kaldi's io-funcs: tokens in angle brackets, integers and floats after a byte that gives their size,
matrices as "FM ", rows, columns and float32 values, vectors as "FV ".
"""

import re
import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Component:
    """One named component of the network; what a kind does not have is None."""

    kind: str
    weight: np.ndarray | None = None  # [out, in of all time offsets]
    bias: np.ndarray | None = None
    offsets: tuple[int, ...] = (0,)  # frames, of a TdnnComponent
    mean: np.ndarray | None = None  # of a BatchNormComponent, repeated over its blocks
    scale: np.ndarray | None = None  # target rms over standard deviation


@dataclass(frozen=True)
class Model:
    tuples: np.ndarray  # [n, 4]: phone, state, forward pdf, self-loop pdf
    components: dict[str, Component] = field(default_factory=dict)


def read(file: Path) -> Model:
    """Raises ValueError naming what was expected where the file is not of this form."""
    data = file.read_bytes()
    return Model(_tuples(data), _components(data))


def _tuples(data: bytes) -> np.ndarray:
    at = data.find(b"<Tuples>")
    if at < 0:
        raise ValueError("final.mdl: no <Tuples>, expected a chain model, whose states have their own self-loop pdfs")
    count, at = _integer(data, at + len(b"<Tuples> "))
    values = np.empty((count, 4), np.int32)
    for row in range(count):
        for column in range(4):
            values[row, column], at = _integer(data, at)
    return values


def _components(data: bytes) -> dict[str, Component]:
    begin = data.find(b"<NumComponents>")
    found = list(re.finditer(rb"<ComponentName> ([^ ]+) <([A-Za-z0-9]+)>", data[begin:]))
    ends = [match.start() + begin for match in found[1:]] + [len(data)]
    return {
        match.group(1).decode(): _component(_Part(data, match.start() + begin, end), match.group(2).decode())
        for match, end in zip(found, ends)
    }


@dataclass(frozen=True)
class _Part:
    """The bytes of one component."""

    data: bytes
    begin: int
    end: int

    def after(self, token: str) -> int:
        at = self.data.find(token.encode() + b" ", self.begin, self.end)
        if at < 0:
            raise ValueError(f"final.mdl: no {token} in the component at byte {self.begin}")
        return at + len(token) + 1

    def integer(self, token: str) -> int:
        return _integer(self.data, self.after(token))[0]

    def number(self, token: str) -> float:
        return struct.unpack_from("<f", self.data, self.after(token) + 1)[0]

    def integers(self, token: str) -> tuple[int, ...]:
        at = self.after(token)
        (count,) = struct.unpack_from("<i", self.data, at + 1)
        return struct.unpack_from(f"<{count}i", self.data, at + 5)

    def matrix(self, token: str) -> np.ndarray:
        at = self._expect(self.after(token), b"FM ")
        rows, at = _integer(self.data, at)
        columns, at = _integer(self.data, at)
        return np.frombuffer(self.data, "<f4", rows * columns, at).reshape(rows, columns).copy()

    def vector(self, token: str) -> np.ndarray:
        at = self._expect(self.after(token), b"FV ")
        size, at = _integer(self.data, at)
        return np.frombuffer(self.data, "<f4", size, at).copy()

    def _expect(self, at: int, form: bytes) -> int:
        if self.data[at : at + 3] != form:
            raise ValueError(f"final.mdl, byte {at}: found {self.data[at : at + 3]}, expected {form}")
        return at + 3


def _component(part: _Part, kind: str) -> Component:
    if kind == "TdnnComponent":
        bias = part.vector("<BiasParams>")
        return Component(
            kind, part.matrix("<LinearParams>"), bias if len(bias) else None, part.integers("<TimeOffsets>")
        )
    if kind == "NaturalGradientAffineComponent":
        return Component(kind, part.matrix("<LinearParams>"), part.vector("<BiasParams>"))
    if kind == "LinearComponent":
        return Component(kind, part.matrix("<Params>"))
    if kind == "BatchNormComponent":
        spread = np.sqrt(part.vector("<StatsVar>") + part.number("<Epsilon>"))
        blocks = part.integer("<Dim>") // part.integer("<BlockDim>")
        scale = np.tile(part.number("<TargetRms>") / spread, blocks)
        return Component(kind, mean=np.tile(part.vector("<StatsMean>"), blocks), scale=scale.astype(np.float32))
    return Component(kind)


def _integer(data: bytes, at: int) -> tuple[int, int]:
    if data[at] != 4:
        raise ValueError(f"final.mdl, byte {at}: found an integer of {data[at]} bytes, expected 4")
    return struct.unpack_from("<i", data, at + 1)[0], at + 5
