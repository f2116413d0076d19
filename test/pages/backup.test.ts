import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { household, ring } from "../interop/household.ts";
import { type Baresip, noBaresip } from "../phones/baresip.ts";
import { type House, token } from "../phones/house.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { untilConnected, untilHeard, wireTap } from "./ear.ts";
import { becomeOwner, becomeTelephone } from "./owner.ts";

/* A household goes into a file and is lost; the page brings it back, and its telephones ring as before. */

const carrierSays = 1000;

interface Kept {
  readonly rules: readonly { readonly id: string }[];
  readonly messages: readonly { readonly id: string }[];
}

async function keptBy(house: House): Promise<Kept> {
  const { rules } = (await house.get("/api/v1/settings")) as Kept;
  const { items } = (await house.get("/api/v1/messages")) as { readonly items: Kept["messages"] };
  return { rules, messages: items.map(({ id }) => ({ id })) };
}

/** Somebody was here who should not have been. */
async function wipe(house: House): Promise<void> {
  const mine = { authorization: `Bearer ${token}` };
  const headers = { ...mine, "content-type": "application/json" };
  const at = `${house.web}/api/v1/settings`;
  const now = await fetch(at, { headers });
  const body = JSON.stringify({ ...((await now.json()) as object), rules: [last] });
  const etag = now.headers.get("etag") ?? "";
  const put = await fetch(at, { method: "PUT", headers: { ...headers, "if-match": etag }, body });
  assert.ok(put.ok, await put.text());
  for (const { id } of (await keptBy(house)).messages) {
    const gone = await fetch(`${house.web}/api/v1/messages/${id}`, {
      method: "DELETE",
      headers: mine,
    });
    assert.ok(gone.ok, await gone.text());
  }
}
const last = { id: "no", name: "Nobody", when: { is: "always" }, then: [{ do: "reject" }] };

/** The page is the telephone: it rings, and who picks up hears the caller. */
async function talks(page: Page, origin: string, carrier: Baresip, calls: () => void) {
  await becomeTelephone(page, origin, "The desk");
  const { mark } = carrier;
  calls();
  await page.getByRole("button", { name: "Pick up" }).first().click();
  await carrier.until("CALL_ESTABLISHED", mark);
  await untilConnected(page);
  await untilHeard(page, carrierSays);
  carrier.hangUp();
  await carrier.until("CALL_CLOSED", mark);
}

test(
  "a household that was lost comes back from its backup by the page, and the browser rings as before",
  { skip: noBaresip() ?? noBrowser },
  () =>
    household([ring("desk"), { do: "mailbox" }], async ({ house, carrier, calls }) => {
      const { mark } = carrier;
      calls(); // nobody is at the desk yet
      await carrier.until("CALL_ESTABLISHED", mark);
      await carrier.hears(14);
      carrier.hangUp();
      assert.equal((await house.messages()).length, 1);
      const before = await keptBy(house);
      const chrome = await openChrome();
      try {
        const page = await chrome.context.newPage();
        await wireTap(page);
        const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
        const origin = await becomeOwner(page, house);
        await talks(page, origin, carrier, calls);

        await page.goto(`${origin}/settings/backups`);
        await page.getByText("No backup yet.").waitFor();
        await press("Make one now");
        await page.getByLabel(/^Passphrase/).fill("correct horse");
        await press("Make it, sealed");
        await page.getByText("Sealed with a passphrase").waitFor();
        await wipe(house);
        const lost = await keptBy(house);
        assert.deepEqual(lost.messages, []);

        await press(/^Look inside/);
        await page.getByLabel("Its passphrase").fill("wrong");
        await press("Open it");
        await page.getByRole("dialog").getByRole("alert").waitFor();
        await page.getByLabel("Its passphrase").fill("correct horse");
        await press("Open it");
        await page.getByText(/The household of Ada, with .*2 calls and one message\./).waitFor();
        await press("Restore this household");
        await page.waitForURL(`${origin}/`);
        await page.getByRole("navigation", { name: "Main" }).first().waitFor({ state: "attached" });
        assert.deepEqual(await keptBy(house), before);
        await talks(page, origin, carrier, calls);
        assert.deepEqual(chrome.trouble, []);
      } finally {
        await chrome.close();
      }
    }),
);
