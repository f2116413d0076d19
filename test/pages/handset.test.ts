import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { bellStrokes, bellTap } from "./bellEar.ts";
import { type Chrome, noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";

/* The handset page as a telephone: its two faces, its bell, and what it says when it cannot. */

interface Visit {
  readonly page: Page;
  readonly site: Site;
  readonly chrome: Chrome;
}
interface VisitOptions {
  readonly flags?: readonly string[];
  readonly before?: (page: Page, context: BrowserContext) => Promise<unknown>;
  /** Another name for this machine. */
  readonly host?: string;
}

async function visit(work: (visit: Visit) => Promise<void>, options: VisitOptions = {}) {
  const { flags = [], before, host } = options;
  const [chrome, site] = [await openChrome({ flags }), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await before?.(page, chrome.context);
    const url = host ? site.url.replace("localhost", host) : site.url;
    await signIn(page, url);
    await page.goto(`${url}/phone`);
    await page.getByRole("region", { name: "Telephone" }).waitFor();
    await work({ page, site: { ...site, url }, chrome });
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
}

const skip = noBrowser;
const display = (page: Page) => page.locator("output.display");
const useDial = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Use a dial" }).click();
  await page.getByRole("group", { name: "Dial", exact: true }).waitFor();
};
const lift = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Lift", exact: true }).click();
  await display(page).getByText("Dial tone").waitFor();
};
const digits = ({ control }: Site): string =>
  control.sensed.flatMap((one) => ("digit" in one ? [one.digit] : [])).join("");

/** Where a point of the dial is: so many degrees from the top, on the circle of its holes. */
async function onDial(page: Page, degrees: number): Promise<readonly [number, number]> {
  const box = await page.locator(".dial").boundingBox();
  assert.ok(box);
  const angle = (degrees * Math.PI) / 180;
  const radius = 0.36 * box.width;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return [x + Math.sin(angle) * radius, y - Math.cos(angle) * radius];
}

async function turn(page: Page, from: number, to: number): Promise<void> {
  await page.mouse.move(...(await onDial(page, from)));
  await page.mouse.down();
  for (let at = from; at <= to; at += 10) await page.mouse.move(...(await onDial(page, at)));
  await page.mouse.up();
}

test(
  "the dial: by mouse, by touch of a hole, and by keyboard; what is not turned to the stop is nothing",
  {
    skip,
  },
  () =>
    visit(async ({ page, site }) => {
      await useDial(page);
      await lift(page);
      await turn(page, 0, 130); // 3, past the stop at 120
      await display(page).getByText("3", { exact: true }).waitFor();
      await turn(page, -60, 60); // 5, let go of half way
      await page.getByRole("button", { name: "1", exact: true }).click();
      await page.getByRole("button", { name: "2", exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("4"); // the dial is still busy: it waits
      await display(page).getByText("3124", { exact: true }).waitFor();
      assert.equal(digits(site), "3124");
    }),
);

test("a digit counts when the dial has run back, and not before", { skip }, () =>
  visit(
    async ({ page, site }) => {
      await useDial(page);
      await lift(page);
      await page.clock.pauseAt((await page.evaluate<number>("Date.now()")) + 60_000);
      await page.getByRole("button", { name: "0", exact: true }).click();
      await page.getByRole("button", { name: "1", exact: true }).click();
      await page.clock.runFor(1600); // wound in 550 ms, back in 1100
      assert.equal(digits(site), "");
      await page.clock.runFor(100);
      await site.control.sense((frame) => "digit" in frame && frame.digit === "0");
      assert.equal(digits(site), "0");
      await page.clock.runFor(400);
      await site.control.sense((frame) => "digit" in frame && frame.digit === "1");
      assert.equal(digits(site), "01");
    },
    { before: (page) => page.clock.install() },
  ),
);

test(
  "a finger turns the dial without scrolling the page; the choice is kept; hung up, nothing more is dialled",
  {
    skip,
  },
  () =>
    visit(async ({ page, site, chrome }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await useDial(page);
      await page.reload();
      await page.getByRole("group", { name: "Dial", exact: true }).waitFor();
      await lift(page);
      const touches = await chrome.context.newCDPSession(page);
      const finger = async (type: string, degrees?: number): Promise<void> => {
        const [x = 0, y = 0] = degrees === undefined ? [] : await onDial(page, degrees);
        const touchPoints = degrees === undefined ? [] : [{ x, y }];
        await touches.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints });
      };
      await page.locator(".dial").scrollIntoViewIfNeeded();
      const before = await page.evaluate("scrollY");
      await finger("touchStart", 30);
      for (let at = 40; at <= 130; at += 10) await finger("touchMove", at);
      await finger("touchEnd");
      await display(page).getByText("2", { exact: true }).waitFor();
      assert.equal(await page.evaluate("scrollY"), before);
      await page.keyboard.press("9");
      await page.getByRole("button", { name: "Hang up", exact: true }).click();
      await page.getByRole("button", { name: "Use a keypad" }).click();
      await page.getByRole("button", { name: "7 PQRS" }).click();
      await display(page).getByText("7", { exact: true }).waitFor();
      assert.equal(digits(site), "2");
      assert.equal(await page.evaluate("localStorage.getItem('ringwise.face')"), null);
    }),
);

