// name: documents()
// Every document with what the library needs to know of it, in order of keys.
MATCH (d:Document)
WITH d ORDER BY d.key
RETURN d.key AS key, d.title AS title, d.file_name AS file_name, d.sha256 AS sha256, d.source_path AS source_path,
       d.extractor AS extractor, d.institution AS institution, d.unit AS unit, d.years AS years, d.date AS date, d.kind AS kind,
       d.format AS format, d.set_by_person AS set_by_person, d.sketch AS sketch, d.copies AS copies,
       d.copies_kept AS copies_kept;

// name: set_copies(key, copies, kept)
// The other files of a document: their names, and what the library needs of them.
MATCH (d:Document {key: $key})
SET d.copies = $copies, d.copies_kept = $kept
RETURN d.key AS key;

// name: chunks(prefix)
// The chunks of a document with the title of their section: what the search index is made of; the prefix is its key
// and "/Chunk/".
MATCH (c:Chunk)
WHERE c.key STARTS WITH $prefix
RETURN c.key AS key, c.section AS title, c.text AS text;

// name: count_by_label(document)
// How many nodes of each label a document owns; an empty document counts those of all.
MATCH (n)
WHERE $document = '' OR n.document = $document
WITH labels(n)[0] AS label, count(n) AS number
WITH label, number ORDER BY label
RETURN label, number;

// name: drop_unknown(known)
// Takes away what no label of the schema holds: left by an older one.
MATCH (n) WHERE NOT labels(n)[0] IN $known
DETACH DELETE n;

// name: count_orphans()
// Shared nodes that nothing refers to.
MATCH (n) WHERE (n:Region OR n:Ministry OR n:Institution) AND NOT (n)--()
RETURN count(n) AS number;

// name: drop_orphans()
// Takes away shared nodes that nothing refers to.
MATCH (n) WHERE (n:Region OR n:Ministry OR n:Institution) AND NOT (n)--()
DELETE n;

// name: count_dangling()
// Programs, amounts and facts behind the first line (a title stands in no chunk) that no chunk states.
MATCH (n)
WHERE (n:Program OR n:Budget OR n:Fact OR n:Milestone) AND coalesce(n.line_start, 2) > 1
  AND NOT (n)-[:STATED_IN]->(:Chunk)
RETURN count(n) AS number;
