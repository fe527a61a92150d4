"""Two editions of an invented plan of a county, with the succession of their programs as we made it.

All names, people and amounts are invented. 40 programs in 2023: 17 kept, 10 renamed, 5 ended, 6 merged into 3, 2 split
into 4; 2024 has 5 new ones.
"""

from __future__ import annotations

from typing import NamedTuple

PLACE, TOWNS = "횡성", ("둔내면", "안흥면")


class Made(NamedTuple):
    """A program of one edition: its unit, name, amount in million won, period, and what is said of it."""

    unit: str
    name: str
    million: int
    said: str
    period: str = ""
    contact: str = ""


class Step(NamedTuple):
    """What becomes of programs from 2023 to 2024."""

    fate: str
    before: tuple[Made, ...]
    after: tuple[Made, ...]


def _kept(unit: str, name: str, amounts: tuple[int, int], said: tuple[str, str], later: str = "") -> Step:
    return Step("kept", (Made(unit, name, amounts[0], said[0]),), (Made(unit, later or name, amounts[1], said[1]),))


def _renamed(unit: str, names: tuple[str, str], amounts: tuple[int, int], said: tuple[str, str]) -> Step:
    return Step("renamed", (Made(unit, names[0], amounts[0], said[0]),), (Made(unit, names[1], amounts[1], said[1]),))


def _long(unit: str, name: str, million: int, period: str, said: tuple[str, str]) -> Step:
    return Step("kept", (Made(unit, name, million, said[0], period),), (Made(unit, name, million, said[1], period),))


def _ended(unit: str, name: str, million: int, said: str) -> Step:
    return Step("ended", (Made(unit, name, million, said),), ())


def _new(unit: str, name: str, million: int, said: str) -> Step:
    return Step("new", (), (Made(unit, name, million, said),))


ECONOMY, FARM, WELFARE, CULTURE, SAFETY, HEALTH = (
    "경제정책과", "농정과", "복지정책과", "문화관광과", "안전건설과", "보건소",
)  # fmt: skip

