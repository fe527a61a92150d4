"""What a careful reader would ask back about a document: ``saeop check``.

Nothing is changed: each finding says what does not fit, why, and on which lines.
"""

from __future__ import annotations

from graph.model import Subgraph
from graph.store import Store
from library.checking.amounts import amounts
from library.checking.model import KINDS, Finding, Row, Sheet
from library.checking.names import gaps, names
from library.checking.tables import tables
from library.checking.terms import terms
from library.checking.writing import writing
from queries.catalog import query

_RULES = (amounts, tables, terms, names, writing, gaps)


def check(sheet: Sheet) -> list[Finding]:
    """The findings on a document, the weightiest kinds first, each kind in order of lines."""
    found = dict.fromkeys(f for rule in _RULES for f in rule(sheet))
    return sorted(found, key=lambda f: (KINDS.index(f.kind), f.lines, f.subject, f.text))


def check_document(store: Store, document: Row) -> tuple[list[Finding], Sheet]:
    """The findings on a loaded document, with what they were drawn from (its lines for quoting)."""
    sheet = _of_store(store, document)
    return check(sheet), sheet


def _of_store(store: Store, document: Row) -> Sheet:
    def rows(name: str) -> list[Row]:
        return list(store.read(query(name), document=document["key"]))

    sheet = Sheet(dict(document))
    sheet.programs = {r["key"]: r for r in rows("check_programs")}
    for row in rows("check_parts"):
        sheet.programs[row["part"]]["whole"] = row["whole"]
    sheet.budgets = _in_order(rows("check_budgets"))
    sheet.facts = _in_order(rows("check_facts"))
    sheet.steps = _in_order(rows("check_steps"))
    sheet.contacts = _in_order(rows("check_contacts"))
    sheet.posts = _in_order(rows("check_posts"))
    sheet.funders = _in_order(rows("check_funders"))
    sheet.units = {r["program"]: r["unit"] for r in rows("check_units")}
    _take_text(sheet, rows("check_lines"))
    return sheet


def of_subgraph(rows: Subgraph) -> Sheet:
    """The sheet of a document that has been read but not stored."""
    nodes = {(n.label, n.key): {"key": n.key, **n.properties} for n in rows.nodes}
    sheet = Sheet(next(p for (label, _), p in nodes.items() if label == "Document"))
    sheet.programs = {k: _full(p, _PROGRAM) for (label, k), p in nodes.items() if label == "Program"}
    steps: list[Row] = []
    for edge in rows.edges:
        start, end = (nodes.get((r.label, r.key), {"key": r.key}) for r in (edge.start, edge.end))
        cited = {k: edge.properties.get(k) for k in ("line_start", "phone", "title", "role")}
        program = edge.start.key if edge.start.label == "Program" else None
        if edge.type == "HAS_BUDGET":
            sheet.budgets.append({**_full(end, _BUDGET), "program": program})
        elif edge.type == "HAS_MILESTONE" and program:
            steps.append({**_full(end, _STEP), "program": program})
        elif edge.type == "ABOUT":
            about = edge.end.key if edge.end.label == "Program" else None
            sheet.facts.append({**_full(start, _FACT), "program": about})
        elif edge.type == "CONTACT":
            sheet.contacts.append({**cited, "program": program, "person": edge.end.key, "name": end.get("name")})
        elif edge.type == "WORKS_IN":
            unit = end.get("path") or end.get("name")
            sheet.posts.append({**cited, "person": edge.start.key, "name": start.get("name"), "unit": unit})
        elif edge.type == "FUNDED_BY":
            name = end.get("name") or edge.end.key
            sheet.funders.append({**cited, "program": program, "label": edge.end.label, "name": name})
        elif edge.type == "MANAGED_BY" and program:
            sheet.units[program] = str(end.get("path") or end.get("name"))
        elif edge.type == "PART_OF" and program:
            sheet.programs[program]["whole"] = edge.end.key
    _take_text(sheet, [{**p, "piece": p["order"]} for (label, _), p in nodes.items() if label == "Chunk"])
    sheet.steps = steps
    for name in ("budgets", "facts", "steps", "contacts", "posts", "funders"):
        setattr(sheet, name, _in_order(getattr(sheet, name)))
    return sheet


_PROGRAM = ("name", "names", "kind", "period_start", "period_end", "periods", "mentions")
_BUDGET = ("amount_krw", "source", "scope", "year", "party", "label", "as_stated", "adopted", "line_start", "table")
_STEP = ("date_start", "date_end", "text", "kind", "line_start")
_FACT = ("subject", "attribute", "value", "number", "unit", "year", "line_start", "table")


def _take_text(sheet: Sheet, pieces: list[Row]) -> None:
    for piece in sorted(pieces, key=lambda p: int(p["piece"])):
        sheet.add_text(int(piece["line_start"]), str(piece["text"]))


def _full(properties: Row, names: tuple[str, ...]) -> Row:
    return {"key": properties["key"], **{n: properties.get(n) for n in names}}


def _in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (r["line_start"] or 0, str(r.get("key") or ""), str(r.get("program") or "")))
