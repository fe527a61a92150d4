"""How long linking takes for 1,000, 10,000 and 100,000 generated programs: ``python bench/links.py [SIZE …]``.

A document is one year's plan of one of many counties and agencies, with 100 programs: some national ones that all run,
most their own; from year to year they keep their name, are renamed, end, or are new. The graph is the embedded one.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph.model import Edge, Node, Ref, Subgraph
from graph.query import inline
from graph.store import Store, open_store, stop_embedded
from lexicon.places import regions
from library.links.linker import Linked, Linker
from settings import Settings

PER_DOCUMENT, YEARS, NATIONAL = 100, 5, 25


def words(text: str) -> list[str]:
    return text.split()


TARGETS = words(
    """
    청년 여성 어르신 장애인 아동 소상공인 중소기업 농업인 어업인 귀농인 다문화가족 예술인 신혼부부 1인가구
    학교밖청소년
    """
)
THEMES = words(
    """
    스마트팜 도시재생 상수도 하수관로 전통시장 관광지 축제 반도체 이차전지 드론 로봇 블록체인 빅데이터 메타버스
    콘텐츠 웹툰 영화 미술관 박물관 도서관 체육관 수영장 공원 산림 임도 사방댐 하천 저수지 농로 교량 주차장
    자전거도로 버스 택시 철도역 공항 항만 어항 양식장 한우 양돈 양봉 과수 인삼 버섯 채소 화훼 쌀 잡곡 식품 발효 와인
    막걸리 수소 태양광 풍력 지열 탄소중립 미세먼지 폐기물 재활용 악취 소음 석면 빈집 공동주택 경로당 요양원 어린이집
    유치원 돌봄 급식 장학금 평생학습 문해교육 치매 정신건강 금연 예방접종 응급의료 방역 감염병 재난 지진 한파 폭염
    산불 홍수 침수 방범 교통안전 어린이보호구역 가로등 보안등 공공와이파이 통계 기록물 민원 청사 의회 자원봉사
    주민자치 마을기업 협동조합 사회적기업 기부 세무
    """
)
OBJECTS = words(
    """
    인프라 플랫폼 거점 시설 장비 인력 상품 브랜드 마을 단지 거리 체험관 지원센터 콘텐츠 프로그램 네트워크 데이터
    기술 서비스 공동체
    """
)
ACTS = words(
    """
    지원사업 육성사업 조성사업 운영 구축 정비사업 활성화 확충 개선 보급 관리 강화 홍보 교육 발굴
    """
)
SYLLABLES = words(
    """
    가 갈 강 개 고 곡 관 광 구 군 금 기 길 남 내 논 다 달 대 덕 도 동 두 등 마 망 매 면 명 목 문 미 반 방 배 백 벽 보 봉 북 비 사 삼 상 서 석 선 설 성 소
    송 수 순 신 쌍 아 안 양 어 여 연 영 오 옥 온 와 왕 외 용 우 운 원 월 유 율 은 의 이 인 임 자 작 잔 장 적 전 정 조 종 주 죽 중 지 진 창 천 청 초 추 충
    칠 탄 태 토 평 포 하 학 한 함 해 행 향 현 호 화 황 회 효 후 흑 흥
    """
)
GROUNDS = words("천 산 골 들 마을 호수 저수지 공원 시장 로 교 봉 재 포구 나루")
UNITS = words(
    """
    기획예산과 경제과 농정과 산림과 복지과 여성가족과 문화관광과 환경과 건설과 도시과 교통과 안전과 보건소 체육과
    상수도사업소
    """
)
COUNT = inline(
    "bench count",
    "MATCH ()-[r:CONTINUES|SAME_FAMILY|SIMILAR_TO|LOCAL_SHARE|SAME_AS]->() RETURN type(r) AS t, count(r) AS n",
)


class Themes:
    """Vectors of passages made from their theme, with some noise: as many numbers as e5 has."""

    def dimension(self) -> int:
        """As of e5."""
        return 384

    def vectors(self, keys: Iterable[str]) -> dict[str, npt.NDArray[np.float32]]:
        """A theme's direction and a little chance."""
        found = {}
        for key in keys:
            theme = np.random.default_rng(zlib.crc32(key.rpartition("#")[2].encode()))
            chance = np.random.default_rng(zlib.crc32(key.encode()))
            vector = 3 + theme.normal(size=384) + 0.5 * chance.normal(size=384)
            found[key] = (vector / np.linalg.norm(vector)).astype(np.float32)
        return found


def name(chance: random.Random, *, local: float = 0.4) -> str:
    """A program's name; of so many it begins with a brook, hill or village of the place, as most of a county's do."""
    parts = [chance.choice(TARGETS)] if chance.random() < 0.5 else []
    parts += [chance.choice(THEMES), chance.choice(OBJECTS), chance.choice(ACTS)]
    if chance.random() < local:
        called = "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 2, 3))))
        parts.insert(0, called + chance.choice(GROUNDS))
    return " ".join(parts)


