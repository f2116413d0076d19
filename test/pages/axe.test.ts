import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { atRest, seenWell } from "./axe.ts";
import { type Chrome, noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";
import { forgotten, settingsSections } from "./everyPage.ts";
import { margaret } from "./fakeHouse.ts";
import { guarded } from "./fakePeople.ts";

/* Every page, in both looks and at three widths, as axe sees it: WCAG 2.2 A and AA; and none wider than its window. */

/** Whoever is signed in sees them as they are. */
const routes = [
  "/",
  "/phone",
  "/calls",
  "/calls/c1",
  "/calls/no-such-call",
  "/voicemail",
  "/handling",
  "/people",
  "/people/margaret",
  "/people/contacts/choir%3A%2B16135550147",
  "/devices",
  "/devices/add",
  "/devices/kitchen",
  ...settingsSections(),
  "/nowhere",
];

let chrome: Chrome;
let site: Site;
let fresh: Site;
let page: Page;
/** Where nobody has signed in: another host name, for cookies know no ports. */
let locked: string;
before(async () => {
  if (noBrowser) return;
  [chrome, site, fresh] = await Promise.all([openChrome(), openSite(), openSite("empty")]);
  page = await chrome.context.newPage();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(page, site.url);
  locked = site.url.replace("localhost", "127.0.0.1");
});
after(async () => {
  await Promise.all([chrome?.close(), site?.close(), fresh?.close()]);
});

/** Where the page came to rest: its heading is there, and nothing is still to come. */
async function rested(): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page.locator(".skeleton, .home-headline.waiting").first().waitFor({ state: "detached" });
  await page.evaluate(atRest);
}

async function looksWell(url: string): Promise<void> {
  await page.goto(url);
  await rested();
  await isWell(url);
}

async function isWell(what: string): Promise<void> {
  await seenWell(page, what);
  assert.deepEqual(chrome.trouble, []);
}

/** Something made by whoever is signed in, for somebody who is not: the address it is opened by. */
async function made(what: "guests" | "invitations", body: object): Promise<string> {
  const { csrf } = await (await page.request.get(`${site.url}/api/v1/session`)).json();
  const headers = { "x-csrf-token": csrf };
  const answer = await page.request.post(`${site.url}/api/v1/${what}`, { data: body, headers });
  assert.ok(answer.ok(), await answer.text());
  await page.goto("about:blank"); // what is behind # alone loads nothing
  return `${site.url}${(await answer.json()).path}`;
}

const skip = noBrowser;
/** What somebody sees who is not signed in. */
const doors: Readonly<Record<string, () => Promise<void>>> = {
  "/setup": () => looksWell(`${fresh.url}/setup`),
  async "/setup#k"() {
    await page.goto("about:blank");
    await looksWell(fresh.setupLink);
  },
  "/sign-in": () => looksWell(locked),
  async "/join"() {
    await looksWell(await made("invitations", { name: "Bob", devices: [], numbers: [] }));
  },
  async "/guest"() {
    const act = { mode: "quiet", minutes: 120 };
    await looksWell(await made("guests", { name: "Eve", act }));
  },
};
for (const [door, looks] of Object.entries(doors)) test(door, { skip }, looks);
test("no page is forgotten", () => {
  const looked = [...routes, ...Object.keys(doors), "/people/groups/blocked"];
  assert.deepEqual(forgotten("app.tsx", looked), []);
  assert.ok(settingsSections().includes("/settings/network"));
  assert.deepEqual(forgotten("app.tsx", ["/"]).slice(0, 3), ["/setup", "/join", "/guest"]);
});
/** What is opened there first. */
const forms: Readonly<Record<string, () => Promise<void>>> = {
  async "/settings/accounts"() {
    await page.getByRole("button", { name: "Add a number" }).click();
    await page.getByRole("button", { name: "Add an account" }).click();
    await page.getByRole("button", { name: "Change: sip.example.net" }).click();
    for (const fold of await page.locator("details.fold > summary").all()) await fold.click();
  },
  async "/settings/goingOut"() {
    await page.getByLabel("Number or code").fill("+442079460123");
    await page.getByText("Calls abroad are not allowed.").waitFor();
    await page.getByRole("button", { name: "Add a line" }).click();
    await page.getByLabel("Add to: One of these").selectOption("GB");
    await page.getByLabel("Add to: Through").selectOption("carrier");
    await page.getByRole("button", { name: "Change the usual order" }).click();
  },
  async "/settings/emergency"() {
    await page.getByRole("button", { name: "Set it" }).click();
  },
  async "/settings/integrations"() {
    await page.getByRole("button", { name: "Add a calendar" }).click();
    await page.getByText("From a calendar server (CalDAV)").click();
    await page.getByLabel("Address", { exact: true }).fill("https://dav.example/");
    await page.getByRole("button", { name: "Look which calendars are there" }).click();
    await page.getByText("At home", { exact: true }).waitFor();
    await page.getByText("A program here", { exact: true }).click();
  },
};
for (const route of routes)
  test(route, { skip }, async () => {
    await page.goto(`${site.url}${route}`);
    await rested();
    await forms[route]?.();
    await isWell(route);
  });
