"""The same Chromium as the tests of pages have."""

from tests.pages.conftest import base_url, browser_context_args, browser_type_launch_args

__all__ = ["base_url", "browser_context_args", "browser_type_launch_args"]