for (const width of [320, 390] as const)
  test(`${width} px wide: both faces fit, and every key can be hit`, { skip }, () =>
    visit(async ({ page }) => {
      await page.setViewportSize({ width, height: 640 });
      for (const face of ["Use a dial", "Use a keypad"] as const) {
        await page.getByRole("button", { name: face }).click();
        await page
          .locator(face === "Use a dial" ? ".dial .hole" : ".keys .key")
          .first()
          .waitFor();
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        for (const key of await page.locator(".tel button").all()) {
          const box = await key.boundingBox();
          assert.ok(box && box.width >= 36 && box.height >= 36, JSON.stringify(box));
          assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
        }
      }
    }),
  );

for (const [country, pattern] of [
  ["North America", [2000, 4000]],
  ["Britain", [400, 200, 400, 2000]],
  ["Japan", [1000, 2000]],
] as const)
  test(`the bell follows the cadence of ${country}`, { skip }, () =>
    visit(
      async ({ page, site }) => {
        site.control.ring("+442079460123", pattern);
        await page.getByRole("button", { name: "Pick up" }).first().waitFor();
        const heard = await bellStrokes(page);
        const lengths = heard.slice(0, -1).flatMap(([from, to], nth) => {
          const [next = to] = heard[nth + 1] ?? [];
          return [to - from, next - to];
        });
        assert.ok(lengths.length >= 2 * pattern.length - 2, `${lengths}`);
        for (const [nth, length] of lengths.entries()) {
          const wanted = pattern[nth % pattern.length] ?? 0;
          assert.ok(Math.abs(length - wanted) <= 100, `${lengths} for ${pattern}`); // a gong rings on a little
        }
      },
      { before: (page) => bellTap(page) },
    ),
  );

const withoutMicrophone = (page: Page) =>
  page.addInitScript({
    content: `navigator.mediaDevices && (navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("no", "NotAllowedError")));`,
  });
const withoutWebRtc = (page: Page) =>
  page.addInitScript({ content: "delete globalThis.RTCPeerConnection;" });
/** Browsers trust this machine by its own name alone. */
const elsewhere = {
  flags: ["--host-resolver-rules=MAP house.test 127.0.0.1"],
  host: "house.test",
};

const lifts = { en: "Lift", de: "Abheben" } as const;

for (const [what, options, says] of [
  [
    "the microphone is refused",
    { before: withoutMicrophone },
    { en: /not allowed for this page.*listen only/, de: /nicht erlaubt.*nur hören/ },
  ],
  [
    "the page came without HTTPS",
    elsewhere,
    { en: /without HTTPS.*You can listen/, de: /Ohne HTTPS.*Sie können hören/ },
  ],
  [
    "the browser has no WebRTC",
    { before: withoutWebRtc },
    { en: /no WebRTC.*desk phone/, de: /kein WebRTC.*Tischtelefon/ },
  ],
] as const)
  for (const language of ["en", "de"] as const)
    test(`${what}: said in ${language}, and the telephone is lifted all the same`, { skip }, () =>
      visit(async ({ page, site }) => {
        await page.evaluate(`localStorage.setItem("ringwise.language", "${language}")`);
        await page.reload();
        await page.getByRole("button", { name: lifts[language], exact: true }).click();
        await page.locator(".phone-side .notice").getByText(says[language]).waitFor();
        await site.control.sense((frame) => "hook" in frame && frame.hook === "off");
        const offers = site.control.sensed.some((frame) => "offer" in frame);
        assert.equal(offers, !what.includes("WebRTC"), "one can listen wherever there is WebRTC");
      }, options),
    );

/** Playwright's own looking into a page counts as a touch. */
const untouched: VisitOptions = {
  before: (page) =>
    page.addInitScript(
      "Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } })",
    ),
};

test(
  "a page that was not touched plays nobody aloud: it rings, says why, and sends no microphone",
  {
    skip,
  },
  () =>
    visit(async ({ page, site }) => {
      site.control.speaksOneWay("+442079460123");
      await page.getByText("A browser plays nothing before its page was touched once").waitFor();
      assert.deepEqual(site.control.sensed, [], "nobody lifted");
      await page.getByRole("button", { name: "Pick up", exact: true }).first().click();
      await site.control.sense((frame) => "hook" in frame && frame.hook === "off");
      assert.ok(site.control.sensed.some((frame) => "offer" in frame));
    }, untouched),
);
