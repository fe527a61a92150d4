// name: ready_programs_by_ministry()
// 부처별 사업 수와 총사업비
// Programs of each ministry and their total cost.
MATCH (p:Program)-[:FUNDED_BY|APPLIES_TO]->(m:Ministry)
WITH DISTINCT m, p
RETURN m.name AS ministry, count(p) AS programs, sum(p.total_krw) AS total_krw
ORDER BY programs DESC, ministry;

// name: ready_national_money()
// 부처별 국비 합계
// National money of each ministry per document; what a part of a program gets is left out where its whole states its own.
MATCH (p:Program)-[:FUNDED_BY]->(m:Ministry)
MATCH (p)-[:HAS_BUDGET]->(b:Budget {source: '국비', scope: 'total', adopted: true})
OPTIONAL MATCH (p)-[:PART_OF]->(:Program)-[:HAS_BUDGET]->(o:Budget {source: '국비', scope: 'total', adopted: true})
WITH m, p, b, count(o) AS wholes
WHERE wholes = 0
WITH DISTINCT m, p, b
RETURN p.document AS document, m.name AS ministry, count(DISTINCT p) AS programs, sum(b.amount_krw) AS national_krw
ORDER BY document, national_krw DESC, ministry;

// name: ready_programs_by_region()
// 지역별 사업 수
// Programs of each region.
MATCH (p:Program)-[:LOCATED_IN]->(g:Region)
RETURN g.name AS region, g.level AS level, count(DISTINCT p) AS programs
ORDER BY programs DESC, region;

// name: ready_people_and_programs()
// 한 사람이 맡은 사업
// The people who are asked about most programs.
MATCH (p:Program)-[c:CONTACT]->(who:Person)
WITH who, c, p
ORDER BY p.order, p.key
RETURN who.name AS name, c.title AS title, c.phone AS phone, count(p) AS programs, collect(p.name) AS names
ORDER BY programs DESC, name, phone, names
LIMIT 30;

// name: ready_continued_programs()
// 이어진 사업: 이전 해 → 이후 해 (2020 → 2024)
// Programs that continue one of an earlier document.
MATCH (a:Program)-[r:CONTINUES]->(b:Program)
MATCH (a)-[:IN]->(new:Document)
MATCH (b)-[:IN]->(old:Document)
RETURN left(old.date, 4) AS from_year, b.name AS before, left(new.date, 4) AS to_year, a.name AS after,
       r.score AS score, r.reason AS reason, old.key AS earlier, new.key AS later
ORDER BY score DESC, after, before, later, earlier;

// name: ready_contradictions()
// 모순된 금액: 한 문서가 서로 다르게 적은 값
// Amounts that a document states and that were not adopted, beside those that were.
MATCH (p:Program)-[:HAS_BUDGET]->(other:Budget {adopted: false})
MATCH (p)-[:HAS_BUDGET]->(b:Budget {adopted: true})
WHERE b.source = other.source AND b.scope = other.scope AND b.amount_krw <> other.amount_krw
RETURN p.name AS program, b.source AS source, b.amount_krw AS adopted_krw, b.line_start AS line,
       other.amount_krw AS other_krw, other.line_start AS other_line, p.document AS document
ORDER BY document, line, source, other_line, other_krw;

// name: ready_largest_programs()
// 총사업비가 큰 사업
// The programs with the largest total cost.
MATCH (p:Program)
WHERE p.total_krw IS NOT NULL
RETURN p.name AS program, p.total_krw AS total_krw, p.status AS status, p.document AS document
ORDER BY total_krw DESC, program, document
LIMIT 30;

// name: ready_local_and_national()
// 국비와 지방비를 함께 쓰는 사업
// Programs that state national and local money for their whole; 지방비 where it is stated, else its parts.
MATCH (p:Program)-[:HAS_BUDGET]->(n:Budget {source: '국비', scope: 'total', adopted: true})
MATCH (p)-[:HAS_BUDGET]->(l:Budget {scope: 'total', adopted: true})
WHERE l.source IN ['지방비', '도비', '시비', '군비', '구비', '시군비']
WITH p, n, sum(CASE l.source WHEN '지방비' THEN l.amount_krw ELSE 0 END) AS whole,
     sum(CASE l.source WHEN '지방비' THEN 0 ELSE l.amount_krw END) AS parts
RETURN p.name AS program, n.amount_krw AS national_krw, CASE WHEN whole > 0 THEN whole ELSE parts END AS local_krw,
       p.document AS document
ORDER BY national_krw DESC, program, document;

// name: ready_departments()
// 부서별 사업
// Departments with the programs that they manage.
MATCH (d:Department)<-[:MANAGED_BY]-(p:Program)
WITH d, p
ORDER BY p.order, p.key
RETURN d.document AS document, coalesce(d.path, d.name) AS department, count(p) AS programs, collect(p.name) AS names
ORDER BY programs DESC, department, document;

// name: ready_milestones()
// 날짜가 적힌 추진일정
// Dated milestones, the latest first.
MATCH (p:Program)-[:HAS_MILESTONE]->(m:Milestone)
WHERE m.date_start IS NOT NULL
RETURN m.date_start AS date, m.kind AS kind, p.name AS program, m.text AS text, m.line_start AS line,
       p.document AS document
ORDER BY date DESC, program, document, line, text
LIMIT 100;

