// name: named_programs()
// What every program is called, and what it is.
MATCH (p:Program)
RETURN p.key AS key, p.document AS document, p.name AS name, p.aliases AS aliases, p.kind AS kind, p.order AS order;

// name: parts()
// The programs that are parts of others.
MATCH (p:Program)-[:PART_OF]->(:Program)
RETURN DISTINCT p.key AS key;

// name: named_people()
// Every person with the titles and units under which the documents know them.
MATCH (p:Person)
OPTIONAL MATCH (p)-[w:WORKS_IN]->(u)
RETURN p.key AS key, p.document AS document, p.name AS name, collect(w.title) AS titles, collect(u.name) AS units;

// name: named_departments()
// Every unit with the path from its top unit.
MATCH (d:Department)
RETURN d.key AS key, d.document AS document, d.name AS name, d.path AS path;

// name: named_facilities()
// Every building, centre or room.
MATCH (f:Facility)
RETURN f.key AS key, f.document AS document, f.name AS name, f.aliases AS aliases;

// name: named_institutions()
// Every agency, company, university and local government.
MATCH (i:Institution)
RETURN i.key AS key, i.name AS name, i.aliases AS aliases, i.kind AS kind;

// name: named_ministries()
// Every ministry that a document names, with those it was reorganised into.
MATCH (m:Ministry)
OPTIONAL MATCH (m)-[:SUCCEEDED_BY]->(later:Ministry)
RETURN m.name AS name, m.abbreviations AS abbreviations, collect(later.name) AS successors;

// name: named_regions()
// Every region that the graph refers to.
MATCH (g:Region)
RETURN g.code AS code, g.name AS name, g.level AS level;

// name: named_tasks()
// The tasks of all documents.
MATCH (t:Task)
RETURN t.key AS key, t.document AS document, t.name AS name;

// name: named_goals()
// The goals of all documents.
MATCH (g:Goal)
RETURN g.key AS key, g.document AS document, g.name AS name;

// name: chapters(group)
// The headings of the upper four levels, and the groups of rows in tables (of the level ``group``), with their lines.
MATCH (s:Section)
WHERE (s.level <= 4 OR s.level = $group) AND s.title IS NOT NULL
RETURN s.key AS key, s.document AS document, s.title AS title, s.level AS level, s.line_start AS line_start,
       s.line_end AS line_end;

// name: chunk_lines(prefix)
// Where the chunks of one document stand (key, first and last line, order); the prefix is its key and "/Chunk/".
MATCH (c:Chunk)
WHERE c.key STARTS WITH $prefix
RETURN collect([c.key, c.line_start, c.line_end, c.order]) AS places;

// name: document_places(document)
// The pages and tables of one document, as first lines of pages and lines of tables' rows.
MATCH (d:Document {key: $document})
RETURN d.page_lines AS page_lines, d.table_lines AS table_lines;

// name: chunk_texts(chunks)
// The text, page and section of chunks.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})
OPTIONAL MATCH (c)-[:PART_OF]->(s:Section)
RETURN c.key AS key, c.document AS document, c.text AS text, c.line_start AS line_start, c.line_end AS line_end,
       c.page AS page, c.order AS order, s.path AS section;

// name: programs_of_chunks(chunks)
// The programs that passages name, and those whose own sections they are in, up to two headings above.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})
OPTIONAL MATCH (p:Program)-[:STATED_IN]->(c)
OPTIONAL MATCH (c)-[:PART_OF*1..3]->(s:Section)<-[:PART_OF]-(head:Chunk)<-[named:STATED_IN]-(owner:Program)
WHERE named.line_start = s.line_start
RETURN DISTINCT c.key AS chunk, p.key AS program, owner.key AS owner;

// name: passages(chunks)
// Passages with the headings above them.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})
OPTIONAL MATCH (c)-[:PART_OF]->(s:Section)
RETURN c.key AS key, c.document AS document, c.text AS text, c.line_start AS line_start, c.line_end AS line_end,
       c.section AS section, s.path AS path, s.line_start AS section_start, s.line_end AS section_end;
