"""Habits of writers: the same deadline and the same figure written in many ways; what is told is no target."""

import pytest

from nennep.reader.papers import read

HEAD = "ĐẢNG ỦY TRƯỜNG BẮC HÀ\n*\nSố 8-KH/ĐU\n\nBắc Hà, ngày 01 tháng 3 năm 2023\n\nKẾ HOẠCH\n\nCông tác năm 2023\n\n"
TABLE = "II. PHÂN CÔNG\n| TT | Nội dung | Chủ trì | Thời gian |\n| 1 | {task} | Văn phòng | {due} |\n"


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Chi bộ nộp danh sách hạn chót 25/4/2023.", "2023-04-25"),
        ("Văn phòng trình dự thảo không muộn hơn ngày 20/4/2023.", "2023-04-20"),
        ("Khoa Dược gửi danh mục trước 17h00 thứ Sáu, ngày 07/4/2023.", "2023-04-07"),
        ("Mở lớp tập huấn trong nửa đầu tháng 5/2023.", "2023-05"),
        ("Kiểm kê xong trong tháng 11.", "2023-11"),
        ("Các chi bộ nộp hồ sơ trước 20/6.", "2023-06-20"),
        ("- Tháng 10/2023: Ban hành quy chế, thành lập tổ giúp việc.", "2023-10"),
        ("Báo cáo tổng kết: ngày 30/11/2023.", "2023-11-30"),
        ("Phấn đấu đến hết tháng 6/2023 hoàn thành số hóa hồ sơ.", "2023-06"),
        ("Đưa vào sử dụng, vận hành từ ngày 01/9/2023.", "2023-09-01"),
        ("Gửi biên bản họp không trễ hơn ngày 13/9/2023.", "2023-09-13"),
        ("Bổ sung quy hoạch, hoàn thành trong tháng 6-2023.", "2023-06"),
        ("- Thời gian tiến hành: quý II/2023.", "2023-Q2"),
    ],
)
def test_a_deadline_is_found_however_it_is_written(body: str, due: str) -> None:
    assert [task.due for task in read(HEAD + body + "\n").tasks] == [due]


@pytest.mark.parametrize(
    ("printed", "due"), [("Quý II/2023", "2023-Q2"), ("Trước 30/6/2023", "2023-06-30"), ("15/12/2023", "2023-12-15")]
)
def test_a_time_alone_in_a_cell_is_the_deadline_of_its_row(printed: str, due: str) -> None:
    paper = read(HEAD + TABLE.format(task="Nâng cấp trang thông tin", due=printed))
    assert [(task.due, task.action) for task in paper.tasks] == [(due, "Nâng cấp trang thông tin")]


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("Phấn đấu kết nạp mỗi năm ít nhất 12 đảng viên.", [12]),
        ("Phấn đấu mở lớp, mỗi lớp từ 60 đến 80 học viên.", [60]),
        ("Chỉ tiêu: sản lượng 2,1 triệu tấn; năng suất bình quân 58 tạ/ha.", [2_100_000, 58]),
        ("Phấn đấu xây dựng 03 mô hình “5 không, 3 sạch”.", [3]),
        ("Vận động 1.000 phần quà, trị giá mỗi phần 300.000 đồng.", [1000]),
        ("Năm 2022, toàn trường có 345 đảng viên.", []),
        ("Phấn đấu giảm số vụ vi phạm từ 18 vụ năm 2022 xuống còn không quá 6 vụ.", [6]),
        ("Phấn đấu doanh nghiệp có từ 500 lao động trở lên đạt 100%.", [100]),
        ("Phấn đấu lắp đặt 5.200 đồng hồ nước, tăng 3 điểm phần trăm so với năm 2022.", [5200, 3]),
        ("Không để dịch lây lan quá 3 xã; phấn đấu có ít nhất 2 giải Nhất.", [3, 2]),
        ("Phấn đấu khám 850 lượt/ngày (năm 2022: 790 lượt/ngày).", [850]),
        ("Thành lập 3 câu lạc bộ, nâng tổng số câu lạc bộ, đội, nhóm lên 25.", [3, 25]),
        ("Tặng 150 suất quà tết (tức 14/8 âm lịch).", [150]),
        (
            "Giải thể dứt điểm 37 hợp tác xã; xây 46 công trình trị giá 1,7 tỷ đồng, 01 căn nhà trị giá 80 triệu đồng.",
            [37, 46, 1.7, 1, 80],
        ),
        ("Phấn đấu đạt " + "90%, " * 60 + "95%.", [90] * 60 + [95]),
    ],
)
def test_a_figure_is_a_target_only_where_it_is_aimed_at(body: str, values: list[float]) -> None:
    assert [target.value for target in read(HEAD + body + "\n").targets] == values


