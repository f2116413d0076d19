import type { CDPSession, Page } from "playwright-core";
import { noBrowser, openChrome, openSite, password } from "../../test/pages/browser.ts";
import { type Figures, quantile } from "../figures.ts";
import { slower } from "./atHome.ts";

/** At a wheel's pace, and flung, px a second. */
const paces = { "a wheel’s pace": 1200, flung: 12_000 } as const;

/* In the words of the page: how long each frame took, ms, and whether what was seen in its middle was empty. */
const watchesFrames = `(() => {
  globalThis.frames = [];
  let before;
  const frame = (now) => {
    const { clientWidth, clientHeight } = document.documentElement;
    const middle = document.elementFromPoint(clientWidth / 2, clientHeight / 2);
    if (before !== undefined) frames.push([now - before, !middle?.closest(".call-row, .person, .head")]);
    before = now;
    globalThis.watching = requestAnimationFrame(frame);
  };
  globalThis.watching = requestAnimationFrame(frame);
})()`;
const seenFrames = "cancelAnimationFrame(watching), frames";

/** Of 60 a second, ms. */
const frame = 1000 / 60;

type Row = readonly [string, Figures];

/** Ten thousand calls and two thousand people are scrolled through on a slow CPU. */
export async function lists(seconds: number): Promise<readonly Row[]> {
  if (noBrowser) return [[noBrowser, {}]];
  const [chrome, site] = [await openChrome(), await openSite("busy")];
  try {
    const page = await chrome.context.newPage();
    // by a request: the tests' own clock would take the frames' place
    await chrome.context.request.post(`${site.url}/api/v1/session`, { data: { password } });
    const cdp = await page.context().newCDPSession(page);
    const rows: Row[] = [];
    for (const [path, row] of [
      ["/calls", ".call-row"],
      ["/people", ".person"],
    ] as const)
      for (const [pace, speed] of Object.entries(paces)) {
        await page.goto(`${site.url}${path}`);
        await page.locator(row).first().waitFor();
        await page.waitForLoadState("networkidle");
        await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
        rows.push([`${path}, ${pace}`, await scrolled(page, cdp, speed * seconds, speed)]);
        await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      }
    return rows;
  } finally {
    await chrome.close();
    await site.close();
  }
}

async function scrolled(
  page: Page,
  cdp: CDPSession,
  distance: number,
  speed: number,
): Promise<Figures> {
  await page.evaluate(watchesFrames);
  await cdp.send("Input.synthesizeScrollGesture", {
    x: 700,
    y: 450,
    yDistance: -distance,
    speed,
    preventFling: true,
    gestureSourceType: "mouse",
  });
  const frames = await page.evaluate<[number, boolean][]>(seenFrames);
  const times = frames.map(([time]) => time);
  const all = times.reduce((sum, one) => sum + one, 0);
  return {
    "p50 ms": quantile(times, 0.5),
    "p95 ms": quantile(times, 0.95),
    "longest ms": Math.max(...times),
    "dropped %": 100 * (1 - frames.length / Math.max(frames.length, all / frame)),
    "empty %": (100 * frames.filter(([, isEmpty]) => isEmpty).length) / frames.length,
    "px gone": await page.evaluate<number>("scrollY"),
  };
}
