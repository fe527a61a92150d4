// name: budgets_of(programs)
// Every amount stated for programs.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[:HAS_BUDGET]->(b:Budget)
RETURN p.key AS program, p.document AS document, b.amount_krw AS krw, b.source AS source, b.scope AS scope,
       b.year AS year, b.party AS party, b.label AS label, b.as_stated AS as_stated, b.adopted AS adopted,
       b.line_start AS line_start, b.line_end AS line_end, b.table AS table;

// name: facts_about_programs(things, units)
// Whatever lines and tables say of programs; only figures in the units where any are given.
UNWIND $things AS thing_key
MATCH (n:Program {key: thing_key})<-[:ABOUT]-(f:Fact)
WHERE size($units) = 0 OR f.unit IN $units
RETURN n.key AS thing, f.document AS document, f.subject AS subject, f.attribute AS attribute, f.value AS value,
       f.number AS number, f.unit AS unit, f.date AS date, f.year AS year, f.line_start AS line_start,
       f.line_end AS line_end, f.table AS table;

// name: facts_about_institutions(things, units)
// Whatever lines and tables say of institutions; only figures in the units where any are given.
UNWIND $things AS thing_key
MATCH (n:Institution {key: thing_key})<-[:ABOUT]-(f:Fact)
WHERE size($units) = 0 OR f.unit IN $units
RETURN n.key AS thing, f.document AS document, f.subject AS subject, f.attribute AS attribute, f.value AS value,
       f.number AS number, f.unit AS unit, f.date AS date, f.year AS year, f.line_start AS line_start,
       f.line_end AS line_end, f.table AS table;

// name: facts_about_departments(things, units)
// Whatever lines and tables say of departments; only figures in the units where any are given.
UNWIND $things AS thing_key
MATCH (n:Department {key: thing_key})<-[:ABOUT]-(f:Fact)
WHERE size($units) = 0 OR f.unit IN $units
RETURN n.key AS thing, f.document AS document, f.subject AS subject, f.attribute AS attribute, f.value AS value,
       f.number AS number, f.unit AS unit, f.date AS date, f.year AS year, f.line_start AS line_start,
       f.line_end AS line_end, f.table AS table;

// name: facts_about_facilities(things, units)
// Whatever lines and tables say of facilities; only figures in the units where any are given.
UNWIND $things AS thing_key
MATCH (n:Facility {key: thing_key})<-[:ABOUT]-(f:Fact)
WHERE size($units) = 0 OR f.unit IN $units
RETURN n.key AS thing, f.document AS document, f.subject AS subject, f.attribute AS attribute, f.value AS value,
       f.number AS number, f.unit AS unit, f.date AS date, f.year AS year, f.line_start AS line_start,
       f.line_end AS line_end, f.table AS table;

// name: facts_in_chunks(chunks)
// Whatever the lines of passages say.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})<-[:STATED_IN]-(f:Fact)
OPTIONAL MATCH (f)-[:ABOUT]->(n)
OPTIONAL MATCH (n)-[:PART_OF]->(w:Program)
RETURN n.key AS thing, labels(n)[0] AS label, n.name AS name, w.key AS whole, f.document AS document, f.subject AS subject,
       f.attribute AS attribute, f.value AS value, f.number AS number, f.unit AS unit, f.date AS date, f.year AS year,
       f.line_start AS line_start, f.line_end AS line_end, f.table AS table, c.section AS section;

// name: milestones_in_chunks(chunks)
// The dated steps that the lines of passages say, in the shape of facts.
UNWIND $chunks AS chunk_key
MATCH (c:Chunk {key: chunk_key})<-[:STATED_IN]-(m:Milestone)
OPTIONAL MATCH (p:Program)-[:HAS_MILESTONE]->(m)
RETURN p.key AS thing, 'Program' AS label, p.name AS name, m.document AS document, p.name AS subject, m.text AS attribute,
       m.date_start AS value, null AS number, null AS unit, m.date_start AS date, null AS year,
       m.date_end AS date_end, m.line_start AS line_start, m.line_end AS line_end, null AS table, c.section AS section;

// name: totals_of_institutions(institutions)
// The totals and counts that documents print of institutions.
UNWIND $institutions AS institution_key
MATCH (n:Institution {key: institution_key})<-[:ABOUT]-(f:Fact)
WHERE f.number IS NOT NULL AND (f.unit = '건' OR f.attribute CONTAINS '계' OR f.attribute CONTAINS '총')
RETURN n.key AS thing, n.name AS name, 'Institution' AS label, f.document AS document, f.attribute AS attribute,
       f.value AS value, f.number AS number, f.unit AS unit, f.year AS year, f.line_start AS line_start,
       f.line_end AS line_end, f.table AS table;

