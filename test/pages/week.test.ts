import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";
import { neverPointedAt, press, tabTo, watchPointer } from "./keyboard.ts";

/* The week, painted with the mouse, then with the keys, then written as lines. */

interface Time {
  readonly id: string;
  readonly weekly: readonly unknown[];
  readonly dates?: readonly unknown[];
}
const weeklyOf = ({ control }: Site, id: string): readonly unknown[] | undefined =>
  (control.settings.read().document as { times: Time[] }).times.find((one) => one.id === id)
    ?.weekly;
const says = (page: Page, text: string): Promise<void> =>
  page.getByRole("status").filter({ hasText: text }).waitFor();

/** The last act is with the server, and can be undone. */
const saved = (page: Page): Promise<void> => page.getByRole("button", { name: "Undo" }).waitFor();

/** Where a minute of a day is on the screen. */
async function placeOf(page: Page, day: string, minute: number) {
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: day }) });
  const box = await line.locator(".week-line").boundingBox();
  assert.ok(box);
  return { x: box.x + (box.width * minute) / 1440, y: box.y + box.height / 2 };
}

async function drag(
  page: Page,
  from: readonly [string, number],
  to: readonly [string, number],
): Promise<void> {
  const [begin, end] = [await placeOf(page, ...from), await placeOf(page, ...to)];
  await page.mouse.move(begin.x, begin.y);
  await page.mouse.down();
  await page.mouse.move((begin.x + end.x) / 2, (begin.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

test("the week is painted, gone through by keys, and written down", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.getByRole("link", { name: "Call handling" }).click();
    const grid = page.getByRole("grid", { name: "The week" });
    await grid.waitFor();

    await page.getByText("Family evening", { exact: true }).first().click();
    await grid.scrollIntoViewIfNeeded();
    await drag(page, ["Wednesday", 12 * 60 + 32], ["Thursday", 14 * 60 - 2]);
    await says(page, "Wednesday and Thursday: Family evening, 12:30 p.m. to 2:00 p.m.");
    await saved(page);
    assert.deepEqual(weeklyOf(site, "evening"), [
      { days: ["wed", "thu"], from: "12:30", to: "14:00" },
      { days: ["mon", "tue", "wed", "thu", "fri"], from: "17:30", to: "22:00" },
    ]);
    await drag(page, ["Wednesday", 14 * 60], ["Wednesday", 15 * 60]);
    await says(page, "Wednesday: Family evening, 12:30 p.m. to 3:00 p.m.");

    const cell = (name: string) => page.getByRole("gridcell", { name });
    await cell("Family evening, 12:30 p.m. to 3:00 p.m.").focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await says(page, "Wednesday: Family evening, 12:30 p.m. to 2:45 p.m.");
    await page.keyboard.press("Shift+Alt+ArrowLeft");
    await says(page, "Wednesday: Family evening, 12:15 p.m. to 2:45 p.m.");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Delete");
    await says(page, "Wednesday: no time from 3:00 p.m. to 5:30 p.m.");
    assert.equal(
      await page.evaluate("document.activeElement.ariaLabel"),
      "No time, 2:45 p.m. to 5:30 p.m.",
    );
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("It is").selectOption({ label: "Night" });
    await page.getByRole("dialog").getByLabel("From").fill("15:00");
    await page.getByRole("dialog").getByLabel("Friday").press("Space");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Save", exact: true })
      .press("Enter");
    await says(page, "Wednesday and Friday: Night, 3:00 p.m. to 5:30 p.m.");
    assert.equal(
      await page.evaluate("document.activeElement.ariaLabel"),
      "Night, 3:00 p.m. to 5:30 p.m.",
    );

    await saved(page);
    await page.getByRole("button", { name: "Change the time Working" }).click();
    await page.getByRole("button", { name: "Remove number 3: Hours of the week" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Office");
    await page.getByText("Clay", { exact: true }).click();
    await page.getByRole("button", { name: "Add: Days of the year" }).click();
    await page.getByLabel("First day").fill("2026-12-24");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await says(page, "Office was changed.");
    await page.getByText("December 24, 2026", { exact: true }).waitFor();
    const { times } = site.control.settings.read().document as { times: Time[] };
    const office = times.find(({ id }) => id === "working");
    assert.deepEqual(office?.dates, [{ from: "2026-12-24" }]);
    assert.equal((office as { colour?: string }).colour, "clay");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Change the time Working" }).waitFor();

    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole("button", { name: "Add a time" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Choir");
    await page.getByRole("button", { name: "Add: Hours of the week" }).click();
    for (const day of ["Monday", "Tuesday", "Wednesday", "Friday", "Saturday", "Sunday"])
      await page.getByRole("checkbox", { name: day }).uncheck();
    await page.getByLabel("From", { exact: true }).fill("19:00");
    await page.getByLabel("To", { exact: true }).fill("21:00");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await says(page, "Choir is a time now.");
    assert.deepEqual(weeklyOf(site, "choir"), [{ days: ["thu"], from: "19:00", to: "21:00" }]);
    const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert.equal(await page.evaluate(wide), 0);
    await overtaken(page, site);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

test("a week is painted by keys alone, and the last act is taken back", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await watchPointer(page);
    await signIn(page, site.url);
    await page.reload(); // whatever was pressed on the way in
    await press(page, "Call handling");
    await page.getByRole("grid", { name: "The week" }).waitFor();
    await inTheGrid(page);
    const piece = () => page.evaluate<string>("document.activeElement.ariaLabel");
    assert.match(await piece(), /^Night, /);
    const keys = async (...all: readonly string[]): Promise<void> => {
      for (const key of all) await page.keyboard.press(key);
    };
    await keys("Delete");
    await says(page, "Sunday: no time from 10:00 p.m. to 7:00 a.m."); // it began there
    assert.equal(await piece(), "No time, 12:00 a.m. to 9:00 a.m.");
    await keys("ArrowDown", "End");
    assert.match(await piece(), /^Night, /, "the evening of Tuesday");
    await keys("ArrowLeft");
    assert.equal(await piece(), "Family evening, 5:30 p.m. to 10:00 p.m.");
    await keys("Shift+ArrowLeft", "Shift+Alt+ArrowRight");
    await says(page, "Tuesday: Family evening, 5:45 p.m. to 9:45 p.m.");
    await keys("ArrowRight");
    assert.equal(await piece(), "No time, 9:45 p.m. to 10:00 p.m.");

    await keys("ArrowDown", "Home", "ArrowRight");
    assert.match(await piece(), /^No time, 7:00 a.m. to 9:00 a.m./);
    await keys("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo(page, "It is");
    await keys("F"); // as a list is chosen from by its first letter
    await tabTo(page, "From");
    await page.keyboard.type("0730AM");
    await tabTo(page, "Thursday");
    await keys("Space", "Enter");
    await says(page, "Wednesday and Thursday: Family evening, 7:30 a.m. to 9:00 a.m.");
    assert.equal(await piece(), "Family evening, 7:30 a.m. to 9:00 a.m.");
    await saved(page);
    assert.deepEqual(
      weeklyOf(site, "evening")?.find((one) => (one as { from: string }).from === "07:30"),
      { days: ["wed", "thu"], from: "07:30", to: "09:00" },
    );
    await keys("Shift+F6");
    await press(page, "Undo");
    await says(page, "It is as it was before.");
    await neverPointedAt(page);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

/** Tabs until the focus stands on a piece of the week. */
async function inTheGrid(page: Page): Promise<void> {
  const isThere = "document.activeElement?.role === 'gridcell'";
  for (let step = 0; !(await page.evaluate(isThere)); step++) {
    assert.ok(step < 80, "the keyboard reaches the week");
    await page.keyboard.press("Tab");
  }
}

/** Somebody else renames the time that is being written, and then removes it: nothing that was typed is lost. */
async function overtaken(page: Page, site: Site): Promise<void> {
  const elsewhere = async (change: (times: readonly Time[]) => readonly Time[]): Promise<void> => {
    const { document, etag } = site.control.settings.read();
    const { times } = document as { times: Time[] };
    const done = await site.control.settings.replace(
      { ...(document as object), times: change(times) },
      etag,
      "Anna",
    );
    assert.ok(done.ok);
  };
  const form = page.locator(".time-form");
  await page.getByRole("button", { name: "Change the time Choir" }).click();
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("Choir practice");
  await elsewhere((all) =>
    all.map((one) => (one.id === "choir" ? { ...one, name: "Singing" } : one)),
  );
  await form.getByText("Meanwhile it was changed to “Singing”.").waitFor();
  assert.equal(await form.getByRole("button", { name: "Save" }).isDisabled(), true);
  await form.getByRole("button", { name: "Keep mine" }).click();
  await elsewhere((all) => all.filter(({ id }) => id !== "choir"));
  await form.getByText("Somebody else removed this meanwhile.").waitFor();
  await form.getByRole("button", { name: "Add it again" }).click();
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Change the time Choir practice" }).waitFor();
  assert.deepEqual(weeklyOf(site, "choir"), [{ days: ["thu"], from: "19:00", to: "21:00" }]);
}
