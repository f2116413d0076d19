import type { Page } from "playwright-core";
import { noBrowser } from "../test/pages/browser.ts";
import { type Figures, median } from "./figures.ts";
import { forwarding } from "./household.ts";
import { atHome, slower } from "./pages/atHome.ts";
import { liveState } from "./pages/liveState.ts";
import type { Server } from "./server.ts";

/* In the words of the page. */
const usable = `new Promise((resolve) => {
  const looks = () => {
    const headline = document.querySelector(".home-headline:not(.waiting)");
    if (!headline || !document.querySelector(".columns .card") || document.querySelector(".skeleton")) return requestAnimationFrame(looks);
    const shown = performance.now();
    requestIdleCallback(() => resolve([shown, performance.now()]));
  };
  looks();
})`;

type Row = readonly [string, Figures];

export async function pages(quick: boolean): Promise<readonly Row[]> {
  if (noBrowser) return [[noBrowser, {}]];
  const opened = await usableAfter(quick ? 3 : 9);
  const live = await liveState(quick ? 20 : 100);
  return [["Home, CPU slowed six times; a call’s state", { ...opened, ...live }]];
}

/** Of a page that is opened by its owner: cold, then with what the browser has kept. */
async function usableAfter(visits: number): Promise<Figures> {
  return atHome(forwarding(9), async (page, server) => {
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
