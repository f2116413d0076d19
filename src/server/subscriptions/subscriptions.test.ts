import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { minutes, seconds, type WallTime, wallTime } from "#kit/time.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { HttpAnswer, HttpRequest } from "#world/http.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { readText } from "./readText.ts";
import { Subscriptions } from "./subscriptions.ts";

const began = wallTime(Date.parse("2026-11-30T09:00:00-05:00"));
const moment = (text: string): WallTime => wallTime(Date.parse(text));
const ics = (...events: readonly string[]): string =>
  `BEGIN:VCALENDAR\r\n${events.join("\r\n")}\r\nEND:VCALENDAR\r\n`;
const dentist = [
  "BEGIN:VEVENT",
  "UID:1",
  "SUMMARY:Dentist",
  "DTSTART;TZID=America/Toronto:20261130T090000",
  "DURATION:PT1H",
  "RRULE:FREQ=WEEKLY",
  "END:VEVENT",
].join("\r\n");

const settingsOf = (more: object) => {
  const owner = { timeZone: "America/Toronto", country: "CA" };
  const read = validate({ owner, ...more });
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
};

type Answers = (request: HttpRequest) => Partial<HttpAnswer> | undefined;

/** A house that keeps things from elsewhere, and two places where they are. */
function elsewhere(settings: object) {
  const sim = simWorld({ began });
  const world = sim.host("192.168.1.2");
  const store = memoryStore();
  const asked: HttpRequest[] = [];
  const serve = (address: string, answers: Answers): void =>
    sim.http.serve(address, (request) => {
      asked.push(request);
      return answers(request);
    });
  sim.network.record("out.example", "A", ["203.0.113.9"]);
  sim.network.record("nas.lan", "A", ["192.168.1.9"]);
  const open = (): Subscriptions => {
    const made = new Subscriptions({
      world,
      store,
      reader: { read: async (kind, job) => ok(readText(kind, job)) },
    });
    made.use(settingsOf(settings));
    return made;
  };
  const told = (): readonly string[] =>
    asked
      .splice(0)
      .map(({ method, headers }) =>
        [method, headers["if-none-match"], headers["if-modified-since"]].filter(Boolean).join(" "),
      );
  return {
    sim,
    world,
    store,
    asked,
    told,
    serve,
    open,
    outside: "203.0.113.9",
    nas: "192.168.1.9",
  };
}
const times = (calendar: object) => ({ times: [{ id: "work", name: "Work", calendar }] });
const calendar = { ics: "https://out.example/secret-key/a.ics", every: 15 };

test("a calendar is fetched at once and then only when it has changed, and known for weeks ahead", async () => {
  const { sim, serve, open, told, outside } = elsewhere(times(calendar));
  let etag = '"one"';
  serve(outside, ({ headers }) =>
    headers["if-none-match"] === etag
      ? { status: 304 }
      : { headers: { etag, "last-modified": "yesterday" }, body: utf8(ics(dentist)) },
  );
  const all = open();
  await sim.runs(seconds(1));
  assert.deepEqual(told(), ["GET"]);
  const asOf = all.views()[0]?.asOf;
  assert.deepEqual(all.known({}, moment("2026-12-21T09:30:00-05:00")).calendars, [
    { time: "work", asOf, on: [{ title: "Dentist", busy: true }] },
  ]);
  assert.deepEqual(all.known({}, moment("2026-12-21T10:30:00-05:00")).calendars, [
    { time: "work", asOf, on: [] },
  ]);
  await sim.runs(minutes(17));
  assert.deepEqual(told(), ['GET "one" yesterday']);
  assert.ok((all.views()[0]?.asOf ?? 0) > (asOf ?? 0), "it is as of now");
  etag = '"two"';
  await sim.runs(minutes(17));
  assert.deepEqual(told(), ['GET "one" yesterday']);
  await sim.runs(minutes(17));
  assert.deepEqual(told(), ['GET "two" yesterday']);
  assert.equal(all.known({}, moment("2028-12-21T09:30:00-05:00")).calendars?.[0]?.asOf, undefined);
  all.close();
  assert.deepEqual(sim.leftovers(), []);
});

