import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { addressOf, allRoutes } from "#web/routes/allRoutes.ts";
import { House, token } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";
import { strangeCall } from "./strangeCall.ts";

/* An evening with a real server: what it writes and says, and what it can be talked into. */

/** Each secret of the document can be told from all others, wherever it should turn up. */
const marked = (where: string): string => `hush-${where}-5ca1ab1e`;
const pins = { mailbox: "90210731", room: "86421357" } as const;

/** Every field that holds a secret, filled; and every address that is fetched, pointing into the house. */
const settingsWith = (trap: string, named: string) => ({
  version: 1,
  owner: { name: "Ada", timeZone: "UTC", country: "CA" },
  numbers: [{ id: "home", number: "+16135550142" }],
  devices: [{ id: "kitchen", kind: "sip", secret: marked("device") }],
  accounts: [
    {
      ...{ id: "carrier", kind: "carrier", server: "127.0.0.1", transport: "udp" },
      ...{ register: false, username: "ada", secret: marked("account") },
    },
  ],
  addressBooks: [
    {
      ...{ id: "book", carddav: `${trap}/book`, username: "ada", secret: marked("book") },
      inside: true,
    },
    { id: "book2", carddav: `${named}/ssrf/book` },
  ],
  callers: {
    lists: [
      { id: "list", url: `${trap}/list`, username: "ada", secret: marked("list"), inside: true },
      ...inside(new URL(trap).port).map((url, i) => ({ id: `inside${i}`, url })),
    ],
  },
  times: [
    {
      id: "calendar",
      calendar: {
        ...{ ics: `${trap}/calendar`, username: "ada", secret: marked("calendar") },
        inside: true,
      },
    },
    { id: "calendar2", calendar: { ics: `${named}/ssrf/calendar` } },
  ],
  conference: { rooms: [{ id: "room", pin: pins.room }] },
  mailbox: {
    pin: pins.mailbox,
    email: "ada@example.net",
    smtp: {
      ...{ server: "127.0.0.1:1", security: "none", user: "ada" },
      ...{ secret: marked("smtp"), from: "ada@example.net" },
    },
    transcription: { by: "http", url: `${named}/ssrf/transcript`, secret: marked("transcript") },
  },
  rules: [
    {
      id: "ask",
      when: { is: "always" },
      then: [
        {
          ...{
            do: "decide",
            url: `${trap}/decide`,
            secret: marked("decide"),
            inside: true,
            for: 2,
          },
          otherwise: [{ do: "reject", cause: "rejected" }],
        },
      ],
    },
  ],
});

