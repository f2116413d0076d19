import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Page } from "playwright-core";
import { household, lately, ring, share } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { atDesk } from "./atDesk.ts";
import { type Chrome, noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";
import { untilHeard } from "./ear.ts";
import { margaret } from "./fakeHouse.ts";
import { press } from "./keyboard.ts";

/* What can be done with a caller while it rings, by the page, by a headset, and from another place. */

const skip = noBrowser;

/** What this machine lacks, as the page sees it: a motor, media keys, a headset by USB. */
const machine = `{
  globalThis.shaken = [];
  navigator.vibrate = (pattern) => void globalThis.shaken.push(JSON.stringify(pattern));
  globalThis.mediaKeys = {};
  navigator.mediaSession.setActionHandler = (action, act) => void (globalThis.mediaKeys[action] = act);
  const item = (usages, reportSize = 1) => ({ usages, reportSize, reportCount: usages.length || 1 });
  class Headset extends EventTarget {
    opened = false;
    productName = "Singing Ear 2";
    lamps = [];
    collections = [{
      usagePage: 0x0b,
      inputReports: [{ reportId: 1, items: [item([0x0b0020, 0x0b002f]), item([], 6)] }],
      outputReports: [{ reportId: 2, items: [item([0x080017, 0x080009, 0x080018]), item([], 5)] }],
    }];
    async open() { this.opened = true; }
    async sendReport(id, data) { this.lamps.push([id, ...data].join(" ")); }
    keys(bits) {
      const data = new DataView(Uint8Array.of(bits).buffer);
      this.dispatchEvent(Object.assign(new Event("inputreport"), { reportId: 1, data }));
    }
  }
  globalThis.headset = new Headset();
  let isAllowed = false;
  const hid = Object.assign(new EventTarget(), {
    getDevices: async () => (isAllowed ? [globalThis.headset] : []),
    requestDevice: async () => ((isAllowed = true), [globalThis.headset]),
  });
  Object.defineProperty(navigator, "hid", { value: hid });
}`;

let chrome: Chrome;
let site: Site;
let page: Page;
before(async () => {
  if (noBrowser) return;
  [chrome, site] = await Promise.all([openChrome(), openSite()]);
  page = await chrome.context.newPage();
  await page.addInitScript({ content: machine });
  await signIn(page, site.url);
});
after(async () => {
  await Promise.all([chrome?.close(), site?.close()]);
});
beforeEach(() => void site?.control.hangUp());

async function atPhone(): Promise<void> {
  await page.goto(`${site.url}/phone`);
  await page.getByRole("button", { name: "Lift", exact: true }).waitFor();
  await page.getByText("Lift to dial").waitFor();
}

/** What of the call the page asks for. */
const asked = async (act: () => Promise<unknown>): Promise<unknown> => {
  const request = page.waitForRequest((one) => one.url().endsWith("/choose"));
  await act();
  return (await request).postDataJSON();
};
/** Each frame it is looked again whether that is so in the page. */
const until = (so: string): Promise<unknown> =>
  page.evaluate(`(async () => { while (!(${so})) await new Promise(requestAnimationFrame); })()`);
const toasts = () => page.getByRole("region", { name: "What was just done" }).getByRole("status");

test("who rings is told something, sent on, or kept waiting, by keys alone", { skip }, async () => {
  await atPhone();
  site.control.ring(margaret);
  const card = page.getByRole("region", { name: "While it rings" });
  await card.waitFor();
  await card.getByRole("button", { name: "Send Margaret Oyelaran to voicemail" }).waitFor();
  assert.deepEqual(await asked(() => press(page, "Say “I’ll call you back”")), {
    choice: "announce",
    prompt: "call-back",
  });
  await toasts().getByText("Margaret Oyelaran hears that you’ll call back.").waitFor();
  await press(page, "Send on to…");
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  assert.deepEqual(await items.allTextContents(), ["Send on to Study", "Send on to Anna"]);
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await asked(() => page.keyboard.press("Enter")), {
    choice: "forward",
    to: { number: "+16135550199" },
  });
  await toasts().getByText("Margaret Oyelaran is sent on to Anna.").waitFor();
  assert.deepEqual(await asked(() => press(page, "Keep them waiting")), { choice: "wait" });

  await page.goto(site.url);
  await page.getByRole("button", { name: "More for Margaret Oyelaran" }).click();
  assert.deepEqual(
    await asked(() => page.getByRole("menuitem", { name: "Send on to Study" }).click()),
    { choice: "forward", to: { device: "study" } },
  );
  assert.deepEqual(chrome.trouble, []);
});

