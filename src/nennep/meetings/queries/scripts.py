"""The sentences of a running script: a unit's own words, else those of the nearest level above, else the house's."""

from nennep.meetings.models import Meeting, Moment, Phrase
from nennep.meetings.queries.minutes import lower
from nennep.org.models import Unit
from nennep.org.rules import ancestors

HOUSE = {
    Moment.OPENING: "Kính thưa các đồng chí! Hôm nay chúng ta tiến hành [tên cuộc họp]. Đề nghị đồng chí thư ký báo cáo số đồng chí có mặt, vắng mặt.",
    Moment.PROGRAMME: "Đề nghị các đồng chí cho ý kiến về chương trình; nếu không có ý kiến khác, xin biểu quyết thông qua.",
    Moment.DISCUSSION: "Đề nghị các đồng chí cho ý kiến về nội dung vừa trình bày. Xin mời các đồng chí phát biểu.",
    Moment.VOTE: "Đề nghị các đồng chí tán thành giơ thẻ biểu quyết. Xin mời hạ thẻ. Có đồng chí nào không tán thành, có ý kiến khác không?",
    Moment.CLOSING: "Các nội dung trong chương trình đã hoàn thành. Cảm ơn các đồng chí đã dự và thảo luận. Tôi xin tuyên bố bế mạc.",
}  # fmt: skip
"""Words that stand where nobody has written others."""
NAMES = ("[tên cuộc họp]", "[đơn vị]", "[chủ trì]", "[thư ký]")
"""What a sentence may leave to be filled in."""


def own(unit: Unit) -> dict[str, str]:
    """The unit's own words by moment."""
    return dict(Phrase.objects.filter(unit=unit).values_list("moment", "words"))


def inherited(unit: Unit) -> dict[str, str]:
    """What a unit says where it has no words of its own."""
    above = Phrase.objects.filter(unit_key__in=ancestors(unit.key)).exclude(unit=unit)
    rows = above.order_by("unit_key").values_list("moment", "words")
    return {moment.value: words for moment, words in HOUSE.items()} | dict(rows)


def spoken(meeting: Meeting) -> dict[str, str]:
    """The sentences of a meeting by moment, filled in."""
    values = (lower(meeting.title), meeting.unit.name, meeting.chair or "…", meeting.keeper or "…")
    found = inherited(meeting.unit) | own(meeting.unit)
    for name, value in zip(NAMES, values, strict=True):
        found = {moment: words.replace(name, value) for moment, words in found.items()}
    return found
