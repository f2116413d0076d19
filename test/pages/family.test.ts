import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, password, signIn } from "./browser.ts";

/* Who may come in, and how, as its owner arranges it: in one go, with two browsers. */

const path = (page: Page): string => new URL(page.url()).pathname;

/** Where one of the family finds the way; what of it the house refuses to tell them. */
async function refusedOnTheWay(page: Page, url: string): Promise<readonly string[]> {
  const refused: string[] = [];
  page.on("response", (answer) => {
    if (answer.status() === 403) refused.push(new URL(answer.url()).pathname);
  });
  const devices = ["/devices", "/devices/study"];
  const calls = ["/calls", "/calls/c1"];
  for (const place of ["/", "/phone", ...calls, "/voicemail", ...devices, "/settings"]) {
    await page.goto(`${url}${place}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
  }
  return refused;
}

test("one of the family is invited, joins, sees what is theirs and signs in by name; a guest's link sets the mode; a token is for what it says", {
  skip: noBrowser,
}, async () => {
  const [chrome, other, site] = await Promise.all([openChrome(), openChrome(), openSite()]);
  try {
    const owner = await chrome.context.newPage();
    await signIn(owner, site.url);
    await owner.goto(`${site.url}/settings/family`);
    await owner.getByRole("button", { name: "Invite" }).click();
    await owner.getByLabel("Name").fill("Bob");
    await owner.getByLabel("Study").check();
    await owner.getByLabel("(613) 555-0142").check();
    await owner.getByRole("button", { name: "Make the link" }).click();
    const invitation = await owner.getByLabel("The link for Bob").inputValue();
    await owner.getByRole("img", { name: "The link as a code for a camera" }).waitFor();

    const bob = await other.context.newPage();
    await bob.goto(invitation);
    await bob.getByRole("heading", { name: "Ada invites you, Bob." }).waitFor();
    await bob.getByText("With a password").click();
    await bob.getByRole("textbox", { name: "Password" }).fill(password);
    await bob.getByRole("button", { name: "Next" }).click();
    await bob.getByRole("button", { name: "I have kept them" }).click();
    await bob.getByRole("navigation", { name: "Main" }).first().waitFor({ state: "attached" });
    await bob.goto(`${site.url}/settings/owner`);
    const sections = bob.getByRole("navigation", { name: "Sections" });
    await sections.waitFor();
    assert.deepEqual(await sections.getByRole("link").allInnerTexts(), [
      "Family & sign-in",
      "This page",
      "Notifications",
    ]);
    await bob.goto(`${site.url}/settings/page`);
    await bob.getByRole("button", { name: "Sign out" }).click();
    await bob.getByLabel("Name").fill("bob");
    await bob.getByLabel("Password").fill(password);
    await bob.keyboard.press("Enter");
    await bob.getByRole("navigation", { name: "Main" }).first().waitFor({ state: "attached" });

    assert.equal(await bob.getByRole("link", { name: "Call handling" }).count(), 0);
    assert.deepEqual(await refusedOnTheWay(bob, site.url), []);

    await owner.reload();
    const second = await chrome.context.newPage();
    await second.goto(`${site.url}/settings/family`);
    for (const [page, name] of [
      [owner, "Robert"],
      [second, "Bobby"],
    ] as const) {
      await page.getByRole("button", { name: "Change: Bob" }).click();
      await page.getByLabel("Name", { exact: true }).fill(name);
    }
    await second.getByRole("button", { name: "Save" }).click();
    await second.getByRole("button", { name: "Change: Bobby" }).waitFor();
    await second.close();
    await owner.getByRole("button", { name: "Save" }).click();
    await owner.getByText("Meanwhile it was changed to “Bobby”.").waitFor();
    await owner.getByRole("button", { name: "Keep mine" }).click();
    await owner.getByRole("button", { name: "Save" }).click();
    await owner.getByRole("button", { name: "Change: Robert" }).waitFor();

    await owner.getByRole("button", { name: "New link" }).click();
    await owner.getByLabel("Who is it for?").fill("Eve");
    await owner.getByRole("button", { name: "Make the link" }).click();
    const link = await owner.getByLabel("The link for Eve").inputValue();
    await bob.goto("about:blank");
    await bob.goto(link);
    await bob.getByRole("heading", { name: "Quiet for 2 hours?" }).waitFor();
    await bob.getByRole("button", { name: "Yes" }).click();
    await bob.getByText("Done, until").waitFor();
    assert.equal(path(bob), "/guest");
    assert.equal(site.control.status().mode.now, "quiet");

    await owner.getByRole("button", { name: "New token" }).click();
    await owner.getByLabel("Which program is it for?").fill("Doorbell");
    await owner.getByLabel("It may").selectOption("change the mode only");
    await owner.getByRole("button", { name: "Make the token" }).click();
    const token = await owner.getByLabel("The token").inputValue();
    const ask = (method: string, to: string, body?: object) =>
      fetch(`${site.url}${to}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      });
    assert.equal((await ask("PUT", "/api/v1/mode", { now: "away" })).status, 200);
    assert.equal((await ask("GET", "/api/v1/calls")).status, 403);

    await owner.reload();
    await owner.getByText(/^Robert, since/).waitFor();
    await owner.getByRole("button", { name: "Sign out: Chrome on Linux" }).first().click();
    await owner.getByText(/^Robert, since/).waitFor({ state: "detached" });
    await bob.goto(`${site.url}/calls`);
    await bob.getByLabel("Password").waitFor();
    assert.deepEqual([...chrome.trouble, ...other.trouble], []);
  } finally {
    await Promise.all([chrome.close(), other.close(), site.close()]);
  }
});