test("it shakes as it rings; a headset's play button picks up and hangs up, its microphone key mutes", {
  skip,
}, async () => {
  await atPhone();
  site.control.ring(margaret, [400, 200, 400, 2000]);
  await until("globalThis.mediaKeys.play");
  const shaken = await page.evaluate<string[]>("globalThis.shaken");
  assert.match(shaken.at(-1) ?? "", /^\[400,200,400,2000,400,200,/);
  assert.equal(await page.evaluate("navigator.mediaSession.metadata.title"), "Margaret Oyelaran");
  await page.evaluate("globalThis.mediaKeys.play()");
  await page.getByRole("button", { name: "Hang up", exact: true }).waitFor();
  assert.equal(await page.evaluate("globalThis.shaken.at(-1)"), "0");
  await page.evaluate("globalThis.mediaKeys.togglemicrophone()");
  await page.getByRole("button", { name: "Muted" }).waitFor();
  await page.evaluate("globalThis.mediaKeys.pause()");
  await page.getByRole("button", { name: "Lift", exact: true }).waitFor();
  assert.equal(await page.evaluate("globalThis.mediaKeys.play"), null);
  assert.deepEqual(chrome.trouble, []);
});

test("a headset with a hook is allowed, picks up, mutes and hangs up; its lamps say how it is", {
  skip,
}, async () => {
  await page.goto(`${site.url}/settings/page`);
  await page.getByRole("button", { name: "Use a headset’s buttons" }).click();
  await page.getByText("Singing Ear 2").waitFor();
  const keys = (bits: number) => page.evaluate(`globalThis.headset.keys(${bits})`);
  const lamps = (last: string) => until(`globalThis.headset.lamps.at(-1) === "${last}"`);
  await page.getByText("Line ready").first().waitFor();
  site.control.ring(margaret);
  await lamps("2 4");
  await keys(1);
  await lamps("2 1");
  await page.getByRole("link", { name: "Phone" }).first().click();
  await page.getByText("Talking", { exact: true }).waitFor();
  await keys(3);
  await lamps("2 3");
  await keys(1);
  await page.getByRole("button", { name: "Muted" }).waitFor();
  await keys(0);
  await lamps("2 0");
  await page.getByRole("button", { name: "Lift", exact: true }).waitFor();
  assert.deepEqual(chrome.trouble, []);
});

test("another telephone was quicker: the page says which, and the call goes on here", {
  skip,
}, async () => {
  await atPhone();
  site.control.ring(margaret);
  await page.getByRole("button", { name: "Pick up" }).first().waitFor();
  site.control.answerInKitchen();
  await page.getByText("Margaret Oyelaran: answered by Kitchen.").waitFor();
  const taken = page.waitForRequest((one) => one.url().endsWith("/take"));
  await page.getByRole("button", { name: "Take it here" }).click();
  assert.deepEqual((await taken).postDataJSON(), { device: "desk" });
  assert.deepEqual(chrome.trouble, []);
});

test("whoever looks from another zone than the house's is told both clocks", {
  skip,
}, async () => {
  await page.goto(`${site.url}/calls`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.getByText("Times are those of the house").count(), 0);
  const { document, etag } = site.control.settings.read();
  const house = document as { readonly owner: object };
  const owner = { ...house.owner, timeZone: "Europe/Berlin" };
  await site.control.settings.replace({ ...house, owner }, etag, "Ada");
  await page.goto(site.url);
  await page.getByText(/8:\d\d p\.m\. \(2:\d\d p\.m\. where you are\)/).waitFor();
  for (const route of ["calls", "voicemail", "handling"]) {
    await page.goto(`${site.url}/${route}`);
    await page.getByText(/^Times are those of the house, where it is 8:/).waitFor();
  }
  await page.goto(`${site.url}/calls/c1`);
  await page.getByText(/7:\d\d p\.m\. \(1:\d\d p\.m\. where you are\)/).waitFor();
});

/** Writes down nothing, but knows whether what it was given is heard. */
const writer = `globalThis.SpeechRecognition = class {
  static available = async ({ processLocally }) => (processLocally ? "available" : "unavailable");
  start(track) {
    if (!this.processLocally || track.kind !== "audio" || track.readyState !== "live") throw new Error("no sound");
    this.onresult({ results: [{ isFinal: false, 0: { transcript: "it is about tomorrow" } }] });
  }
  abort() {}
};`;

test(
  "real callers: one is sent on to the kitchen, one hears that one calls back, one is picked up with captions",
  { skip: noBaresip() ?? noBrowser },
  () =>
    household([ring("desk")], async ({ house, carrier, phone, calls }) => {
      const kitchen = await phone("kitchen", { tone: 440 });
      await atDesk(house, 700, async (desk) => {
        await desk.addInitScript({ content: writer });
        await desk.reload();
        const pickUp = desk.getByRole("button", { name: "Pick up", exact: true }).first();
        await desk.getByText("Lift to dial").waitFor();
        calls();
        await desk.getByRole("button", { name: "Send on to…" }).click();
        await desk.getByRole("menuitem", { name: /kitchen/i }).click();
        await kitchen.until("CALL_INCOMING");
        await pickUp.waitFor({ state: "detached" });
        kitchen.lift();
        await carrier.until("CALL_ESTABLISHED");
        assert.ok((await share(carrier, 440)) > 0.8, "the carrier hears the kitchen");
        await desk.getByText(/: answered by /).waitFor();
        carrier.hangUp();
        await kitchen.until("CALL_CLOSED");

        let mark = carrier.mark;
        calls();
        await desk.getByRole("button", { name: "Say “I’ll call you back”" }).click();
        await carrier.until("CALL_CLOSED", mark);

        mark = carrier.mark;
        calls();
        await pickUp.click();
        await carrier.until("CALL_ESTABLISHED", mark);
        await untilHeard(desk, 1000);
        const [heard = 0] = await lately(carrier, 700);
        assert.ok(heard > 0.5, `${heard}`);
        const captions = desk.getByRole("region", { name: "Captions" });
        await captions.getByRole("button", { name: "Show" }).click();
        await captions.getByRole("log").getByText("it is about tomorrow").waitFor();
        await desk.getByRole("button", { name: "Hang up" }).first().click();
        await carrier.until("CALL_CLOSED", mark);
      });
    }),
);
