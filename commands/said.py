"""What people said of facts and answers in the app, as ``saeop check`` lists it."""

from __future__ import annotations

from typing import Any

from graph.store import Store

CORRECTION, COMPLAINT = "정정", "틀린 답"


def said_by_people(store: Store, documents: set[str] | None = None) -> list[dict[str, Any]]:
    """Corrections of programs of the documents (by key; all where none is named) and all answers called wrong.

    Rows have the fields of findings, and who said it, when and why; a correction that no line bears any more is not active.
    """
    from assistant.assistant import Assistant
    from library.feedback import complaints

    known = Assistant(store, None).known()
    names, rows = known.directory.by_key, []
    for each in known.corrections:
        of = each.statement
        if documents is not None and of.document not in documents:
            continue
        name = names[of.program].name if of.program in names else of.program
        lines = [{"line": n, "quote": each.words if n == of.lines[0] else ""} for n in of.lines]
        text = each.told(name) + ("" if each.active else " — 문서의 줄이 바뀌어 지금은 쓰이지 않음")
        rows.append({
            "document": of.document, "kind": CORRECTION, "subject": name, "text": text, "citations": lines,
            "who": each.who, "when": each.when, "why": each.why, "active": each.active,
        })  # fmt: skip
    if documents is None:
        rows += [
            {"document": "", "kind": COMPLAINT, "subject": c.question, "text": c.answer, "citations": [],
             "who": c.who, "when": c.when, "why": c.why, "plan": c.plan}
            for c in complaints(store)
        ]  # fmt: skip
    return rows


def lines_of(row: dict[str, Any]) -> list[str]:
    """A row as ``saeop check`` prints it."""
    if row["kind"] == CORRECTION:
        return [f"  {CORRECTION}  {row['text']}"]
    told = " · ".join(part for part in (row["who"], row["when"][:10], row["why"]) if part)
    return [f"  {COMPLAINT}  {row['subject']} ({told})", f"        {' '.join(row['text'].split())[:110]}"]
