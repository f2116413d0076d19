import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type Chrome, noBrowser, openChrome } from "../test/pages/browser.ts";
import { type Figures, median, quantile } from "./figures.ts";
import { forwarding, number } from "./household.ts";
import { peer } from "./peer.ts";
import { type Server, startServer } from "./server.ts";

/** The CPU of a cheap telephone, beside the one that this is measured on. */
const slower = 6;

/* In the words of the page. */
const usable = `new Promise((resolve) => {
  const looks = () => {
    const headline = document.querySelector(".home-headline:not(.waiting)");
    if (!headline || document.querySelector(".skeleton")) return requestAnimationFrame(looks);
    const shown = performance.now();
    requestIdleCallback(() => resolve([shown, performance.now()]));
  };
  looks();
})`;
const watchesCalls = `(() => {
  const now = () => performance.timeOrigin + performance.now();
  const texts = () => [...document.querySelectorAll(".live > li")].map((one) => one.className);
  let before = "[]";
  globalThis.seen = [];
  const look = () => {
    const text = JSON.stringify(texts());
    if (text !== before) requestAnimationFrame(() => globalThis.seen.push([text, now()]));
    before = text;
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
})()`;

type Row = readonly [string, Figures];

export async function pages(quick: boolean): Promise<readonly Row[]> {
  if (noBrowser) return [[noBrowser, {}]];
  const opened = await usableAfter(quick ? 3 : 9);
  const live = await liveState(quick ? 20 : 100);
  return [["Home, CPU slowed six times; a call’s state", { ...opened, ...live }]];
}

/** Of a page that is opened by its owner: cold, then with what the browser has kept. */
async function usableAfter(visits: number): Promise<Figures> {
  return atHome(async (page, server) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const times = { first: [] as Visit[], again: [] as Visit[] };
    for (let n = 0; n < visits; n++) {
      await cdp.send("Network.clearBrowserCache");
      await cdp.send("Storage.clearDataForOrigin", {
        origin: server.web,
        storageTypes: "cache_storage,service_workers",
      });
      times.first.push(await visit(page, server));
      await page.evaluate("navigator.serviceWorker?.ready.then(() => undefined)");
      times.again.push(await visit(page, server));
    }
    const of = (all: readonly Visit[], which: 0 | 1) => median(all.map((one) => one[which]));
    return {
      "first visit: shown ms": of(times.first, 0),
      "answers ms": of(times.first, 1),
      "again: shown ms": of(times.again, 0),
      "then answers ms": of(times.again, 1),
      visits,
    };
  });
}

/** When the headline was drawn, and when the page had nothing more to do, in ms since the address was opened. */
type Visit = readonly [shown: number, answers: number];

async function visit(page: Page, { web }: Server): Promise<Visit> {
  await page.goto("about:blank");
  await page.goto(web, { waitUntil: "commit" });
  return (await page.evaluate(usable)) as Visit;
}

/** From a packet of a call until the page has drawn what it means. */
async function liveState(count: number): Promise<Figures> {
  const [near, far] = [await peer(), await peer()];
  far.called = () => 40_002;
  const story = async (page: Page, server: Server): Promise<Figures> => {
    await page.goto(server.web);
    await page.evaluate(usable);
    await page.evaluate(watchesCalls);
    const took: number[] = [];
    const drawn = async (what: RegExp, since: number): Promise<void> => {
      await page.waitForFunction("globalThis.seen.length > 0");
      for (;;) {
        const seen = (await page.evaluate("globalThis.seen")) as readonly (readonly [
          string,
          number,
        ])[];
        const found = seen.find(([text, at]) => what.test(text) && at >= since);
        if (found) return void took.push(found[1] - since);
        await page.waitForTimeout(20);
      }
    };
    for (let n = 0; n < count + 3; n++) {
      if (n === 3) took.splice(0); // warm
      const began = now();
      const talk = await near.call(number, server.sipPort, 40_000);
      if (!talk) throw new Error("the call was not answered");
      await drawn(/""|ringing/, began);
      await page.waitForTimeout(150);
      const ended = now();
      talk.hangUp();
      await drawn(/^\[\]$/, ended);
      await page.waitForTimeout(50);
    }
    return { "p50 ms": quantile(took, 0.5), "p95 ms": quantile(took, 0.95), changes: took.length };
  };
  try {
    return await atHome(story, far.port);
  } finally {
    await Promise.all([near.close(), far.close()]);
  }
}

const now = (): number => performance.timeOrigin + performance.now();

/** In front of a server of its own, whose owner is signed in. */
async function atHome(
  story: (page: Page, server: Server) => Promise<Figures>,
  farPort = 9,
): Promise<Figures> {
  const server = await startServer(forwarding(farPort));
  let chrome: Chrome | undefined;
  try {
    chrome = await openChrome();
    const page = await chrome.context.newPage();
    const key = readFileSync(server.setupLink, "utf8").trim().split("#k=")[1];
    const made = await chrome.context.request.post(`${server.web}/api/v1/setup`, {
      data: { key, name: "Ada", password: "four words make one" },
    });
    if (!made.ok()) throw new Error(`no owner: ${await made.text()}`);
    return await story(page, server);
  } finally {
    await chrome?.close();
    await server.close();
  }
}
