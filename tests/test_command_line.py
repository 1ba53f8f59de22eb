"""The ``nennep`` command speaks Vietnamese, also when it is used wrongly."""

from datetime import date

import pytest

from nennep.config.cli import main
from nennep.config.commands.report import written_day


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["report", "BV", "--as", "lan"], "còn thiếu: --since, --until, --out"),
        (["report", "BV", "--since", "31/02/2023"], "--since: giá trị '31/02/2023' không hợp lệ"),
        (["import", "thu", "a.xlsx"], "không có lựa chọn 'thu'"),
        (["journal", "verify", "--la"], "không hiểu: --la"),
    ],
)
def test_a_wrong_call_is_answered_in_vietnamese(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(given)
    answer = capsys.readouterr().err
    assert left.value.code == 2 and said in answer
    assert answer.startswith("cách dùng:") and "error" not in answer


def test_a_day_is_written_either_way() -> None:
    assert written_day("30/06/2023") == written_day("2023-06-30") == date(2023, 6, 30)


def test_a_database_that_does_not_answer_is_said_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nn_app:x@127.0.0.1:1/nennep")
    assert main(["doctor"]) == 1
    told = capsys.readouterr()
    assert "Không kết nối được cơ sở dữ liệu" in told.out
    assert "Ổ đĩa còn trống" in told.out
    assert "Traceback" not in told.out + told.err
