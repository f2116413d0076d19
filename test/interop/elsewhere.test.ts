/** What is kept elsewhere, over real sockets: a web server that knows ETags, and Radicale where it is installed. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { SubscriptionView } from "#server/control.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import { validate } from "#telephony/settings/validate.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { memoryFiles } from "#world/sim/memoryFiles.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { threadReader } from "../../src/bin/reader.ts";
import { freeTcpPort } from "../phones/baresip.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function website(t: TestContext, handle: Handler): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function subscribed(t: TestContext, settings: object): Subscriptions {
  const world = { ...nodeWorld(import.meta.dirname, memoryLog()), files: memoryFiles() };
  const all = new Subscriptions({ world, store: memoryStore(), reader: threadReader() });
  t.after(() => all.close());
  const read = validate({ owner: { timeZone: "Europe/Berlin", country: "DE" }, ...settings });
  assert.ok(read.ok, JSON.stringify(read));
  all.use(read.value);
  return all;
}

/** As soon as every one of them is so. */
function until(all: Subscriptions, isSo: (view: SubscriptionView) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!all.views().every(isSo)) return;
      cancel();
      resolve();
    };
    const cancel = all.changes(look);
    look();
  });
}

test("a calendar and a list by real HTTP: fetched once, then only asked whether they have changed", async (t) => {
  const told: string[] = [];
  const now = new Date(Date.now() - 60_000).toISOString().replace(/[-:]|\.\d+/g, "");
  const files: Readonly<Record<string, string>> = {
    "/a.ics": `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:${now}\r\nDURATION:PT1H\r\nSUMMARY:Now\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    "/spam.txt": "# spam\n+442079460000\n+4930555*\n",
  };
  const site = await website(t, ({ url = "", headers }, response) => {
    const known = headers["if-none-match"] === '"1"';
    told.push(`${url} ${known ? 304 : 200}`);
    response.writeHead(known ? 304 : 200, { etag: '"1"' }).end(known ? undefined : files[url]);
  });
  const all = subscribed(t, {
    times: [{ id: "now", calendar: { ics: `${site}/a.ics`, inside: true } }],
    callers: { lists: [{ id: "spam", url: `${site}/spam.txt`, inside: true }] },
  });
  await until(all, ({ count }) => count !== undefined);
  const { calendars, listed } = all.known({ number: "+4930555123" }, wallTime(Date.now()));
  assert.deepEqual(calendars?.[0]?.on, [{ title: "Now", busy: true }]);
  assert.deepEqual(listed, ["spam"]);
  const [before] = all.views();
  all.look("calendar", "now");
  all.look("list", "spam");
  await until(all, ({ asOf = 0 }) => asOf > (before?.asOf ?? 0) + 1);
  assert.deepEqual(told.sort(), ["/a.ics 200", "/a.ics 304", "/spam.txt 200", "/spam.txt 304"]);
});

test("this machine is inside of the house: nobody asks it without permission", async (t) => {
  const site = await website(t, () => assert.fail("it was asked"));
  const all = subscribed(t, { callers: { lists: [{ id: "spam", url: `${site}/x` }] } });
  await until(all, ({ problem }) => problem !== undefined);
  assert.equal(all.views()[0]?.problem?.code, "http.inside");
});

/** A real CalDAV and CardDAV server with one user. */
async function radicale(t: TestContext): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "radicale-"));
  writeFileSync(join(folder, "users"), "ada:geheim\n");
  const port = await freeTcpPort();
  const options = [
    "--config=",
    `--server-hosts=127.0.0.1:${port}`,
    "--auth-type=htpasswd",
    "--auth-htpasswd-encryption=plain",
    `--auth-htpasswd-filename=${join(folder, "users")}`,
    `--storage-filesystem-folder=${join(folder, "kept")}`,
    "--auth-delay=0",
    "--logging-level=info",
  ];
  const server = spawn("radicale", options, { stdio: ["ignore", "ignore", "pipe"] });
  t.after(async () => {
    const ended = once(server, "exit");
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  });
  for await (const line of createInterface(server.stderr)) if (/ready/i.test(line)) break;
  server.stderr.resume();
  return `http://127.0.0.1:${port}`;
}

const there = spawnSync("radicale", ["--version"]).status === 0;
test("Radicale: a calendar by CalDAV and people by CardDAV, and what changes there is seen at the next look", {
  skip: there ? false : "radicale is not installed",
}, async (t) => {
  const url = await radicale(t);
  const authorization = `Basic ${Buffer.from("ada:geheim").toString("base64")}`;
  const put = async (path: string, type: string, body: string, method = "PUT"): Promise<void> => {
    const headers = { authorization, "content-type": type };
    const answer = await fetch(`${url}${path}`, { method, headers, body });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
  };
  const made = (type: string): string =>
    `<D:mkcol xmlns:D="DAV:"><D:set><D:prop><D:resourcetype><D:collection/>${type}</D:resourcetype></D:prop></D:set></D:mkcol>`;
  const calendar = '<C:calendar xmlns:C="urn:ietf:params:xml:ns:caldav"/>';
  const book = '<C:addressbook xmlns:C="urn:ietf:params:xml:ns:carddav"/>';
  await put("/ada/work/", "application/xml", made(calendar), "MKCOL");
  await put("/ada/people/", "application/xml", made(book), "MKCOL");
  const event = (uid: string, title: string, rule: string): string =>
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:test",
      "BEGIN:VEVENT",
      `UID:${uid}`,
      "DTSTAMP:20260101T000000Z",
      "DTSTART;VALUE=DATE:20260101",
      `SUMMARY:${title}`,
      rule,
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n");
  await put("/ada/work/a.ics", "text/calendar", event("a", "Each day & night", "RRULE:FREQ=DAILY"));
  await put("/ada/work/old.ics", "text/calendar", event("old", "Long ago", "TRANSP:OPAQUE"));
  const card = (uid: string, name: string, tel: string): string =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\nTEL:${tel}\r\nEND:VCARD\r\n`;
  await put("/ada/people/g.vcf", "text/vcard", card("g", "Grace", "+1 613 555 0188"));
  const who = { username: "ada", secret: "geheim", inside: true };
  const all = subscribed(t, {
    times: [{ id: "work", calendar: { caldav: `${url}/ada/work/`, ...who } }],
    addressBooks: [{ id: "people", carddav: `${url}/ada/people/`, ...who }],
  });
  await until(all, ({ count, problem }) => count !== undefined || problem !== undefined);
  const byServer = subscribed(t, {
    times: [{ id: "work", calendar: { caldav: `${url}/`, ...who } }],
    addressBooks: [{ id: "people", carddav: url, ...who }],
  });
  await until(byServer, ({ count, problem }) => count !== undefined || problem !== undefined);
  const found = byServer.known({ number: "+16135550188" }, wallTime(Date.now()));
  assert.deepEqual(
    [found.calendars?.[0]?.on, found.contact?.name],
    [[{ title: "Each day & night", busy: true }], "Grace"],
    "found from the server's address alone (RFC 6764)",
  );
  const known = (number: string) => all.known({ number }, wallTime(Date.now()));
  assert.deepEqual(known("+16135550188").calendars?.[0]?.on, [
    { title: "Each day & night", busy: true },
  ]);
  assert.equal(known("+16135550188").contact?.name, "Grace");
  assert.ok(all.views().every(({ problem }) => problem === undefined));
  await put("/ada/people/h.vcf", "text/vcard", card("h", "Hedy", "+1 613 555 0199"));
  all.look("addressBook", "people");
  await until(all, ({ kind, count }) => kind === "calendar" || count === 2);
  assert.equal(known("+16135550199").contact?.name, "Hedy");
});

test("Radicale: a wrong password is told", {
  skip: there ? false : "radicale is not installed",
}, async (t) => {
  const url = await radicale(t);
  const who = { username: "ada", secret: "wrong", inside: true };
  const all = subscribed(t, {
    addressBooks: [{ id: "people", carddav: `${url}/ada/people/`, ...who }],
  });
  await until(all, ({ problem }) => problem !== undefined);
  assert.equal(all.views()[0]?.problem?.code, "subscription.refused");
});
