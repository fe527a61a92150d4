"""Buttons that hand out tables as CSV and XLSX; the file is made when it is asked for."""

from __future__ import annotations

import streamlit as st

from viewing.tables import Table, csv_file, xlsx_file
from viewing.words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(key: str, tables: list[Table], name: str, words: Words, *, csv: Table | None = None) -> None:
    """A CSV file of one table (the first, unless said) and a workbook of all."""
    with st.container(horizontal=True, key=f"files-{key}", width="content"):
        st.download_button(
            "CSV", lambda: csv_file(csv or tables[0]), f"{name}.csv", "text/csv", key=f"csv-{key}", on_click="ignore",
            type="tertiary", icon=":material/download:", help=words("ask.csv"),
        )  # fmt: skip
        st.download_button(
            "XLSX", lambda: xlsx_file(tables), f"{name}.xlsx", XLSX, key=f"xlsx-{key}", on_click="ignore",
            type="tertiary", icon=":material/download:", help=words("ask.xlsx"),
        )  # fmt: skip
