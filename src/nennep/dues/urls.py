"""Addresses of dues."""

from django.urls import path

from nennep.dues.views import bases, collecting, passing, payments

app_name = "dues"
urlpatterns = [
    path("", passing.index, name="index"),
    path("cua-toi/", passing.mine, name="mine"),
    path("nop-len/", passing.statements, name="statements"),
    path("nop-len/<int:pk>/", passing.statement, name="statement"),
    path("nop-len/<int:pk>/xac-nhan/", passing.acknowledge, name="acknowledge"),
    path("nop-len/<int:pk>/rut-lai/", passing.withdraw, name="withdraw"),
    path("nop-len/<int:pk>/bang-ke.<str:form>", passing.statement_paper, name="statement_paper"),
    path("nam/", passing.year, name="year"),
    path("phieu/<int:pk>/phieu-thu.pdf", collecting.receipt, name="receipt"),
    path("phieu/<int:pk>/huy/", collecting.cancel, name="cancel"),
    path("<int:pk>/", collecting.collect, name="collect"),
    path("<int:pk>/muc-chung/", bases.common, name="common"),
    path("<int:pk>/nguoi/<int:person>/", collecting.member, name="member"),
    path("<int:pk>/nguoi/<int:person>/muc/", bases.basis, name="basis"),
    path("<int:pk>/muc-dong/", bases.bases, name="bases"),
    path("<int:pk>/muc-dong/danh-sach.xlsx", bases.bases_sheet, name="bases_sheet"),
    path("<int:pk>/thu-theo-tep/", payments.payments, name="payments"),
    path("<int:pk>/thu-theo-tep/can-thu.xlsx", payments.sheet, name="payments_sheet"),
    path("<int:pk>/thu-nhieu-chi-bo/", payments.gather, name="gather"),
    path("<int:pk>/thu-nhieu-chi-bo/mau.xlsx", payments.gather_sheet, name="gather_sheet"),
    path("<int:pk>/so-phieu/", collecting.receipts, name="receipts"),
    path("<int:pk>/so-phieu/mo/", collecting.open_book, name="open_book"),
    path("<int:pk>/cham/", collecting.arrears, name="arrears"),
    path("<int:pk>/cham/nhac/", collecting.remind, name="remind"),
    path("<int:pk>/doi-chieu/", collecting.check, name="check"),
    path("<int:pk>/nop-len/", passing.send, name="send"),
    path("<int:pk>/nhac/", passing.remind_units, name="remind_units"),
    path("<int:pk>/ke-hoach/", passing.plan, name="plan"),
    path("<int:pk>/tai-khoan/", passing.purse, name="purse"),
    path("<int:pk>/nam/<int:year>/bao-cao.<str:form>", passing.year_paper, name="year_paper"),
]