def following(names: list[str], chance: random.Random) -> list[str]:
    """Next year's programs: most stay, some have another last or first word, some end and others begin."""
    after = []
    for each in names:
        fate = chance.random()
        if fate < 0.08:
            after.append(name(chance))
        elif fate < 0.2:
            words = each.split()
            words[-1] = chance.choice(ACTS)
            after.append(" ".join(words))
        else:
            after.append(each)
    return after


def documents(programs: int) -> Iterator[Subgraph]:
    """Enough plans for so many programs, in the order of issuers and years."""
    national = [name(random.Random(i), local=0) for i in range(NATIONAL * 4)]
    places = sorted(c for c, r in regions().items() if r.level == "시군구" and r.valid(2024))
    made = issuer = 0
    while made < programs:
        code = places[issuer % len(places)]
        where = f"{regions()[regions()[code].parent].name} {regions()[code].name}"  # six cities have a 중구
        who = where if issuer < len(places) else f"{where}문화재단{issuer // len(places)}"
        chance = random.Random(issuer)
        names = [*chance.sample(national, NATIONAL), *(name(chance) for _ in range(PER_DOCUMENT - NATIONAL))]
        for year in range(2021, 2021 + YEARS):
            yield plan(f"{issuer:04d}_{who}_{year}.txt", who, year, names)
            made += PER_DOCUMENT
            names = following(names, chance)
            if made >= programs:
                return
        issuer += 1


def plan(key: str, issuer: str, year: int, names: list[str]) -> Subgraph:
    chance = random.Random(key)
    graph = Subgraph(key)
    document, who = Ref("Document", key), Ref("Institution", issuer)
    graph.nodes += [
        Node("Document", key, {"date": str(year), "years": [year], "institution": issuer, "title": key, "sha256": key})
    ]
    graph.nodes += [Node("Institution", issuer, {"name": issuer, "kind": "지자체", "aliases": []})]
    graph.edges.append(Edge("ISSUED_BY", document, who))
    units = {u: Ref("Department", f"{key}/Department/{u}") for u in UNITS}
    graph.nodes += [Node("Department", r.key, {"name": u, "path": u}) for u, r in units.items()]
    for number, each in enumerate(dict.fromkeys(names)):
        line = 10 * number + 1
        ref = Ref("Program", f"{key}/Program/{each}")
        text = " ".join([*chance.sample(OBJECTS, 2), f"{chance.randint(2, 90)}개소"])
        names_json = f'[{{"name": "{each}", "year": null, "line_start": {line}, "line_end": {line}}}]'
        graph.nodes.append(Node("Program", ref.key, {"name": each, "names": names_json, "kind": "사업", "status": "확정",
                                                     "summary": text, "mentions": f"[[{line}, {line}]]", "order": number}))  # fmt: skip
        budget = Ref("Budget", f"{key}/Budget/{each}")
        amount = chance.randint(2, 900) * 10_000_000
        graph.nodes.append(Node("Budget", budget.key, {"amount_krw": amount, "source": "총사업비", "scope": "total", "adopted": True,
                                                       "line_start": line + 1, "line_end": line + 1}))  # fmt: skip
        chunk = Ref("Chunk", f"{key}/Chunk/{number}#{next((t for t in THEMES if t in each), '')}")
        graph.nodes.append(
            Node("Chunk", chunk.key, {"text": f"{each}\n{text}", "line_start": line, "line_end": line + 1})
        )
        cite = {"line_start": line, "line_end": line}
        graph.edges += [
            Edge("HAS_BUDGET", ref, budget, cite), Edge("IN", ref, document, cite),
            Edge("MANAGED_BY", ref, units[UNITS[zlib.crc32(each.encode()) % len(UNITS)]], cite), Edge("STATED_IN", ref, chunk, cite),
        ]  # fmt: skip
    return graph


def measure(programs: int, folder: Path) -> None:
    settings = Settings.from_environment({"SAEOP_HOME": str(folder), "SAEOP_IDLE_SECONDS": "3600"})
    with open_store(settings) as store:
        plans = list(documents(programs))
        timed("save", lambda: save(store, plans[:-1]))
        timed(f"link {programs:,} programs of {len(plans)} documents", lambda: link(store, folder))
        store.save(plans[-1])
        timed("link one document more", lambda: link(store, folder))
        store.remove(plans[-1].document)
        timed("link after its removal", lambda: link(store, folder))
        print("   ", dict(sorted(Counter({r["t"]: r["n"] for r in store.read(COUNT)}).items())))
        print(f"    peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB", flush=True)
    stop_embedded(settings)


def save(store: Store, plans: list[Subgraph]) -> None:
    for each in plans:
        store.save(each)


def link(store: Store, folder: Path) -> Linked:
    return Linker(store, folder, Themes(), "themes").link()


def timed(what: str, work: Callable[[], object]) -> None:
    start, own = time.perf_counter(), time.process_time()
    result = work()
    took = f"{time.perf_counter() - start:.1f} s, of which {time.process_time() - own:.1f} s of this process"
    print(f"    {what}: {took}  {result or ''}", flush=True)


def main() -> None:
    for size in [int(x) for x in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        print(f"{size:,}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
