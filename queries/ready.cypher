// name: ready_programs_by_ministry()
// 부처별 사업 수와 총사업비
// Programs of each ministry and their total cost.
MATCH (p:Program)-[:FUNDED_BY|APPLIES_TO]->(m:Ministry)
RETURN m.name AS ministry, count(DISTINCT p) AS programs, sum(p.total_krw) AS total_krw
ORDER BY programs DESC, ministry;

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
RETURN who.name AS name, c.title AS title, c.phone AS phone, count(p) AS programs, collect(p.name) AS names
ORDER BY programs DESC, name
LIMIT 30;

// name: ready_continued_programs()
// 이어진 사업: 이전 문서 → 이후 문서
// Programs that continue one of an earlier document.
MATCH (a:Program)-[r:CONTINUES]->(b:Program)
RETURN b.document AS earlier, b.name AS before, a.document AS later, a.name AS after, r.score AS score,
       r.reason AS reason
ORDER BY score DESC, after;

// name: ready_contradictions()
// 문서 안에서 서로 다른 금액
// Amounts that a document states and that were not adopted, beside those that were.
MATCH (p:Program)-[:HAS_BUDGET]->(other:Budget {adopted: false})
MATCH (p)-[:HAS_BUDGET]->(b:Budget {adopted: true})
WHERE b.source = other.source AND b.scope = other.scope AND b.amount_krw <> other.amount_krw
RETURN p.name AS program, b.source AS source, b.amount_krw AS adopted_krw, b.line_start AS line,
       other.amount_krw AS other_krw, other.line_start AS other_line, p.document AS document
ORDER BY document, line;

// name: ready_largest_programs()
// 총사업비가 큰 사업
// The programs with the largest total cost.
MATCH (p:Program)
WHERE p.total_krw IS NOT NULL
RETURN p.name AS program, p.total_krw AS total_krw, p.status AS status, p.document AS document
ORDER BY total_krw DESC, program
LIMIT 30;

// name: ready_local_and_national()
// 국비와 지방비를 함께 쓰는 사업
// Programs that state national and local money for their whole.
MATCH (p:Program)-[:HAS_BUDGET]->(n:Budget {source: '국비', scope: 'total', adopted: true})
MATCH (p)-[:HAS_BUDGET]->(l:Budget {scope: 'total', adopted: true})
WHERE l.source IN ['지방비', '도비', '시비', '군비', '구비']
RETURN p.name AS program, n.amount_krw AS national_krw, sum(l.amount_krw) AS local_krw, p.document AS document
ORDER BY national_krw DESC, program;

// name: ready_departments()
// 부서별 사업
// Departments with the programs that they manage.
MATCH (d:Department)<-[:MANAGED_BY]-(p:Program)
RETURN d.document AS document, coalesce(d.path, d.name) AS department, count(p) AS programs, collect(p.name) AS names
ORDER BY programs DESC, department;

// name: ready_milestones()
// 날짜가 적힌 추진일정
// Dated milestones, the latest first.
MATCH (p:Program)-[:HAS_MILESTONE]->(m:Milestone)
WHERE m.date_start IS NOT NULL
RETURN m.date_start AS date, m.kind AS kind, p.name AS program, m.text AS text, m.line_start AS line,
       p.document AS document
ORDER BY date DESC, program
LIMIT 100;

// name: ready_map_of_ministries()
// 부처와 사업의 그림
// Ministries with their programs, as a picture.
MATCH (p:Program)-[r:FUNDED_BY|APPLIES_TO|PROPOSED_TO]->(m:Ministry)
RETURN p, r, m
LIMIT 60;

// name: ready_map_of_family()
// 이어지고 닮은 사업의 그림
// Programs that continue, share or resemble others, as a picture.
MATCH (a:Program)-[r:CONTINUES|SAME_FAMILY|LOCAL_SHARE]->(b:Program)
RETURN a, r, b
LIMIT 60;

// name: ready_plan_of_strategy()
// 전략목표 – 과제 – 사업의 그림
// The strategy of a plan down to its programs, as a picture.
MATCH (p:Program)-[s:SERVES]->(t:Task)-[o:PART_OF]->(g:Goal)
RETURN p, s, t, o, g
LIMIT 60;

// name: ready_what_there_is()
// 무엇이 얼마나 들어 있나
// How many things of each label there are.
MATCH (n)
RETURN labels(n)[0] AS label, count(n) AS number
ORDER BY number DESC, label;
