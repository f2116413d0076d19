/**
 * `npm run pictures`: the pictures of the README and of docs/pages.md, of the real pages in Chromium,
 * in front of the made-up house that the pages are tested with. They show what there is, or they are
 * not made.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import {
  noBrowser,
  openChrome,
  openSite,
  password,
  type Site,
  signIn,
} from "../test/pages/browser.ts";
import { afternoon, margaret } from "../test/pages/fakeHouse.ts";
import { guarded } from "../test/pages/fakePeople.ts";
import { openVillage } from "../test/pages/operatedVillage.ts";

const folder = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
/** Of the call that the picture shows. */
const minutesTalked = 4.2;

interface Still {
  readonly name: string;
  readonly at: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  /** What is dialled there, to be seen what would become of it. */
  readonly dialled?: string;
}
const wide = { width: 1440, height: 1100 };
/** Of pages as they are while that call goes on. */
const still: readonly Still[] = [
  { name: "handling", at: "/handling", size: wide },
  { name: "call", at: "/calls/c1", size: { ...wide, height: 1500 } },
  { name: "voicemail", at: "/voicemail", size: { ...wide, height: 760 }, colorScheme: "dark" },
  { name: "person", at: "/people/margaret", size: { ...wide, height: 760 } },
  { name: "devices", at: "/devices", size: { ...wide, height: 620 } },
  { name: "goingOut", at: "/settings/goingOut", size: wide, dialled: margaret },
  { name: "phone", at: "/phone", size: { width: 390, height: 844 } },
];

/** With callers who are kept off. */
const blocking: Still = {
  name: "blocking",
  at: "/people/groups/blocked",
  size: { ...wide, height: 1000 },
};

if (noBrowser) throw new Error(noBrowser);
mkdirSync(folder, { recursive: true });
const [chrome, site] = await Promise.all([openChrome(), openSite()]);
try {
  const page = await chrome.context.newPage();
  await page.setViewportSize({ width: 1440, height: 1060 });
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await signIn(page, site.url);
  await home(page, site);
  for (const one of still) await picture(page, site.url, one);
  const { document, etag } = site.control.settings.read();
  await site.control.settings.replace(guarded(document as object), etag, "Ada");
  await picture(page, site.url, blocking);
  await operators(page);
  if (chrome.trouble.length > 0) throw new Error(chrome.trouble.join("\n"));
} finally {
  await Promise.all([chrome.close(), site.close()]);
}

/** What the operator of an exchange sees: its users as a tree, and a call across it, hop by hop. */
async function operators(page: Page): Promise<void> {
  const village = await openVillage();
  try {
    await page.clock.setFixedTime(village.now);
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
    await page.goto(village.url);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
    const { url, call } = village;
    await picture(page, url, { name: "operator", at: "/", size: { ...wide, height: 760 } });
    const one = { name: "operatorCall", at: `/calls/${call}`, size: { ...wide, height: 1000 } };
    await picture(page, url, one);
    await picture(page, url, {
      name: "operatorCalls",
      at: "/calls",
      size: { ...wide, height: 620 },
    });
  } finally {
    await village.close();
  }
}

/** Margaret has called, and the kitchen talks with her. */
async function home(page: Page, { url, control }: Site): Promise<void> {
  control.ring(margaret);
  control.answerInKitchen();
  const since = control.status().live[0]?.answered ?? afternoon; // however long all else took
  await page.clock.setFixedTime(since + minutesTalked * 60_000);
  await page.goto(url);
  await page.getByText(/^4:\d\d$/).waitFor();
  await page.locator(".skeleton, .home-headline.waiting").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: `${folder}home.png`, animations: "disabled" });
}

async function picture(page: Page, url: string, { name, at, ...how }: Still): Promise<void> {
  await page.setViewportSize(how.size);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: how.colorScheme ?? "light" });
  await page.goto(`${url}${at}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  if (how.dialled !== undefined) {
    await page.getByLabel("Number or code").fill(how.dialled);
    await page.locator(".answer").waitFor();
  }
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
}
