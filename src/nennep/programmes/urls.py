"""Addresses of programmes."""

from django.urls import path

from nennep.programmes.views import plans, targets, work

app_name = "programmes"
urlpatterns = [
    path("", plans.index, name="index"),
    path("<int:pk>/", plans.programme, name="programme"),
    path("<int:pk>/duyet/", plans.approve, name="approve"),
    path("<int:pk>/them-nhiem-vu/", plans.add_task, name="add_task"),
    path("<int:pk>/them-chi-tieu/", plans.add_target, name="add_target"),
    path("xac-nhan/<int:pk>/", plans.confirm, name="confirm"),
    path("chi-tieu/<int:pk>/", targets.target, name="target"),
    path("chi-tieu/<int:pk>/cach-tinh/", targets.bind, name="bind"),
    path("chi-tieu/<int:pk>/giao/", targets.assign, name="assign"),
    path("chi-tieu/<int:pk>/nhap/", targets.enter, name="enter"),
    path("phan/<int:pk>/", targets.share, name="share"),
    path("phan/<int:pk>/quyet-dinh/", targets.settle, name="settle"),
    path("nhiem-vu/<int:pk>/", work.task, name="task"),
    path("nhiem-vu/<int:pk>/giao/", work.assign, name="assign_task"),
    path("viec/<int:pk>/", work.work, name="work"),
    path("viec/<int:pk>/tiep-nhan/", work.acknowledge, name="acknowledge"),
    path("viec/<int:pk>/xac-nhan/", work.judge, name="judge"),
    path("cho-xac-nhan/", work.waiting, name="waiting"),
    path("minh-chung/<int:pk>/", work.evidence, name="evidence"),
]
