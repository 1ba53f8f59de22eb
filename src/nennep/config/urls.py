"""Addresses of the house: each room's under a word of its own."""

from django.urls import include, path

from nennep.config import middleware, pages
from nennep.office.urls import PUBLIC

urlpatterns = [
    path("song", middleware.alive, name="alive"),
    path("mang.js", pages.away, name="away"),
    path("ngon-ngu/", pages.choose_language, name="language"),
    path("ghe/", pages.choose_seat, name="seat"),
    path("", include("nennep.accounts.urls")),
    path("", include("nennep.desk.urls")),
    path("", include("nennep.notify.urls")),
    path("nhat-ky/", include("nennep.journal.urls")),
    path("to-chuc/", include("nennep.org.urls")),
    path("dang-vien/", include("nennep.members.urls")),
    path("van-ban/", include("nennep.documents.urls")),
    path("van-thu/", include("nennep.office.urls")),
    path("cong-bo/", include((PUBLIC, "public"))),
    path("theo-doi/", include("nennep.programmes.urls")),
    path("dang-phi/", include("nennep.dues.urls")),
    path("bon-tot/", include("nennep.reviews.urls")),
    path("hop/", include("nennep.meetings.urls")),
    path("bao-cao/", include("nennep.reports.urls")),
]
handler404 = "nennep.config.pages.not_found"
handler500 = "nennep.config.pages.broken"
