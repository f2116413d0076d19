import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { household } from "../interop/household.ts";
import { type Baresip, noBaresip } from "../phones/baresip.ts";
import { type House, token } from "../phones/house.ts";
import { zoneAtNoon } from "../phones/noon.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { becomeOwner } from "./owner.ts";

/* A rule of the night whose time is painted: what the page then says of a call is what a real one does. */

const night = {
  id: "night",
  name: "Night",
  when: { is: "during", time: "night" },
  then: [{ do: "mailbox" }],
};
const refused = {
  id: "all",
  name: "Everyone",
  when: { is: "always" },
  then: [{ do: "reject", cause: "busy" }],
};

const timeZone = zoneAtNoon();

/** The rule, and its time without any hours, where no midnight comes. */
async function nightless(house: House): Promise<void> {
  const at = `${house.web}/api/v1/settings`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const now = await fetch(at, { headers });
  const document = (await now.json()) as { readonly owner: object };
  const owner = { ...document.owner, timeZone };
  const times = [{ id: "night", name: "Night" }];
  const body = JSON.stringify({ ...document, owner, times, rules: [night, refused] });
  const etag = now.headers.get("etag") ?? "";
  const done = await fetch(at, { method: "PUT", headers: { ...headers, "if-match": etag }, body });
  assert.ok(done.ok, await done.text());
}

const today = (): string => new Intl.DateTimeFormat("en", { weekday: "long", timeZone }).format();

async function paintWholeWeek(page: Page): Promise<void> {
  const [first, last] = [
    await page.locator(".week-line").first().boundingBox(),
    await page.locator(".week-line").last().boundingBox(),
  ];
  assert.ok(first && last);
  await page.mouse.move(first.x + 2, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width / 2, last.y + 5);
  await page.mouse.move(last.x + last.width + 4, last.y + last.height / 2);
  await page.mouse.up();
}

/** The simulator's answer, once the server has what was painted. */
const answers = async (page: Page, text: string): Promise<void> => {
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.locator(".try-answer", { hasText: text }).waitFor();
};

/** A test call from the simulator: its record says what the simulator does, and then what became of it. */
async function tested(page: Page, what: string, became: string): Promise<void> {
  await page.getByRole("button", { name: "Test with a real call" }).click();
  const course = page.getByRole("region", { name: "What the call does" });
  await course.getByText(`rang now: ${what}`).waitFor();
  const end = course.getByRole("button", { name: "End the test" });
  if (what.startsWith("Take")) {
    await course.getByText("in the call").waitFor();
    await end.click();
  }
  await course.getByText(became).waitFor();
  await end.waitFor({ state: "detached" });
}

/** Speaks for a while into the mailbox, and hangs up. */
async function leavesWord(carrier: Baresip, calls: () => void): Promise<void> {
  const { mark } = carrier;
  calls();
  await carrier.until("CALL_ESTABLISHED", mark);
  await carrier.hears(14);
  carrier.hangUp();
  await carrier.until("CALL_CLOSED", mark);
}

const inBox = async (page: Page, count: number): Promise<void> => {
  await page
    .getByRole("button", { name: /^Play the message from/ })
    .nth(count - 1)
    .waitFor();
};

test(
  "a night painted by mouse, then by keys, sends real calls where the page says",
  {
    skip: noBaresip() ?? noBrowser,
  },
  () =>
    household([{ do: "mailbox" }], async ({ house, carrier, calls }) => {
      await nightless(house);
      const chrome = await openChrome();
      try {
        const page = await chrome.context.newPage();
        const origin = await becomeOwner(page, house);
        const open = (path: string) => page.goto(`${origin}${path}`);
        await open("/handling");
        await page.locator(".try-answer", { hasText: "Refuse: busy." }).waitFor();

        await page.getByRole("grid", { name: "The week" }).scrollIntoViewIfNeeded();
        await paintWholeWeek(page);
        await page.getByRole("status").filter({ hasText: "Every day: Night" }).waitFor();
        await answers(page, "Take a message.");
        await tested(page, "Take a message.", "Test: Missed");
        await leavesWord(carrier, calls);
        await open("/voicemail");
        await inBox(page, 1);

        await open("/handling");
        const row = page.getByRole("row").filter({
          has: page.getByRole("rowheader", { name: today() }),
        });
        await row.getByRole("gridcell").first().focus();
        await page.keyboard.press("Delete");
        await answers(page, "Refuse: busy.");
        await tested(page, "Refuse: busy.", "Test: Refused");
        const { mark } = carrier;
        calls();
        await carrier.until("CALL_CLOSED", mark);
        assert.equal((await house.messages()).length, 1);

        await row.getByRole("gridcell").first().focus();
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").getByLabel("From").fill("00:00");
        await page.getByRole("dialog").getByLabel("To").fill("00:00");
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await answers(page, "Take a message.");
        await leavesWord(carrier, calls);
        await open("/voicemail");
        await inBox(page, 2);
        const play = page.getByRole("button", { name: /^Play the message from/ }).first();
        await play.click();
        await page.getByRole("button", { name: "Pause" }).waitFor();

        await open("/handling");
        await page.getByRole("button", { name: "More of Night" }).click();
        await page.getByRole("menuitem", { name: "Edit as code" }).click();
        const code = page.getByLabel("The rule as JSON");
        const refuse = '"do": "reject", "cause": "rejected"';
        await code.fill((await code.inputValue()).replace('"do": "mailbox"', refuse));
        await page.getByRole("button", { name: "Decide the last 50 with this draft" }).click();
        await page.getByText("3 of 3 would be different.").waitFor(); // the tests are none
        await page.getByText("With the draft: Refuse: declined").first().waitFor();
        await page.getByRole("button", { name: "Cancel" }).click();
        assert.deepEqual(chrome.trouble, []);
      } finally {
        await chrome.close();
      }
    }),
);