test("/handling with its forms open", { skip }, async () => {
  await page.goto(`${site.url}/handling`);
  await rested();
  const rest = page.getByRole("button", { name: "ring Kitchen for 20 seconds" });
  await rest.click();
  for (const more of ["Details of each", "More"])
    await page.getByText(more, { exact: true }).click();
  await isWell("/handling, a step");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More of Night" }).click();
  await page.getByRole("menuitem", { name: "Edit as steps" }).click();
  await page.getByRole("button", { name: "One more step" }).click();
  await page.getByRole("combobox", { name: "What happens" }).selectOption("ask");
  await isWell("/handling, open");
});
test("/calls/c1 with a message of its ladder open, by keys and by hand", { skip }, async () => {
  await page.goto(`${site.url}/calls/c1`);
  await rested();
  const ladder = page.getByRole("button", { name: "Read the next message" });
  const message = page.getByRole("region", { name: "The message in full" });
  await ladder.press("Enter");
  await message.getByText("INVITE sip:+16135550142").waitFor();
  await ladder.press("Enter");
  await message.getByText("This message is not kept.").waitFor();
  await ladder.click({ position: { x: 100, y: 55 } }); // its first row
  await message.getByText("INVITE sip:+16135550142").waitFor();
  await isWell("/calls/c1, a message");
});
test("/phone with its dial", { skip }, async () => {
  await page.goto(`${site.url}/phone`);
  await rested();
  await page.getByRole("button", { name: "Use a dial" }).click();
  await page.locator(".dial").waitFor();
  await isWell("/phone, dial");
  await page.getByRole("button", { name: "Use a keypad" }).click();
});
test("/people/groups/blocked, and a form of it", { skip }, async () => {
  const { document, etag } = site.control.settings.read();
  await site.control.settings.replace(guarded(document as object), etag, "Ada");
  await page.goto(`${site.url}/people/groups/blocked`);
  await rested();
  await page.getByLabel("A number, as it calls").fill("+1 900 234 5678");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByText("Yes: numbers that begin with +1900 are blocked.").waitFor();
  await page.getByRole("button", { name: "Block a number" }).click();
  await isWell("/people/groups/blocked");
  await page.goto(`${site.url}/people/duct-cleaners`);
  await rested();
  await page.getByRole("button", { name: "Change" }).click();
  await isWell("/people/:id, blocked, with its form");
});
for (const route of ["/", "/phone", "/devices"])
  test(`${route} while it rings`, { skip }, async () => {
    await page.goto(`${site.url}${route}`);
    await rested();
    site.control.ring(margaret);
    await page.getByRole("button", { name: "Pick up" }).waitFor();
    await isWell(`${route}, ringing`);
    site.control.hangUp();
  });

test("with forced colours what is chosen, on, painted, played or pressed is still seen", {
  skip,
}, async () => {
  const style = async (what: string, of: string): Promise<string> => {
    await page.locator(of).first().waitFor({ state: "attached" });
    return page.evaluate(`getComputedStyle(document.querySelector('${of}')).${what}`);
  };
  const differ = async (what: string, one: string, other: string): Promise<void> =>
    assert.notEqual(await style(what, one), await style(what, other), `${one}, ${other}`);
  const open = async (route: string): Promise<void> => {
    await page.goto(`${site.url}${route}`);
    await rested();
  };
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: "active" });
  try {
    await open("/");
    await differ("backgroundColor", ".segment[data-selected]", ".segment:not([data-selected])");
    await differ("backgroundColor", ".rail a[aria-current]", ".rail a:not([aria-current])");
    await page.keyboard.press("Tab");
    assert.notEqual(await style("outlineStyle", ":focus"), "none");

    await open("/handling");
    await page.getByRole("switch").first().click();
    await page.locator('.switch[aria-checked="false"]').waitFor();
    const [on, off] = ["true", "false"].map((is) => `.switch[aria-checked="${is}"]`);
    await differ("backgroundColor", on ?? "", off ?? "");
    await differ("borderTopStyle", ".week-piece.sky", ".week-piece.plum");
    await differ("outlineStyle", ".rule.decides", ".rule:not(.decides)");

    await open("/phone");
    for (const button of [".key", ".hook button"])
      assert.notEqual(await style("borderTopWidth", button), "0px", button);
    await open("/voicemail");
    await differ("stroke", ".waveform path.heard", ".waveform path:not(.heard)");
  } finally {
    await page.emulateMedia({ forcedColors: "none" });
  }
});