@pytest.mark.parametrize(
    ("body", "event"),
    [
        ("Chuẩn bị Đại hội Chi bộ nhiệm kỳ 2023 - 2025, dự kiến tổ chức vào ngày 28/12/2023.", "Đại hội Chi bộ"),
        ("Lãnh đạo thành công cuộc bầu cử trưởng khu vào ngày 15/10/2023.", "cuộc bầu cử trưởng khu"),
        ("Hội thi “Thợ giỏi” dự kiến vào ngày 18/5/2023 tại nhà văn hóa.", "Hội thi “Thợ giỏi”"),
        ("Lễ kỷ niệm 60 năm: ngày 18/10/2023.", "Lễ kỷ niệm 60 năm"),
        (
            "1. Lễ khởi động Tháng Thanh niên\n- Thời gian: 7h30, Chủ nhật, ngày 05/3/2023.",
            "Lễ khởi động Tháng Thanh niên",
        ),
    ],
)
def test_the_day_of_an_event_is_no_deadline(body: str, event: str) -> None:
    paper = read(HEAD + body + "\n")
    assert [one.name.startswith(event) for one in paper.events] == [True] and not paper.tasks


def test_what_a_meeting_looks_back_on_is_told() -> None:
    paper = read(
        HEAD.replace("KH/", "NQ/").replace("KẾ HOẠCH", "NGHỊ QUYẾT")
        + "Có mặt: 17/19 đảng viên (vắng 02 đồng chí).\n\nI. Đánh giá việc thực hiện nhiệm vụ tháng 10\n\n1. Hoàn thành 46 tiết giảng.\n\n2. Sau khi nghe 9 ý kiến, Đại hội bầu chi ủy gồm 3 đồng chí.\n\n"
        "II. Nhiệm vụ tháng 11\n\n1. Mở 3 lớp.\n\n2. Mỗi tổ có ít nhất 02 giờ dạy giỏi.\n"
    )
    assert [one.value for one in paper.results] == [17, 2, 46, 9, 3] and [one.value for one in paper.targets] == [3, 2]


def test_a_heading_of_two_columns_and_recipients_beside_the_signature() -> None:
    paper = read(
        "TỈNH ỦY SƠN NAM\tĐẢNG CỘNG SẢN VIỆT NAM\nVĂN PHÒNG\n*\tSơn Nam, ngày 15 tháng 01 năm 2026\nSố 655-CV/VPTU\nphục vụ hội nghị\n\n"
        "Kính gửi: Các ban đảng.\n\nĐề nghị chuẩn bị.\n\nNơi nhận:          CHÁNH VĂN PHÒNG\n- Như trên,\n- Lưu VP.          Viên Chí Hướng\n"
    )
    assert (paper.header.date.value, paper.header.kind.value) == ("2026-01-15", "cong-van")  # type: ignore[union-attr]
    assert paper.header.title.value == "phục vụ hội nghị"  # type: ignore[union-attr]
    assert [one.name for one in paper.recipients] == ["Như trên", "VP"]


