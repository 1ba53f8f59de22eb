"""What happens to reports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportSent:
    """A report went to the unit above."""

    report_id: int
    unit_id: int
