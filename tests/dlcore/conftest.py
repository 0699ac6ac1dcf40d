"""The test report says how dlcore was compared with PyTorch: live, or with committed values."""

from __future__ import annotations

from torch_reference.mode import announcement


def pytest_report_header() -> str:
    """A line above the tests."""
    return announcement()


def pytest_terminal_summary(terminalreporter) -> None:
    """The same line below them, where a quiet run shows it too, when comparisons were made."""
    reports = (report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, []))
    compared = sum("test_dlcore_agrees_with_pytorch" in report.nodeid for report in reports)
    if compared:
        terminalreporter.write_line(f"{announcement()}: {compared} cases")
