import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
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
const ruleRow = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: "Rules" }).getByRole("row", { name, exact: true });
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
    const rows = page.getByRole("region", { name: "Rules" }).getByRole("row");
    const decides = rows.filter({ hasText: "Decides the call tried here" });
    await decides.waitFor();
    assert.match((await decides.textContent()) ?? "", /anyone but Family calls during Night/);
    const parts = page.getByRole("navigation", { name: "Parts of this page" });
    await parts.getByRole("link", { name: "History" }).click();
    await page.locator("#history:focus").waitFor();
  }),
);

test(
  "a rule that no call reaches is told of at once, with a call that shows it; the history leads back",
  {
    skip: noBrowser,
  },
  () =>
    visit(async (page, { control }) => {
      const card = page.getByRole("region", { name: "Rules" });
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
      const worth = page.getByRole("region", { name: "Worth a look" });
      await worth.getByText("Nothing ever rings, whoever calls.").waitFor();
      const night = ruleRow(page, "Night");
      await night.getByRole("button", { name: "Try it" }).click();
      await answers(page, "Take a message.");

      const history = page.getByRole("region", { name: "History" });
      const [added] = await history.getByRole("listitem").all();
      const text = (await added?.textContent()) ?? "";
      assert.match(text, /^Everybody was added.*When anyone calls at any time, take a message\./);
      assert.match(text, /ada.*In force$/);
      await history
        .getByRole("button", { name: /^Back to the settings/ })
        .first()
        .click();
      await says(page, "The earlier settings are in force again.");
      await ruleRow(page, "Everybody").waitFor({ state: "detached" });
      await history.getByText("Everybody was removed").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await ruleRow(page, "Everybody").waitFor();
    }),
);

test("rules are put in order and changed with the keys alone", { skip: noBrowser }, () =>
  visit(async (page, site) => {
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = (): Promise<string | null> =>
      page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
      );
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let n = 0; n < 60 && !name.test((await focused()) ?? ""); n++) await press("Tab");
      assert.match((await focused()) ?? "", name);
    };
    await tabTo(/^Family always gets through$/);
    await press("ArrowDown", "Alt+ArrowDown");
    await says(page, "Night moved to 3 of 4. It now runs before Everyone else.");
    await press("Alt+ArrowUp");
    await says(page, "Night moved to 2 of 4. It now runs before Quiet: to the mailbox.");
    await press("Alt+ArrowUp");
    await says(page, "Night moved to 1 of 4. It now runs before Family always gets through.");
    assert.equal(await focused(), "Night");

    await press("ArrowRight", "ArrowRight");
    assert.equal(await focused(), "anyone but Family");
    await press("Enter");
    await tabTo(/^But not$/);
    await page.getByRole("checkbox", { name: "Your contacts" }).focus();
    await press("Space");
    await tabTo(/^Done$/);
    await press("Enter");
    await says(page, "Night was changed.");
    const changed = page.getByRole("button", { name: "anyone but Family or your contacts" });
    await page.locator(":focus").and(changed).waitFor();

    await press("ArrowRight", "Enter");
    await page.getByRole("combobox", { name: "Time" }).focus();
    await press("w");
    await tabTo(/^Done$/);
    await press("Enter");
    const row = ruleRow(page, "Night");
    await row.getByText("during Working").waitFor();
    assert.match(
      (await row.textContent()) ?? "",
      /When anyone but Family or your contacts calls during Working, take a message\./,
    );
    const when = page.getByRole("button", { name: "during Working" });
    await page.locator(":focus").and(when).waitFor();
    await press("ArrowRight", "Enter");
    await page.getByRole("combobox", { name: "What happens" }).waitFor();
    await press("Escape");
    await page
      .locator(":focus")
      .and(row.getByRole("button", { name: "take a message" }))
      .waitFor();
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await row.getByText("during Night").waitFor();
    assert.equal(rulesOf(site)[0]?.id, "night");
  }),
);

