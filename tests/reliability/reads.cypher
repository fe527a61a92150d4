MATCH (n) RETURN count(n);

match (n:Set) where n.delete = 'CREATE' return n.set, n.`create`

OPTIONAL MATCH (n)-[r:LOAD]->() RETURN r // DELETE

UNWIND range(1, 3) AS x RETURN x, date.truncate('month', date()), [1,2,3][0..2], 1.5, -2, .5, 1e3

CALL db.labels() YIELD label RETURN label ORDER BY label DESC LIMIT 3

MATCH (n:Program) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN c

WITH 1 AS a RETURN a UNION ALL WITH 2 AS a RETURN a

MATCH (n:Program) WHERE EXISTS { (n)--() } RETURN COUNT { (n)--() }, [x IN n.years | x + 1], n {.name, .kind}

MATCH (p:Program) WHERE p.name CONTAINS '수소' AND NOT p.status IS NULL RETURN DISTINCT p.name AS name, p.total_krw / 100000000 AS eok

MATCH (p:Program)-[r:FUNDED_BY|APPLIES_TO]->(m:Ministry {name: '행정안전부'}) RETURN p, r, m

MATCH path = (r:Region)-[:PART_OF*1..3]->(above:Region) RETURN path, length(path) AS steps, [n IN nodes(path) | n.name] AS names

MATCH (d:Document)<-[:PART_OF*]-(c:Chunk) RETURN d.key, count(*) AS chunks

MATCH (p:Program) OPTIONAL MATCH (p)-[:HAS_BUDGET]->(b:Budget) WITH p, sum(b.amount_krw) AS won WHERE won > 0 RETURN p.name, won ORDER BY won DESC SKIP 0 LIMIT 10

MATCH (p:Program) RETURN CASE WHEN p.total_krw IS NULL THEN '미상' ELSE toString(p.total_krw) END AS total, count(*) AS n ORDER BY n

MATCH (p:Program) RETURN CASE p.kind WHEN '사업' THEN 1 WHEN '공약' THEN 2 ELSE 3 END AS kind

MATCH (p:Program) WITH * WHERE p.name STARTS WITH '수소' OR p.name ENDS WITH '1' XOR p.name IN ['a', 'b'] RETURN *

MATCH (a:Program), (b:Program) WHERE a.name = b.name AND a.document < b.document RETURN a.name, a.document, b.document

MATCH (p:Program)-[:LOCATED_IN]->(g:Region) WITH g.name AS region, collect(p.name) AS names RETURN region, size(names), names[0..3], reduce(s = '', x IN names | s + x) AS all

MATCH (p:Program) WHERE any(x IN p.aliases WHERE x =~ '.*수소.*') RETURN p.name

MATCH (n) RETURN labels(n)[0] AS label, count(n) AS number ORDER BY number DESC, label

MATCH (who:Person)-[w:WORKS_IN]->(d:Department) RETURN who.name, w.title, coalesce(d.path, d.name), properties(w), type(w), keys(who)

MATCH (a:Program {name: '수소 플랫폼 1'}), (b:Program {name: '수소 플랫폼 2'}) MATCH p = shortestPath((a)-[*..6]-(b)) RETURN p

RETURN 'DELETE; CREATE' AS text, "/* SET */" AS other /* DELETE */

MATCH (`이상한 이름`:`Program`) RETURN `이상한 이름`.name AS `이름`
