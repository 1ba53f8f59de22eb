"""The units of the invented organisation: (code, parent's code, kind, name, more)."""

from typing import Any

U = "Trường Đại học Bách Việt"
L = "Trường Đại học Lạc Hồng"

UNITS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("K", "", "bloc", "Đảng bộ Khối các trường đại học Sông Hồng", {"symbol": "ĐUK", "place": "Hà Nội", "upper_line": "THÀNH ỦY"}),
    ("BV", "K", "grassroots", f"Đảng bộ {U}", {"symbol": "ĐU", "place": "Hà Nội", "upper_line": "ĐẢNG BỘ KHỐI CÁC TRƯỜNG ĐẠI HỌC SÔNG HỒNG"}),
    ("BV-KT", "BV", "sectional", "Đảng bộ bộ phận Viện Kinh tế", {}),
    ("BV-KT1", "BV-KT", "cell", "Chi bộ Kinh tế học", {}),
    ("BV-KT2", "BV-KT", "cell", "Chi bộ Tài chính – Ngân hàng", {}),
    ("BV-KT3", "BV-KT", "cell", "Chi bộ Kế toán – Kiểm toán", {}),
    ("BV-CN", "BV", "sectional", "Đảng bộ bộ phận Viện Công nghệ", {}),
    ("BV-CN1", "BV-CN", "cell", "Chi bộ Khoa học máy tính", {}),
    ("BV-CN2", "BV-CN", "cell", "Chi bộ Điện tử – Viễn thông", {}),
    ("BV-NN", "BV", "cell", "Chi bộ Khoa Ngoại ngữ", {}),
    ("BV-LU", "BV", "cell", "Chi bộ Khoa Luật", {}),
    ("BV-QT", "BV", "cell", "Chi bộ Khoa Quản trị kinh doanh", {}),
    ("BV-HC", "BV", "cell", "Chi bộ Hành chính – Tổng hợp", {}),
    ("BV-DK", "BV", "cell", "Chi bộ ghép Đào tạo – Khảo thí", {"is_joint": True}),
    ("BV-TY", "BV", "cell", "Chi bộ ghép Thư viện – Y tế", {"is_joint": True}),
    ("BV-S1", "BV", "cell", "Chi bộ Sinh viên 1", {"is_student": True}),
    ("BV-S2", "BV", "cell", "Chi bộ Sinh viên 2", {"is_student": True}),
    ("BV-S3", "BV", "cell", "Chi bộ Sinh viên 3", {"is_student": True}),
    ("BV-CQ", "BV", "administration", U, {}),
    ("BV-P1", "BV-CQ", "department", "Phòng Đào tạo", {}),
    ("BV-P2", "BV-CQ", "department", "Phòng Khảo thí và Đảm bảo chất lượng", {}),
    ("BV-P3", "BV-CQ", "department", "Trung tâm Thông tin – Thư viện", {}),
    ("BV-P4", "BV-CQ", "department", "Trạm Y tế", {}),
    ("BV-P5", "BV-CQ", "department", "Phòng Tổng hợp", {}),
    ("BV-P6", "BV-CQ", "department", "Khoa Luật", {}),
    ("BV-P7", "BV-CQ", "department", "Khoa Ngoại ngữ", {}),
    ("BV-P8", "BV-CQ", "department", "Ban Quản lý ký túc xá", {}),
    ("BV-P9", "BV-CQ", "department", "Trung tâm Ngoại ngữ – Tin học", {}),
    ("BV-CD", "BV", "union", f"Công đoàn {U}", {}),
    ("BV-TN", "BV", "youth", f"Đoàn Thanh niên {U}", {}),
    ("BV-HS", "BV", "students", f"Hội Sinh viên {U}", {}),
    ("BV-CC", "BV", "veterans", f"Hội Cựu chiến binh {U}", {}),
    ("BV-CG", "BV", "teachers", f"Hội Cựu giáo chức {U}", {}),
    ("LH", "K", "grassroots", f"Đảng bộ {L}", {"symbol": "ĐU", "place": "Hà Nội", "upper_line": "ĐẢNG BỘ KHỐI CÁC TRƯỜNG ĐẠI HỌC SÔNG HỒNG"}),
    ("LH-1", "LH", "cell", "Chi bộ Khoa Sư phạm", {}),
    ("LH-2", "LH", "cell", "Chi bộ Khoa Khoa học tự nhiên", {}),
    ("LH-3", "LH", "cell", "Chi bộ Khối phòng ban", {}),
    ("LH-S", "LH", "cell", "Chi bộ Sinh viên", {"is_student": True}),
]  # fmt: skip

