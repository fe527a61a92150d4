UNWIND range(1, 1000000000) AS x RETURN count(x)
RETURN size(range(1, 1000000000))
WITH 1000000000 AS n RETURN [x IN range(1, n) | x]
UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*)
WITH [x IN range(1, 100000) | [y IN range(1, 100000) | x * y]] AS l RETURN size(l)
MATCH (n) WITH collect(n) AS l RETURN size([x IN l | [y IN l | [z IN l | 1]]])
MATCH (n) WITH collect(n) AS l RETURN reduce(s = 0, x IN l | s + size([y IN l WHERE y.key = x.key]))
MATCH (n) WITH collect(n) AS l RETURN all(x IN l WHERE any(y IN l WHERE none(z IN l WHERE z = y)))
WITH reduce(s = 'x', i IN range(1, 40) | s + s) AS s RETURN size(s)
RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a|aa)+$'
RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '.*.*.*.*.*.*.*b'
MATCH (n) WHERE n.name =~ n.text RETURN n
MATCH (a), (b), (c), (d), (e), (f), (g), (h) RETURN count(*)
MATCH (a) MATCH (b) MATCH (c) MATCH (d) MATCH (e) MATCH (f) MATCH (g) MATCH (h) RETURN a, b
MATCH (a), (b), (c), (d), (e), (f), (g), (h) RETURN a.key ORDER BY h.key LIMIT 1
MATCH (a), (b), (c), (d) WITH a, b, c, d MATCH (e), (f), (g), (h) RETURN count(*)
MATCH p = (a)-[*]-(b) RETURN count(p)
MATCH p = (a)-[*1..12]-(b) RETURN count(p)
MATCH p = (a)-[r*..30]->(b) RETURN p
