"""The commands of ``nennep``; and ``ready()``, by which a command gets a database and Django."""

import os

from nennep import server

TROUBLES = {
    "no_binaries": "Không tìm thấy chương trình PostgreSQL. Hãy cài lại bằng lệnh: make setup",
    "no_permission": "Không đủ quyền với thư mục dữ liệu. Hãy đặt NENNEP_STATE trỏ tới thư mục ghi được.",
    "disk_full": "Ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi chạy lại; dữ liệu đã lưu không mất.",
    "wrong_version": "Dữ liệu do một phiên bản PostgreSQL khác tạo. Hãy kết xuất bằng phiên bản cũ rồi khôi phục.",
    "wrong_password": "Tệp mật khẩu của máy chủ dữ liệu không còn khớp. Hãy lấy lại tệp ấy từ bản sao lưu.",
    "init_failed": "Không tạo được kho dữ liệu PostgreSQL.",
    "start_failed": "Không khởi động được PostgreSQL.",
    "stop_failed": "Không dừng được PostgreSQL.",
    "no_answer": "PostgreSQL đã khởi động nhưng không trả lời.",
    "too_powerful": "Tài khoản cơ sở dữ liệu trong DATABASE_URL có quyền quá lớn nên không chạy. Hãy dùng vai trò nn_app.",
    "unreachable": "Không kết nối được cơ sở dữ liệu. Hãy kiểm tra máy chủ PostgreSQL đã chạy và địa chỉ, mật khẩu trong DATABASE_URL.",
}


SEALER: list[str] = []  # the sealer's address, for the worker that this process starts and for nobody else


def ready(*, migrate: bool = True, seals: bool = False) -> server.Server | None:
    """Make the database answer, set Django up and bring the tables up to date.

    Returns the embedded server if this process uses one; who started it stops it. Raises ServerTrouble, also when the
    application's role is more than the application may be.
    """
    urls, running = server.ensure()
    server.refuse_power(urls.app)
    server.export(urls)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
    import django

    django.setup()
    if migrate and urls.owner:
        bring_up_to_date()
    os.environ["NENNEP_SEAL_URL"] = urls.seal if seals else ""
    SEALER[:] = [urls.seal]
    for name in ("DATABASE_OWNER_URL", "DATABASE_SEAL_URL"):
        os.environ.pop(name, None)
    return running


def bring_up_to_date() -> None:
    """Apply migrations as the owner, if any are missing."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from nennep.config.migrating import nearest_models_only

    connection = connections["owner"]
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with nearest_models_only():
            call_command("migrate", database="owner", verbosity=0, interactive=False)
    connection.close()