def test_the_part_to_come_of_a_report_holds_targets_and_tasks() -> None:
    report = HEAD.replace("KH/", "BC/").replace("KẾ HOẠCH", "BÁO CÁO") + (
        "A. Kết quả\n\nKết nạp 7 đảng viên.\n\nB. Phương hướng\n\n"
        "- Kết nạp thêm từ 05 đảng viên trở lên.\n\n- Giải ngân hết vốn trước ngày 31/12/2023.\n"
    )
    paper = read(report)
    assert [target.value for target in paper.targets] == [5] and [task.due for task in paper.tasks] == ["2023-12-31"]
    assert [result.value for result in paper.results] == [7]


NOTICE = "HUYỆN ĐOÀN VÂN GIANG\nSố 21-TB/HĐ\nVân Giang, ngày 03 tháng 10 năm 2023\nTHÔNG BÁO\nvề việc {about}\n\n"


def test_a_notice_that_calls_a_meeting_orders_and_one_of_results_tells() -> None:
    body = "1. Triệu tập: 27 đồng chí.\n2. Thảo luận giải pháp cuối năm: phát triển trên 450 đoàn viên mới.\n"
    called = read(NOTICE.format(about="triệu tập hội nghị") + body)
    assert [target.value for target in called.targets] == [27, 450]
    told = read(NOTICE.format(about="kết quả công tác Đoàn") + "1. Kết nạp trên 450 đoàn viên mới.\n")
    assert [result.value for result in told.results] == [450] and not told.targets


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ("Phấn đấu giám sát đối với hai (02) chi bộ.", ["hai (02) chi bộ"]),
        ("Phấn đấu giảm chi phí ít nhất một nửa (50%) so với năm 2023.", ["ít nhất một nửa (50%)"]),
        ("Phấn đấu toàn bộ (100%) viên chức có chữ ký số.", ["toàn bộ (100%)"]),
        ("Phấn đấu giảm từ 18 xuống còn 14 đầu mối.", ["14 đầu mối"]),
        ("Phấn đấu hỗ trợ xây 03 “Mái ấm công đoàn”.", ["03 “Mái ấm công đoàn”"]),
        ("Phấn đấu mỗi đoàn viên có tối thiểu 5 ngày công/năm.", ["tối thiểu 5 ngày công/năm"]),
        ("Điểm trung bình phải đạt từ 3,2 trở lên, không có môn nào dưới 2,0.", ["từ 3,2 trở lên", "dưới 2,0"]),
        ("Thời gian: 01 buổi. Mỗi bài không quá 03 trang.", ["không quá 03 trang"]),
        ("Phấn đấu có 120 sinh viên được công nhận; năm học trước đã công nhận 108 sinh viên.", ["120 sinh viên"]),
        ("Phấn đấu tỷ lệ dự sinh hoạt nâng lên 80% (năm 2022 là 63%).", ["80%"]),
        ("Tuy nhiên, mới có 6 đề tài cấp tỉnh. Nghị quyết được thông qua với 22/22 ý kiến tán thành.", []),
    ],
)
def test_aims_are_quoted_with_their_limits(body: str, quotes: list[str]) -> None:
    assert [target.quote for target in read(HEAD + body + "\n").targets] == quotes


@pytest.mark.parametrize(
    ("body", "events"),
    [
        ("- Lễ phát động “Tháng chuyển đổi số”: 8h00 ngày 25/3/2023 tại sảnh A1.", ["2023-03-25"]),
        ("Chuẩn bị Đại hội Công đoàn lần thứ VIII (dự kiến trong 2 ngày 14 và 15/9/2023).", ["2023-09-14"]),
        ("Hôm nay, ngày 4/4/2023, Chi bộ tiến hành họp chi bộ thường kỳ.", ["2023-04-04"]),
        (
            "Đoàn trường triệu tập Hội nghị Ban Chấp hành lần thứ 5, cụ thể như sau:\n1. Thời gian: 7 giờ 30 phút, ngày 12/4/2023.\n"
            "Sau hội nghị, chiều cùng ngày, các đồng chí dự lễ ra quân.",
            ["2023-04-12", "2023-04-12"],
        ),
        (
            "+ Ngày 9/3/2023 tổ chức Hội thi nấu ăn; từ ngày 20 đến ngày 22/3/2023 đăng cai Hội thao khối.",
            ["2023-03-09", "2023-03-20"],
        ),
    ],
)
def test_an_event_is_dated_however_its_day_is_said(body: str, events: list[str]) -> None:
    assert [event.date for event in read(HEAD + body + "\n").events] == events


