"""Addresses of members."""

from django.urls import path

from nennep.members import file_urls
from nennep.members.views import committee, imports, members, structure

app_name = "members"
urlpatterns = [
    *file_urls.urlpatterns,
    path("", members.index, name="list"),
    path("co-cau/", structure.index, name="structure"),
    path("cap-uy/", committee.index, name="committee"),
    path("nhiem-ky/<int:pk>/mo/", committee.open_term, name="open_term"),
    path("<int:pk>/chuc-danh/", committee.take_post, name="take_post"),
    path("chuc-danh/<int:pk>/thoi/", committee.leave_post, name="leave_post"),
    path("phu-trach/<int:pk>/", committee.charge, name="charge"),
    path("phu-trach/<int:pk>/thoi/", committee.end_charge, name="end_charge"),
    path("xuat/", members.export, name="export"),
    path("ket-nap/", members.admit, name="admit"),
    path("sinh-hoat/<int:pk>/cong-nhan/", members.recognise, name="recognise"),
    path("sinh-hoat/<int:pk>/chuyen/", members.move, name="move"),
    path("sinh-hoat/<int:pk>/thoi/", members.end, name="end"),
    path("ket-nap/<int:pk>/le/", members.hold_ceremony, name="hold_ceremony"),
    path("ket-nap/<int:pk>/huy/", members.annul, name="annul"),
    path("nhap/", imports.index, name="imports"),
    path("nhap/mau/<str:kind>.xlsx", imports.template, name="template"),
    path("nhap/<int:pk>/", imports.preview, name="import_preview"),
    path("nhap/<int:pk>/loi.xlsx", imports.faults, name="import_faults"),
]
