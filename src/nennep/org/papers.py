"""Papers of this room: the invitation."""

from collections.abc import Callable

from django.utils import timezone

from nennep.core.clock import today
from nennep.org.models import Invitation
from nennep.press.paper import Block, Column, Paper, Para, Table
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import paper_day


def invitation(row: Invitation) -> Paper:
    """The invitation in the layout of Party papers, with the list of units."""
    unit, at = row.unit, timezone.localtime(row.at)
    body = unit.name.replace("Đảng bộ", "Đảng ủy", 1)
    blocks: list[Block] = [
        Para("Kính gửi: Các đồng chí bí thư có đơn vị ghi tại danh sách dưới đây,", bold=True, centred=True),
        Para(f"{body} trân trọng kính mời các đồng chí {row.matter[:1].lower()}{row.matter[1:].rstrip('.')}."),
        Para(f"Thời gian: {at:%H} giờ {at:%M}, ngày {paper_day(at.date())}."),
        Para(f"Địa điểm: {row.place}."),
    ]
    blocks += [Para(f"Nội dung cần chuẩn bị: {row.words}")] if row.words else []
    names = tuple((str(place), one["unit"], ", ".join(one["names"])) for place, one in enumerate(row.asked, 1))
    blocks.append(Table((Column("TT", 0.5, "center"), Column("Đơn vị", 4), Column("Bí thư", 2.4)), names))
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=body, symbol=f"GM/{unit.symbol or 'ĐU'}", kind="Giấy mời",
        abstract=row.matter[:1].lower() + row.matter[1:], place=unit.place or "Hà Nội", dated=today(), blocks=tuple(blocks),
        recipients=(("Như kính gửi", ""), ("Lưu Văn phòng", "")), authority="T/L BAN THƯỜNG VỤ", post="CHÁNH VĂN PHÒNG",
    )  # fmt: skip


FORMS: dict[str, Callable[[Paper], bytes]] = {"docx": word, "pdf": pdf}
