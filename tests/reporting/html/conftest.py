"""A real headless Chromium, Debian's `chromium` and `chromium-driver` or what PATH has, and a page to look at in it."""

import contextlib
import io
import shutil
import tempfile
import time

import pytest

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--window-size=1360,1000",
)


def found():
    """The browser and its driver; the test is skipped where either is missing."""
    pytest.importorskip("selenium", reason="selenium is not installed: it is in the extra `dev`")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not (browser and driver):
        pytest.skip("no Chromium with its driver here: apt-get install chromium chromium-driver")
    return browser, driver


@contextlib.contextmanager
def started():
    """A browser with an empty profile of its own, ended and its profile removed."""
    browser, driver = found()
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(prefix="banlint-chromium-", ignore_cleanup_errors=True) as profile:
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        running = webdriver.Chrome(options=options, service=Service(driver))
        try:
            yield running
        finally:
            running.quit()


class Page:
    """A report that stands open in the browser."""

    def __init__(self, browser, path):
        self.browser = browser
        began = time.monotonic()
        browser.get(path.as_uri())
        self.until("return document.documentElement.dataset.ready === 'true'", 60)
        self.seconds = time.monotonic() - began

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def until(self, script, seconds=5):
        end = time.monotonic() + seconds
        while not (got := self.run(script)):
            assert time.monotonic() < end, script
            time.sleep(0.02)
        return got

    def one(self, selector):
        return self.browser.find_element("css selector", selector)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def choose(self, filter_id, text):
        from selenium.webdriver.support.ui import Select

        Select(self.one(f"#{filter_id}")).select_by_value(text)

    def press(self, *keys):
        from selenium.webdriver.common.keys import Keys

        for key in keys:
            self.browser.switch_to.active_element.send_keys(getattr(Keys, key, key))

    def focused(self):
        return self.run("return document.activeElement.id || document.activeElement.className")

    def column(self, name):
        """The texts of a column, of the rows in the page."""
        return self.run(
            f"return [...document.querySelectorAll('#rows .{name} .main, #rows .{name} .badge')].map(one => one.textContent)"
        )

    def status(self):
        return self.one("#status").text

    def media(self, **features):
        wanted = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items() if name != "media"
        ]
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": features.get("media", ""), "features": wanted}
        )

    def width(self, pixels):
        metrics = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def complaints(self):
        return [entry["message"] for entry in self.browser.get_log("browser")]


@pytest.fixture(scope="session")
def browser():
    with started() as running:
        yield running


@pytest.fixture
def opened(browser, tmp_path, info, outcome):
    """A function from findings to their page, opened."""
    from banlint.reporting.as_html import HtmlReporter

    def make(findings, seen=(), problems=()):
        reporter, out = HtmlReporter(), io.StringIO()
        reporter.begin(info, out)
        amount = sum(reporter.finding(finding) is None for finding in findings)
        for one in seen:
            reporter.asset(one)
        for one in problems:
            reporter.problem(one)
        counts = outcome.counts._replace(findings=amount, by_verdict={"prohibited": amount})
        reporter.end(outcome._replace(counts=counts), ())
        path = tmp_path / "report.html"
        path.write_text(out.getvalue(), "utf-8")
        browser.get_log("browser")
        return Page(browser, path)

    yield make
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
