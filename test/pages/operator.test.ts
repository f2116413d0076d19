import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { freePort } from "../interop/freePort.ts";
import { noSipp, sipp } from "../interop/sipp.ts";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { House } from "../phones/house.ts";
import { seenWell } from "./axe.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { forgotten } from "./everyPage.ts";
import { becomeOperator } from "./owner.ts";

/* The operator's pages, with a real exchange, a real server that joins, and SIPp as the carrier. */

const number = "+16135550103";

/** Addresses that were looked at. */
const looked = new Set<string>();

async function isSound(page: Page, where: string): Promise<void> {
  looked.add(new URL(page.url()).pathname);
  await seenWell(page, where);
}

/** What holds for all: a change that came too late is told, and the way on is there. */
async function setsLimits(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Country").waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel("Calls of strangers a minute").fill("90");
  await page.getByLabel("Country").fill("gb");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator('input[value="GB"]').waitFor();
  await other.getByRole("button", { name: "Save" }).click();
  await other.getByText("Somebody else has changed this meanwhile").waitFor();
  await other.getByRole("button", { name: "Show it as it is now" }).click();
  await other.locator('input[value="GB"]').waitFor();
  await other.close();
  await isSound(page, "settings");
}

/** A tier that refuses hidden callers, for a reason. */
async function addsTier(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Tiers" }).click();
  await page.getByRole("button", { name: "Add a tier" }).click();
  await page.getByLabel("Name", { exact: true }).fill("guests");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Which calls").selectOption("hidden");
  await page.getByLabel("Reason").fill("a house rule");
  await isSound(page, "a tier's form");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Refuse callers who hide their number").waitFor();
  await isSound(page, "tiers");
}

/** A trunk with a password, which no page tells again. */
async function addsTrunk(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a trunk" }).click();
  await page.getByLabel("Name", { exact: true }).fill("abroad");
  await page.getByLabel("Server", { exact: true }).fill("127.0.0.1:9");
  await page.getByLabel("User name").fill("maple");
  await page.getByLabel("Password", { exact: true }).fill("of the carrier");
  await isSound(page, "a trunk's form");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Change abroad" }).click();
  assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "");
  await page.getByLabel("Beginnings of numbers").fill("+49 +43");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Change abroad" }).waitFor();
  const answer = await page.request.get(new URL("/api/v1/trunks", page.url()).href);
  const heard = await answer.text();
  assert.match(heard, /"prefixes":\["\+49","\+43"\]/);
  assert.doesNotMatch(heard, /of the carrier/);
}