SERVES = {
    "BV-DK": ("BV-P1", "BV-P2"),
    "BV-TY": ("BV-P3", "BV-P4"),
    "BV-HC": ("BV-P5",),
    "BV-LU": ("BV-P6",),
    "BV-NN": ("BV-P7",),
}

# cell → (official members, probationary before this year, admissions 2022, admissions in the first half of 2023)
SIZES = {
    "BV-KT1": (24, 5, 2), "BV-KT2": (22, 4, 2), "BV-KT3": (26, 6, 3), "BV-CN1": (27, 7, 4), "BV-CN2": (19, 4, 2),
    "BV-NN": (18, 4, 2), "BV-LU": (17, 3, 2), "BV-QT": (23, 5, 3), "BV-HC": (21, 2, 1), "BV-DK": (14, 1, 1),
    "BV-TY": (9, 1, 0), "BV-S1": (11, 19, 13), "BV-S2": (9, 17, 11), "BV-S3": (7, 14, 6),
    "LH-1": (16, 3, 2), "LH-2": (15, 3, 1), "LH-3": (12, 1, 0), "LH-S": (6, 12, 8),
}  # fmt: skip

# sign-in, name, unit, role, here and below, title, person's sex
PEOPLE: list[tuple[str, str, str, str, bool, str]] = [
    ("lan", "Trần Thị Thu Lan", "BV", "specialist", True, "Chuyên viên Văn phòng Đảng ủy"),
    ("dung", "Phạm Tiến Dũng", "BV", "file_officer", True, "Cán bộ đảng vụ"),
    ("van", "Nguyễn Hữu Văn", "BV", "clerk", True, "Văn thư"),
    ("chanh", "Lê Thị Minh Chánh", "BV", "chief_of_office", True, "Chánh Văn phòng Đảng ủy"),
    ("bithu", "Đặng Quốc Khánh Hòa", "BV", "secretary", True, "Bí thư Đảng ủy"),
    ("uyvien", "Vũ Hoàng Uyên", "BV", "committee_member", True, "Đảng ủy viên"),
    ("khang", "Ngô Bá Khang", "BV-KT", "sectional_secretary", True, "Bí thư Đảng ủy bộ phận"),
    ("hoa", "Bùi Thị Quỳnh Hoa", "BV-S1", "cell_secretary", True, "Bí thư Chi bộ Sinh viên 1"),
    ("minh", "Đỗ Văn Minh", "BV-LU", "cell_secretary", True, "Bí thư Chi bộ Khoa Luật"),
    ("nga", "Hoàng Thị Thanh Nga", "BV-DK", "cell_secretary", True, "Bí thư Chi bộ ghép Đào tạo – Khảo thí"),
    ("an", "Phan Gia An", "BV-S1", "member", False, "Đảng viên dự bị"),
    ("truongkhoa", "Lương Gia Huấn", "BV-P6", "unit_head", False, "Trưởng Khoa Luật"),
    ("thuquy", "Chu Thị Ngân", "BV", "treasurer", True, "Kế toán, thủ quỹ Đảng ủy"),
    ("kiemtra", "Tạ Đình Trọng", "BV", "inspector", True, "Ủy viên Ủy ban Kiểm tra"),
    ("khoi", "Lý Thị Hồng Khôi", "K", "specialist", True, "Chuyên viên Văn phòng Đảng ủy Khối"),
    ("khoi_chanh", "Mai Xuân Thắng", "K", "chief_of_office", True, "Chánh Văn phòng Đảng ủy Khối"),
    ("khoi_bithu", "Nguyễn Sĩ Tiến", "K", "secretary", True, "Bí thư Đảng ủy Khối"),
    ("lachong", "Cao Thị Bích Liên", "LH", "specialist", True, "Chuyên viên Văn phòng Đảng ủy"),
    ("kiemtoan", "Hồ Nhật Quang", "K", "auditor", True, "Kiểm toán viên"),
    ("quantri", "Dương Công Nghệ", "K", "operator", True, "Người quản trị hệ thống"),
]
# whose term has ended, and who never had an account: (name, unit, role, since, until)
ENDED = ("cuu", "Trịnh Đình Cựu", "BV-S2", "cell_secretary", "Nguyên Bí thư Chi bộ Sinh viên 2")
