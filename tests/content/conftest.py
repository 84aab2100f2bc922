"""The browser of the report's tests, for the pictures."""

from tests.report.conftest import browser, chromium, look

__all__ = ["browser", "chromium", "look"]
