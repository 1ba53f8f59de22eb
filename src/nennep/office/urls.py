"""Addresses of the clerks' office."""

from django.urls import path

from nennep.office.views import books, finding, incoming

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
    path("so/<int:pk>/so-cu/", books.old, name="old"),
    path("so/<int:pk>/huy/", books.cancel, name="cancel"),
    path("tra-cuu/", finding.search, name="search"),
    path("thuc-hien/", finding.carried, name="carried"),
    path("co-quan/", finding.issuers, name="issuers"),
    path("co-quan/them/", finding.add_issuer, name="add_issuer"),
    path("co-quan/<int:pk>/", finding.edit_issuer, name="edit_issuer"),
    path("van-ban/<int:pk>/", finding.place, name="place"),
    path("van-ban/<int:pk>/ten/", finding.name, name="name"),
    path("van-ban/<int:pk>/quan-he/", finding.relate, name="relate"),
]
