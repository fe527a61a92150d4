// name: programs_of_documents(documents)
// The programs of documents.
UNWIND $documents AS document_key
MATCH (d:Document {key: document_key})<-[r:IN]-(p:Program)
RETURN p.key AS program, d.key AS document, r.lines AS lines;

// name: programs_of_ministries(ministries, roles)
// The programs of ministries, with the role: 지원·주관·공모선정 are settled, 공모 is applied
// for, 제안 proposed, 언급 only mentioned.
UNWIND $ministries AS ministry_name
MATCH (m:Ministry {name: ministry_name})<-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO|MENTIONS]-(p:Program)
WITH p, r, m, CASE type(r) WHEN 'FUNDED_BY' THEN coalesce(r.role, '지원') WHEN 'APPLIES_TO' THEN '공모'
     WHEN 'PROPOSED_TO' THEN '제안' ELSE '언급' END AS role
WHERE role IN $roles
RETURN p.key AS program, r.document AS document, r.lines AS lines, role AS detail, m.name AS name;

// name: programs_in_regions(regions)
// The programs carried out in regions, with what says so.
UNWIND $regions AS region_code
MATCH (g:Region {code: region_code})<-[r:LOCATED_IN]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, r.basis AS detail, g.name AS name;

// name: programs_of_documents_in_regions(documents, regions)
// The programs of documents that are carried out in regions, with what says so.
UNWIND $documents AS document_key
MATCH (d:Document {key: document_key})<-[:IN]-(p:Program)-[r:LOCATED_IN]->(g:Region)
WHERE g.code IN $regions
RETURN p.key AS program, r.document AS document, r.lines AS lines, r.basis AS detail, g.name AS name;

// name: programs_with_place(documents)
// The programs of documents that state a place of their own, or have one from their institution.
UNWIND $documents AS document_key
MATCH (d:Document {key: document_key})<-[:IN]-(p:Program)-[:LOCATED_IN]->(:Region)
RETURN DISTINCT p.key AS program;

// name: programs_of_departments(departments)
// The programs that units manage.
UNWIND $departments AS department_key
MATCH (d:Department {key: department_key})<-[r:MANAGED_BY]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, '' AS detail, d.name AS name;

// name: parts_of_departments(departments)
// Units and the units below them.
UNWIND $departments AS department_key
MATCH (top:Department {key: department_key})<-[:PART_OF*0..3]-(d:Department)
RETURN DISTINCT d.key AS department;

// name: programs_of_people(people)
// The programs that people are in charge of.
UNWIND $people AS person_key
MATCH (who:Person {key: person_key})<-[r:CONTACT]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, coalesce(r.duty, '') AS detail, who.name AS name;

// name: programs_with_institutions(institutions)
// The programs that institutions run, handle or take part in.
UNWIND $institutions AS institution_key
MATCH (i:Institution {key: institution_key})<-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO|VIA|RUN_BY|PARTNER]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, type(r) AS detail, i.name AS name;

// name: programs_ending(years)
// The programs whose period ends in one of the years or months.
UNWIND $years AS date
MATCH (p:Program)
WHERE p.period_end STARTS WITH date
RETURN p.key AS program, p.document AS document, p.period_text AS detail, p.periods AS periods;

// name: programs_starting(years)
// The programs whose period begins in one of the years or months.
UNWIND $years AS date
MATCH (p:Program)
WHERE p.period_start STARTS WITH date
RETURN p.key AS program, p.document AS document, p.period_text AS detail, p.periods AS periods;

// name: programs_active(dates, size)
// The programs with a milestone in one of the months (2023-12) or years (2023), which are ``size`` letters long.
MATCH (p:Program)-[r:HAS_MILESTONE]->(m:Milestone)
WHERE substring(m.date_start, 0, $size) IN $dates OR substring(m.date_end, 0, $size) IN $dates
RETURN p.key AS program, r.document AS document, [m.line_start] AS lines, m.text AS detail;

// name: programs_dated(dates, size)
// The programs of which a table or line says one of the months or days, which are ``size`` letters long, under some word (교부일자).
MATCH (f:Fact)-[:ABOUT]->(p:Program)
WHERE substring(f.date, 0, $size) IN $dates
RETURN p.key AS program, f.document AS document, [f.line_start] AS lines, f.value AS detail, f.attribute AS name;

// name: programs_stating(values)
// The programs of which a table or line says one of the values (미교부, 완료), with nothing but a remark in brackets or behind a comma.
UNWIND $values AS value
MATCH (f:Fact)-[:ABOUT]->(p:Program)
WHERE f.value = value OR f.value STARTS WITH value + ' (' OR f.value STARTS WITH value + '('
   OR f.value STARTS WITH value + ','
RETURN p.key AS program, f.document AS document, [f.line_start] AS lines, f.attribute AS detail, f.value AS name;

// name: parts_of_programs(programs)
// The programs that are parts of others.
UNWIND $programs AS program_key
MATCH (whole:Program {key: program_key})<-[:PART_OF]-(p:Program)
RETURN p.key AS program, whole.key AS whole;

