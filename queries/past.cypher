// name: continues_from(keys)
// The earlier programs that programs continue, with how sure that is, why, and the lines of both sides.
UNWIND $keys AS key
MATCH (a:Program {key: key})-[r:CONTINUES]->(b:Program)
RETURN a.key AS start, b.key AS end, r.score AS score, r.reason AS reason, r.lines_from AS lines_from,
       r.lines_to AS lines_to;

// name: continued_in(keys)
// The later programs that continue programs, with how sure that is, why, and the lines of both sides.
UNWIND $keys AS key
MATCH (b:Program {key: key})<-[r:CONTINUES]-(a:Program)
RETURN b.key AS start, a.key AS end, r.score AS score, r.reason AS reason, r.lines_from AS lines_to,
       r.lines_to AS lines_from;

// name: beside(keys)
// The programs of one family with programs, the shares and wholes of them, and their nearest by content.
UNWIND $keys AS key
MATCH (a:Program {key: key})-[r:SAME_FAMILY|LOCAL_SHARE|SIMILAR_TO]-(b:Program)
RETURN DISTINCT a.key AS start, b.key AS end, type(r) AS type, r.score AS score, r.reason AS reason;

// name: sheets(keys)
// What planners compare of programs: name, kind, status, term, total, and the line of the name.
UNWIND $keys AS key
MATCH (p:Program {key: key})
RETURN p.key AS key, p.document AS document, p.name AS name, p.names AS names, p.kind AS kind, p.status AS status,
       p.is_new AS is_new, p.period_start AS period_start, p.period_end AS period_end, p.summary AS summary;

// name: sheet_amounts(keys)
// The adopted amounts of programs: totals and those of a year.
UNWIND $keys AS key
MATCH (p:Program {key: key})-[:HAS_BUDGET]->(b:Budget)
WHERE b.adopted = true AND b.scope IN ['total', 'year']
RETURN p.key AS key, b.amount_krw AS krw, b.source AS source, b.scope AS scope, b.year AS year, b.line_start AS line;

// name: sheet_ends(keys)
// Units, contacts, funders, agencies and places of programs.
UNWIND $keys AS key
MATCH (p:Program {key: key})-[r:MANAGED_BY|CONTACT|FUNDED_BY|APPLIES_TO|PROPOSED_TO|VIA|LOCATED_IN]->(x)
RETURN p.key AS key, type(r) AS type, x.name AS name, x.code AS code, r.basis AS basis;

// name: listed_programs(documents)
// The programs that lists count (사업, 세부사업, 공약), and those of other kinds, of documents.
MATCH (p:Program) WHERE p.document IN $documents
WITH p ORDER BY p.document, p.order
RETURN p.key AS key, p.document AS document, p.kind AS kind, p.name AS name;

// name: programs_called(name)
// The programs of exactly this name.
MATCH (p:Program {name: $name})
RETURN p.key AS key, p.document AS document;

// name: programs_in_passages(chunks)
// The programs that passages name or say something about.
UNWIND $chunks AS key
MATCH (c:Chunk {key: key})<-[:STATED_IN]-(x)
OPTIONAL MATCH (x)<-[:HAS_MILESTONE|HAS_BUDGET]-(owner:Program)
OPTIONAL MATCH (x)-[:ABOUT]->(subject:Program)
WITH c, x, coalesce(owner, subject, x) AS p
WHERE p:Program
RETURN DISTINCT c.key AS chunk, p.key AS key, p.kind AS kind, x.key = p.key AS named, c.text AS text;
