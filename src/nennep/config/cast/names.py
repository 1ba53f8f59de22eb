"""Invented names with a steady hand: the same seed gives the same people."""

import random

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Trịnh",
    "Lương",
    "Đoàn",
    "Mai",
    "Tô",
]
MIDDLE = {
    "m": [
        "Văn",
        "Đức",
        "Hữu",
        "Minh",
        "Quang",
        "Ngọc",
        "Công",
        "Xuân",
        "Đình",
        "Trọng",
        "Quốc",
        "Gia",
        "Hoàng",
        "Thế",
        "Duy",
        "Tiến",
        "Việt",
        "Nhật",
        "Mạnh",
    ],
    "f": [
        "Thị",
        "Thị Thu",
        "Thị Thanh",
        "Thị Ngọc",
        "Thị Hồng",
        "Ngọc",
        "Thu",
        "Phương",
        "Khánh",
        "Thùy",
        "Thị Kim",
        "Quỳnh",
        "Minh",
    ],
}
GIVEN = {
    "m": [
        "Hùng",
        "Anh",
        "Tuấn",
        "Dũng",
        "Nam",
        "Long",
        "Hiếu",
        "Đạt",
        "Huy",
        "Phúc",
        "Quân",
        "Thành",
        "Tùng",
        "Sơn",
        "Hải",
        "Trung",
        "Kiên",
        "Cường",
        "Việt",
        "Bảo",
        "Khoa",
    ],
    "f": [
        "Anh",
        "Linh",
        "Trang",
        "Hương",
        "Lan",
        "Mai",
        "Ngọc",
        "Thảo",
        "Phương",
        "Hà",
        "Huyền",
        "Nga",
        "Hằng",
        "Thủy",
        "Thư",
        "Vy",
        "Nhi",
        "Yến",
        "Hạnh",
        "Hiền",
        "Duyên",
    ],
}
ETHNIC = ["Kinh"] * 12 + ["Tày", "Mường", "Nùng", "Thái"]
PLACES = ["Hà Nội", "Nam Định", "Thái Bình", "Hải Dương", "Bắc Ninh", "Ninh Bình", "Thanh Hóa", "Nghệ An", "Phú Thọ"]


class Namer:
    """Draws persons; ``used`` keeps full names apart."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.used: set[str] = set()

    def person(self, *, sex: str | None = None) -> tuple[str, str]:
        """(full name, sex)."""
        while True:
            chosen = sex or ("f" if self.dice.random() < 0.46 else "m")
            name = " ".join(
                (self.dice.choice(FAMILY), self.dice.choice(MIDDLE[chosen]), self.dice.choice(GIVEN[chosen]))
            )
            if name not in self.used:
                self.used.add(name)
                return name, chosen
