"""What axe finds against a page that has come to rest."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AT_REST = "Promise.allSettled(document.getAnimations().map((one) => one.finished))"
RUN = "axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)"
axe = Axe()


def faults(page: Page) -> list[str]:
    """The rules broken, each with the first place. What is still fading in has no contrast yet."""
    if not page.evaluate(f"{AT_REST}.then(() => 'axe' in window)"):
        page.evaluate(axe.axe_script)
    found = page.evaluate(RUN)
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]