// name: ready_map_of_ministries()
// 부처와 사업의 그림
// Ministries with their programs, as a picture.
MATCH (p:Program)-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO]->(m:Ministry)
RETURN p, r, m
ORDER BY m.name, p.key, type(r), r.role
LIMIT 60;

// name: ready_map_of_family()
// 이어지고 닮은 사업의 그림
// Programs that continue, share or resemble others, as a picture.
MATCH (a:Program)-[r:CONTINUES|SAME_FAMILY|LOCAL_SHARE]->(b:Program)
RETURN a, r, b
ORDER BY type(r), a.key, b.key
LIMIT 60;

// name: ready_plan_of_strategy()
// 전략목표 – 과제 – 사업의 그림
// The strategy of a plan down to its programs, as a picture.
MATCH (p:Program)-[s:SERVES]->(t:Task)-[o:PART_OF]->(g:Goal)
RETURN p, s, t, o, g
ORDER BY g.key, t.key, p.key
LIMIT 60;

// name: ready_what_there_is()
// 무엇이 얼마나 들어 있나
// How many things of each label there are.
MATCH (n)
RETURN labels(n)[0] AS label, count(n) AS number
ORDER BY number DESC, label;

// name: ready_map_of_institution()
// 이 기관의 사업 지도
// The institution with most programs: its documents, their programs, and the ministries behind them, as a picture.
MATCH (d:Document)-[:ISSUED_BY]->(i:Institution)
MATCH (p:Program)-[:IN]->(d)
WITH i, count(p) AS programs
ORDER BY programs DESC, i.name
LIMIT 1
MATCH (p:Program)-[n:IN]->(d:Document)-[o:ISSUED_BY]->(i)
MATCH (p)-[f:FUNDED_BY|APPLIES_TO|PROPOSED_TO]->(m:Ministry)
RETURN i, o, d, n, p, f, m
ORDER BY d.date DESC, p.key, m.name, type(f), f.role
LIMIT 60;

// name: ready_map_of_person()
// 한 사람이 맡은 사업의 그림
// The person who is asked about most programs, with the programs and the unit, as a picture.
MATCH (p:Program)-[:CONTACT]->(who:Person)
WITH who, count(p) AS programs
ORDER BY programs DESC, who.key
LIMIT 1
MATCH (p:Program)-[c:CONTACT]->(who)
OPTIONAL MATCH (who)-[w:WORKS_IN]->(unit)
RETURN p, c, who, w, unit
ORDER BY p.order, p.key;

// name: ready_map_of_region()
// 지역과 사업의 그림
// Places, what they are part of, and the programs carried out there, as a picture.
MATCH (p:Program)-[r:LOCATED_IN]->(g:Region)-[o:PART_OF]->(above:Region)
RETURN p, r, g, o, above
ORDER BY g.code, p.key, above.code
LIMIT 60;

// name: ready_map_of_evidence()
// 사업 – 금액 – 근거가 된 글의 그림
// Programs with their amounts and the passages that state them, as a picture.
MATCH (p:Program)-[h:HAS_BUDGET]->(b:Budget)-[s:STATED_IN]->(c:Chunk)
RETURN p, h, b, s, c
ORDER BY p.key, b.key, c.key, s.line_start
LIMIT 12;

// name: ready_renamed_ministries()
// 이름이 바뀐 부처의 그림
// Ministries and what they were reorganised or renamed into, as a picture.
MATCH (old:Ministry)-[r:SUCCEEDED_BY]->(new:Ministry)
RETURN old, r, new
ORDER BY old.name, new.name
LIMIT 60;

// name: ready_money_by_year()
// 해마다의 예산: 재원별
// Amounts of a year by source, per document.
MATCH (p:Program)-[:HAS_BUDGET]->(b:Budget {scope: 'year', adopted: true})
WHERE b.year IS NOT NULL
WITH DISTINCT p, b
RETURN p.document AS document, b.year AS year, b.source AS source, count(DISTINCT p) AS programs,
       sum(b.amount_krw) AS total_krw
ORDER BY document, year, source;

// name: ready_new_programs()
// 신규사업
// Programs that a document calls new.
MATCH (p:Program {is_new: true})
RETURN p.document AS document, p.name AS program, p.status AS status, p.total_krw AS total_krw
ORDER BY document, program, total_krw;

// name: ready_partners()
// 함께하는 기관
// Institutions that carry out programs, take part in them or handle them.
MATCH (p:Program)-[r:RUN_BY|PARTNER|VIA]->(i:Institution)
WITH DISTINCT i, type(r) AS kind, p
ORDER BY p.key
RETURN i.name AS name, kind, count(p) AS programs, collect(p.name) AS names
ORDER BY programs DESC, name, kind
LIMIT 60;

// name: ready_attributes()
// 표와 라벨이 그 밖에 말하는 것
// What other things tables and labelled lines say, most frequent first, with one example.
MATCH (f:Fact)
RETURN f.attribute AS label, count(f) AS number, min(f.subject) AS name, min(f.value) AS text
ORDER BY number DESC, label
LIMIT 60;

// name: ready_said_by_people()
// 사람이 판단하고 고친 것
// What people decided of links, and what they corrected.
MATCH (n)
WHERE n:Judgement OR n:Correction
RETURN labels(n)[0] AS label, coalesce(n.left, n.program) AS program, coalesce(n.right, n.kind) AS after,
       coalesce(n.verdict, n.new) AS text, n.who AS name, n.why AS reason
ORDER BY label, program;
