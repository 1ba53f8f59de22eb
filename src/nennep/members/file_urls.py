"""Addresses of files, their papers, proposals, associations and double entries."""

from django.urls import path

from nennep.members.views import amendments, doubles, file, filepapers, plural

urlpatterns = [
    path("<int:pk>/", file.person, name="person"),
    path("cua-toi/", file.mine, name="mine"),
    path("cua-toi/ai-da-xem/", file.looks, name="looks"),
    path("<int:pk>/ho-so/<slug:group>/", file.edit, name="edit_file"),
    path("<int:pk>/muc/<slug:kind>/", file.add_entry, name="add_entry"),
    path("muc/<int:pk>/sua/", file.amend_entry, name="amend_entry"),
    path("muc/<int:pk>/xoa/", file.strike_entry, name="strike_entry"),
    path("<int:pk>/anh/", file.photo, name="photo"),
    path("<int:pk>/anh/thay/", file.keep_photo, name="keep_photo"),
    path("<int:pk>/in/<slug:paper>/", file.print_file, name="print_file"),
    path("<int:pk>/kiem-tra/", file.open_inquiry, name="open_inquiry"),
    path("kiem-tra/<int:pk>/ket-thuc/", file.end_inquiry, name="end_inquiry"),
    path("<int:pk>/lich-su/", file.history, name="history"),
    path("<int:pk>/giay-to/", filepapers.index, name="papers"),
    path("<int:pk>/tai-lieu/", filepapers.enter, name="enter_paper"),
    path("<int:pk>/muc-luc/", filepapers.certify, name="certify_index"),
    path("tai-lieu/<int:pk>/tai/", filepapers.read, name="read_paper"),
    path("tai-lieu/<int:pk>/quet/", filepapers.scan, name="scan_paper"),
    path("tai-lieu/<int:pk>/rut/", filepapers.cancel, name="cancel_paper"),
    path("so-hoa/", filepapers.queue, name="scanning"),
    path("de-nghi/", amendments.index, name="amendments"),
    path("de-nghi/<int:pk>/", amendments.settle, name="settle"),
    path("ly-lich-day-du/<int:pk>/", amendments.full_files, name="full_files"),
    path("<int:pk>/doan-the/", plural.join, name="join"),
    path("<int:pk>/noi-sinh-hoat/", plural.place, name="place"),
    path("<int:pk>/doi-tuong/", plural.change_category, name="change_category"),
    path("<int:pk>/noi-cu-tru/", plural.introduce, name="introduce"),
    path("noi-cu-tru/<int:pk>/bao-nhan/", plural.note, name="note_residence"),
    path("sinh-hoat/<int:pk>/tinh-trang/", plural.change_state, name="change_state"),
    path("sinh-hoat/<int:pk>/thoi-kiem/", plural.end_placement, name="end_placement"),
    path("ghi-trung/", doubles.index, name="doubles"),
    path("ghi-trung/<int:kept>/<int:gone>/", doubles.merge, name="merge"),
    path("ghi-trung/<int:pk>/tach/", doubles.undo, name="undo_merge"),
]
