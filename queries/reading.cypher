// name: stated_in_chunks(chunks)
// What passages state, by line: for marking it in the text.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})<-[s:STATED_IN]-(n)
RETURN labels(n)[0] AS label, coalesce(n.key, n.code, n.name) AS key, n.name AS name, s.name AS stated, n.as_stated AS as_stated,
       n.text AS text, n.value AS value, s.line_start AS line_start, s.line_end AS line_end;

// name: document_extent(prefix)
// How many passages a document has, and its last line; the prefix is its key and "/Chunk/".
MATCH (c:Chunk)
WHERE c.key STARTS WITH $prefix
RETURN count(c) AS chunks, max(c.line_end) AS last;

// name: sections_of(document, group)
// The headings of a document with their lines.
MATCH (s:Section)
WHERE s.document = $document AND s.level < $group
RETURN s.key AS key, s.title AS title, s.level AS level, s.line_start AS line_start, s.line_end AS line_end,
       s.order AS order;

// name: tables_of_document(document)
// How many tables the facts of a document come from.
MATCH (f:Fact)
WHERE f.document = $document AND f.table IS NOT NULL
RETURN count(DISTINCT f.table) AS tables;
