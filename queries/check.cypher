// name: check_programs(document)
// The programs of a document with all their names and terms.
MATCH (p:Program)
WHERE p.document = $document
RETURN p.key AS key, p.name AS name, p.names AS names, p.kind AS kind, p.period_start AS period_start,
       p.period_end AS period_end, p.periods AS periods, p.mentions AS mentions;

// name: check_parts(document)
// Which program is a part of which.
MATCH (p:Program)-[:PART_OF]->(w:Program)
WHERE p.document = $document
RETURN p.key AS part, w.key AS whole;

// name: check_budgets(document)
// Every amount of a document's programs.
MATCH (p:Program)-[:HAS_BUDGET]->(b:Budget)
WHERE p.document = $document
RETURN p.key AS program, b.key AS key, b.amount_krw AS amount_krw, b.source AS source, b.scope AS scope,
       b.year AS year, b.party AS party, b.label AS label, b.as_stated AS as_stated, b.adopted AS adopted,
       b.line_start AS line_start, b.table AS table;

// name: check_facts(document)
// Every fact of a document, and the program it is about where it is about one.
MATCH (f:Fact)-[:ABOUT]->(n)
WHERE f.document = $document
RETURN f.key AS key, f.subject AS subject, f.attribute AS attribute, f.value AS value, f.number AS number,
       f.unit AS unit, f.year AS year, f.line_start AS line_start, f.table AS table,
       CASE WHEN labels(n)[0] = 'Program' THEN n.key ELSE null END AS program;

// name: check_steps(document)
// What was done or is planned for a document's programs.
MATCH (p:Program)-[:HAS_MILESTONE]->(m:Milestone)
WHERE p.document = $document
RETURN p.key AS program, m.key AS key, m.date_start AS date_start, m.date_end AS date_end, m.text AS text,
       m.kind AS kind, m.line_start AS line_start;

// name: check_contacts(document)
// Whom to ask about a document's programs.
MATCH (p:Program)-[c:CONTACT]->(n:Person)
WHERE p.document = $document
RETURN p.key AS program, n.key AS person, n.name AS name, c.phone AS phone, c.title AS title,
       c.line_start AS line_start;

// name: check_posts(document)
// The posts of a document's people.
MATCH (n:Person)-[w:WORKS_IN]->(u:Department)
WHERE n.document = $document
RETURN n.key AS person, n.name AS name, u.path AS unit, w.phone AS phone, w.title AS title,
       w.line_start AS line_start;

// name: check_funders(document)
// Who funds a document's programs.
MATCH (p:Program)-[f:FUNDED_BY]->(m)
WHERE p.document = $document
RETURN p.key AS program, labels(m)[0] AS label, m.name AS name, f.role AS role, f.line_start AS line_start;

// name: check_units(document)
// The unit in charge of each program.
MATCH (p:Program)-[:MANAGED_BY]->(u:Department)
WHERE p.document = $document
RETURN p.key AS program, u.path AS unit;

// name: check_lines(document)
// The text in pieces: the n-th line of one is line line_start + n of the document.
MATCH (c:Chunk)
WHERE c.document = $document
RETURN c.line_start AS line_start, c.order AS piece, c.text AS text;
