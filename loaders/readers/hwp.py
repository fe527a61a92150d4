"""HWP 5: python-hwpx turns it into the parts of an HWPX; documents locked for distribution (배포용) go to dochan."""

from __future__ import annotations

import warnings

from hwpx.errors import Hwp5Error
from hwpx.hwp5.package import convert

from graph.errors import DocumentError
from loaders.layout.model import Source
from loaders.readers.hwpx import read_parts
from loaders.readers.writer import SourceWriter

EXTRACTOR = "hwp 1 (python-hwpx 6.9.0)"
_REASONS = {
    "hwp5-password": "this HWP file has a password; save it without one and load it again",
    "hwp5-drm": "this HWP file is locked by document security (DRM); save an unlocked copy and load that",
    "hwp5-version-unsupported": "this HWP file is of another version; open it in Hangul and save it as HWPX",
    "hwp5-limit-exceeded": "a part of this HWP file unpacks to more than a document can be, as only a bomb does",
}


def read_hwp(data: bytes, name: str) -> Source:
    """The source of an HWP 5 file. Raises ``DocumentError``: password, DRM, broken, over the limits."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the conversion leaves out (drawings, fields) holds no text
            files = convert(data).files
    except Hwp5Error as error:
        if error.code == "hwp5-distribution":
            from loaders.readers.hwp_locked import read_locked

            return read_locked(data, name)
        raise DocumentError(f"{name}: {_REASONS.get(error.code, _damaged(error))}") from error
    except MemoryError:
        raise
    except Exception as error:  # damage also shows in struct, zlib, index and other errors
        raise DocumentError(f"{name}: {_damaged(error)}") from error
    header = [files["Contents/header.xml"]]
    sections = [files[f"Contents/section{n}.xml"] for n in range(len(files)) if f"Contents/section{n}.xml" in files]
    del files
    return read_parts(header, sections, SourceWriter(name, "hwp", EXTRACTOR), name)


def _damaged(error: Exception) -> str:
    what = " ".join(str(error).split())[:160] or type(error).__name__
    return f"this HWP file is damaged ({what}); copy or download it again, or open it in Hangul and save it as HWPX"
