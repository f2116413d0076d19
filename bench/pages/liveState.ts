import type { Page } from "playwright-core";
import { type Figures, quantile } from "../figures.ts";
import { forwarding, number } from "../household.ts";
import { peer } from "../peer.ts";
import type { Server } from "../server.ts";
import { atHome } from "./atHome.ts";

/** A change that the page has not drawn by then it never draws, ms. */
const patience = 30_000;

/* In the words of the page. Its content policy lets no text be run as a script: what is asked of it goes by DevTools. */
const watchesCalls = `(() => {
  const now = () => performance.timeOrigin + performance.now();
  const texts = () => JSON.stringify([...document.querySelectorAll(".live > li")].map((one) => one.className));
  let before = "[]";
  let heard = () => {};
  const seen = [];
  const look = () => {
    const text = texts();
    if (text !== before)
      requestAnimationFrame(() => {
        seen.push([text, now()]);
        heard();
      });
    before = text;
  };
  globalThis.drawn = (what, since) =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error("never drawn: " + what)), ${patience});
      heard = () => {
        const found = seen.find(([text, at]) => what.test(text) && at >= since);
        if (found) resolve(found[1] - since);
      };
      heard();
    });
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
})()`;

/** Calls at first that are not counted. */
const warm = 3;

/** From a packet of a call until the page has drawn what it means. */
export async function liveState(count: number): Promise<Figures> {
  const [near, far] = [await peer(), await peer()];
  far.called = () => 40_002;
  const story = async (page: Page, server: Server): Promise<Figures> => {
    await page.goto(server.web);
    await page.locator(".home-headline:not(.waiting)").waitFor();
    await page.waitForLoadState("networkidle");
    await page.evaluate(watchesCalls);
    const took: number[] = [];
    const drawn = async (what: RegExp, since: number): Promise<void> => {
      took.push(await page.evaluate<number>(`globalThis.drawn(${what}, ${since})`));
    };
    for (let n = 0; n < count + warm; n++) {
      if (n === warm) took.splice(0);
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
    return await atHome(forwarding(far.port), story);
  } finally {
    await Promise.all([near.close(), far.close()]);
  }
}

const now = (): number => performance.timeOrigin + performance.now();