const broken: readonly (readonly [what: string, Partial<HttpAnswer>, code: string])[] = [
  ["down", { status: 503 }, "subscription.trouble"],
  ["shut", { status: 401 }, "subscription.refused"],
  ["gone", { status: 404 }, "subscription.notThere"],
  ["a page", { body: utf8("<html>Sign in</html>") }, "calendar.broken"],
  ["huge", { body: new Uint8Array((10 << 20) + 1) }, "http.tooLarge"],
  ["sent inside", { status: 302, headers: { location: "http://192.168.1.9/" } }, "http.badUrl"],
];
for (const [what, answer, code] of broken)
  test(`a calendar that is ${what} is told as ${code}, and calls go on by the last good one, over a restart too`, async () => {
    const { sim, world, serve, open, outside, told } = elsewhere(times(calendar));
    let works = true;
    serve(outside, () => (works ? { headers: { etag: '"1"' }, body: utf8(ics(dentist)) } : answer));
    const all = open();
    await sim.runs(seconds(1));
    const { asOf } = all.views()[0] ?? {};
    works = false;
    await sim.runs(minutes(20));
    const at = moment("2026-12-07T09:30:00-05:00");
    const good = [{ time: "work", asOf, on: [{ title: "Dentist", busy: true }] }];
    assert.deepEqual(all.known({}, at).calendars, good);
    assert.equal(all.views()[0]?.problem?.code, code);
    assert.match(all.troubles()[0]?.detail ?? "", /^Work: /);
    assert.doesNotMatch(JSON.stringify([all.views(), world.log.lines]), /secret-key/);
    all.close();
    const again = open();
    await sim.runs(minutes(3));
    assert.deepEqual(again.known({}, at).calendars, good);
    assert.equal(again.views()[0]?.problem?.code, code);
    told();
    works = true;
    await sim.runs(minutes(30));
    assert.equal(again.views()[0]?.problem, undefined);
    again.close();
    assert.deepEqual(sim.leftovers(), []);
  });

test("who cannot be reached is asked again sooner, and ever more seldom", async () => {
  const { sim, serve, open, told, outside } = elsewhere(times({ ...calendar, every: 600 }));
  serve(outside, () => ({ status: 500 }));
  const all = open();
  await sim.runs(minutes(60));
  assert.equal(told().length, 6); // after 1, 2, 4, 8, 16 minutes
  assert.equal(all.known({}, began).calendars?.[0]?.asOf, undefined);
  all.close();
});

test("inside of the house only by permission, and with the password; elsewhere never", async () => {
  const inside = { ics: "http://nas.lan:5232/a.ics", username: "ada", secret: "geheim-ü" };
  const shut = elsewhere(times({ ics: "http://nas.lan:5232/a.ics" }));
  shut.serve(shut.nas, () => ({ body: utf8(ics(dentist)) }));
  const closed = shut.open();
  await shut.sim.runs(seconds(1));
  assert.deepEqual([shut.told(), closed.views()[0]?.problem?.code], [[], "http.inside"]);
  closed.close();
  const { sim, serve, open, asked, nas } = elsewhere(times({ ...inside, inside: true }));
  serve(nas, () => ({ body: utf8(ics(dentist)) }));
  const all = open();
  await sim.runs(seconds(1));
  assert.equal(all.views()[0]?.problem, undefined);
  const authorization = `Basic ${Buffer.from("ada:geheim-ü").toString("base64")}`;
  assert.equal(asked[0]?.headers["authorization"], authorization);
  all.close();
});

const multistatus = (props: string, type = ""): Partial<HttpAnswer> => ({
  status: 207,
  body: utf8(
    `<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/a/</href><propstat><prop><resourcetype><collection/>${type}</resourcetype>${props}</prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><getctag>no</getctag></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>`,
  ),
});

test("CalDAV: the collection is only read when its token is another, and only what is near", async () => {
  const dav = {
    caldav: "https://out.example/ada/work/",
    username: "ada",
    secret: "s",
    title: "dent",
  };
  const { sim, serve, open, told, asked, outside } = elsewhere(times(dav));
  let token = "1";
  serve(outside, ({ method }) =>
    method === "PROPFIND"
      ? multistatus(`<sync-token>${token}</sync-token>`, "<C:calendar/>")
      : multistatus(`<C:calendar-data>${ics(dentist)}</C:calendar-data>`),
  );
  const all = open();
  await sim.runs(seconds(1));
  const report = asked.find(({ method }) => method === "REPORT");
  assert.match(fromUtf8(report?.body ?? new Uint8Array()), /time-range start="20261129T140000Z"/);
  assert.deepEqual([report?.headers["depth"], told()], ["1", ["PROPFIND", "REPORT"]]);
  assert.equal(all.views()[0]?.count, 58);
  await sim.runs(minutes(17));
  assert.deepEqual(told(), ["PROPFIND"]);
  token = "2";
  await sim.runs(minutes(17));
  assert.deepEqual(told(), ["PROPFIND", "REPORT"]);
  all.close();
});

