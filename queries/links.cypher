// name: link_documents()
// Documents in the order of keys, with the issuing institution: what decides which is the later one.
MATCH (d:Document)
OPTIONAL MATCH (d)-[:ISSUED_BY]->(i:Institution)
WITH d, i ORDER BY d.key, i.key
RETURN d.key AS key, d.date AS date, d.years AS years, d.title AS title, d.institution AS institution,
       i.key AS issuer, i.aliases AS issuer_aliases, d.sha256 AS sha256, d.extractor AS extractor,
       d.set_by_person AS set_by_person;

// name: link_keys(documents)
// The keys of the programs of the documents.
MATCH (p:Program) WHERE p.document IN $documents
RETURN p.key AS key;

// name: link_programs(keys)
// Programs with all that linking compares of the node itself.
UNWIND $keys AS key MATCH (p:Program {key: key})
RETURN p.key AS key, p.document AS document, p.name AS name, p.names AS names, p.kind AS kind, p.status AS status,
       p.is_new AS is_new, p.period_start AS period_start, p.period_end AS period_end, p.total_krw AS total_krw,
       p.summary AS summary, p.mentions AS mentions;

// name: link_budgets(keys)
// The adopted amounts of the programs.
UNWIND $keys AS key MATCH (p:Program {key: key})-[:HAS_BUDGET]->(b:Budget) WHERE b.adopted = true
RETURN p.key AS key, b.amount_krw AS krw, b.source AS source, b.scope AS scope, b.year AS year,
       b.line_start AS line;

// name: link_ends(keys)
// Who and what the programs stand with: funders, agencies, units, people, places, wholes.
UNWIND $keys AS key MATCH (p:Program {key: key})
MATCH (p)-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO|VIA|RUN_BY|MANAGED_BY|CONTACT|LOCATED_IN|PART_OF]->(x)
RETURN p.key AS key, type(r) AS type, r.basis AS basis, r.line_start AS line, x.name AS name, x.code AS code,
       x.key AS end;

// name: link_parts(keys)
// What the parts of the programs are called.
UNWIND $keys AS key MATCH (p:Program {key: key})<-[r:PART_OF]-(c:Program)
RETURN p.key AS key, c.name AS name, r.line_start AS line;

// name: link_steps(keys)
// What the milestones of the programs say.
UNWIND $keys AS key MATCH (p:Program {key: key})-[:HAS_MILESTONE]->(m:Milestone)
RETURN p.key AS key, m.text AS text, m.line_start AS line;

// name: link_facts(keys)
// What the facts about the programs say.
UNWIND $keys AS key MATCH (p:Program {key: key})<-[:ABOUT]-(f:Fact)
RETURN p.key AS key, f.attribute AS attribute, f.value AS value, f.line_start AS line;

// name: link_chunks(keys)
// The passages that name the programs.
UNWIND $keys AS key MATCH (p:Program {key: key})-[s:STATED_IN]->(c:Chunk)
RETURN DISTINCT p.key AS key, c.key AS chunk;
