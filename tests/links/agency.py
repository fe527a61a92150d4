"""Two editions of an invented plan of a city's agency, written after the rules were settled and before they were tried on it.

All names and amounts are invented. 40 programs in 2025: 20 kept, 10 renamed, 5 ended, 3 merged into 1, 2 split into 4;
2026 has 5 new ones. Amounts stand behind the names, what is said below, units above; periods are not stated.
"""

from __future__ import annotations

from tests.links.editions import Made, Step

PLAN, CONTENT, GROWTH, PEOPLE, SPACE = "전략기획팀", "콘텐츠사업팀", "기업성장팀", "인재양성팀", "공간운영팀"


def _one(fate: str, unit: str, names: tuple[str, str], amounts: tuple[int, int], said: tuple[str, str]) -> Step:
    return Step(fate, (Made(unit, names[0], amounts[0], said[0]),), (Made(unit, names[1], amounts[1], said[1]),))


def _same(unit: str, name: str, amounts: tuple[int, int], said: tuple[str, str]) -> Step:
    return _one("kept", unit, (name, name), amounts, said)


STEPS = (
    _same(PLAN, "디지털산업 실태조사", (80, 80), ("사업체 1,200개 조사, 통계 공표", "사업체 1,300개 조사, 통계 공표")),
    _same(PLAN, "국비 과제 기획 연구회 운영", (60, 70), ("연구회 6개, 과제 제안 4건", "연구회 7개, 과제 제안 5건")),
    _one("renamed", PLAN, ("4차산업혁명 대응 포럼", "AI 대전환 포럼"), (40, 50),
         ("산학연 전문가 포럼 4회", "산학연 전문가 포럼 5회, 정책 제안서")),
    _same(PLAN, "성과공유회 개최", (25, 25), ("우수기업 시상, 전시", "우수기업 시상, 전시 상담")),
    _same(PLAN, "규제자유특구 사후관리", (65, 60), ("실증사업 이행점검 3건", "실증사업 이행점검 2건, 법령 정비 건의")),
    Step("ended", (Made(PLAN, "코로나19 피해기업 긴급지원", 500, "휴업 손실 보상 130개사"),), ()),
    Step("new", (), (Made(PLAN, "지역 탄소데이터 관리체계 마련", 120, "배출량 산정 도구, 컨설팅 20개사"),)),
    _same(CONTENT, "영상미디어센터 운영", (700, 720), ("장비 대여 3,000건, 강좌 48개", "장비 대여 3,200건, 강좌 50개")),
    _one("renamed", CONTENT, ("만화·웹툰 창작자 육성", "웹툰 작가 양성 아카데미"), (210, 230),
         ("창작자 20명 교육, 플랫폼 연재 지원", "작가 지망생 22명 교육, 연재 계약 지원")),
    _one("renamed", CONTENT, ("이야기 자원 발굴 공모전", "지역 스토리 공모대전"), (50, 60),
         ("전설과 인물 소재 이야기 공모, 수상 10편", "지역 소재 이야기 공모, 수상 12편")),
    _same(CONTENT, "게임 제작 지원", (400, 380), ("과제 5건, 품질검사", "과제 4건, 품질검사와 출시 지원")),
    _one("kept", CONTENT, ("제7회 인디게임 축전", "제8회 인디게임 축전"), (150, 160), ("전시 40팀, 관람 8천 명", "전시 45팀, 관람 9천 명")),
    _one("renamed", CONTENT, ("VR 체험버스 운영", "찾아가는 실감콘텐츠 체험"), (90, 95),
         ("이동 버스로 학교 40곳 방문", "이동 차량으로 학교와 복지관 45곳 방문")),
    Step("ended", (Made(CONTENT, "메타버스 시청사 구축", 300, "가상 민원실, 회의실 개설"),), ()),
    Step("new", (), (Made(CONTENT, "생성형 AI 영상 제작 챌린지", 70, "48시간 제작 대회, 시상 6팀"),)),
    Step("split",
         (Made(CONTENT, "음악창작소 및 공연장 운영", 600, "녹음 지원 60건, 기획공연 30회"),),
         (Made(CONTENT, "음악창작소 운영", 260, "녹음 지원 65건"), Made(CONTENT, "소공연장 운영", 340, "기획공연 32회, 대관 80건"))),
    _same(GROWTH, "중소기업 시제품 제작 지원", (450, 450), ("금형, 목업 30개사", "금형, 목업 31개사")),
    _same(GROWTH, "수출 초보기업 통번역 지원", (35, 40), ("7개 언어, 120건", "8개 언어, 130건")),
    _one("renamed", GROWTH, ("해외 바이어 초청 상담회", "글로벌 수출상담회"), (110, 120),
         ("바이어 25명 초청, 상담 200건", "해외 바이어 28명 초청, 상담 220건")),
    _one("renamed", GROWTH, ("스타트업 액셀러레이팅", "초기창업기업 투자연계 육성"), (330, 360),
         ("창업기업 12개사 보육, 데모데이 2회", "초기기업 13개사 보육, 데모데이와 투자 상담")),
    _one("renamed", GROWTH, ("지식재산 창출 지원", "특허·상표 권리화 지원"), (180, 190),
         ("특허 출원 40건, 상표 30건", "특허 출원 42건, 상표 33건")),
    _same(GROWTH, "스마트공장 고도화", (900, 850), ("MES 도입 9개사", "MES 도입 8개사, 로봇 연계")),
    _same(GROWTH, "디자인 혁신 바우처", (140, 150), ("포장·제품 디자인 28개사", "포장·제품 디자인 30개사")),
    Step("merged",
         (Made(GROWTH, "온라인 판로 지원", 120, "쇼핑몰 입점 50개사"), Made(GROWTH, "국내 전시회 참가 지원", 90, "부스 임차 25개사"),
          Made(GROWTH, "홍보영상 제작 지원", 60, "영상 20편")),
         (Made(GROWTH, "판로·전시·홍보 통합지원", 270, "쇼핑몰 입점 48개사, 부스 임차 26개사, 홍보영상 21편"),)),
    Step("ended", (Made(GROWTH, "청년 디지털 일자리 채용장려금", 640, "신규 채용 80명 인건비"),), ()),
    Step("new", (), (Made(GROWTH, "가업승계 컨설팅", 45, "2세 경영인 교육, 세무 자문"),)),
    _same(PEOPLE, "소프트웨어 미래채움", (1300, 1400), ("초중고 교육 9,000명, 강사 50명", "초중고 교육 9,500명, 강사 52명")),
    _one("renamed", PEOPLE, ("빅데이터 분석 전문가 과정", "데이터·AI 실무인재 과정"), (160, 180),
         ("미취업자 40명, 240시간", "미취업자 42명, 280시간, 프로젝트 실습")),
    _one("renamed", PEOPLE, ("어르신 스마트폰 교실", "고령층 디지털 생활교육"), (55, 60),
         ("경로당 30곳 방문 교육", "경로당 32곳 방문, 키오스크 실습")),
    _same(PEOPLE, "드론 조종자격 과정", (75, 70), ("1종 20명", "1종 18명")),
    _same(PEOPLE, "특성화고 현장실습 연계", (30, 30), ("참여기업 15개사", "참여기업 16개사")),
    _same(PEOPLE, "여성 코딩강사 양성", (48, 50), ("경력단절여성 20명", "경력단절여성 22명")),
    _same(PEOPLE, "대학생 현장 프로젝트 학점제", (85, 90), ("참여 대학 4곳, 팀 프로젝트 18건", "참여 대학 4곳, 팀 프로젝트 20건")),
    Step("ended", (Made(PEOPLE, "블록체인 기초교육", 35, "온라인 강좌 200명"),), ()),
    Step("new", (), (Made(PEOPLE, "반도체 후공정 실무교육", 210, "장비 실습 30명, 채용 연계"),)),
    _same(SPACE, "창업보육센터 관리", (820, 840), ("입주기업 36개사, 시설 보수", "입주기업 38개사, 승강기 교체")),
    _one("renamed", SPACE, ("코워킹스페이스 운영", "공유오피스 운영"), (130, 135), ("좌석 60석, 회의실 4실", "좌석 64석, 회의실 5실")),
    Step("split",
         (Made(SPACE, "데이터센터 운영 및 정보보호 강화", 1000, "서버 120대 관제, 취약점 점검"),),
         (Made(SPACE, "데이터센터 운영", 760, "서버 130대 관제"), Made(SPACE, "정보보호 강화", 240, "취약점 점검, 모의해킹"))),
    _same(SPACE, "3D프린팅 공동작업장 운영", (95, 98), ("출력 800건", "출력 850건")),
    _same(SPACE, "전시체험관 시설 개선", (200, 150), ("노후 전시물 교체", "안내 로봇, 조명 교체")),
    _same(SPACE, "본관 냉난방기 교체", (410, 390), ("2층, 3층 실외기 교체", "4층, 5층 실외기 교체")),
    Step("ended", (Made(SPACE, "주차타워 증축", 2800, "지상 3층 120면"),), ()),
    Step("new", (), (Made(SPACE, "태양광 캐노피 설치", 330, "주차장 200kW"),)),
)  # fmt: skip


def pairs() -> set[tuple[str, str]]:
    """(2026 name, 2025 name) of all programs that are one."""
    return {(a.name, b.name) for step in STEPS for a in step.after for b in step.before}


def programs(*, later: bool) -> list[Made]:
    """The programs of an edition in order."""
    return [m for step in STEPS for m in (step.after if later else step.before)]


def document(year: int, made: list[Made], agency: str = "가람시디지털산업진흥원") -> str:
    """The edition as a plan whose lines carry name and amount."""
    lines = [f"{year}년도 주요업무계획", "", agency, ""]
    for number, unit in enumerate(dict.fromkeys(m.unit for m in made), 1):
        lines += [f"{number}. {unit} 추진계획", ""]
        for m in (m for m in made if m.unit == unit):
            lines += [f"□ {m.name} : {m.million}백만원", "", f"- {m.said}", ""]
    return "\n".join(lines)
