"""A worker's hands in the studio: a survey made by filling in and pressing what the page shows."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.pages.desk import Desk


class Studio:
    """The pages of a draft, from the first word to the edition."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page = desk.page

    def begin(self, title: str) -> Studio:
        """From nothing, by the pages that lead there."""
        self.desk.go("/studio").press("Make a survey").follow("Begin with nothing")
        self.desk.fill("What shall it be called?", title).press("Begin")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        return self

    @property
    def draft(self) -> str:
        found = re.search(r"/studio/([0-9a-f-]{36})", self.page.url)
        assert found
        return found[1]

    def tab(self, name: str) -> Studio:
        self.page.get_by_role("navigation", name="Pages of this draft").get_by_text(name).click()
        expect(self.page.locator("[aria-current=page]", has_text=name)).to_be_visible()
        return self

    def about(self, **said: str) -> Studio:
        self.page.locator("#studio-outline").get_by_text("About this survey").click()
        for label, words in said.items():
            self.write(label.replace("_", " "), words)
        return self

    def write(self, label: str, words: str, place: int = 0) -> Studio:
        """Fill in a field and leave it; it is kept by itself."""
        field = self.page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}"))
        field.nth(place).fill(words)
        field.nth(place).blur()
        return self.kept()

    def add(self, kind: str, words: str, label: str = "The question") -> Studio:
        """A question of a kind after all others."""
        before = self.questions.count()
        self.page.locator("#outline-add").click()
        self.page.get_by_role("button", name=re.compile(f"^{kind}")).click()
        expect(self.questions).to_have_count(before + 1)
        return self.write(label, words)

    def answers(self, *words: str) -> Studio:
        for number, said in enumerate(words, start=1):
            if self.page.get_by_role("textbox", name=f"Answer {number}", exact=True).count() == 0:
                self.page.get_by_role("button", name="Add an answer").click()
            self.page.get_by_role("textbox", name=f"Answer {number}", exact=True).fill(said)
        self.page.get_by_role("textbox", name="The question", exact=True).first.focus()
        return self.kept()

    def told_together(self) -> Studio:
        """Take the first way we propose of telling answers together where they are few."""
        self.page.locator("summary", has_text="When few young people answer").click()
        self.page.get_by_role("button", name="Tell it this way").first.click()
        return self.kept()

    def only_if(self, question: str, says: str) -> Studio:
        self.page.locator("summary", has_text="When it is asked").click()
        self.page.get_by_role("button", name="Only ask it if").click()
        self._choose("Question that decides", question)
        return self._choose("What was said to it", says)

    def _choose(self, label: str, words: str) -> Studio:
        """The entry of a list that ends in these words; “is” comes before “is not”."""
        named = self.page.get_by_label(label)
        entry = named.locator("option").filter(has_text=re.compile(f"{re.escape(words)}\\W?$"))
        expect(entry.first).to_be_attached()
        named.select_option(value=entry.first.get_attribute("value"))
        return self.kept()

    def translate(self, language: str, words: dict[str, str]) -> Studio:
        """Write every text in a language, most of them as its name and the English, and approve."""
        self.tab("Other languages")
        self.page.get_by_label("Put it into a language").select_option(value=language)
        self.desk.press("Begin")
        for row in self.page.locator(".words-row").all():
            english = row.locator(".words-row__said").inner_text()
            row.locator("textarea").fill(words.get(english, f"{language} {english}"))
            row.locator("textarea").blur()
        return self.approve()

    def approve(self) -> Studio:
        """Say that a person has read it all."""
        self.page.get_by_label("Who has read it").fill("interpreter")
        self.page.get_by_label("They read every text").check()
        self.page.get_by_role("button", name="Approve").click()
        expect(self.page.locator("#words-approve")).to_contain_text("was approved by: interpreter")
        return self

    def publish(self) -> Studio:
        self.tab("Publish")
        assert "Nothing has to be mended." in self.desk.says, self.desk.says
        for why in self.page.get_by_label("Why it is right here").all():
            why.fill("The young people asked for it.")
        self.desk.press("Publish")
        return self

    def open(self, title: str) -> str:
        """Open it outside events; its code."""
        self.desk.go("/surveys").press("Open a survey outside events")
        self.page.get_by_label(title).check()
        self.desk.fill("What it is for", "The club's own phones").press("Open it")
        self.page.wait_for_url(re.compile("/surveys/[A-Z0-9]+$"))
        return self.page.url.rpartition("/")[2]

    def kept(self) -> Studio:
        expect(self.page.get_by_text("Everything is kept.")).to_be_visible()
        return self

    @property
    def questions(self) -> Locator:
        return self.page.locator("#studio-outline [data-row]")
