"""Small files of each format, made for tests."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx
import openpyxl
from hwpx import HwpxDocument

LINES = (
    "2025년도 주요업무계획",
    "",
    "2025. 1.",
    "",
    "Ⅰ. 추진계획",
    "",
    "□ 스마트 농업 지원사업",
    " ○ 사업기간 : 2025. 3. ~ 2026. 12.",
    " ○ 총사업비 : 1,200백만원(국비 600, 군비 600)",
    "",
    "(단위 : 백만원)",
)
TABLE = (
    ("사업명", "예산", "담당"),
    ("드론 방제 지원", "300", "농정팀 홍길동"),
    ("귀농 정착 지원", "450", "농정팀 성춘향"),
)


def text() -> str:
    return "\n".join([*LINES, *("\t".join(row) for row in TABLE)]) + "\n"


def hwpx(lines: Sequence[str] = LINES, table: Sequence[Sequence[str]] = TABLE) -> bytes:
    document = HwpxDocument.new()
    for line in lines:
        document.add_paragraph(line)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for r, row in enumerate(table):
            for c, cell in enumerate(row):
                made.set_cell_text(r, c, cell)
    target = io.BytesIO()
    document.save_to_stream(target)
    return target.getvalue()


def hwpx_with(section: str, header: str = "") -> bytes:
    """An HWPX package around the XML inside one section (and inside the header)."""
    names = (
        'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
        'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core"'
    )
    return _with_part(
        _with_part(hwpx((), ()), "Contents/header.xml", f"<hh:head {names}>{header}</hh:head>")
        if header
        else hwpx((), ()),
        "Contents/section0.xml",
        f"<hs:sec {names}>{section}</hs:sec>",
    )


def _with_part(data: bytes, part: str, content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename == part else old.read(info))
    return target.getvalue()


def package(parts: Mapping[str, bytes | str], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", level) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def docx_of(lines: Sequence[str] = LINES, table: Sequence[Sequence[str]] = TABLE) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for r, row in enumerate(table):
            for c, cell in enumerate(row):
                made.cell(r, c).text = cell
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx_of(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for reference in merged:
        sheet.merge_cells(reference)
    if hidden:
        book.create_sheet(hidden).append(["숨은 값"])
        book[hidden].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pdf(pages: Sequence[str], rules: str = "") -> bytes:
    """A PDF whose letters are all drawn as one box: one content stream a page, see ``say``."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _DESCENDANT, stream(_MAP)]
    objects += [_DESCRIPTOR, stream(_box_font()), stream(b"\0\1" * 65536)]
    kids = []
    for content in pages:
        objects.append(stream((rules + content).encode("latin-1")))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return pdf_of(objects)


def stream(content: bytes) -> bytes:
    """A PDF's stream object, packed."""
    body = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def say(words: str, x: float, y: float, size: float = 10) -> str:
    """A content stream's operators for a line of text at a place, in points."""
    return f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def grid(x: Sequence[float], y: Sequence[float]) -> str:
    """The rules of a table with these column edges and row edges."""
    return "".join(rule(a, y[0], a, y[-1]) for a in x) + "".join(rule(x[0], b, x[-1], b) for b in y)


_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    b"/Supplement 0 >> /DW 1000 /W [32 [300] 40 126 500] /FontDescriptor 6 0 R /CIDToGIDMap 8 0 R >>"
)
_DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 "
    b"/Descent -200 /CapHeight 700 /StemV 80 /FontFile2 7 0 R >>"
)
_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    b"1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end end"
)


def _box_font() -> bytes:
    """A TrueType font of two letters: nothing, and a box. What draws nothing PDFium leaves out of the text."""
    box = struct.pack(">hhhhh", 1, 0, 0, 800, 800) + struct.pack(">HH", 3, 0) + b"\1" * 4
    box += struct.pack(">hhhh", 0, 800, 0, -800) + struct.pack(">hhhh", 0, 0, 800, 0)
    tables = {
        b"glyf": box + b"\0" * (-len(box) % 4),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 800, 800, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, 1000, 0, 0, 800, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", 1000, 0, 1000, 0),
        b"loca": struct.pack(">III", 0, 0, len(box) + -len(box) % 4),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, *[0] * 11),
    }
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32), b""
    for tag, content in tables.items():
        head += struct.pack(">4sIII", tag, 0, 12 + 16 * len(tables) + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    return head + body
