"""Any sentence-transformers model as the encoder: a local folder, or a hub name that is already downloaded.

Needs the extra ``[sentence-transformers]``. Without a network a hub name would make the hub's client try for more than
a minute, so the model is looked up on this machine first, and that is all unless downloading is allowed.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from embeddings.encoder import Vectors
from embeddings.text import clean
from graph.errors import SearchError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_SAMPLE = 1 << 20  # bytes at each end of a file that its fingerprint reads: a changed model differs there
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


class SentenceTransformers:
    """The model ``name``: a folder, or a name of the hub. ``download`` lets a name that is not here be fetched."""

    def __init__(self, name: str, *, download: bool = False) -> None:
        """Find the model; raises ``SearchError`` at once when it or the extra is not on this machine."""
        if importlib.util.find_spec("sentence_transformers") is None:
            raise SearchError(
                "SAEOP_ENCODER names a sentence-transformers model, which needs an extra: "
                "install it with `pip install -e '.[sentence-transformers]'`, or use SAEOP_ENCODER=e5"
            )
        self._asked_for = name
        self._folder = _folder(name, download=download)
        self.name = f"sentence-transformers/{Path(name).name}/{_fingerprint(self._folder)}"
        self._lock = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def dimension(self) -> int:
        """See ``Encoder``; loads the model."""
        return len(self.query("가"))  # the method that tells it has another name in each major version

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return self._encode(texts, "document")

    def query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return cast(Vectors, self._encode([text], "query")[0])

    def _encode(self, texts: Sequence[str], kind: str) -> Vectors:
        model = self._model()
        encode = model.encode_query if kind == "query" else model.encode_document
        settings: dict[str, Any] = {"normalize_embeddings": True, "convert_to_numpy": True, "show_progress_bar": False}
        return np.asarray(encode([clean(text) for text in texts], **settings), np.float32)

    def _model(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        # Standard error is for one line of what went wrong.
        importlib.import_module("transformers.utils.logging").disable_progress_bar()
        try:
            model = SentenceTransformer(str(self._folder), local_files_only=True)
        except Exception as error:  # whatever torch, transformers or a damaged file raise
            raise SearchError(f"the model in {self._folder} cannot be loaded: {error}") from error
        # Models of the e5 family need these prefixes, and most of their folders do not say so.
        if "e5" in self._asked_for.lower() and not any(model.prompts.values()):
            model.prompts = dict(_E5_PROMPTS)
        return model


def _folder(name: str, *, download: bool) -> Path:
    """The folder of the model: ``name`` itself, or the hub's snapshot of that name on this machine."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any(folder.glob("*.json")):
            raise SearchError(f"{name} holds no sentence-transformers model (no config.json or modules.json)")
        return folder.resolve()
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=not download))
    except Exception as error:  # the client's, the network's and the name checker's errors share no base
        hint = "check the name and the network" if download else "give a folder, or set HF_HUB_OFFLINE=0 to download it"
        raise SearchError(f"the model {name!r} is not on this machine: {hint}") from error


def _fingerprint(folder: Path) -> str:
    """A short digest of the model's files: names, sizes, first and last mebibyte of each."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder).as_posix()}\0{size}\0".encode())
        with file.open("rb") as stream:
            digest.update(stream.read(_SAMPLE))
            stream.seek(max(size - _SAMPLE, 0))
            digest.update(stream.read(_SAMPLE))
    return digest.hexdigest()[:16]
