import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";

/* The rules, as an owner changes them and tries what they would do. */

async function visit(work: (page: Page, site: Site) => Promise<void>): Promise<void> {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.getByRole("link", { name: "Call handling" }).click();
    await page.getByRole("heading", { name: "The first rule that fits decides." }).waitFor();
    await work(page, site);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
}

const answers = (page: Page, text: string): Promise<void> =>
  page.locator(".try-answer", { hasText: text }).waitFor();
const says = (page: Page, text: string): Promise<void> =>
  page.getByRole("status").filter({ hasText: text }).waitFor();
const rulesOf = ({ control }: Site): readonly { readonly id: string }[] =>
  (control.settings.read().document as { rules: { id: string }[] }).rules;

test(
  "a rule switched off decides nothing any more, until that is undone",
  {
    skip: noBrowser,
  },
  () =>
    visit(async (page) => {
      await answers(page, "Ring Kitchen, 20 seconds, then take a message.");
      await page.getByLabel("called by").selectOption({ label: "Margaret Oyelaran" });
      await answers(page, "Ring Kitchen and this browser, 25 seconds, then take a message.");
      const family = page.getByRole("switch", { name: "Family always gets through" });
      await family.press("Space");
      await says(page, "Family always gets through is off now.");
      assert.equal(await family.getAttribute("aria-checked"), "false");
      await answers(page, "Ring Kitchen, 20 seconds, then take a message.");
      await page.getByRole("button", { name: "Undo" }).click();
      await answers(page, "Ring Kitchen and this browser, 25 seconds, then take a message.");
      await page.locator('[role="switch"][aria-checked="true"]').nth(2).waitFor();
    }),
);

test("the night of a Tuesday can be tried in the afternoon", { skip: noBrowser }, () =>
  visit(async (page) => {
    await page.getByLabel("on", { exact: true }).selectOption({ label: "Tuesday" });
    await page.getByLabel("at", { exact: true }).fill("22:40");
    await answers(page, "Take a message.");
    await page.getByText("decides the call tried here").waitFor();
    const decides = page.getByRole("listitem").filter({ hasText: "decides the call tried here" });
    assert.match((await decides.textContent()) ?? "", /anyone but Family calls during Night/);
  }),
);

test(
  "a rule that no call reaches is told of at once, with a call that shows it",
  {
    skip: noBrowser,
  },
  () =>
    visit(async (page, { control }) => {
      const card = page.getByRole("region", { name: "Worth a look" });
      const { document, etag } = control.settings.read();
      const { rules } = document as { rules: { id: string }[] };
      const all = {
        id: "all",
        name: "Everybody",
        when: { is: "always" },
        then: [{ do: "mailbox" }],
      };
      await control.settings.replace(
        { ...(document as object), rules: [all, ...rules] },
        etag,
        "ada",
      );
      const told = card.getByText("is never reached: Everybody, above it, takes every call");
      await told.first().waitFor();
      await card
        .getByText(/^For example: .+ calls on /)
        .first()
        .waitFor();
      await card.getByText("Nothing ever rings, whoever calls.").waitFor();
    }),
);

test(
  "a new rule stands before everyone else, goes up, is changed and removed",
  {
    skip: noBrowser,
  },
  () =>
    visit(async (page, site) => {
      const save = () => page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "New rule" }).click();
      await page.getByLabel("Name").fill("The dentist");
      await page.getByLabel("Who calls").selectOption("like");
      await page.getByLabel("Number", { exact: true }).fill("+1 613 555 0171");
      await page.getByLabel("What happens").selectOption({ label: "Refused" });
      await save();
      await says(page, "The dentist is a rule now, just above everyone else.");
      assert.deepEqual(
        rulesOf(site).map(({ id }) => id),
        ["family", "night", "quiet", "the-dentist", "everyone-else"],
      );
      await page.getByLabel("called by").selectOption({ label: "Dr. Haddad, dentist" });
      await answers(page, "Refuse: declined.");

      await page.getByRole("button", { name: "Move up: The dentist" }).click();
      await says(page, "The dentist is number 3 of 5 now.");
      await page.getByRole("button", { name: "Change: The dentist" }).click();
      await page.getByLabel("What happens").selectOption({ label: "A message is taken" });
      await save();
      await answers(page, "Take a message.");
      await page.getByRole("button", { name: "Change: The dentist" }).click();
      await page.getByRole("button", { name: "Remove" }).click();
      await says(page, "The dentist was removed.");
      assert.equal(rulesOf(site).length, 4);
    }),
);

test(
  "what is kept elsewhere says as of when, how much it is, and what is wrong",
  { skip: noBrowser },
  () =>
    visit(async (page) => {
      const card = page.getByRole("region", { name: "Kept elsewhere" });
      await card.getByText("12 events · as of").waitFor();
      const spam = card.getByRole("listitem").filter({ hasText: "Spam of the town" });
      assert.match((await spam.textContent()) ?? "", /812 numbers · stopped 3 calls · as of /);
      assert.match((await spam.textContent()) ?? "", /lists\.example answers 503/);
      await spam.getByRole("button", { name: "Look again: Spam of the town" }).waitFor();
    }),
);