STEPS = (
    _kept(ECONOMY, "횡성사랑상품권 발행·운영", (4500, 3800),
        ("상품권 450억 원 발행, 할인 10%", "상품권 380억 원 발행, 할인 7%"), "횡성사랑상품권 발행 운영"),
    _kept(ECONOMY, "소상공인 이자차액 보전 지원", (500, 600), ("융자금 이자 3% 보전", "융자금 이자 2.5% 보전, 210개 업체")),
    _renamed(ECONOMY, ("재래시장 환경개선사업", "전통시장 시설현대화 사업"), (1200, 1050),
        ("시장 아케이드 보수, 주차장 확충", "아케이드 교체, 공영주차장 조성")),
    _renamed(ECONOMY, ("청년 창업인큐베이터 운영", "청년창업 보육센터 운영"), (320, 350),
        ("입주 청년기업 12개사, 시제품 제작 지원", "입주기업 14개사, 시제품 제작과 멘토링")),
    _renamed(ECONOMY, ("중소기업 시장개척단 파견", "중소기업 해외판로 개척 지원"), (80, 90), ("동남아 수출상담 8개사", "베트남 수출상담회 10개사 참가")),
    Step(
        "merged",
        (Made(ECONOMY, "중소기업 작업환경 개선 지원", 200, "노후 작업장 개선 15개사"), Made(ECONOMY, "중소기업 물류비 지원", 300, "국내외 물류비 60% 지원")),
        (Made(ECONOMY, "중소기업 작업환경 개선 및 물류비 지원", 500, "작업장 개선 12개사, 물류비 60% 지원"),),
    ),
    _ended(ECONOMY, "희망근로 지원사업", 700, "한시 일자리 제공 120명"),
    _new(ECONOMY, "로컬크리에이터 육성", 150, "지역자원 활용 창작자 발굴 6팀"),
    _kept(FARM, "횡성한우 명품화 육성", (2000, 2200), ("고급육 생산, 혈통관리 1,200두", "혈통관리 1,350두, 고급육 출하장려금")),
    _kept(FARM, "여성농업인 복지바우처 지원", (310, 330), ("1인당 20만원 카드 지원", "1인당 20만원 카드 지원 1,650명")),
    _renamed(FARM, ("농촌 외국인 계절근로자 운영", "공공형 계절근로 운영"), (400, 440),
        ("계절근로자 300명 도입, 숙소 지원", "계절근로자 350명 도입, 공동숙소 운영")),
    _renamed(FARM, ("친환경 쌀 생산단지 조성", "친환경 벼 재배단지 육성"), (800, 700), ("우렁이 농법 120ha", "우렁이 농법 115ha, 인증비 지원")),
    Step(
        "split",
        (Made(FARM, "스마트팜 보급 및 청년농 육성", 1500, "스마트온실 5동, 청년농 정착금 20명"),),
        (Made(FARM, "스마트팜 보급", 900, "스마트온실 4동 설치"), Made(FARM, "청년농 육성", 600, "청년농 정착금 25명")),
    ),
    _long(FARM, "농산물 산지유통센터(APC) 건립", 6000, "2022. 3. ~ 2025. 12.", ("부지 매입, 실시설계", "건축공사 착공")),
    _ended(FARM, "가뭄대비 관정개발", 900, "대형관정 9공 굴착"),
    _new(FARM, "가루쌀 생산단지 조성", 380, "가루쌀 재배 50ha, 농기계 지원"),
    _renamed(WELFARE, ("독거노인 안부확인 서비스", "어르신 안심케어 서비스"), (240, 260),
        ("홀로 사는 노인 800명 전화와 방문", "홀로 사는 어르신 850명 전화, 방문")),
    _kept(WELFARE, "장애인 일자리 사업", (1100, 1200), ("복지일자리 90명", "복지일자리 95명, 행정도우미")),
    _kept(WELFARE, "경로당 냉난방비 지원", (680, 690), ("경로당 171개소", "경로당 172개소")),
    _renamed(WELFARE, ("경력단절여성 취업 지원", "여성 재취업 지원사업"), (180, 190),
        ("직업훈련 4개 과정, 취업연계 60명", "직업교육 4개 과정, 취업 연계 65명")),
    Step(
        "merged",
        (Made(WELFARE, "저소득층 도시락 배달", 110, "주 3회 도시락 90가구"), Made(WELFARE, "결식아동 급식 지원", 340, "급식카드 410명")),
        (Made(WELFARE, "취약계층 도시락·급식 지원", 450, "도시락 90가구, 급식카드 400명"),),
    ),
    _new(WELFARE, "1인가구 고독사 예방", 95, "실태조사, 생활지원 인력 배치"),
    _ended(WELFARE, "긴급재난지원금 지급", 2300, "전 군민 1인당 5만원"),
    _kept(CULTURE, "제18회 횡성한우축제 개최", (1400, 1450), ("5일간 개최, 방문객 30만 명", "5일간 개최, 방문객 32만 명"), "제19회 횡성한우축제 개최"),
    _long(CULTURE, "횡성호수길 관광자원화", 12000, "2021. 1. ~ 2025. 12.", ("출렁다리 설계", "출렁다리 착공, 탐방로 3km")),
    _renamed(CULTURE, ("작은도서관 운영 활성화", "마을도서관 활성화 지원"), (90, 100), ("도서관 7개소 도서구입비", "도서관 8개소 도서구입비, 순회사서")),
    Step(
        "split",
        (Made(CULTURE, "문화예술공연 및 생활체육 지원", 400, "찾아가는 공연 24회, 생활체육 교실 18개"),),
        (Made(CULTURE, "문화예술공연 지원", 250, "찾아가는 공연 26회"), Made(CULTURE, "생활체육 지원", 150, "생활체육 교실 20개")),
    ),
    _ended(CULTURE, "드라이브인 영화제", 60, "자동차극장 4회 상영"),
    _new(CULTURE, "반려동물 테마파크 조성", 3200, "놀이터, 산책로, 캠핑장"),
    _kept(CULTURE, "지방문화원 운영 지원", (210, 215), ("문화학교 12강좌", "문화학교 13강좌")),
    _long(SAFETY, "군도 12호선 확포장 공사", 8500, "2020. 5. ~ 2025. 11.", ("2공구 토공", "2공구 포장")),
    _kept(SAFETY, "주천강 하천재해예방사업", (2600, 3100), ("제방 1.2km 축조", "제방 1.5km 축조")),
    _renamed(SAFETY, ("CCTV 통합관제센터 구축", "스마트 통합관제센터 고도화"), (600, 500), ("관제서버 증설, CCTV 120대", "지능형 선별관제, CCTV 90대")),
    _kept(SAFETY, "둔내면 마을안길 정비", (300, 310), ("포장 1.1km", "포장 1.3km")),
    _kept(SAFETY, "안흥면 마을안길 정비", (280, 300), ("포장 0.9km", "포장 1.0km")),
    Step(
        "merged",
        (Made(SAFETY, "소교량 정비", 300, "노후 소교량 6개소 재가설"), Made(SAFETY, "세천 정비", 200, "세천 4개소 석축")),
        (Made(SAFETY, "소교량·세천 정비", 500, "소교량 5개소, 세천 4개소"),),
    ),
    _ended(SAFETY, "한파쉼터 설치", 45, "쉼터 30개소 난방기"),
    _new(SAFETY, "지진 옥외대피장소 정비", 70, "안내표지 48개소"),
    _renamed(HEALTH, ("치매관리사업", "치매안심마을 운영"), (520, 540), ("조기검진 2,100명, 치료관리비", "조기검진 2,300명, 안심마을 3개소")),
    _kept(HEALTH, "모자보건 지원", (160, 155), ("임산부 영양제, 산후조리 지원", "산후조리비 지원 110명")),
    _kept(HEALTH, "금연클리닉 운영", (75, 78), ("등록관리 400명", "등록관리 420명")),
    _kept(HEALTH, "노후 상수관로 교체", (1900, 2050), ("관로 6.2km", "관로 6.8km")),
)  # fmt: skip


def pairs() -> set[tuple[str, str]]:
    """(2024 name, 2023 name) of all programs that are one."""
    return {(a.name, b.name) for step in STEPS for a in step.after for b in step.before}


def programs(later: bool) -> list[Made]:
    """The programs of an edition in order."""
    return [m for step in STEPS for m in (step.after if later else step.before)]


def document(year: int, made: list[Made], county: str = PLACE, province: str = "강원특별자치도") -> str:
    """The edition as a plan in Markdown."""
    lines = [f"# {year}년도 주요업무계획", "", f"{province} {county}군", ""]
    units = list(dict.fromkeys(m.unit for m in made))
    for unit in units:
        lines += [f"## {unit}", ""]
        for number, m in enumerate((m for m in made if m.unit == unit), 1):
            period = m.period or f"{year}. 1. ~ {year}. 12."
            lines += [f"### {number}. {m.name.replace(PLACE, county)}", "", f"- 사업기간 : {period}"]
            lines += [f"- 총사업비 : {m.million:,}백만원(군비)", f"- 사업내용 : {m.said}"]
            lines += [f"- 담당 : {m.contact}"] if m.contact else []
            lines.append("")
    return "\n".join(lines)
