import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { untilThere } from "../phones/patience.ts";
import { noBrowser, openChrome, openSite, password, type Site } from "./browser.ts";
import { focused, focusRing, tabTo } from "./keyboard.ts";

/* Ways in and out, as an owner takes them; the first one without a mouse. */

async function visit(
  work: (page: Page, site: Site) => Promise<void>,
  house: "ada" | "empty" = "ada",
) {
  const [chrome, site] = [await openChrome(), await openSite(house)];
  try {
    await work(await chrome.context.newPage(), site);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
}

test(
  "by the keyboard alone: a wrong password, the right one, a reload, and out again",
  {
    skip: noBrowser,
  },
  () =>
    visit(async (page, site) => {
      await page.goto(`${site.url}/calls`);
      await page.getByRole("heading").first().waitFor();
      await tabTo(page, "Password");
      assert.notEqual(await focusRing(page), "none", "one sees where the focus is");
      await page.keyboard.type("not this one");
      await page.keyboard.press("Enter");
      await page.getByText("That did not fit.").waitFor();
      await page.getByLabel("Password").press("Control+A");
      await page.keyboard.type(password);
      await page.keyboard.press("Enter");
      const main = page.getByRole("navigation", { name: "Main" }).first();
      await main.waitFor({ state: "attached" });
      assert.equal(new URL(page.url()).pathname, "/calls", "one comes to where one wanted to go");
      await page.reload();
      await main.waitFor({ state: "attached" });
      await page.keyboard.press("Tab");
      assert.match(await focused(page), /Skip to content/);
      await page.goto(`${site.url}/settings/page`);
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      await tabTo(page, "Sign out");
      await page.keyboard.press("Enter");
      await page.getByLabel("Password").waitFor();
      await page.goto(`${site.url}/calls`);
      await page.getByLabel("Password").waitFor();
    }),
);

test("a call is ended and a mode is set without a mouse", { skip: noBrowser }, () =>
  visit(async (page, site) => {
    await page.goto(site.url);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: "Schedule" }).waitFor({ state: "attached" });
    await tabTo(page, "Schedule");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.getByRole("radio", { name: "Quiet", checked: true }).waitFor({ state: "attached" });
    await untilThere("the server's quiet, which the page does not wait for", async () => {
      await page.title(); // takes its own time
      return site.control.status().mode.now === "quiet" ? true : undefined;
    });
  }),
);

test("a passkey is made at set-up and opens the door again", { skip: noBrowser }, () =>
  visit(async (page, site) => {
    const authenticator = await page.context().newCDPSession(page);
    await authenticator.send("WebAuthn.enable");
    await authenticator.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(site.setupLink);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByText("With a passkey").click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.goto(`${site.url}/settings/page`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("navigation", { name: "Main" }).first().waitFor({ state: "attached" });
  }, "empty"),
);

test("the pages speak German when asked to, and remember it", { skip: noBrowser }, () =>
  visit(async (page, site) => {
    await page.goto(`${site.url}/settings/page`);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByLabel("Language of these pages").selectOption("Deutsch");
    await page.getByRole("heading", { name: "Ihr Telefon, in Ihren Worten." }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Ihr Telefon, in Ihren Worten." }).waitFor();
    assert.equal(await page.evaluate("document.documentElement.lang"), "de");
    for (const route of ["/", "/phone", "/calls", "/voicemail", "/devices", "/settings/accounts"]) {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${site.url}${route}`);
      await page.getByRole("heading").first().waitFor();
      const over = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      assert.equal(over, 0, `${route} fits into 320 in German`);
    }
  }),
);
