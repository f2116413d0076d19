/** A headless Chromium with a beeping microphone, and the pages served to it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashPassword } from "#web/auth/password.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { webApp } from "#web/webApp.ts";
import { type FakeControl, type FakeHouse, fakeControl } from "./fakeControl.ts";
import { afternoon } from "./fakeHouse.ts";

const executable = "/usr/bin/chromium";
/** Begins it, as nice as this process is. */
const program = new URL("chromium.sh", import.meta.url).pathname;
/** Where the built pages are. */
export const built = new URL("../../out/ui/", import.meta.url).pathname;

/** Why the tests with a browser cannot be run here; false when they can. */
export const noBrowser: string | false = !existsSync(executable)
  ? "Chromium is not installed"
  : !existsSync(join(built, "index.html"))
    ? "the pages are not built"
    : false;

const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
  "--autoplay-policy=no-user-gesture-required",
];

export interface Chrome {
  readonly context: BrowserContext;
  /** What went wrong in any page: errors, and what the content policy refused. */
  readonly trouble: readonly string[];
  close(): Promise<void>;
}

/** A browser of its own, with a profile of its own. */
export async function openChrome(
  more: { readonly flags?: readonly string[] } = {},
): Promise<Chrome> {
  const profile = mkdtempSync(join(tmpdir(), "ringwise-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    args: [...flags, ...(more.flags ?? [])],
    locale: "en-CA",
    timezoneId: "America/Toronto",
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(30_000);
  const trouble: string[] = [];
  const watch = (page: Page): void => {
    page.on("pageerror", (error) => trouble.push(String(error)));
    page.on("console", (message) => {
      const text = message.text();
      if (/Content.Security.Policy|Refused to/i.test(text)) trouble.push(text);
    });
  };
  for (const page of context.pages()) watch(page);
  context.on("page", watch);
  return {
    context,
    trouble,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export interface Site {
  readonly url: string;
  readonly control: FakeControl;
  readonly setupLink: string;
  close(): Promise<void>;
}

export const password = "correct horse battery";

/** The real web app on a free port, in front of a made-up house. The empty one nobody owns yet. */
export async function openSite(house: FakeHouse = "ada"): Promise<Site> {
  const fresh = house === "empty";
  const vault = memoryVault();
  const started = Date.now();
  const now = (): number => afternoon + Date.now() - started;
  const control = fakeControl({ now, house });
  const key = await newSetupKey(vault, Date.now());
  if (!fresh)
    await vault.saveOwner({
      name: "Ada",
      passwordHash: await hashPassword(password),
      passkeys: [],
      recoveryHashes: [],
    });
  const app = await webApp({ control, vault, pages: built, now: Date.now, version: "0.1.0" });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  return { url, control, setupLink: `${url}/setup#k=${key}`, close: () => app.close() };
}

/** The page's clock shows what the house's does: what it says then depends on no hour or day of the test. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.clock.setSystemTime(afternoon);
  await page.goto(url);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Main" }).first().waitFor({ state: "attached" });
}