// name: totals_of_departments(departments)
// The totals and counts that documents print of units.
UNWIND $departments AS department_key
MATCH (n:Department {key: department_key})<-[:ABOUT]-(f:Fact)
WHERE f.number IS NOT NULL AND (f.unit = '건' OR f.attribute CONTAINS '계' OR f.attribute CONTAINS '총')
RETURN n.key AS thing, n.name AS name, 'Department' AS label, f.document AS document, f.attribute AS attribute,
       f.value AS value, f.number AS number, f.unit AS unit, f.year AS year, f.line_start AS line_start,
       f.line_end AS line_end, f.table AS table;

// name: milestones_of_programs(things)
// What was done and is planned for programs.
UNWIND $things AS thing_key
MATCH (n:Program {key: thing_key})-[:HAS_MILESTONE]->(m:Milestone)
RETURN n.key AS thing, m.document AS document, m.text AS text, m.date_start AS date_start, m.date_end AS date_end,
       m.kind AS kind, m.line_start AS line_start, m.line_end AS line_end;

// name: milestones_of_institutions(things)
// What was done and is planned for institutions.
UNWIND $things AS thing_key
MATCH (n:Institution {key: thing_key})-[:HAS_MILESTONE]->(m:Milestone)
RETURN n.key AS thing, m.document AS document, m.text AS text, m.date_start AS date_start, m.date_end AS date_end,
       m.kind AS kind, m.line_start AS line_start, m.line_end AS line_end;

// name: milestones_of_departments(things)
// What was done and is planned for departments.
UNWIND $things AS thing_key
MATCH (n:Department {key: thing_key})-[:HAS_MILESTONE]->(m:Milestone)
RETURN n.key AS thing, m.document AS document, m.text AS text, m.date_start AS date_start, m.date_end AS date_end,
       m.kind AS kind, m.line_start AS line_start, m.line_end AS line_end;

// name: milestones_of_facilities(things)
// What was done and is planned for facilities.
UNWIND $things AS thing_key
MATCH (n:Facility {key: thing_key})-[:HAS_MILESTONE]->(m:Milestone)
RETURN n.key AS thing, m.document AS document, m.text AS text, m.date_start AS date_start, m.date_end AS date_end,
       m.kind AS kind, m.line_start AS line_start, m.line_end AS line_end;

// name: contacts_of(programs)
// Whom to ask about programs.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:CONTACT]->(who:Person)
OPTIONAL MATCH (who)-[w:WORKS_IN]->(u)
RETURN p.key AS program, p.name AS program_name, r.document AS document, who.key AS person, who.name AS name,
       r.title AS title, r.grade AS grade, r.phone AS phone, r.duty AS duty, r.lines AS lines, u.name AS unit, w.phone AS own_phone;

// name: staff_of(units)
// The people of units.
UNWIND $units AS unit_key
MATCH (u:Department {key: unit_key})<-[w:WORKS_IN]-(who:Person)
RETURN u.key AS unit_key, u.name AS unit, w.document AS document, who.key AS person, who.name AS name,
       w.title AS title, w.phone AS phone, w.year AS year, w.lines AS lines;

// name: posts_of(people)
// Where people work, with titles and telephone numbers.
UNWIND $people AS person_key
MATCH (who:Person {key: person_key})
OPTIONAL MATCH (who)-[w:WORKS_IN]->(u)
RETURN who.key AS person, who.name AS name, w.document AS document, u.key AS unit_key, u.name AS unit, w.title AS title,
       w.phone AS phone, w.year AS year, w.lines AS lines;

// name: contacts_by_person(people)
// The programs that people are asked about, with their numbers there.
UNWIND $people AS person_key
MATCH (who:Person {key: person_key})<-[r:CONTACT]-(p:Program)
RETURN p.key AS program, p.name AS program_name, r.document AS document, who.key AS person, who.name AS name,
       r.title AS title, r.phone AS phone, r.duty AS duty, r.lines AS lines;

// name: people_with_number(ending)
// Whose telephone number ends with these digits.
MATCH (who:Person)-[r:WORKS_IN|CONTACT]-(n)
WHERE replace(r.phone, '-', '') ENDS WITH $ending
RETURN who.key AS person, who.name AS name, r.document AS document, r.title AS title, r.phone AS phone, r.duty AS duty,
       r.lines AS lines, n.key AS thing, n.name AS thing_name, labels(n)[0] AS label;

