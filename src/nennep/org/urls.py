"""Addresses of units and of authority."""

from django.urls import path

from nennep.org.views import authority, catalogue, coverage, dated, inviting, operate, units

app_name = "org"
urlpatterns = [
    path("", units.tree, name="tree"),
    path("<int:pk>/", units.unit, name="unit"),
    path("<int:pk>/truc-thuoc/", units.children, name="children"),
    path("<int:pk>/thanh-lap/", units.found, name="found"),
    path("<int:pk>/sua/", units.reshape, name="reshape"),
    path("<int:pk>/chuyen/", units.move, name="move"),
    path("<int:pk>/ket-thuc/", units.end, name="end"),
    path("danh-muc/", catalogue.index, name="catalogue"),
    path("danh-muc/them/<slug:what>/", catalogue.add, name="add_catalogue"),
    path("danh-muc/to-chuc-ngoai/", catalogue.outside, name="add_outside"),
    path("danh-muc/to-chuc-ngoai/<int:pk>/", catalogue.outside, name="change_outside"),
    path("chi-bo-don-vi/", coverage.board, name="coverage"),
    path("<int:pk>/giao-chi-bo/", coverage.serve, name="serve"),
    path("<int:pk>/dac-thu/", coverage.except_unit, name="except"),
    path("phuc-vu/<int:pk>/ket-thuc/", coverage.end_service, name="end_service"),
    path("dac-thu/<int:pk>/ket-thuc/", coverage.end_exception, name="end_exception"),
    path("moi/", inviting.index, name="invitations"),
    path("moi/lap/", inviting.invite, name="invite"),
    path("moi/<int:pk>/", inviting.invitation, name="invitation"),
    path("moi/<int:pk>/giay-moi.<str:form>", inviting.letter, name="letter"),
    path("phan-quyen/", authority.index, name="authority"),
    path("phan-quyen/tai-khoan/", authority.account, name="account"),
    path("phan-quyen/<int:pk>/giao/", authority.grant, name="grant"),
    path("phan-quyen/<int:pk>/thu/", authority.revoke, name="revoke"),
    path("phan-quyen/tai-khoan/<int:pk>/", authority.holder, name="holder"),
    path("phan-quyen/tai-khoan/<int:pk>/ma-giay/", authority.paper_code, name="paper_code"),
    path("phan-quyen/tai-khoan/<int:pk>/dong-y/", authority.agree_code, name="agree_code"),
    path("phan-quyen/tai-khoan/<int:pk>/khoa/", authority.close_account, name="close_account"),
    path("phan-quyen/tai-khoan/<int:pk>/mo/", authority.open_account, name="open_account"),
    path("phan-quyen/tai-khoan/<int:pk>/go-khoa/", authority.unlock_account, name="unlock_account"),
    path("quy-dinh/", dated.index, name="rules"),
    path("quy-dinh/muc/<str:key>/", dated.change, name="set_rule"),
    path("quy-dinh/ngay-nghi/", dated.holiday, name="set_holiday"),
    path("quy-dinh/ngay-nghi/<str:day>/bo/", dated.drop_holiday, name="drop_holiday"),
    path("phien-quan-tri/", operate.index, name="operate"),
    path("phien-quan-tri/ket-thuc/", operate.close, name="operate_close"),
]
