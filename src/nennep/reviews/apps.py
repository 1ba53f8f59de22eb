"""The reviews room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reviews__register": _("{who} đăng ký “{title}” năm {year} cho {unit}"),
    "reviews__half": _("{who} ghi sơ kết 6 tháng “{title}” năm {year} của {unit}"),
    "reviews__assess": _("{who} tự chấm “{title}” năm {year} của {unit}: {total} điểm"),
    "reviews__opine": _("{who} ghi ý kiến cấp trên về “{title}” năm {year} của {unit}"),
    "reviews__recognise": _("{who} ghi quyết định {number} công nhận “{title}” năm {year} của {unit}"),
    "reviews__withdraw": _("{who} rút đăng ký “{title}” năm {year} của {unit}"),
}


class ReviewsConfig(AppConfig):
    name = "nennep.reviews"
    label = "reviews"

    def ready(self) -> None:
        from nennep.duties import rulebook
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.reviews.figures import FIGURES
        from nennep.reviews.goods import KEYS

        rulebook.offer(*KEYS)
        figures.offer(*FIGURES)
        journal.sentences(**SENTENCES)
