import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome } from "../pages/browser.ts";
import { becomeOwner } from "../pages/owner.ts";
import { House, token } from "../phones/house.ts";
import { strangeCall } from "./strangeCall.ts";

/* Who calls may write anything. It is shown as it was written, and nothing of it is done. */

const number = "+16135550142";
/** Sets a mark wherever it is taken for more than text. */
const script = (where: string): string =>
  `<img src=x onerror=window.taken='${where}'><script>window.taken='${where}'</script>`;
const breakOut = (where: string): string =>
  `'><svg onload=window.taken='${where}'>javascript:${where}`;

const settings = {
  version: 1,
  owner: { name: script("owner"), timeZone: "UTC", country: "CA" },
  numbers: [{ id: "home", number, name: script("number") }],
  devices: [{ id: "desk", kind: "browser", name: script("device") }],
  accounts: [
    {
      ...{ id: "carrier", kind: "carrier", server: "127.0.0.1", transport: "udp" },
      ...{ register: false, name: script("account") },
    },
  ],
  groups: [{ id: "family", name: script("group") }],
  times: [{ id: "night", name: script("time"), weekly: [] }],
  rules: [
    {
      ...{ id: "all", name: script("rule"), when: { is: "always" } },
      then: [{ do: "reject", cause: "rejected" }],
    },
  ],
};

const card = (what: string): string =>
  [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `FN:${what.replaceAll(/[,;]/g, "")}`,
    `ORG:${what}`,
    "TEL;VALUE=uri:tel:+16135550171",
    `NOTE:${what}`,
    "URL:javascript:window.taken='url'",
    "PHOTO:data:text/html;base64,PHNjcmlwdD4=",
    "END:VCARD",
    "",
  ].join("\r\n");

test("no page runs what callers, vCards or settings have for a name", {
  skip: noBrowser,
}, async () => {
  const house = await House.open(settings);
  const chrome = await openChrome();
  try {
    const page = await chrome.context.newPage();
    page.on("dialog", () => assert.fail("a page said what a caller told it to"));
    const origin = await becomeOwner(page, house);
    for (const [i, text] of [
      script("name"),
      breakOut("name"),
      '\\"><b>',
      "\u202e\u0000x",
    ].entries())
      await strangeCall(house.sipPort, number, {
        ...{ number: `+1613555017${i}`, name: text.replaceAll('"', "").replaceAll("\0", "") },
        ...{ agent: script("agent"), subject: script("subject"), sessionName: script("sdp") },
      });
    const imported = await house.post("/api/v1/people/import", { vcards: card(script("card")) });
    assert.equal((imported as { added: number }).added, 1, JSON.stringify(imported));
    const { items } = (await house.get("/api/v1/calls")) as { items: { id: string }[] };
    assert.ok(items.length >= 3, "the calls came");
    const routes = [
      ...["/", "/calls", "/people", "/people/groups/blocked", "/devices", "/handling", "/phone"],
      "/settings/accounts",
      ...items.slice(0, 2).map(({ id }) => `/calls/${id}`),
    ];
    let shown = "";
    for (const route of routes) {
      await page.goto(`${origin}${route}`);
      await page.getByRole("heading").first().waitFor();
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      shown += await page.locator("body").innerText();
      assert.equal(await page.evaluate("window.taken"), undefined, route);
      assert.equal(
        await page.locator("img[src=x], svg[onload], a[href^='javascript:']").count(),
        0,
      );
    }
    assert.match(shown, /onerror=/, "it is shown, as text");
    assert.deepEqual(chrome.trouble, []);
    for (const url of [
      "/api/v1/calls",
      "/api/v1/settings",
      `/api/v1/calls/${items[0]?.id}/ladder`,
    ]) {
      const answer = await fetch(`${house.web}${url}`, {
        headers: { authorization: `Bearer ${token}`, accept: "text/html" },
      });
      assert.match(String(answer.headers.get("content-type")), /^application\/json/);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    }
  } finally {
    await chrome.close();
    await house.close();
  }
});
