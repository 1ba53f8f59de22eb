"""Addresses of reports."""

from django.urls import path

from nennep.reports.views import numbers, reports, rounds

app_name = "reports"
urlpatterns = [
    path("", reports.index, name="index"),
    path("lap/", reports.draft, name="draft"),
    path("so-lieu/<str:code>/", numbers.number, name="number"),
    path("dot/lap/", rounds.open_round, name="open_round"),
    path("dot/<int:pk>/", rounds.round_page, name="round"),
    path("dot/<int:pk>/don-doc/", rounds.remind, name="remind"),
    path("dot/<int:pk>/<int:owed>/dat/", rounds.accept, name="accept"),
    path("dot/<int:pk>/<int:owed>/bo-sung/", rounds.give_back, name="give_back"),
    path("dot/<int:pk>/cong-van.<str:form>", rounds.letter, name="letter"),
    path("<int:pk>/", reports.report, name="report"),
    path("<int:pk>/thay-doi/", reports.changed, name="changed"),
    path("<int:pk>/tra-lai/", reports.give_back, name="give_back_report"),
    path("<int:pk>/y-kien/", reports.opine, name="opine"),
    path("<int:pk>/muc/<str:code>/", reports.section, name="section"),
    path("<int:pk>/uoc/", reports.expect, name="expect"),
    path("<int:pk>/nhap/<str:code>/", reports.hand, name="hand"),
    path("<int:pk>/dong/<int:line>/", numbers.frozen, name="frozen"),
    path("<int:pk>/bao-cao.<str:form>", reports.download, name="download"),
    path("<int:pk>/<str:name>/", reports.act, name="act"),
]
