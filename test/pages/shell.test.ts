import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { invitationText } from "#telephony/membership/invitation.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { type Chrome, noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";
import { margaret } from "./fakeHouse.ts";
import { notifications } from "./notifications.ts";

/* What stays while screens change, by the keyboard alone. */

const skip = noBrowser;
let chrome: Chrome;
let site: Site;
let page: Page;
before(async () => {
  if (noBrowser) return;
  [chrome, site] = await Promise.all([openChrome(), openSite()]);
  page = await chrome.context.newPage();
  await signIn(page, site.url);
});
after(async () => {
  await Promise.all([chrome?.close(), site?.close()]);
});

const focused = (): Promise<string> =>
  page.evaluate("document.activeElement?.textContent.slice(0, 99) || ''");
const pathOf = (): string => new URL(page.url()).pathname;
/** The option that the combobox points at, as a screen reader is told. */
const pointedAt = (): Promise<string> =>
  page.evaluate(
    "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent",
  );

async function search(text: string): Promise<void> {
  await page.keyboard.press("Control+K");
  await page.locator(".search input:focus").waitFor();
  await page.keyboard.type(text);
}

test("what is searched is called or found, and whoever gives up is where they were", {
  skip,
}, async () => {
  await page.getByRole("button", { name: "Call or find" }).focus();
  await search("");
  await page.getByRole("group", { name: "Pages" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".search").waitFor({ state: "detached" });
  assert.match(await focused(), /Call or find/);

  await search("voicem");
  assert.match(await pointedAt(), /^Voicemail/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/voicemail");
  await page.getByRole("heading", { name: "2 new messages." }).waitFor();

  await search("night");
  await page.getByRole("option", { name: "Night" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/handling#rule-night");
  await page.locator(":focus #rule-night").waitFor();

  await search("zone");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings/owner");
});

test("a number is called with the telephone that is chosen", { skip }, async () => {
  await search("613 555 0177");
  assert.match(await pointedAt(), /Call .*555.0177/);
  await page.getByLabel("Call with").selectOption("Kitchen");
  await page.getByRole("combobox", { name: "Call or find" }).press("Enter");
  await page.getByText(/^Kitchen rings\. Lift it to call/).waitFor();
  await page.locator(".search").waitFor({ state: "detached" });

  await search("613 555 0177");
  await page.getByLabel("Call with").selectOption("This browser");
  await page.getByRole("combobox", { name: "Call or find" }).press("Enter");
  await page.waitForURL("**/phone");
  await page.getByRole("button", { name: "Hang up" }).click();
});

test("a caller is announced once while one types, takes no focus, and is reached by F6", {
  skip,
}, async () => {
  await page.goto(`${site.url}/settings/owner`);
  const name = page.getByLabel("Your name");
  await name.fill("Ada");
  await page.getByText("Line ready").first().waitFor();
  site.control.ring(margaret);
  const live = page.locator('[aria-live="assertive"]');
  await live
    .filter({ hasText: "Incoming call from Margaret Oyelaran" })
    .waitFor({ state: "attached" });
  await page.keyboard.type(" B");
  assert.equal(await name.inputValue(), "Ada B", "the focus stayed where it was");
  await page.keyboard.press("F6");
  const pickUp = page.locator("button:focus", { hasText: "Pick up" });
  await pickUp.waitFor();
  await page.keyboard.press("F6");
  await page.locator("main:focus").waitFor();
  await page.keyboard.press("Shift+F6");
  await pickUp.waitFor();
  site.control.answerInKitchen();
  await page.getByRole("button", { name: "Pick up" }).waitFor({ state: "detached" });
  assert.equal(pathOf(), "/settings/owner");

  await page.goto(site.url);
  site.control.parkInKitchen(3);
  await page.getByText(/^Parked, \*853 takes it, since/).waitFor();
  await page.getByRole("button", { name: "Take the call with Margaret Oyelaran here" }).waitFor();
  site.control.hangUp();
  await page.getByText(/^Parked/).waitFor({ state: "detached" });
  assert.deepEqual(chrome.trouble, []);
});

test("a change is told politely and undone; two that change at once both see what the other did", {
  skip,
}, async () => {
  await page.goto(`${site.url}/settings/owner`);
  const code = page.getByLabel("Area code");
  await code.fill("343");
  await page.getByRole("button", { name: "Save" }).click();
  const toasts = page.getByRole("region", { name: "What was just done" }).getByRole("status");
  await toasts.getByText("Your area code is now 343.").waitFor();
  await code.focus();
  await page.keyboard.press("Shift+F6");
  await page.locator("button:focus", { hasText: "Undo" }).waitFor();
  await page.keyboard.press("Enter");
  await toasts.getByText("It is as it was before.").waitFor();
  await page.locator(":focus").and(code).waitFor();
  await page.getByLabel("Area code").and(page.locator('[value="613"]')).waitFor();

  const name = page.getByLabel("Your name");
  await name.fill("Ada Lovelace");
  const { document, etag } = site.control.settings.read();
  const theirs = { ...(document as object), mode: { now: "away" } };
  await site.control.settings.replace(theirs, etag, "Anna");
  const mine = page.getByRole("region", { name: "What you wrote" });
  await mine.getByText("Your name is now Ada Lovelace.").waitFor();
  const other = page.getByRole("region", { name: "What was changed meanwhile" });
  await other.getByText("The mode is now Away.").waitFor();
  assert.equal(await name.inputValue(), "Ada Lovelace");
  await page.getByRole("button", { name: "Save mine over them" }).click();
  await toasts.getByText("Your name is now Ada Lovelace.").waitFor();
  const kept = site.control.settings.read().document as typeof document & {
    readonly owner: { readonly name: string };
    readonly mode: { readonly now: string };
  };
  assert.deepEqual([kept.owner.name, kept.mode.now], ["Ada Lovelace", "away"]);

  await page.goto(`${site.url}/settings/accounts`);
  await page
    .getByRole("button", { name: /^Change: / })
    .first()
    .click();
  const shown = page.getByLabel("Number that it shows").first();
  await shown.fill("+1 613 555 0199");
  await accountShows("+16135550177");
  await page.getByText("Meanwhile it was changed to “+16135550177”.").waitFor();
  assert.equal(await shown.inputValue(), "+1 613 555 0199");
  assert.equal(await page.getByRole("button", { name: "Save" }).isDisabled(), true);
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("shows (613) 555-0199").waitFor();
  assert.deepEqual(chrome.trouble, []);
});

/** As somebody else's page would have it. */
async function accountShows(number: string): Promise<void> {
  const { document, etag } = site.control.settings.read();
  const now = document as { readonly accounts: readonly object[] };
  const accounts = now.accounts.map((one, i) => (i === 0 ? { ...one, number } : one));
  await site.control.settings.replace({ ...now, accounts }, etag, "Anna");
}

test("settings that a file dictates are shown and cannot be changed", { skip }, async () => {
  site.control.locks("/etc/ringwise.json");
  await page.goto(`${site.url}/settings/owner`);
  await page.getByText("Set by /etc/ringwise.json. Change it there.").waitFor();
  assert.equal(await page.getByLabel("Your name").isDisabled(), true);
  await page.goto(`${site.url}/handling`);
  await page.getByText("Set by /etc/ringwise.json. Change it there.").waitFor();
  assert.equal(await page.getByRole("button", { name: "New rule" }).isDisabled(), true);
  await page.goto(`${site.url}/settings/goingOut`);
  await page.getByText("Set by /etc/ringwise.json. Change it there.").waitFor();
  assert.equal(await page.getByRole("checkbox", { name: "Numbers abroad" }).isDisabled(), true);
  site.control.locks(undefined);
});

test("an account is added by the keyboard and works; a limit is set, and the probe says another thing", {
  skip,
}, async () => {
  const press = async (name: string): Promise<void> => {
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  const write = async (label: string, text: string): Promise<void> => {
    await page.getByRole("textbox", { name: label, exact: true }).focus();
    await page.keyboard.type(text);
  };
  await page.goto(`${site.url}/settings/accounts`);
  await press("Add an account");
  await write("Server", "not a server");
  await page.keyboard.press("Enter");
  await write("User name", "ada");
  await write("Password", "syrup");
  await page.keyboard.press("Enter");
  await page.getByText("A server's name or address, perhaps with a port").waitFor();
  await page.getByRole("textbox", { name: "Server" }).fill("");
  await write("Server", "sip.second.example");
  await page.keyboard.press("Enter");
  await press("Save and see whether it works");
  await page.getByText(/^sip\.second\.example answers after 31 ms/).waitFor();
  await press("Done");
  await page.getByRole("region", { name: "sip.second.example" }).getByText("Registered").waitFor();
  assert.equal(JSON.stringify(site.control.settings.read().document).includes("syrup"), false);

  await page.goto(`${site.url}/settings/goingOut`);
  await write("Number or code", "+442079460123");
  const answer = page.locator(".answer");
  await answer
    .getByText("Margaret Oyelaran is not called. Calls abroad are not allowed.")
    .waitFor();
  await page.getByRole("checkbox", { name: "Numbers abroad" }).focus();
  await page.keyboard.press("Space");
  const { document, etag } = site.control.settings.read();
  const { outgoing, ...others } = document as { outgoing: { limits: object } };
  const limits = { ...outgoing.limits, minutesPerDay: 77 };
  await site.control.settings.replace(
    { ...others, outgoing: { ...outgoing, limits } },
    etag,
    "Anna",
  );
  await press("Save");
  await answer.getByText("Margaret Oyelaran is called through sip.example.net.").waitFor();
  await page.getByText("35 minutes left today").waitFor(); // Anna's limit stays, and 42 are used up
  await press("Undo");
  await answer.getByText("Calls abroad are not allowed.").waitFor();
  assert.deepEqual(chrome.trouble, []);
});

test("an exchange is joined by the text of its invitation, left by its menu, and that undone", {
  skip,
}, async () => {
  const exchanges = () =>
    (site.control.settings.read().document as Settings).accounts
      .filter(({ kind }) => kind === "exchange")
      .map(({ server, username, transport }) => `${username} ${server} ${transport}`);
  const secret = "syrup-and-snow";
  const invitation = invitationText({
    ...{ exchange: "maple.example", server: "maple.example:5071", username: "ada", secret },
    numbers: ["+16135550177"],
  });
  await page.goto(`${site.url}/settings/accounts`);
  await page.getByRole("button", { name: "Join an exchange" }).click();
  const field = page.getByRole("textbox", { name: "Your invitation" });
  await field.fill(invitation.slice(0, 80));
  await page.getByText("That is no invitation, or not all of it.").waitFor();
  await field.fill(invitation);
  await page.getByText("You are invited to maple.example as ada, with (613) 555-0177.").waitFor();
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  assert.deepEqual(exchanges(), ["ada maple.example:5071 tls"]);
  assert.equal(JSON.stringify(site.control.settings.read().document).includes(secret), false);
  await page.getByRole("button", { name: "More of maple.example" }).click();
  await page.getByRole("menuitem", { name: "Leave this exchange" }).click();
  await page.getByText("maple.example was removed.").waitFor();
  assert.deepEqual(exchanges(), []);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("region", { name: "maple.example" }).waitFor();
  assert.deepEqual(exchanges(), ["ada maple.example:5071 tls"]);
  assert.deepEqual(chrome.trouble, []);
});

test("a calendar is found at its server, and taken out again; where the house is, is told to those who help", {
  skip,
}, async () => {
  const kept = () => JSON.stringify(site.control.settings.read().document);
  await page.goto(`${site.url}/settings/integrations`);
  await page.getByRole("button", { name: "Add a calendar" }).click();
  const form = page.getByRole("form", { name: "Add a calendar" });
  await form.getByText("From a calendar server (CalDAV)").click();
  await form.getByRole("textbox", { name: "Address" }).fill("https://dav.example/");
  await page.getByRole("textbox", { name: "User name" }).first().fill("ada");
  await page.getByRole("textbox", { name: "Password" }).first().fill("almanac");
  await page.getByRole("button", { name: "Look which calendars are there" }).click();
  await page.getByText("At home", { exact: true }).click();
  await page.getByRole("button", { name: "Save" }).first().click();
  const one = page.getByRole("listitem").filter({ hasText: "dav.example" });
  await one.waitFor();
  assert.match(kept(), /"caldav":"https:\/\/dav\.example\/home\/","username":"ada"/);
  assert.equal(kept().includes("almanac"), false);
  await one.getByRole("button", { name: "More of dav.example" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await one.waitFor({ state: "detached" });

  await page.goto(`${site.url}/settings/emergency`);
  await page.getByText("No place is set.").waitFor();
  await page.getByRole("button", { name: "Set it" }).click();
  await page.getByLabel("Town").fill("Ottawa");
  await page.getByLabel("On the map").fill("45 north");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Two numbers with a comma between").waitFor();
  await page.getByLabel("On the map").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Ottawa", { exact: true }).waitFor();
  assert.match(kept(), /"location":\{"address":\{"country":"CA","city":"Ottawa"\}\}/);
  assert.deepEqual(chrome.trouble, []);
});

test("where no WebSocket gets through the events come as a stream; without either the page says since when", {
  skip,
}, async () => {
  await page.routeWebSocket(/\/api\/v1\/events/, (socket) => socket.close());
  const streamed = page.waitForResponse(
    (one) => one.headers()["content-type"] === "text/event-stream",
  );
  await page.goto(site.url);
  await streamed;
  await page.getByText("Line ready").first().waitFor();
  await site.control.settings.setMode("quiet", undefined, "Anna");
  await page.getByRole("radio", { name: "Quiet", checked: true }).waitFor({ state: "attached" });

  await page.route("**/api/v1/events*", (route) => route.abort());
  await page.reload();
  await page.getByText(/^Not connected, showing what we knew at .+ Trying again\.$/).waitFor();
  assert.equal(await page.getByRole("radio", { name: "Quiet" }).isDisabled(), true);
  await page.goto(`${site.url}/people`);
  await page.locator("#link-lost").waitFor();
  const add = page.getByRole("button", { name: "Add somebody" });
  assert.match((await add.getAttribute("aria-describedby")) ?? "", /link-lost/);
});

test("the page is installable: a tel: link shows its number, and the shell opens without a server", {
  skip,
}, async () => {
  const own = await openSite();
  after(() => own.close()); // also when something goes wrong
  const guest = await chrome.context.newPage();
  await signIn(guest, own.url);
  const cdp = await chrome.context.newCDPSession(guest);
  await cdp.send("Page.enable");
  const { errors, url } = await cdp.send("Page.getAppManifest");
  assert.deepEqual([errors, url], [[], `${own.url}/manifest.webmanifest`]);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  // A window of a profile that keeps nothing cannot install anything: nothing else may be wrong.
  assert.deepEqual(
    installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"),
    [],
  );
  await guest.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  await guest.goto(`${own.url}/phone?dial=${encodeURIComponent("tel:+1-613-555-0177")}`);
  await guest.getByText("+16135550177").or(guest.getByText("(613) 555-0177")).first().waitFor();
  assert.equal(new URL(guest.url()).search, "");
  await own.close();
  await guest.goto(`${own.url}/calls`);
  await guest.getByRole("button", { name: "Try again" }).waitFor();
  await guest.close();
  assert.deepEqual(chrome.trouble, []);
});

test("a call is shown while no page is open, and goes when it is over; Settings says what stands in the way", {
  skip,
}, async () => {
  const own = await openSite();
  after(() => own.close());
  const guest = await chrome.context.newPage();
  await signIn(guest, own.url);
  const { pushed } = await notifications(guest);
  const call = { is: "call", call: "c1", name: "Mum", number: "+16135550177" };
  await pushed(call, "Mum is calling,+16135550177,call-c1");
  await pushed({ is: "over", call: "c1" }, "");

  await guest.goto(`${own.url}/settings/notifications`);
  await guest.getByRole("heading", { name: "When somebody calls" }).waitFor();
  await guest.getByText("This browser is silent when no page is open.").waitFor();
  await guest.getByRole("button", { name: "Turn on" }).waitFor();
  await guest.close();
  assert.deepEqual(chrome.trouble, []);
});
