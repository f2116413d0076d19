import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { freePort } from "../interop/freePort.ts";
import { noSipp, sipp } from "../interop/sipp.ts";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { becomeOperator, becomeTelephone, signUp } from "./owner.ts";

/* The pages of a hosted member below the exchange's own, with real processes, and SIPp as the carrier. */

const number = "+16135550101";
const skip = noBrowser || (noSipp() ?? false);

/** Whose pages and API those were: assets and icons are the host's. */
const isAdas = (url: string): boolean =>
  /^(\/u\/ada\/|\/assets\/|\/icon-)/.test(new URL(url).pathname);

/** What the page asks for, by HTTP and by WebSocket; what it has made itself (silence for a headset) is asked of nobody. */
function listen(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) asked.push(request.url());
  });
  page.on("websocket", (socket) => asked.push(socket.url()));
  return asked;
}

/** An app of its own, which keeps to what is below the member's address. */
async function isInstallable(page: Page, site: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Page.enable");
  const { errors, url, manifest } = await cdp.send("Page.getAppManifest");
  assert.deepEqual([errors, url], [[], `${site}/manifest.webmanifest`]);
  assert.deepEqual([manifest.scope, manifest.startUrl], [`${site}/`, `${site}/`]);
  const scope = await page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)");
  assert.equal(scope, `${site}/`);
}

test("a hosted member signs up by the printed link, sets a mode, and picks up below the exchange's address; the operator's pages are beside it", {
  skip,
  timeout: 120_000,
}, async () => {
  const port = await freePort();
  const trunks = [{ id: "carrier", server: `127.0.0.1:${port}` }];
  const exchange = await ExchangeHouse.open({}, { trunks });
  const chrome = await openChrome();
  try {
    const operator = await chrome.context.newPage();
    await becomeOperator(operator, exchange);
    const own = String(await freePort());
    const printed = exchange.command(
      "invite",
      "ada",
      "--number",
      number,
      "--hosted",
      "--port",
      own,
    );
    await exchange.says(/"member":"ada".*account\/exchange registered/);
    const [link = ""] = /https:\S+\/u\/ada\/setup#k=\S+/.exec(printed) ?? [];
    const site = `${new URL(operator.url()).origin}/u/ada`;

    const session = await (await fetch(`${site}/api/v1/session`)).text();
    assert.match(
      session,
      new RegExp(`"https://localhost:${new URL(link).port}/"`),
      "HTTPS is told",
    );

    const page = await chrome.context.newPage();
    const asked = listen(page);
    await signUp(page, site + link.slice(link.indexOf("/setup")));
    await page.goto(`${site}/`);
    await page.getByText("Line ready").first().waitFor();
    await page.locator("label", { hasText: "Quiet" }).click();
    await page.getByRole("heading", { level: 1, name: /they reach voicemail/ }).waitFor();
    await page.locator("label", { hasText: "Schedule" }).click();
    await page.getByRole("heading", { level: 1, name: /they ring this browser/ }).waitFor();
    await page.getByRole("link", { name: "Call handling" }).click();
    await page.waitForURL(`${site}/handling`);
    await page.reload();
    await page.getByRole("heading", { name: "The first rule that fits decides." }).waitFor();
    await isInstallable(page, site);

    await becomeTelephone(page, site, "This browser");
    const carrier = await sipp("callsThrough", { calls: exchange.sipPort, port, user: number });
    await page.getByRole("button", { name: "Pick up" }).click();
    const { code, report } = await carrier.ended;
    assert.equal(code, 0, report);
    await operator.reload();
    await operator.getByRole("link", { name: "ada" }).waitFor();
    assert.deepEqual(chrome.trouble, []);
    assert.deepEqual(
      asked.filter((url) => !isAdas(url)),
      [],
    );
  } finally {
    await chrome.close();
    await exchange.close();
  }
});