def test_steps_under_a_time_are_tasks() -> None:
    steps = "- Từ ngày 15/4/2023: đăng ký trên phần mềm.\n- Đến 31/5/2023: xét cấp trường.\n- Tháng 6/2023: Hội đồng họp xét.\n"
    assert [(task.due, task.rel) for task in read(HEAD + "III. TIẾN ĐỘ\n" + steps).tasks] == [
        ("2023-04-15", "from"),
        ("2023-05-31", "by"),
        ("2023-06", "in"),
    ]


def test_signing_beside_the_recipients_is_told_apart() -> None:
    wide = " " * 30
    closing = (
        f"Nơi nhận:{wide}T/M ĐẢNG ỦY\n- Đảng ủy cấp trên (để báo cáo),{wide}BÍ THƯ\n- Các chi bộ (để thực hiện),{wide}(đã ký)\n"
        f"- Lưu Văn phòng Đảng ủy.\n{wide}Vũ Đình Khoát\n"
    )
    paper = read(HEAD + "Giao Văn phòng theo dõi.\n\n" + closing)
    assert [one.name for one in paper.recipients] == ["Đảng ủy cấp trên", "Các chi bộ", "Văn phòng Đảng ủy"]
    assert [(one.name, one.role) for one in paper.people] == [("Vũ Đình Khoát", "BÍ THƯ")]


def test_teams_get_prizes() -> None:
    told = read(HEAD + "Trao giải Nhất cho 01 đội, giải Nhì cho 02 đội. Đoàn trường giành giải Ba toàn đoàn.\n").awards
    assert [(one.name, one.recipient_type, one.count) for one in told] == [
        ("giải Nhất", "tap-the", 1),
        ("giải Nhì", "tap-the", 2),
        ("giải Ba", "named", 1),
    ]


def test_what_a_scan_lost_of_a_heading_and_a_year() -> None:
    body = "I. Đánh giá\n\nKhoa đã tổ chức 3 lớp. Ngày 4/4/2023 họp.\n\nII Nhiệm vụ trọng tâm tháng 4\n\nMời ít nhất 10 đội dự thi.\n"
    paper = read(HEAD.replace("năm 2023", "năm 20253", 1) + body)
    assert paper.header.date and (paper.header.date.value, paper.header.date.confidence) == ("2023-03-01", 0.5)
    assert [one.quote for one in paper.targets] == ["ít nhất 10 đội"] and [one.value for one in paper.results] == [3]
    assert read(HEAD.replace("năm 2023", "năm 20991")).header.date is None


def test_a_hospital_signs_with_its_degrees_under_its_own_name() -> None:
    head = HEAD.replace("ĐẢNG ỦY TRƯỜNG BẮC HÀ\n*", "SỞ Y TẾ HÀ BẮC\nBỆNH VIỆN SÔNG CẦU\n*").replace("/ĐU", "-BV")
    paper = read(
        head + "Kế hoạch như sau.\n\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\nGIÁM ĐỐC\n(Đã ký)\nBSCKII. Phạm Gia Bảo\n"
    )
    assert paper.header.issuer and paper.header.issuer.value == "Bệnh viện Sông Cầu"
    assert paper.header.signatory and paper.header.signatory.value == "Phạm Gia Bảo"