/** A user whose server runs here: it comes up in this process, and its owner's link leads to it. */
async function hosts(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Users" }).click();
  await page.getByRole("button", { name: "Add a user" }).click();
  await page.getByLabel("Name", { exact: true }).fill("ada");
  await page.getByLabel("Their own server runs here too").check();
  const postData = JSON.stringify({ port: await freePort() }); // the usual one may be another's here
  await page.route("**/api/v1/users/ada/hosting", (route) => route.continue({ postData }));
  await page.getByRole("button", { name: "Add a user" }).last().click();
  const link = (await page.getByText(/\/u\/ada\/setup#k=/).textContent()) ?? "";
  await isSound(page, "an owner's link");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("treeitem", { name: /^ada/ }).getByText("There").waitFor();
  await throughTree(page);
  const owner = await page.context().newPage();
  await owner.goto(link);
  await owner.getByLabel("Your name").waitFor();
  await owner.close();
}

/** By keys: to Ada by her letter, in to her server, and out again. */
async function throughTree(page: Page): Promise<void> {
  const at = (name: RegExp) => page.getByRole("treeitem", { name }).and(page.locator(":focus"));
  const server = /telephones register at port \d+/;
  await page.getByRole("treeitem").first().focus();
  await page.keyboard.press("a");
  await at(/^ada 1 server/).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("treeitem", { name: server }).waitFor();
  await page.keyboard.press("ArrowRight");
  await at(server).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("treeitem", { name: server }).waitFor({ state: "detached" });
  assert.equal(await page.locator('.tree [tabindex="0"]').count(), 1, "one of them by Tab");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("treeitem", { name: /^ada/ }).waitFor({ state: "detached" });
  await page.keyboard.press("Space");
}

/** The doors, which need nobody signed in. */
async function leaves(page: Page): Promise<void> {
  const open = async (path: string): Promise<void> => {
    await page.goto(new URL(path, page.url()).href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await isSound(page, path);
  };
  await page.goto(new URL("/", page.url()).href);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Password").waitFor();
  await isSound(page, "sign-in");
  await open("/setup");
  await open("/invitation");
}

const skip = noBrowser || (noSipp() ?? false);

test("from the set-up link to a suspended user whose next call is refused, seen and noted", {
  skip,
  timeout: 120_000,
}, async () => {
  const port = await freePort();
  const trunks = [{ id: "carrier", server: `127.0.0.1:${port}` }];
  const exchange = await ExchangeHouse.open({}, { trunks });
  const house = await House.open({
    ...{ version: 1, owner: { name: "Cem", country: "CA" } },
    rules: [{ id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] }],
  });
  const chrome = await openChrome();
  const carrier = async (scenario: string): Promise<void> => {
    const asked = { calls: exchange.sipPort, port, user: number };
    await (await sipp(scenario, asked)).ended;
  };
  try {
    const page = await chrome.context.newPage();
    await becomeOperator(page, exchange);
    await page.getByRole("button", { name: "Add a user" }).click();
    await page.getByLabel("Name", { exact: true }).fill("cem");
    await page.getByLabel("Number", { exact: true }).fill("+1 613 555 0103");
    await page.getByRole("button", { name: "Add a user" }).last().click();
    const invitation = await page.getByLabel("Text for their own server").inputValue();
    await page.getByRole("img", { name: "The link of the invitation for cem" }).waitFor();
    await isSound(page, "an invitation");
    await page.getByRole("button", { name: "Done" }).click();

    await house.post("/api/v1/exchanges", { invitation });
    await page.getByText("There", { exact: true }).waitFor(); // without a reload
    await isSound(page, "users");
    await page.getByText("Table", { exact: true }).click();
    await isSound(page, "users as a table");
    await page.getByRole("link", { name: "Calls" }).click();
    await carrier("callsThrough");
    await page.getByText("Answered", { exact: true }).waitFor();
    await isSound(page, "calls");
    await page.getByRole("link", { name: "carrier to cem" }).click();
    await page.locator("svg.ladder").waitFor();
    await isSound(page, "a call");
    await page.getByText("As a list", { exact: true }).click();
    await page.getByText(/carrier to Ringwise, INVITE/).waitFor();

    await page.getByRole("link", { name: "Users" }).click();
    await page.getByRole("link", { name: "cem" }).click();
    await page.getByText(/over TLS/).waitFor();
    await page.getByLabel("Reason").fill("unpaid");
    await page.getByRole("button", { name: "Suspend" }).click();
    await page.getByText("Suspended: unpaid.", { exact: false }).waitFor();
    await isSound(page, "a user");
    await carrier("isRejected");
    await page.getByText("cem is suspended: unpaid").waitFor();
    await page.getByRole("button", { name: "Change what you refuse" }).click();
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByLabel("Number, or its beginning with *").fill("+1 900*");
    await page.locator("form", { hasText: "Rule 1" }).getByLabel("Reason").fill("too dear");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Some of their calls are refused here: too dear.").waitFor();

    await page.getByRole("link", { name: "Trunks" }).click();
    await page.getByText("Known by its address").waitFor();
    await isSound(page, "trunks");
    await addsTrunk(page);
    await addsTier(page);
    await setsLimits(page);
    await hosts(page);
    await page.getByRole("link", { name: "Audit log" }).click();
    await page.getByText("Suspended cem").waitFor();
    await page.getByText("Added the user cem").waitFor();
    for (const act of ["Set the trunk abroad", "Set the tier guests", "Refused some calls for cem"])
      await page.getByText(act).first().waitFor();
    await page.getByText("Let the server of ada run here").waitFor();
    await isSound(page, "the audit log");
    await leaves(page);
    assert.deepEqual(forgotten("operator/operator.tsx", looked), []);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await house.close();
    await exchange.close();
  }
});