// name: wholes_of_programs(programs)
// The programs that others are parts of, up to three steps above.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[:PART_OF*1..3]->(whole:Program)
RETURN p.key AS program, whole.key AS whole;

// name: program_cards(programs)
// What a list says of programs.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})
RETURN p.key AS key, p.document AS document, p.name AS name, p.names AS names, p.kind AS kind, p.status AS status,
       p.is_new AS is_new, p.is_competition AS is_competition, p.period_start AS period_start,
       p.period_end AS period_end, p.period_text AS period_text, p.total_krw AS total_krw, p.mentions AS mentions,
       p.summary AS summary, p.order AS order;

// name: program_passages(programs)
// The text of the passages that state programs or what belongs to them: for words that no field explains.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[:STATED_IN]->(c:Chunk)
OPTIONAL MATCH (c)-[:PART_OF]->(s:Section)
RETURN p.key AS program, c.key AS chunk, c.text AS text, c.line_start AS first, s.path AS section,
       s.line_start AS line_start, s.line_end AS line_end;

// name: programs_near_chunks(chunks)
// The programs that stand in the sections of passages.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})-[:PART_OF]->(:Section)-[:PART_OF*0..2]->(s:Section)<-[:PART_OF]-(d:Chunk)<-[:STATED_IN]-(p:Program)
RETURN DISTINCT p.key AS program;

// name: mentions_in_documents(documents)
// Where the programs of documents stand.
UNWIND $documents AS document_key
MATCH (d:Document {key: document_key})<-[:IN]-(p:Program)
RETURN p.key AS program, d.key AS document, p.mentions AS mentions;

// name: programs_marked_new()
// The programs marked as new, by a marker, their section or their text.
MATCH (p:Program {is_new: true})
RETURN p.key AS program, p.document AS document;

// name: programs_in_competition()
// The programs won or bid for in a competition.
MATCH (p:Program {is_competition: true})
RETURN p.key AS program, p.document AS document;

// name: programs_renamed()
// The programs that one document calls by different names in different years.
MATCH (p:Program)
WHERE p.names CONTAINS '"year": 2'
RETURN p.key AS program, p.document AS document, p.names AS names;

// name: programs_with_source(sources)
// The programs that state money from a source: 국비, 자부담.
MATCH (b:Budget)
WHERE b.source IN $sources AND b.amount_krw > 0
MATCH (p:Program)-[:HAS_BUDGET]->(b)
RETURN p.key AS program, b.document AS document, [b.line_start] AS lines, b.as_stated AS detail, b.source AS name,
       b.party AS party;

// name: goals_of(documents)
// The strategic goals of documents.
UNWIND $documents AS document_key
MATCH (g:Goal)
WHERE g.document = document_key
RETURN g.key AS key, g.name AS name, g.document AS document, g.line_start AS line_start, g.order AS order;

// name: tasks_of(documents)
// The tasks that serve the goals of documents.
UNWIND $documents AS document_key
MATCH (t:Task)
WHERE t.document = document_key
OPTIONAL MATCH (t)-[:PART_OF]->(g:Goal)
RETURN t.key AS key, t.name AS name, t.document AS document, t.line_start AS line_start, t.order AS order,
       g.name AS goal;

// name: programs_with_status(statuses)
// The programs of a status: 확정·공모·제안·계획·완료·연기·미선정·중단.
MATCH (p:Program)
WHERE p.status IN $statuses
RETURN p.key AS program, p.document AS document, p.status AS detail;

// name: programs_of_tasks(tasks)
// The programs that serve tasks.
UNWIND $tasks AS task_key
MATCH (t:Task {key: task_key})<-[r:SERVES]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, t.name AS detail;

// name: programs_of_goals(goals)
// The programs that serve the tasks of goals.
UNWIND $goals AS goal_key
MATCH (g:Goal {key: goal_key})<-[:PART_OF]-(t:Task)<-[r:SERVES]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, t.name AS detail;

// name: programs_funded_by_institutions(institutions)
// The programs that local governments and other institutions give the money for.
UNWIND $institutions AS institution_key
MATCH (i:Institution {key: institution_key})<-[r:FUNDED_BY|APPLIES_TO]-(p:Program)
RETURN p.key AS program, r.document AS document, r.lines AS lines, coalesce(r.role, '지원') AS detail, i.name AS name;

// name: sources_of(programs)
// The sources of money that programs state.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[:HAS_BUDGET]->(b:Budget)
WHERE b.amount_krw > 0
RETURN DISTINCT p.key AS program, b.source AS source;

// name: facilities_in_regions(regions)
// The buildings that stand in any of the regions.
UNWIND $regions AS code
MATCH (r:Region {code: code})<-[:LOCATED_IN]-(f:Facility)
RETURN f.key AS facility;

// name: facilities_of(documents)
// The buildings of documents with the day on which they opened.
UNWIND $documents AS document_key
MATCH (f:Facility)
WHERE f.document = document_key
OPTIONAL MATCH (f)-[s:STATED_IN]->(:Chunk)
RETURN f.key AS key, f.name AS name, f.document AS document, f.opened AS opened, f.address AS address,
       min(s.line_start) AS line_start;
