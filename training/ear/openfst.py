"""Reads OpenFst's binary files of type const, also inside an add-on (olabel_lookahead), with their symbols."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FST, SYMBOLS = 2125659606, 2125658996  # magic numbers
HAS_INPUT_SYMBOLS, HAS_OUTPUT_SYMBOLS, IS_ALIGNED = 1, 2, 4
ALIGNMENT = 16
STATE = np.dtype([("weight", "<f4"), ("first", "<u4"), ("count", "<u4"), ("in_epsilons", "<u4"), ("out_epsilons", "<u4")])
ARC = np.dtype([("input", "<i4"), ("output", "<i4"), ("weight", "<f4"), ("next", "<i4")])


@dataclass(frozen=True)
class Fst:
    """States and arcs are None for other types than const, of which only the symbols are read."""

    start: int
    states: np.ndarray | None
    arcs: np.ndarray | None
    symbols: dict[int, str] | None


class _Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def int32(self) -> int:
        self.at += 4
        return struct.unpack_from("<i", self.data, self.at - 4)[0]

    def int64(self) -> int:
        self.at += 8
        return struct.unpack_from("<q", self.data, self.at - 8)[0]

    def text(self) -> str:
        length = self.int32()
        self.at += length
        return self.data[self.at - length : self.at].decode("utf-8", "replace")

    def expect(self, magic: int):
        found = self.int32()
        if found != magic:
            raise ValueError(f"fst, byte {self.at - 4}: found {found}, expected {magic}")

    def align(self):
        self.at = -(-self.at // ALIGNMENT) * ALIGNMENT

    def table(self, kind: np.dtype, count: int) -> np.ndarray:
        self.at += kind.itemsize * count
        return np.frombuffer(self.data, kind, count, self.at - kind.itemsize * count)


def read(file: Path) -> Fst:
    reader = _Reader(file.read_bytes())
    header, symbols = _header(reader)
    if "lookahead" in header["type"]:
        reader.int32()  # the add-on's own magic number; the transducer it wraps has a header again
        header, inner = _header(reader)
        symbols = symbols or inner
    states = arcs = None
    if header["type"] == "const":
        aligned = header["flags"] & IS_ALIGNED
        if aligned:
            reader.align()
        states = reader.table(STATE, header["states"])
        if aligned:
            reader.align()
        arcs = reader.table(ARC, header["arcs"])
    return Fst(header["start"], states, arcs, symbols)


def _header(reader: _Reader) -> tuple[dict, dict | None]:
    reader.expect(FST)
    header = {"type": reader.text(), "arc": reader.text(), "version": reader.int32(), "flags": reader.int32()}
    reader.int64()  # properties
    header |= {"start": reader.int64(), "states": reader.int64(), "arcs": reader.int64()}
    tables = [_symbols(reader) for flag in (HAS_INPUT_SYMBOLS, HAS_OUTPUT_SYMBOLS) if header["flags"] & flag]
    return header, tables[0] if tables else None


def _symbols(reader: _Reader) -> dict[int, str]:
    reader.expect(SYMBOLS)
    reader.text()
    reader.int64()  # next free key
    table = {}
    for _ in range(reader.int64()):
        word = reader.text()
        table[reader.int64()] = word
    return table
