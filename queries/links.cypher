// name: link_documents()
// Documents in the order of keys, with the issuing institution: what decides which is the later one.
MATCH (d:Document)
OPTIONAL MATCH (d)-[:ISSUED_BY]->(i:Institution)
WITH d, i ORDER BY d.key, i.key
RETURN d.key AS key, d.date AS date, d.years AS years, d.title AS title, d.institution AS institution,
       i.key AS issuer, d.sha256 AS sha256, d.extractor AS extractor, d.set_by_person AS set_by_person,
       d.linked AS linked;

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
RETURN p.key AS key, collect([b.amount_krw, b.source, b.scope, b.year, b.line_start]) AS amounts;

// name: link_ends(keys)
// Who and what the programs stand with: funders, agencies, units, people, places, wholes.
UNWIND $keys AS key MATCH (p:Program {key: key})
MATCH (p)-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO|VIA|RUN_BY|MANAGED_BY|CONTACT|LOCATED_IN|PART_OF]->(x)
RETURN p.key AS key, collect([type(r), r.basis, x.name, x.code, x.key]) AS ends;

// name: link_parts(keys)
// What the parts of the programs are called.
UNWIND $keys AS key MATCH (p:Program {key: key})<-[r:PART_OF]-(c:Program)
RETURN p.key AS key, collect([c.name, r.line_start]) AS parts;

// name: link_steps(keys)
// What the milestones of the programs say.
UNWIND $keys AS key MATCH (p:Program {key: key})-[:HAS_MILESTONE]->(m:Milestone)
RETURN p.key AS key, collect([m.text, m.line_start]) AS steps;

// name: link_facts(keys)
// What the facts about the programs say.
UNWIND $keys AS key MATCH (p:Program {key: key})<-[:ABOUT]-(f:Fact)
RETURN p.key AS key, collect([f.attribute, f.value, f.line_start]) AS facts;

// name: link_chunks(keys)
// The passages that name the programs.
UNWIND $keys AS key MATCH (p:Program {key: key})-[s:STATED_IN]->(c:Chunk)
RETURN p.key AS key, collect(DISTINCT c.key) AS chunks;

// name: link_people(documents)
// The people of the documents: posts, units, telephone numbers and programs, with the lines that say so.
MATCH (x:Person) WHERE x.document IN $documents
OPTIONAL MATCH (x)-[w:WORKS_IN]->(u)
OPTIONAL MATCH (p:Program)-[c:CONTACT]->(x)
RETURN x.key AS key, x.document AS document, x.name AS name, w.title AS title, w.phone AS phone,
       w.line_start AS line, u.name AS unit, c.title AS contact_title, c.phone AS contact_phone,
       c.line_start AS contact_line, p.key AS program;

// name: link_units(documents)
// The units of the documents with the line that names them.
MATCH (x:Department) WHERE x.document IN $documents
OPTIONAL MATCH (x)-[s:STATED_IN]->(:Chunk)
RETURN x.key AS key, x.document AS document, x.name AS name, x.path AS path, min(s.line_start) AS line;

// name: link_facilities(documents)
// The buildings of the documents with the line that names them.
MATCH (x:Facility) WHERE x.document IN $documents
OPTIONAL MATCH (x)-[s:STATED_IN]->(:Chunk)
RETURN x.key AS key, x.document AS document, x.name AS name, x.address AS address, x.area_m2 AS area,
       x.opened AS opened, collect(DISTINCT s.line_start) AS lines;

// name: link_addresses()
// Which documents name a building with an address: those of one address may be one building.
MATCH (x:Facility) WHERE x.address IS NOT NULL
RETURN DISTINCT x.document AS document, x.address AS address;

// name: same_as_of(documents)
// The links between people, units and buildings of the documents.
MATCH (a:Person|Department|Facility)-[r:SAME_AS]->(b) WHERE a.document IN $documents AND b.document IN $documents
RETURN 'SAME_AS' AS type, labels(a)[0] AS label, a.key AS start, b.key AS end, r.score AS score, r.reason AS reason,
       r.lines_from AS lines_from, r.lines_to AS lines_to, a.document AS from_document, b.document AS to_document;

// name: links_around(keys)
// The links between programs that begin or end at one of the keys.
UNWIND $keys AS key
MATCH (n:Program {key: key})-[r:CONTINUES|LOCAL_SHARE|SAME_FAMILY|SIMILAR_TO]-(m:Program)
RETURN DISTINCT type(r) AS type, startNode(r).key AS start, endNode(r).key AS end, r.score AS score, r.reason AS reason,
       r.lines_from AS lines_from, r.lines_to AS lines_to, startNode(r).document AS from_document,
       endNode(r).document AS to_document, 'Program' AS label;

// name: judgements()
// What people decided of two things, in the order of keys.
MATCH (j:Judgement)
WITH j ORDER BY j.key
RETURN j.key AS key, j.left AS left, j.right AS right, j.verdict AS verdict, j.who AS who, j.when AS when,
       j.why AS why;

// name: save_judgement(key, left, right, verdict, who, when, why)
// Keep what a person decided; a later word on the same two replaces it.
MERGE (j:Judgement {key: $key})
SET j.left = $left, j.right = $right, j.verdict = $verdict, j.who = $who, j.when = $when, j.why = $why;

// name: drop_judgement(key)
// Forget what a person decided.
MATCH (j:Judgement {key: $key}) DELETE j;

// name: link_state()
// Which documents were linked together last (JSON), as the graph remembers it.
MATCH (m:Meta) RETURN m.linked AS linked;

// name: set_link_state(linked)
// Remember which documents are linked together.
MATCH (m:Meta) SET m.linked = $linked;

// name: mark_linked(documents, version)
// Note by which rules the documents were linked; a document that is saved again loses the note with its links.
UNWIND $documents AS key MATCH (d:Document {key: key}) SET d.linked = $version;

// name: labels_of(keys)
// The label and document of things by key, for those that two documents may share.
MATCH (n:Program|Person|Department|Facility) WHERE n.key IN $keys
RETURN n.key AS key, labels(n)[0] AS label, n.name AS name, n.document AS document;

// name: all_links()
// Every link between programs, with the larger total of the two.
MATCH (a:Program)-[r:CONTINUES|LOCAL_SHARE|SAME_FAMILY|SIMILAR_TO]->(b:Program)
RETURN type(r) AS type, a.key AS start, b.key AS end, r.score AS score, r.reason AS reason,
       r.lines_from AS lines_from, r.lines_to AS lines_to,
       CASE WHEN coalesce(a.total_krw, 0) > coalesce(b.total_krw, 0) THEN a.total_krw ELSE b.total_krw END AS krw;

// name: program_names()
// The names of all programs.
MATCH (p:Program)
RETURN p.key AS key, p.name AS name, p.aliases AS aliases, p.document AS document;
