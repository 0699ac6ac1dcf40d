"""Real browsers in which tests open pages: Chromium, and Firefox as it is released."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FIREFOX = next(filter(None, map(shutil.which, ("firefox", "firefox-esr"))), None)
AXES_OWN = "Incorrect number of children"  # what Firefox says of single elements that axe-core clones

BROWSERS = [
    pytest.param("chromium", marks=pytest.mark.skipif(not CHROMIUM, reason="needs Chromium (Debian: chromium)")),
    pytest.param("firefox", marks=pytest.mark.skipif(not FIREFOX, reason="needs Firefox (Debian: firefox-esr)")),
]


@contextmanager
def started(name: str) -> Iterator:
    """The browser of this name; Playwright drives Firefox by WebDriver BiDi."""
    from playwright import sync_api as playwright

    with playwright.sync_playwright() as running:
        if name == "chromium":
            browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        else:
            browser = running.firefox.launch(channel="moz-firefox", executable_path=FIREFOX)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opening(browser) -> Iterator:
    """A function that opens pages in windows of their own; whatever the browser complains of fails the test."""
    complaints: list[str] = []

    def open_page(address: str, **context):
        page = browser.new_context(**{"viewport": {"width": 1280, "height": 720}} | context).new_page()
        page.on("console", lambda said: None if said.text.startswith(AXES_OWN) else complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert not complaints, complaints


def place(page) -> str:
    """Slide and step in a page's address, as the page itself has it: Playwright's `page.url` is told later."""
    return page.evaluate("location.hash").removeprefix("#")


def kept_out(page) -> list[tuple[str, str]]:
    """What keeps somebody from a page, as axe-core finds it when nothing moves any more: the rule, and an element."""
    axe = files(pytest.importorskip("axe_playwright_python")).joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
