"""What a user's Cypher may consist of: words, procedures, functions, symbols. What is not here is refused."""

from __future__ import annotations

STARTS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
"""Words a reading query or a subquery may begin with; administration commands all begin with another."""

FOLLOWING = STARTS | {
    *("WHERE", "YIELD", "UNION", "AS", "ORDER", "SKIP", "OFFSET", "LIMIT", "ASC", "ASCENDING", "DESC", "DESCENDING"),
    *("AND", "OR", "XOR", "IN", "IS", "STARTS", "ENDS", "CONTAINS", "WHEN", "THEN", "ELSE", "END"),
}
"""Words that may stand right behind a value: operators, and the clauses that read. No other word begins anything."""

COMPLETE = frozenset({"ASC", "ASCENDING", "DESC", "DESCENDING", "END"})
"""Those of ``FOLLOWING`` that no value follows."""

LEADING = STARTS | {"DISTINCT", "NOT", "CASE", "BY", "ALL", "WHEN"}
"""Words that may stand where a value is expected, with the value behind them."""

_CHANGES = ("CREATE", "MERGE", "INSERT", "SET", "REMOVE", "DELETE", "DETACH", "NODETACH", "FOREACH", "DROP", "ALTER")
WRITES = frozenset((*_CHANGES, "LOAD", "USE", "TRANSACTIONS", "PERIODIC"))
"""Words that begin a clause that writes, reads files or addresses, or changes the database or the transaction: refused
even where they could only be names."""

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.vector.queryNodes",
    }
)
"""Procedures that only read, on both engines."""

NAMESPACES = frozenset({"date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector"})
"""First parts of the dotted function names that Cypher itself has (``date.truncate``)."""

_FUNCTIONS = """
all any none single exists isempty
coalesce elementid endnode head id last length nullif properties randomuuid size startnode timestamp type valuetype
char_length character_length toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull
avg collect count max min percentilecont percentiledisc stdev stdevp sum
keys labels nodes range reduce relationships reverse tail tobooleanlist tofloatlist tointegerlist tostringlist
abs ceil floor isnan rand round sign e exp log log10 sqrt
acos asin atan atan2 cos cot degrees haversin pi radians sin tan
btrim left lower ltrim normalize replace right rtrim split substring tolower tostring tostringornull toupper trim upper
date datetime localdatetime time localtime duration point
shortestpath allshortestpaths
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Functions of Cypher itself, in lower case; an engine's own may reach files, addresses or other languages."""

SYMBOLS = frozenset("()[]{}<>=+-*/%^.,:|&!~")
"""Characters that Cypher is written with; Neo4j reads some others like these."""
