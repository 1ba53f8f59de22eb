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
    "chi-thi": """Thời gian qua, … Tuy nhiên, …
Để khắc phục hạn chế nêu trên, {body} yêu cầu các tổ chức đảng, đảng viên thực hiện tốt các nhiệm vụ sau:
1. …
2. …
3. Văn phòng Đảng ủy theo dõi, đôn đốc, định kỳ báo cáo {body}.
Chỉ thị này được phổ biến đến chi bộ.""",
    "quy-dinh": """- Căn cứ Điều lệ Đảng;
- Căn cứ …,
{body} quy định … như sau:
Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng
…
Điều 2. Nguyên tắc
…
Chương II. QUY ĐỊNH CỤ THỂ
Điều 3. …
Chương III. ĐIỀU KHOẢN THI HÀNH
Điều 4. Tổ chức thực hiện
…
Điều 5. Hiệu lực thi hành
Quy định này có hiệu lực kể từ ngày ký.""",
    "quy-che": """- Căn cứ Điều lệ Đảng;
- Căn cứ …,
{body} ban hành quy chế … như sau:
Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng
…
Điều 2. Nguyên tắc làm việc
…
Chương II. TRÁCH NHIỆM, QUYỀN HẠN
Điều 3. …
Chương III. CHẾ ĐỘ LÀM VIỆC
Điều 4. …
Chương IV. ĐIỀU KHOẢN THI HÀNH
Điều 5. …
Quy chế này có hiệu lực kể từ ngày ký.""",
    "chuong-trinh": """Thực hiện …, {body} ban hành chương trình … như sau:
I. MỤC ĐÍCH, YÊU CẦU
…
II. NỘI DUNG
1. Tháng …
- Nội dung …; chủ trì …; thời gian …
2. Tháng …
- …
III. TỔ CHỨC THỰC HIỆN
Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện, báo cáo {body}.""",
    "de-an": """Phần thứ nhất. SỰ CẦN THIẾT, CĂN CỨ XÂY DỰNG ĐỀ ÁN
I. SỰ CẦN THIẾT
{state}
…
II. CĂN CỨ
…
Phần thứ hai. MỤC TIÊU, NHIỆM VỤ, GIẢI PHÁP
I. MỤC TIÊU
…
II. NHIỆM VỤ, GIẢI PHÁP
1. …
2. …
Phần thứ ba. TỔ CHỨC THỰC HIỆN
1. Kinh phí và điều kiện bảo đảm
…
2. Phân công, tiến độ
…""",
}  # fmt: skip
STATE_OUTLINES = {
    "quyet-dinh": """Căn cứ …;
Theo đề nghị của …,
QUYẾT ĐỊNH:
Điều 1. …
Điều 2. …
Điều 3. Quyết định này có hiệu lực kể từ ngày ký. … chịu trách nhiệm thi hành Quyết định này.""",
    "thong-bao": """{body} thông báo … như sau:
1. …
2. …""",
    "cong-van": OUTLINES["cong-van"],
}
"""First texts in State layout, without the Party's grounds and bodies; other kinds begin with the bare frame."""
OTHER = """{body} …
I. …
II. …"""
STATE = "Đến ngày {day}, {unit} có {members} đảng viên; từ đầu năm kết nạp {admitted} đảng viên."


def committee(unit: Unit) -> str:
    """The committee that issues a unit's papers: Đảng bộ Trường X → Đảng ủy Trường X."""
    return unit.name.replace("Đảng bộ", "Đảng ủy", 1)


def outline(kind: str, unit: Unit, state_body: str = "") -> str:
    """The first text of a draft; figures are those of today and stay as written. ``state_body`` issues it in State layout."""
    day = today()
    text = (STATE_OUTLINES if state_body else OUTLINES).get(kind, OTHER)
    state = _state(unit) if "{state}" in text else ""
    return text.format(body=state_body or committee(unit), day=paper_day(day), state=state)


def _state(unit: Unit) -> str:
    day = today()
    asked = ask(unit, Period(day.replace(month=1, day=1), day + timedelta(days=1)))
    counted = {code: FIGURES[code].count(asked).part for code in ("members", "admissions") if code in FIGURES}
    return STATE.format(
        day=paper_day(day), unit=unit.name, members=number(int(counted.get("members", 0))), admitted=number(int(counted.get("admissions", 0)))
    )  # fmt: skip