// name: managers_of(programs)
// The units in charge of programs.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:MANAGED_BY]->(d:Department)
RETURN p.key AS program, r.document AS document, r.lines AS lines, d.key AS key, d.name AS name, d.path AS path,
       'MANAGED_BY' AS role;

// name: ministries_of(programs)
// The ministries and institutions of programs, with their roles.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO|MENTIONS|VIA|RUN_BY|PARTNER]->(m)
RETURN p.key AS program, r.document AS document, r.lines AS lines, coalesce(m.key, m.name) AS key, m.name AS name,
       labels(m)[0] AS label, type(r) AS type, r.role AS role;

// name: places_of(programs)
// Where programs are carried out.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:LOCATED_IN]->(g:Region)
RETURN p.key AS program, r.document AS document, r.lines AS lines, g.code AS code, g.name AS name, g.level AS level,
       r.basis AS basis;

// name: sites_of(programs)
// The buildings of programs.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:SITE]->(f:Facility)
RETURN p.key AS program, r.document AS document, r.lines AS lines, f.key AS key, f.name AS name,
       coalesce(r.address, f.address) AS address;

// name: facility_cards(facilities)
// What is stated of buildings.
UNWIND $facilities AS facility_key
MATCH (f:Facility {key: facility_key})
OPTIONAL MATCH (f)-[s:STATED_IN]->(:Chunk)
RETURN f.key AS key, f.name AS name, f.document AS document, f.address AS address, f.area_m2 AS area_m2,
       f.site_area_m2 AS site_area_m2, f.floors AS floors, f.opened AS opened, s.line_start AS line_start,
       s.quote AS quote;

// name: rooms_of(facilities)
// The rooms and centres that sit in buildings, with their floors.
UNWIND $facilities AS facility_key
MATCH (f:Facility {key: facility_key})<-[:PART_OF]-(r:Facility)
OPTIONAL MATCH (r)-[s:STATED_IN]->(:Chunk)
RETURN r.key AS key, r.name AS name, r.document AS document, r.floors AS floors, f.name AS building,
       s.line_start AS line_start;

// name: buildings_around(facilities)
// The buildings in which rooms and centres sit, with their floors.
UNWIND $facilities AS facility_key
MATCH (r:Facility {key: facility_key})-[:PART_OF]->(f:Facility)
OPTIONAL MATCH (r)-[s:STATED_IN]->(:Chunk)
RETURN r.key AS key, r.name AS name, r.document AS document, r.floors AS floors, f.name AS building,
       s.line_start AS line_start;

// name: seats_of_institutions(units)
// The buildings in which institutions sit.
UNWIND $units AS unit_key
MATCH (u:Institution {key: unit_key})-[r:LOCATED_IN]->(f:Facility)
RETURN u.key AS unit, u.name AS unit_name, f.key AS key, f.name AS name, f.address AS address, f.document AS document,
       r.floor AS floor, r.lines AS lines;
// name: seats_of_departments(units)
// The buildings in which departments sit.
UNWIND $units AS unit_key
MATCH (u:Department {key: unit_key})-[r:LOCATED_IN]->(f:Facility)
RETURN u.key AS unit, u.name AS unit_name, f.key AS key, f.name AS name, f.address AS address, f.document AS document,
       r.floor AS floor, r.lines AS lines;

// name: continued_from(programs)
// Which programs of earlier documents programs continue.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:CONTINUES]->(q:Program)
RETURN p.key AS program, q.key AS other, q.name AS name, q.document AS document, r.score AS score, r.reason AS reason,
       q.mentions AS mentions;

// name: continued_by(programs)
// Which programs of later documents continue programs.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})<-[r:CONTINUES]-(q:Program)
RETURN p.key AS program, q.key AS other, q.name AS name, q.document AS document, r.score AS score, r.reason AS reason,
       q.mentions AS mentions;

// name: related_to(programs)
// Programs of the same family, the shares of a whole, and near neighbours.
UNWIND $programs AS program_key
MATCH (p:Program {key: program_key})-[r:SAME_FAMILY|LOCAL_SHARE|SIMILAR_TO]-(q:Program)
RETURN p.key AS program, q.key AS other, q.name AS name, q.document AS document, type(r) AS type, r.score AS score,
       r.reason AS reason, q.mentions AS mentions;

// name: same_facilities(facilities)
// The same buildings in other documents.
UNWIND $facilities AS facility_key
MATCH (f:Facility {key: facility_key})-[r:SAME_AS]-(g:Facility)
OPTIONAL MATCH (g)-[s:STATED_IN]->(:Chunk)
RETURN f.key AS facility, g.key AS other, g.name AS name, g.document AS document, r.reason AS reason,
       min(s.line_start) AS line_start;