const bomb = `<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><multistatus xmlns="DAV:"><response><href>&b;</href></response></multistatus>`;
const noDav: readonly (readonly [string, Partial<HttpAnswer>, string])[] = [
  ["a plain folder", multistatus(""), "dav.otherThing"],
  ["a web page", { body: utf8("<html></html>") }, "dav.noDav"],
  ["entities in entities", { status: 207, body: utf8(bomb) }, "dav.broken"],
  ["no XML", { status: 207, body: utf8("{}") }, "dav.broken"],
  ["a deep pit", { status: 207, body: utf8("<a>".repeat(200_000)) }, "dav.broken"],
];
for (const [what, answer, code] of noDav)
  test(`no CalDAV: ${what} is ${code}`, async () => {
    const { sim, serve, open, outside } = elsewhere(times({ caldav: "https://out.example/x/" }));
    serve(outside, () => answer);
    const all = open();
    await sim.runs(seconds(1));
    assert.equal(all.views()[0]?.problem?.code, code);
    all.close();
  });

test("CardDAV: people are known by number and address, in the book's groups and those of their card", async () => {
  const { sim, serve, open, outside } = elsewhere({
    groups: [{ id: "club", name: "Chess club" }],
    addressBooks: [{ id: "book", carddav: "https://out.example/c/", groups: ["family"] }],
  });
  const cards = [
    "BEGIN:VCARD\nVERSION:3.0\nFN:&lt;script&gt;alert(1)&lt;/script&gt;\nTEL:020 7946 0000\nTEL:+1 613 555 0188\nIMPP:sip:Grace@Navy.example\nCATEGORIES:chess club\nEND:VCARD",
    "BEGIN:VCARD\nVERSION:3.0\nFN:Nobody\nEND:VCARD",
  ];
  serve(outside, ({ method }) =>
    method === "PROPFIND"
      ? multistatus("<sync-token>1</sync-token>", "<addressbook/>")
      : multistatus(cards.map((one) => `<address-data>${one}</address-data>`).join("")),
  );
  const all = open();
  await sim.runs(seconds(1));
  const contact = { name: "<script>alert(1)</script>", groups: ["family", "club"], book: "book" };
  for (const caller of [
    { number: "+16135550188" },
    { number: "6135550188" },
    { address: "sip:grace@navy.example" },
  ])
    assert.deepEqual(all.known(caller, began), { contact });
  assert.deepEqual(all.known({ number: "+16135550188", hidden: true }, began), {});
  assert.deepEqual(all.known({ number: "+16135550189" }, began), {});
  all.close();
});

test("what no disk takes is told, and the copy there is asked about as what it is", async () => {
  const url = "https://out.example/spam.txt";
  const { sim, world, serve, open, told, outside } = elsewhere({
    callers: { lists: [{ id: "spam", url, every: 60 }] },
  });
  let [etag, numbers] = ['"one"', "+442079460001"];
  serve(outside, ({ headers }) =>
    headers["if-none-match"] === etag
      ? { status: 304 }
      : { headers: { etag }, body: utf8(numbers) },
  );
  const all = open();
  await sim.runs(seconds(1));
  world.files.full = true;
  [etag, numbers] = ['"two"', "+442079460001\n+442079460002"];
  await sim.runs(minutes(67));
  assert.equal(all.views()[0]?.problem?.code, "files.full");
  assert.equal(all.views()[0]?.count, 2, "calls go by the new one all the same");
  all.close();
  told();
  world.files.full = false;
  const again = open();
  await sim.runs(minutes(67));
  assert.equal(told()[0], 'GET "one"');
  assert.equal(again.views()[0]?.count, 2);
  again.close();
});

test("a calendar is read whole once a day, for what lies ahead moves on", async () => {
  const { sim, serve, open, asked, outside } = elsewhere(
    times({ caldav: "https://out.example/ada/work/", every: 60 }),
  );
  serve(outside, ({ method }) =>
    method === "PROPFIND"
      ? multistatus("<sync-token>1</sync-token>", "<C:calendar/>")
      : multistatus(`<C:calendar-data>${ics(dentist)}</C:calendar-data>`),
  );
  const all = open();
  await sim.runs(minutes(60 * 52));
  const spans = asked
    .filter(({ method }) => method === "REPORT")
    .map(({ body }) => /start="(\d{8})/.exec(fromUtf8(body ?? new Uint8Array()))?.[1]);
  assert.deepEqual(spans, ["20261129", "20261130", "20261201"]);
  all.close();
});

test("what is no longer wanted leaves nothing behind", async () => {
  const { sim, world, store, serve, open, outside } = elsewhere(times(calendar));
  serve(outside, () => ({ body: utf8(ics(dentist)) }));
  const all = open();
  await sim.runs(seconds(1));
  assert.deepEqual(await world.files.list("subscriptions"), ["subscriptions/calendar-work"]);
  all.use(settingsOf({}));
  await sim.runs(seconds(1));
  assert.deepEqual(await world.files.list("subscriptions"), []);
  assert.deepEqual([store.copies.all(), all.views(), sim.leftovers()], [[], [], []]);
});
