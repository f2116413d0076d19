import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";
import { guarded } from "./fakePeople.ts";

test("somebody is added, rings otherwise, is joined with a second entry, blocked with a reason, deleted, and back", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    const says = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    const more = async (act: string): Promise<void> => {
      await press("More about Grandmother");
      await page.getByRole("menuitem", { name: act }).click();
    };
    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("heading", { name: "You know 7 callers by name." }).waitFor();
    await press("Add somebody");
    await page.getByLabel("Name", { exact: true }).fill("Grandmother");
    await page.getByLabel("Numbers", { exact: true }).fill("+49 30 901820, 613 555 0133");
    await page.getByRole("checkbox", { name: "Family" }).check();
    await press("Save");
    await says("Grandmother is known now.");
    assert.equal(decided(site, "+4930901820").rule, "family");

    await page
      .getByText("Luis Ferreira and Grandmother share the number (613) 555-0133.")
      .waitFor();
    await press("Make one of Luis Ferreira and Grandmother");
    await says("Luis Ferreira is one person now.");
    assert.equal(decided(site, "+16135550133").rule, "family", "he is in her groups");
    await press("Undo");
    await says("It is as it was before.");

    await page.getByLabel("Find somebody").fill("grand");
    await page.getByRole("link", { name: /Grandmother/ }).click();
    await page.getByRole("heading", { name: "When Grandmother calls now" }).waitFor();
    await page.getByText("Ring Kitchen and This browser", { exact: false }).first().waitFor();
    await page.getByRole("link", { name: "Family always gets through" }).waitFor();
    await page.getByLabel("Ring", { exact: true }).selectOption("Ring 3");
    await says("Grandmother rings with ring 3 now.");
    const [ring] = decided(site, "+4930901820").plan;
    assert.equal(ring?.cadence, "r3");

    await more("Block Grandmother");
    await page.getByLabel("Why").fill("sings too long");
    await press("Block Grandmother");
    await says("Grandmother is blocked from now on.");
    await page.getByText("“sings too long”").waitFor();
    const [block] = site.control.blocking.all();
    assert.equal(`${block?.name} ${block?.because} ${block?.by}`, "Grandmother sings too long Ada");
    await press("Let in again");
    await says("Grandmother may call again.");

    await more("Delete Grandmother");
    await says("Grandmother was removed.");
    await page.getByRole("heading", { name: "You know 7 callers by name." }).waitFor();
    await press("Undo");
    await page.getByRole("heading", { name: "You know 8 callers by name." }).waitFor();

    await page.getByRole("link", { name: /Beatrix/ }).click();
    await page.getByText("From “The choir”. What stands there is changed there.").waitFor();
    await press("Add to your own people");
    await page.getByText("Also in “The choir”.").waitFor();
    assert.match(page.url(), /\/people\/beatrix-nakamura$/);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

test("who is blocked stands there with why; a number is asked about, blocked, let in again, and allowed", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.goto(`${site.url}/people/groups/blocked`);
    await page.getByText("No rule stops blocked callers now", { exact: false }).waitFor();
    await guard(site);
    await page
      .getByRole("heading", { name: "4 are blocked. 3 calls were stopped this month." })
      .waitFor();
    const says = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
    await page.getByText("“Every Tuesday, about our ducts. We have none.”").waitFor();
    await page.getByRole("link", { name: "The call that Duct cleaners was blocked for" }).waitFor();
    await page.getByText("Numbers that begin with +1900", { exact: true }).waitFor();
    await page.getByText("Everybody at spam.example").waitFor();

    const ask = async (number: string, answer: string): Promise<void> => {
      await page.getByLabel("A number, as it calls").fill(number);
      await page.getByRole("button", { name: "Ask" }).click();
      await says(answer);
    };
    await ask("1 900 234 5678", "Yes: numbers that begin with +1900 are blocked.");
    await page.getByText("If it calls now: Refuse", { exact: false }).waitFor();
    await ask("+1 900 555 0123", "No: it is always let in");
    await ask("(833) 555-0190", "Yes: Duct cleaners is blocked by name.");
    await ask("+44 20 7946 0123", "No: you know Margaret Oyelaran");
    await ask("613 555 0142", "No: it is one of your own numbers");
    await ask("613 555 0187", "No: nothing blocks it.");

    await page.getByRole("button", { name: "Block a number" }).click();
    await page.getByLabel("Number", { exact: true }).fill("911");
    await page.getByRole("button", { name: "Block", exact: true }).click();
    await page.getByText("your own numbers and those for help are never blocked").waitFor();
    await page.getByLabel("Number", { exact: true }).fill("613 555 0187");
    await page.getByLabel("Why").fill("Silence, each time");
    await page.getByRole("button", { name: "Block", exact: true }).click();
    await says("is blocked from now on.");
    await says("Yes: this number is blocked.");
    await page.getByRole("button", { name: "Let in again: (613) 555-0187" }).click();
    await says("(613) 555-0187 may call again.");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("“Silence, each time”").waitFor();

    await page.getByRole("switch", { name: "Refuse callers who hide their number" }).click();
    await says("Who hides the number is refused.");
    assert.equal(decided(site, "hidden").rule, "services.anonymousReject");
    await page.getByLabel("Number, or how numbers begin").fill("+16135550187");
    await page.getByRole("button", { name: "Let in always" }).click();
    await says("No: it is always let in");
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

/** As somebody else's page would have it. */
async function guard({ control }: Site): Promise<void> {
  const { document, etag } = control.settings.read();
  const done = await control.settings.replace(guarded(document as object), etag, "Ada");
  assert.ok(done.ok, JSON.stringify(done));
}

interface Decided {
  readonly rule?: string | undefined;
  readonly plan: readonly { readonly cadence?: string }[];
}

function decided({ control }: Site, from: string): Decided {
  const answer = control.decide({ from });
  assert.ok(answer.ok);
  const { because, plan } = answer.value as {
    readonly because: readonly { readonly rule: string }[];
    readonly plan: Decided["plan"];
  };
  return { rule: because.at(-1)?.rule, plan };
}