test(
  "a rule is made from an example, changed as steps and as code, and removed; nobody's change is lost",
  { skip: noBrowser },
  () =>
    visit(async (page, site) => {
      const row = ruleRow(page, "Strangers say who they are");
      const menu = async (act: string): Promise<void> => {
        await row.getByRole("button", { name: /^More of/ }).click();
        await page.getByRole("menuitem", { name: act }).click();
      };
      const done = () => page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: "Start from an example" }).click();
      await page.getByRole("menuitem", { name: "Strangers say who they are" }).click();
      await says(page, "Strangers say who they are is a rule now, just above everyone else.");
      await row.getByRole("switch").click();
      await answers(page, "Ask who is calling, then take a message.");
      assert.equal(rulesOf(site).at(-2)?.id, "strangers-say-who-they-are");

      await menu("Edit as steps");
      await page.getByRole("button", { name: "Leave out Take a message" }).click();
      const before = site.control.settings.read();
      await page.getByRole("button", { name: "Test this draft with a real call" }).click();
      const course = page.getByRole("region", { name: "What the call does" });
      await course.getByText("Ringing", { exact: true }).waitFor();
      assert.equal(site.control.call("live")?.drafted, true);
      assert.deepEqual(site.control.settings.read(), before, "the draft is not kept");
      await course.getByRole("button", { name: "End the test" }).click();
      await done();
      await row.getByText("take a message").waitFor({ state: "detached" });

      await menu("Edit as code");
      const code = page.getByLabel("The rule as JSON");
      const text = await code.inputValue();
      await code.fill(text.replace('"for": 25', '"for": 1'));
      await page.getByText("/then/0/for").waitFor();
      await code.fill(text.replace('"for": 25', '"for": '));
      await page.getByText(/^Line \d+ is not JSON\.$/).waitFor();
      await code.fill(text.replace('"for": 25', '"for": 40'));
      await done();
      await row.getByText(/ring every telephone for 40 seconds/).waitFor();

      await row.getByRole("button", { name: "at any time" }).click();
      await page.getByRole("combobox", { name: "When" }).selectOption("mode");
      const { document, etag } = site.control.settings.read();
      const rules = rulesOf(site).map((one) =>
        one.id === "strangers-say-who-they-are" ? { ...one, then: [{ do: "mailbox" }] } : one,
      );
      await site.control.settings.replace({ ...(document as object), rules }, etag, "somebody");
      await done();
      await page.getByText("Somebody else has changed this rule meanwhile").waitFor();
      await page
        .getByText(/take a message\.$/)
        .last()
        .waitFor();
      await page.getByRole("button", { name: "Keep mine" }).click();
      await row.getByRole("button", { name: "while the mode is Quiet" }).waitFor();

      await menu("Delete");
      await says(page, "Strangers say who they are was removed.");
      assert.equal(rulesOf(site).length, 4);
      await page.getByRole("button", { name: "Undo" }).click();
      await row.waitFor();
      assert.equal(rulesOf(site).length, 5);
    }),
);

test("a hundred rules are as good as four", { skip: noBrowser }, () =>
  visit(async (page, site) => {
    const { document, etag } = site.control.settings.read();
    const many = Array.from({ length: 96 }, (_, n) => ({
      id: `caller-${n}`,
      name: `Caller ${n}`,
      when: { is: "caller", like: `+1613556${String(n).padStart(4, "0")}` },
      then: [{ do: "mailbox" }],
    }));
    const rules = [...many, ...rulesOf(site)];
    await site.control.settings.replace({ ...(document as object), rules }, etag, "ada");
    const row = ruleRow(page, "Caller 50");
    await row.waitFor();
    await row.focus();
    await page.keyboard.press("Alt+ArrowUp");
    await says(page, "Caller 50 moved to 50 of 100. It now runs before Caller 49.");
    await row.getByRole("button", { name: "at any time" }).click();
    await page.getByRole("combobox", { name: "When" }).waitFor();
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

test(
  "what is tried is kept as a check, which turns red when a rule makes it untrue",
  { skip: noBrowser },
  () =>
    visit(async (page, site) => {
      await page.getByLabel("called by").selectOption({ label: "A number of your choice" });
      await page.getByLabel("Number", { exact: true }).fill("+1 613 555 0100");
      await page.getByLabel("on", { exact: true }).selectOption({ label: "Wednesday" });
      await page.getByLabel("at", { exact: true }).fill("14:00");
      await page.getByLabel("in the mode", { exact: true }).selectOption({ label: "Quiet" });
      await answers(page, "Take a message.");
      await page.getByLabel("in the mode", { exact: true }).selectOption({ label: "Schedule" });
      await answers(page, "Ring Kitchen, 20 seconds, then take a message.");
      await page.getByLabel("while").selectOption({ label: "each telephone is as chosen" });
      await page.getByRole("button", { name: "Keep as a check" }).click();
      await page
        .getByRole("textbox", { name: "Name", exact: true })
        .fill("Strangers in the afternoon");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await says(page, "It holds.");

      const { document, etag } = site.control.settings.read();
      const { rules } = document as { rules: readonly object[] };
      const all = { id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] };
      await site.control.settings.replace(
        { ...(document as object), rules: [all, ...rules] },
        etag,
        "",
      );
      await says(page, "One does not hold any more.");
      await page.getByText("Strangers in the afternoon – decided otherwise now").waitFor();

      await page.getByRole("button", { name: "Decide the last 50 again" }).click();
      await says(page, "No call has been decided yet.");
    }),
);
