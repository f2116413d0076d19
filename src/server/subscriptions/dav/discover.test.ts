import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { minutes, seconds } from "#kit/time.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { readText } from "../readText.ts";
import type { Source } from "../source.ts";
import { collections } from "./discover.ts";

const source: Source = {
  kind: "calendar",
  id: "work",
  name: "Work",
  url: "https://dav.example/",
  dav: true,
  username: "ada",
  secret: "s",
  inside: false,
  every: minutes(15),
  home: { country: "CA" },
  timeZone: "America/Toronto",
};

const response = (href: string, props: string): string =>
  `<response><href>${href}</href><propstat><prop>${props}</prop><status>HTTP/1.1 200 OK</status></propstat></response>`;
const whole = (...responses: readonly string[]) => ({
  status: 207,
  body: utf8(
    `<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">${responses.join("")}</multistatus>`,
  ),
});
const typed = (type: string, more = ""): string =>
  `<resourcetype><collection/>${type}</resourcetype>${more}`;
const principal = (at: string): string =>
  `<current-user-principal><href>${at}</href></current-user-principal>`;
const homeAt = (at: string): string =>
  `<C:calendar-home-set><href>${at}</href></C:calendar-home-set>`;
const keeps = (name: string): string =>
  `<C:supported-calendar-component-set><C:comp name="${name}"/></C:supported-calendar-component-set>`;

/** What is found on a server with those pages, what was asked, and what with a password: by host and path. */
async function found(pages: Readonly<Record<string, object>>, of: Partial<Source> = {}) {
  const sim = simWorld();
  const world = sim.host("192.168.1.2");
  const [asked, trusted]: [string[], string[]] = [[], []];
  const hosts = { "dav.example": "203.0.113.9", "evil.test": "203.0.113.66" };
  for (const [host, address] of Object.entries(hosts)) {
    sim.network.record(host, "A", [address]);
    sim.http.serve(address, ({ url, headers }) => {
      asked.push(`${url.host}${url.pathname}`);
      if (headers["authorization"] !== undefined) trusted.push(`${url.host}${url.pathname}`);
      return pages[url.pathname] ?? { status: 404 };
    });
  }
  const reading = collections(
    { ...source, ...of },
    {
      world,
      reader: { read: async (kind, job) => ok(readText(kind, job)) },
      abandoned: new AbortController().signal,
    },
  );
  await sim.runs(seconds(5));
  const read = await reading;
  return { asked, trusted, found: read.ok ? read.value.map(({ url }) => url) : read.problem.code };
}

const ada = {
  "/p/ada/": whole(response("/p/ada/", homeAt("/cal/ada/"))),
  "/cal/ada/": whole(
    response("/cal/ada/", typed("")),
    response("/cal/ada/work/", typed("<C:calendar/>", keeps("VEVENT"))),
    response("/cal/ada/chores/", typed("<C:calendar/>", keeps("VTODO"))),
    response("/cal/ada/home/", typed("<C:calendar/>")),
    response("https://evil.test/cal/", typed("<C:calendar/>")),
  ),
};
const calendars = ["https://dav.example/cal/ada/work/", "https://dav.example/cal/ada/home/"];

test("a server's own address tells who asks: all calendars of theirs, no lists of chores, none elsewhere", async () => {
  const { found: urls } = await found({
    "/": whole(response("/", typed("", principal("/p/ada/")))),
    ...ada,
  });
  assert.deepEqual(urls, calendars);
});

test("else the well-known address is asked, and where that leads to", async () => {
  const { asked, found: urls } = await found({
    "/.well-known/caldav": { status: 301, headers: { location: "/dav/" } },
    "/dav/": whole(response("/dav/", typed("", principal("../p/ada/")))),
    ...ada,
  });
  assert.deepEqual(urls, calendars);
  assert.deepEqual(asked.slice(0, 3), [
    "dav.example/",
    "dav.example/.well-known/caldav",
    "dav.example/dav/",
  ]);
});

const vain: readonly (readonly [what: string, pages: Readonly<Record<string, object>>, string])[] =
  [
    ["nothing at all", {}, "subscription.notThere"],
    ["a wrong password", { "/": { status: 401 } }, "subscription.refused"],
    [
      "somebody elsewhere",
      { "/": whole(response("/", typed("", principal("https://evil.test/p/ada/")))), ...ada },
      "dav.otherThing",
    ],
    [
      "nobody's calendars",
      { "/": whole(response("/", typed("", principal("/p/ada/")))), "/p/ada/": whole() },
      "dav.otherThing",
    ],
  ];
for (const [what, pages, code] of vain)
  test(`${what} is ${code}, and no other server hears of it`, async () => {
    const { asked, found: problem } = await found(pages);
    assert.equal(problem, code);
    assert.ok(asked.every((one) => one.startsWith("dav.example/")));
  });

test("where a redirect has led to another server, that one never hears the password", async () => {
  const { asked, trusted } = await found({
    "/.well-known/caldav": { status: 301, headers: { location: "https://evil.test/dav/" } },
    "/dav/": whole(response("/dav/", typed("", principal("/p/ada/")))),
    ...ada,
  });
  assert.equal(asked.at(-1), "evil.test/dav/");
  assert.deepEqual(trusted, ["dav.example/", "dav.example/.well-known/caldav"]);
});

test("what is wrong within a server is not looked for elsewhere in it", async () => {
  const { asked } = await found({}, { url: "https://dav.example/ada/work/" });
  assert.deepEqual(asked, ["dav.example/ada/work/"]);
});
