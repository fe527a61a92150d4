"""Files that are meant to hurt a reader, small on disk, made when needed. ``FILES``: name → (maker, is it sound?)."""

from __future__ import annotations

import io
import random
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable

from tests.readers.make import docx_of, hwpx, hwpx_with, package, pdf, pdf_of, say, text, xlsx_of

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
_OUTSIDE = "<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"


def replaced(data: bytes, part: str, content: bytes | str) -> bytes:
    """A package with another content for one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
    return target.getvalue()


def docx_body(body: str, doctype: str = "") -> bytes:
    content = f"{_XML}{doctype}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return replaced(docx_of(), "word/document.xml", content)


def sheet(body: str, doctype: str = "") -> bytes:
    return replaced(
        xlsx_of([["a", "b"], [1, 2]]), "xl/worksheets/sheet1.xml", f"{_XML}{doctype}<worksheet {_S}>{body}</worksheet>"
    )


def inflating_pdf(size: int) -> bytes:
    """A page whose content stream unpacks to so many bytes of text."""
    line = say("가나다라마바사", 50, 700).encode()
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(line * 1000) for _ in range(size // (len(line) * 1000))) + packer.flush()
    sound = pdf([say("가", 50, 700)])
    at = sound.rindex(b" 0 obj\n<< /Length")
    start, end = sound.rindex(b"\n", 0, at) + 1, sound.index(b"endobj", at)
    stream = b"%s 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\n" % (
        sound[start:at],
        len(packed),
        packed,
    )
    return sound[:start] + stream + sound[end:]


def million_pages() -> bytes:
    kids = b"4 0 R " * 1000
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * 1000),
               b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count 1000 >>" % kids,
               b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] >>"]  # fmt: skip
    return pdf_of(objects)


def circle_pdf() -> bytes:
    return pdf_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"]
    )


def many_drawings() -> bytes:
    return pdf([say("가나다", 50, 700) * 30], "".join(f"{n % 500} {n // 500 % 800} 1 1 re f\n" for n in range(300_000)))


def nested_archives(depth: int) -> bytes:
    data = text().encode()
    for n in range(depth):
        data = package({f"{n}.zip" if n else "a.txt": data})
    return data


def climbing_archive() -> bytes:
    """Names that climb out, are absolute, or CP949 without saying so; the files are sound."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("../../../tmp/saeop-evil.txt", text())
        made.writestr("/etc/saeop-evil2.md", text().replace("스마트", "미래").replace("1,200", "3,400"))
    korean = "계획서.txt".encode("cp949").decode("cp437")
    with zipfile.ZipFile(target, "a") as made:
        made.writestr(zipfile.ZipInfo("b" * 10), "가나다라 마바사 아자차카 타파하\n" * 3)
    return target.getvalue().replace(b"bbbbbbbbbb", korean.encode("cp437"))


def locked_archive() -> bytes:
    data = bytearray(package({"a.txt": text()}))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(magic)
        data[at + place] |= 1
    return bytes(data)


def scan() -> bytes:
    return pdf(["q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n"] * 3)


def no_hangul() -> bytes:
    return pdf([say("2025 1,200 3.4 (5) Budget 17", 50, 700 - 20 * n) for n in range(3)])


def unreadable_pattern() -> bytes:
    line = "(" * 3000 + "1,1" * 3000 + ")" * 100 + "「" * 3000 + " " * 3000 + "ㆍ" * 3000 + "·1.1.1.1~" * 500
    return ("2025년도 계획\n□ 사업\n" + "\n".join(f"○ {line}" for _ in range(3))).encode()


def shuffled(data: bytes, seed: int, share: float = 0.02) -> bytes:
    """The data with a share of its bytes changed."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(max(1, int(len(data) * share))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def lying_ole() -> bytes:
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 0x7FFFFFFF)
    return bytes(header) + "BodyText".encode("utf-16-le") + bytes(4000)


_CELL = '<hp:tc><hp:cellAddr colAddr="{c}" rowAddr="{r}"/><hp:cellSpan colSpan="2147483647" rowSpan="2147483647"/>{p}</hp:tc>'
_P = "<hp:subList><hp:p><hp:run><hp:t>가</hp:t></hp:run></hp:p></hp:subList>"

FILES: dict[str, tuple[Callable[[], bytes], bool]] = {
    "bomb.docx": (lambda: replaced(docx_of(), "word/document.xml", b" " * 300_000_000), False),
    "bomb.xlsx": (lambda: replaced(xlsx_of([["a"]]), "xl/worksheets/sheet1.xml", b"<a>" + b" " * 120_000_000), False),
    "laughs.xlsx": (
        lambda: sheet("<sheetData><row><c t='inlineStr'><is><t>&a9;</t></is></c></row></sheetData>", _LAUGHS),
        False,
    ),
    "laughs.docx": (lambda: docx_body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _LAUGHS), False),
    "outside.docx": (lambda: docx_body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _OUTSIDE), False),
    "deep.hwpx": (lambda: hwpx_with("<hp:p>" * 200_000 + "</hp:p>" * 200_000), False),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 300_000 + "깊은 글".encode() + b"</body></html>", False),
    "spans.hwpx": (
        lambda: hwpx_with(
            f"<hp:p><hp:run><hp:tbl><hp:tr>{_CELL.format(c=0, r=0, p=_P)}{_CELL.format(c=1, r=2000000000, p=_P)}"
            f"{_CELL.format(c=5, r=1, p=_P)}</hp:tr></hp:tbl></hp:run></hp:p>"
        ),
        True,
    ),
    "nested-tables.docx": (
        lambda: docx_body(
            "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p><w:r><w:t>속</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 3000
        ),
        False,
    ),
    "million-pages.pdf": (million_pages, False),
    "40-million-letters.pdf": (lambda: inflating_pdf(60 * 40_000_000 // 7), False),
    "circle.pdf": (circle_pdf, False),
    "drawings.pdf": (many_drawings, False),
    "far-corner.xlsx": (
        lambda: sheet(
            "<dimension ref='A1:XFD1048576'/><sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c><c r='A1048576'><v>2</v></c></row></sheetData>"
        ),
        True,
    ),
    "open-quote.csv": (lambda: b'a,b\n1,"' + b"x" * 3_000_000, False),
    "long-text.txt": (lambda: "가나다 라마바 1,234천원\n".encode() * 1_500_000, False),
    "nested.zip": (lambda: nested_archives(40), True),
    "climbing.zip": (climbing_archive, True),
    "locked.zip": (locked_archive, False),
    "scan.pdf": (scan, False),
    "no-hangul.pdf": (no_hangul, False),
    "noise.hwp": (lambda: random.Random(1).randbytes(30_000), False),
    "lying.hwp": (lying_ole, False),
    "cut.docx": (lambda: docx_of()[: len(docx_of()) // 2], False),
    "no-sections.hwpx": (lambda: package({"mimetype": "application/hwp+zip", "Contents/content.hpf": "<a/>"}), False),
    "picture.hwpx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), False),
    "named-wrong.pdf": (hwpx, True),
    "odd-utf16.txt": (lambda: b"\xff\xfe" + text().encode("utf-16-le") + b"\x00\xd8\x41", True),
    "pattern.txt": (unreadable_pattern, True),
    unicodedata.normalize("NFD", "계획서.md"): (lambda: text().encode("cp949"), True),
}