/** Counts who comes where nobody may be sent. */
async function openTrap() {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, answer) => {
    asked.push(url);
    answer.end("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  /** A name gives away only when it is asked that it is in the house. */
  const named = `http://localhost:${port}`;
  return { asked, url: `http://127.0.0.1:${port}`, named, close: () => server.close() };
}

interface Sent {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** As it is written: no client here makes `..` of it disappear. */
function raw(
  base: string,
  path: string,
  { method = "GET", body, headers = {} }: { method?: string; body?: object; headers?: object } = {},
): Promise<Sent> {
  const { protocol, hostname, port } = new URL(base);
  const secure = protocol === "https:";
  return new Promise((resolve, reject) => {
    const options = {
      ...{ hostname, port, path, method, rejectUnauthorized: false },
      headers: { "content-type": "application/json", ...headers },
    };
    const sent = (secure ? httpsRequest : httpRequest)(options, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part as Buffer);
      const cookies = answer.headers["set-cookie"] ?? [];
      resolve({ status: answer.statusCode ?? 0, cookies, text: Buffer.concat(parts).toString() });
    });
    sent.once("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}

const bearer = { authorization: `Bearer ${token}` };

/** Everything that can be read, and some of what can be done, as the owner and as a stranger. */
async function anEvening(house: House): Promise<readonly string[]> {
  const heard: string[] = [];
  const ask = async (path: string, more: { method?: string; body?: object } = {}) => {
    const answer = await raw(house.web, path, { ...more, headers: bearer });
    heard.push(answer.text);
    return answer;
  };
  const { items } = JSON.parse((await ask("/api/v1/calls")).text) as { items: { id: string }[] };
  for (const route of await allRoutes())
    if (route.method === "GET" && route.operationId !== "events")
      // which never ends
      for (const id of [items[0]?.id ?? "x", "kitchen"])
        await ask(addressOf(route).replace("/x", `/${id}`));
  const settings = JSON.parse((await ask("/api/v1/settings")).text) as object;
  await ask("/api/v1/settings/check", { method: "POST", body: settings });
  await ask("/api/v1/settings/check", { method: "POST", body: { ...settings, rules: [{}] } });
  await ask("/api/v1/settings", { method: "PUT", body: settings });
  await ask("/api/v1/settings/restore", { method: "POST", body: { version: 1 } });
  await ask("/api/v1/decide", { method: "POST", body: { from: "+16135550171" } });
  await ask("/api/v1/decide/replay", { method: "POST", body: { rules: [], last: 5 } });
  await ask("/api/v1/calls", { method: "POST", body: { device: "kitchen", to: "echo" } });
  await ask("/metrics");
  for (const what of ["list/list", "calendar/calendar", "addressBook/book", "list/inside5"])
    await ask(`/api/v1/subscriptions/${what}/refresh`, { method: "POST" });
  return heard;
}

test("a whole evening says no secret, neither in an answer nor in the log, and asks nobody inside whom it may not", async (t) => {
  const trap = await openTrap();
  const house = await House.open(
    settingsWith(trap.url, trap.named),
    undefined,
    0,
    "--log",
    "debug",
  );
  const handed: string[] = [];
  try {
    await t.test("secrets are neither said nor written", async () => {
      const password = marked("password");
      const key = await keyPrintedBy(house);
      const made = await raw(house.webs, "/api/v1/setup", {
        method: "POST",
        body: { key, name: "Ada", password },
      });
      assert.equal(made.status, 201, made.text);
      for (const cookie of made.cookies) {
        assert.match(cookie, /^__Host-ringwise/, "over TLS, of this host alone");
        assert.match(cookie, /; HttpOnly; Secure; SameSite=Strict$/);
        assert.doesNotMatch(cookie, /Domain=/i);
        handed.push(/=([^;]+)/.exec(cookie)?.[1] ?? "");
      }
      const codes = JSON.parse(made.text).recoveryCodes as string[];
      handed.push(...codes);
      for (const wrong of [marked("guess"), codes[0]])
        await raw(house.web, "/api/v1/session", { method: "POST", body: { password: wrong } });
      const number = "+16135550171";
      const status = await strangeCall(house.sipPort, "+16135550142", { number, name: "Eve" });
      assert.ok(status >= 400, "nobody was there to decide, so it was refused");
      const answers = [...(await anEvening(house))];
      const makeToken = { method: "POST", body: { name: "program" }, headers: bearer };
      handed.push(JSON.parse((await raw(house.web, "/api/v1/tokens", makeToken)).text).token);
      answers.push(...(await anEvening(house)));
      for (const text of answers) silent(text, handed, "an answer");
      silent(house.printed, handed, "the log");
      assert.match(house.printed, /"level"|\{"/, "there is a log");
    });
    await t.test("no name leads out of its folder", async () => {
      for (const path of ways)
        for (const headers of [bearer, {}]) {
          const { status, text } = await raw(house.web, path, { headers });
          const isPage = status === 200 && /^<!doctype html/i.test(text);
          assert.ok([400, 401, 403, 404, 422].includes(status) || isPage, `${path}: ${status}`);
          assert.doesNotMatch(text, /root:|PRIVATE KEY|SQLite|hush-/, path);
        }
    });
    await t.test("nobody inside is asked but those who may be", async () => {
      const { text } = await raw(house.web, "/api/v1/subscriptions", { headers: bearer });
      const { items } = JSON.parse(text) as { items: { id: string; problem?: object }[] };
      for (const [i, url] of inside("0").entries())
        assert.ok(items.find(({ id }) => id === `inside${i}`)?.problem, url);
      const wrongly = trap.asked.filter((url) => url.startsWith("/ssrf"));
      assert.deepEqual(wrongly, []);
      assert.ok(
        trap.asked.some((url) => url === "/list"),
        "whom `inside` names is asked",
      );
    });
  } finally {
    await house.close();
    trap.close();
  }
});

/** The house's own, in every writing of it. */
const inside = (port: string): readonly string[] => [
  `http://127.0.0.1:${port}/ssrf/plain`,
  `http://2130706433:${port}/ssrf/decimal`,
  `http://0x7f.1:${port}/ssrf/hex`,
  `http://[::ffff:127.0.0.1]:${port}/ssrf/mapped`,
  `http://0.0.0.0:${port}/ssrf/any`,
  `http://localhost:${port}/ssrf/named`,
  `http://localhost.:${port}/ssrf/dotted`,
  `http://[::1]:${port}/ssrf/six`,
  "http://169.254.169.254/latest/meta-data/",
];

/** Of the one-time link, which it prints once its doors are open; it has to stand in the log, and works once. */
const keyPrintedBy = (house: House): Promise<string> =>
  untilThere("the setup link", async () => {
    await new Promise(setImmediate);
    return /Set it up .*#k=([\w-]+)\s/.exec(house.printed)?.[1];
  });

/** What leads out, in every writing of it. */
const ups = ["../", "..%2f", "%2e%2e%2f", "..%5c", "....//", "%2e%2e/", "..%252f", "..%c0%af"];
const ways = [
  "/api/v1/greetings/",
  "/api/v1/messages/",
  "/api/v1/recordings/",
  "/assets/",
  "/",
].flatMap((folder) =>
  ups.flatMap((up) =>
    ["ringwise.db", "etc/passwd", "identity.key"].map((file) => {
      const audio = folder.startsWith("/api/") ? "/audio" : "";
      return `${folder}${up.repeat(8)}${file}${audio}`;
    }),
  ),
);

function silent(text: string, handed: readonly string[], where: string): void {
  const secrets = [...handed, ...Object.values(pins), token];
  assert.doesNotMatch(text, /hush-/, where);
  for (const secret of secrets)
    assert.ok(!text.includes(secret), `${where} has a secret: ${text.slice(0, 200)}`);
}
