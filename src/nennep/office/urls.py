"""Addresses of the clerks' office."""

from django.urls import path

from nennep.office.views import books, drafting, finding, incoming, public, sending

app_name = "office"
urlpatterns = [
    path("", incoming.desk, name="desk"),
    path("den/vao-so/", incoming.enter, name="enter"),
    path("den/<int:pk>/", incoming.incoming, name="incoming"),
    path("den/<int:pk>/<str:name>/", incoming.act, name="act"),
    path("so/", books.book, name="book"),
    path("so/so.xlsx", books.sheet, name="sheet"),
    path("so/cap-so/", books.issue, name="issue"),
    path("so/mo/", books.open_book, name="open_book"),
    path("so/the-thuc-nha-nuoc/", books.letterhead, name="letterhead"),
    path("so/<int:pk>/so-cu/", books.old, name="old"),
    path("so/<int:pk>/huy/", books.cancel, name="cancel"),
    path("so/ghi/<int:pk>/", books.adopt, name="adopt"),
    path("tra-cuu/", finding.search, name="search"),
    path("thuc-hien/", finding.carried, name="carried"),
    path("co-quan/", finding.issuers, name="issuers"),
    path("co-quan/them/", finding.add_issuer, name="add_issuer"),
    path("co-quan/<int:pk>/", finding.edit_issuer, name="edit_issuer"),
    path("van-ban/<int:pk>/", finding.place, name="place"),
    path("van-ban/<int:pk>/ten/", finding.name, name="name"),
    path("van-ban/<int:pk>/quan-he/", finding.relate, name="relate"),
    path("gui/<int:pk>/", sending.coverage, name="coverage"),
    path("gui/<int:pk>/gui-di/", sending.send, name="send"),
    path("gui/<int:pk>/nhac/", sending.remind, name="remind"),
    path("dang/<int:pk>/", sending.publish, name="publish"),
    path("cong-bo/<int:pk>/", sending.announce, name="announce"),
    path("cong-bo/<int:pk>/rut/", sending.withdraw, name="withdraw"),
    path("nhan/", sending.received, name="received"),
    path("nhan/<int:pk>/", sending.delivery, name="delivery"),
    path("nhan/<int:pk>/<str:name>/", sending.act, name="receive"),
    path("quan-triet/", sending.studies, name="studies"),
    path("quan-triet/lap/<int:pk>/", sending.plan_study, name="plan_study"),
    path("quan-triet/<int:pk>/", sending.study, name="study"),
    path("quan-triet/<int:pk>/nhac/", sending.remind_study, name="remind_study"),
    path("quan-triet/buoi/<int:pk>/", sending.session, name="session"),
    path("soan/", drafting.drafts, name="drafts"),
    path("soan/moi/", drafting.begin, name="begin"),
    path("soan/<int:pk>/", drafting.draft, name="draft"),
    path("soan/<int:pk>/viet/", drafting.write, name="write"),
    path("soan/<int:pk>/y-kien/", drafting.opine, name="opine"),
    path("soan/<int:pk>/ban-da-ky/", drafting.scan, name="scan"),
    path("soan/<int:pk>/<str:what>.<str:form>", drafting.printed, name="printed"),
    path("soan/<int:pk>/<str:name>/", drafting.act, name="draft_act"),
    path("in/<int:pk>/", drafting.batch, name="batch"),
]
# open to everybody without signing in
PUBLIC = [
    path("", public.listing, name="list"),
    path("<int:pk>/", public.paper, name="paper"),
    path("<int:pk>/van-ban.pdf", public.file, name="file"),
]
