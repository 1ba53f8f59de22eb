"""Scans as offices make them: two faces, 300 and 200 dots an inch, askew, grainy, a round stamp and a signature over the words.

Papers are invented and drawn anew at every run; nothing is kept. Run by itself: ``python -m benchmarks.stamped``.
"""

import io
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from nennep.reader import intake  # noqa: E402
from nennep.reader.papers import read  # noqa: E402
from nennep.reader.reading import Page  # noqa: E402

FACES = ("Libertinus Serif", "DejaVu Sans")
DPIS = (300, 200)
PAGE = '#set page(margin: (left: 3cm, rest: 2cm))\n#set text(font: sys.inputs.face, size: 13pt, lang: "vi", hyphenate: false)\n#sys.inputs.text'
RED, BLUE = (196, 48, 58), (46, 62, 150)
KINDS = ("codes", "dates", "targets", "tasks")


def papers() -> list[str]:
    """The invented papers that are drawn."""
    own = ROOT / "src" / "nennep" / "reader" / "tests" / "papers" / "ke-hoach-bach-viet.txt"
    return [own.read_text(encoding="utf-8"), NOTICE]


NOTICE = """ĐẢNG BỘ KHỐI CÁC TRƯỜNG SÔNG HỒNG
ĐẢNG ỦY TRƯỜNG CAO ĐẲNG HẢI ĐĂNG
*
Số 114-TB/ĐU

Hải Đăng, ngày 17 tháng 9 năm 2024

THÔNG BÁO KẾT LUẬN

của Ban Thường vụ Đảng ủy về công tác phát triển đảng viên

Ngày 16/9/2024, Ban Thường vụ Đảng ủy nghe Văn phòng báo cáo việc thực hiện Kế hoạch số 08-KH/ĐU ngày 12/01/2024 và Hướng dẫn số 12-HD/BTCTW ngày 18/5/2021 của Ban Tổ chức Trung ương, kết luận như sau:

1. Đến ngày 31/8/2024, toàn Đảng bộ đã kết nạp được 37 đảng viên, đạt 61,7% kế hoạch năm.

2. Phấn đấu năm 2024 kết nạp từ 60 đảng viên trở lên, trong đó sinh viên chiếm trên 70%; 100% chi bộ có ít nhất 02 quần chúng ưu tú được bồi dưỡng.

3. Giao Ban Tổ chức rà soát hồ sơ, hoàn thành trước ngày 15/10/2024; các chi bộ gửi danh sách về Văn phòng chậm nhất ngày 30/9/2024.

4. Giao Ủy ban Kiểm tra giám sát 04 chi bộ trong quý IV/2024 theo Quy định số 22-QĐ/TW ngày 28/7/2021.

5. Giao Văn phòng tham mưu tờ trình xin mở 02 lớp bồi dưỡng, mỗi lớp không quá 80 học viên, trình trước ngày 05/10/2024.

Nơi nhận:
- Đảng ủy Khối (để báo cáo);
- Các chi bộ (để thực hiện);
- Lưu Văn phòng.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trịnh Thị Hải Yến
"""


def scan(text: str, face: str, dpi: int, seed: int) -> bytes:
    """A paper printed in a face, stamped and signed across its lines, and scanned."""
    import pypdfium2
    import typst
    from PIL import Image, ImageChops

    chance = random.Random(seed)
    shown = "\n\n".join(line for line in text.split("\n") if line.strip())
    made = typst.compile(PAGE.encode(), sys_inputs={"text": shown, "face": face})
    pages = []
    with pypdfium2.PdfDocument(made) as paper:
        for page in paper:
            picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            _mark(picture, dpi, chance)
            picture = picture.rotate(chance.uniform(-1.0, 1.0), Image.Resampling.BICUBIC, fillcolor=(246, 245, 240))
            noise = Image.effect_noise(picture.size, 22).convert("RGB")
            pages.append(ImageChops.add(picture, noise, scale=1, offset=-128))
    held = io.BytesIO()
    pages[0].save(held, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=60)
    return held.getvalue()


def _mark(picture: Any, dpi: int, chance: random.Random) -> None:
    """The frame of a stamp for incoming papers, a round stamp and a signature, all of them over the words."""
    from PIL import ImageDraw

    pen, mm = ImageDraw.Draw(picture), dpi / 25.4
    left, top = 120 * mm, 50 * mm
    pen.rectangle((left, top, left + 52 * mm, top + 17 * mm), outline=BLUE, width=max(2, dpi // 100))
    x, y = chance.uniform(60, 110) * mm, chance.uniform(90, 190) * mm
    for radius in (17, 15.5, 10):
        pen.ellipse(
            (x - radius * mm, y - radius * mm, x + radius * mm, y + radius * mm), outline=RED, width=max(2, dpi // 90)
        )
    for point in range(5):
        turn = math.radians(72 * point - 90)
        pen.line((x, y, x + 6 * mm * math.cos(turn), y + 6 * mm * math.sin(turn)), fill=RED, width=dpi // 60)
    way = [(x + step * 1.1 * mm, y + 7 * mm * math.sin(step / 2.2) * math.exp(-step / 40)) for step in range(45)]
    pen.line(way, fill=BLUE, width=max(3, dpi // 75), joint="curve")


def facts(text: str) -> dict[str, Counter[object]]:
    """What is counted of a paper."""
    paper = read(text)
    own = [paper.header.number.value] if paper.header.number else []
    return {
        "codes": Counter([*own, *(cited.number for cited in paper.citations)]),
        "dates": Counter(found.token for found in Page(text).times if found.rule == "time.day"),
        "targets": Counter((one.comparator, one.value, one.of, one.unit_class) for one in paper.targets),
        "tasks": Counter(one.due for one in paper.tasks),
    }


def run() -> Iterator[tuple[str, int, dict[str, tuple[int, int]]]]:
    """For each face and density: how many of each kind are still right, of how many."""
    for face in FACES:
        for dpi in DPIS:
            found = {kind: (0, 0) for kind in KINDS}
            for seed, text in enumerate(papers()):
                right, got = facts(text), facts(intake.take(scan(text, face, dpi, seed), "scan.pdf").text)
                for kind in KINDS:
                    hit, total = found[kind]
                    found[kind] = hit + (right[kind] & got[kind]).total(), total + right[kind].total()
            yield face, dpi, found


if __name__ == "__main__":
    for face, dpi, found in run():
        print(f"{face:<14}{dpi} dpi  " + "  ".join(f"{kind} {hit}/{total}" for kind, (hit, total) in found.items()))
