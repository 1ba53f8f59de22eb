"""What a draft of each kind begins with: the outline an office expects, filled with what the product knows."""

from datetime import timedelta

from nennep.core.clock import today
from nennep.figures.registry import FIGURES, Period
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.viet.write import number, paper_day

OUTLINES: dict[str, str] = {
    "ke-hoach": """Thực hiện …, {body} ban hành kế hoạch … như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
…
2. Yêu cầu
…
II. CHỈ TIÊU
{state}
- …
III. NHIỆM VỤ, GIẢI PHÁP
1. …
2. …
IV. TỔ CHỨC THỰC HIỆN
1. Các chi bộ, đảng bộ bộ phận trực thuộc căn cứ kế hoạch này để tổ chức thực hiện.
2. Văn phòng Đảng ủy theo dõi, đôn đốc, tổng hợp báo cáo {body}.""",
    "nghi-quyet": """{body} đã thảo luận và thống nhất:
I. TÌNH HÌNH
{state}
II. QUAN ĐIỂM, MỤC TIÊU
…
III. NHIỆM VỤ, GIẢI PHÁP
1. …
2. …
IV. TỔ CHỨC THỰC HIỆN
…""",
    "ket-luan": """Sau khi nghe báo cáo và ý kiến thảo luận, {body} kết luận như sau:
I. ĐÁNH GIÁ CHUNG
…
II. KẾT LUẬN
…""",
    "thong-bao": """Ngày {day}, {body} họp … Sau khi nghe báo cáo và ý kiến thảo luận, đồng chí chủ trì kết luận như sau:""",
    "bao-cao": """{body} báo cáo … như sau:
I. KẾT QUẢ
{state}
II. HẠN CHẾ, NGUYÊN NHÂN
…
III. NHIỆM VỤ THỜI GIAN TỚI
…
IV. ĐỀ XUẤT, KIẾN NGHỊ
…""",
    "quyet-dinh": """- Căn cứ Điều lệ Đảng;
- Căn cứ Quy chế làm việc của {body};
- Xét đề nghị của …,
{body} QUYẾT ĐỊNH
Điều 1. …
Điều 2. …
Điều 3. Văn phòng Đảng ủy, các đơn vị liên quan và đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành quyết định này.""",
    "to-trinh": """{body} trình … xem xét, quyết định … như sau:
1. Sự cần thiết
…
2. Nội dung
…
3. Đề nghị
…""",
    "cong-van": """Kính gửi: …
{body} đề nghị …""",
    "huong-dan": """Thực hiện …, {body} hướng dẫn … như sau:
I. MỤC ĐÍCH, YÊU CẦU
…
II. NỘI DUNG
1. …
2. …
III. TỔ CHỨC THỰC HIỆN
…""",
}  # fmt: skip
OTHER = """{body} …
I. …
II. …"""
STATE = "Đến ngày {day}, {unit} có {members} đảng viên; từ đầu năm kết nạp {admitted} đảng viên."


def committee(unit: Unit) -> str:
    """The committee that issues a unit's papers: Đảng bộ Trường X → Đảng ủy Trường X."""
    return unit.name.replace("Đảng bộ", "Đảng ủy", 1)


def outline(kind: str, unit: Unit, body: str = "") -> str:
    """The first text of a draft; figures are those of today and stay as written. ``body`` issues it, else the committee."""
    day = today()
    text = OUTLINES.get(kind, OTHER)
    state = _state(unit) if "{state}" in text else ""
    return text.format(body=body or committee(unit), day=paper_day(day), state=state)


def _state(unit: Unit) -> str:
    day = today()
    asked = ask(unit, Period(day.replace(month=1, day=1), day + timedelta(days=1)))
    counted = {code: FIGURES[code].count(asked).part for code in ("members", "admissions") if code in FIGURES}
    return STATE.format(
        day=paper_day(day), unit=unit.name, members=number(int(counted.get("members", 0))), admitted=number(int(counted.get("admissions", 0)))
    )  # fmt: skip
