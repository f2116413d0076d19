import type { Page } from "playwright-core";
import { noBrowser } from "../test/pages/browser.ts";
import { type Figures, median } from "./figures.ts";
import { forwarding } from "./household.ts";
import { atHome, slower } from "./pages/atHome.ts";
import { liveState } from "./pages/liveState.ts";
import type { Server } from "./server.ts";

/* In the words of the page: where the control is that is not chosen, as soon as it and the headline are drawn. */
const shown = `new Promise((resolve) => {
  const looks = () => {
    const headline = document.querySelector(".home-headline:not(.waiting)");
    const other = document.querySelector(".mode .segment:not([data-selected])");
    if (!headline || !other?.querySelector("input:enabled")) return requestAnimationFrame(looks);
    const { left, top, width, height } = other.getBoundingClientRect();
    const [at, wanted] = [performance.now(), other.querySelector("input").value];
    resolve({ at, wanted, x: left + width / 2, y: top + height / 2 });
  };
  looks();
})`;
/* When what was pressed is the chosen one, and when the server has said that it holds. */
const answered = (wanted: string): string => `new Promise((resolve, reject) => {
  let chosen;
  const looks = () => {
    if (document.querySelector(".mode .segment[data-selected] input")?.value === ${JSON.stringify(wanted)})
      chosen ??= performance.now();
    const holds = document.querySelector(".toast") !== null;
    if (chosen !== undefined && holds) return resolve({ chosen, holds: performance.now() });
    if (performance.now() > ${patience}) return reject(new Error("what was pressed did nothing"));
    requestAnimationFrame(looks);
  };
  looks();
})`;
/** Until then the page has answered, or never will, ms since its address was opened. */
const patience = 30_000;

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
    const of = (all: readonly Visit[], which: keyof Visit) => median(all.map((one) => one[which]));
    return {
      "first visit: shown ms": of(times.first, "shown"),
      "pressed, answers ms": of(times.first, "chosen"),
      "server has it ms": of(times.first, "holds"),
      "again: shown ms": of(times.again, "shown"),
      "then answers ms": of(times.again, "chosen"),
      "and has it ms": of(times.again, "holds"),
      visits,
    };
  });
}

/** In ms since the address was opened. */
interface Visit {
  /** The headline and the control of the mode are drawn. */
  readonly shown: number;
  /** It was pressed as soon as that was seen; what was pressed is drawn as chosen. */
  readonly chosen: number;
  /** The server has taken it, and the page says so. */
  readonly holds: number;
}

interface Control {
  readonly at: number;
  readonly wanted: string;
  readonly x: number;
  readonly y: number;
}

async function visit(page: Page, { web }: Server): Promise<Visit> {
  await page.goto("about:blank");
  await page.goto(web, { waitUntil: "commit" });
  const { at, wanted, x, y } = await page.evaluate<Control>(shown);
  const [seen] = await Promise.all([
    page.evaluate<Omit<Visit, "shown">>(answered(wanted)),
    page.mouse.click(x, y),
  ]);
  return { shown: at, ...seen };
}
