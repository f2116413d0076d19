/** Pages of a server of its own, in a Chromium of its own. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type Chrome, openChrome } from "../../test/pages/browser.ts";
import type { Figures } from "../figures.ts";
import { type Server, startServer } from "../server.ts";

/** The CPU of a cheap telephone, beside the one that this is measured on. */
export const slower = 6;

/** In front of such a server, whose owner is signed in. */
export async function atHome(
  settings: object,
  story: (page: Page, server: Server) => Promise<Figures>,
): Promise<Figures> {
  const server = await startServer(settings);
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
