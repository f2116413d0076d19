import assert from "node:assert/strict";
import { test } from "node:test";
import { signJws } from "#kit/jws.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { SimWorld } from "#world/sim/simWorld.ts";
import { type Person, serverHost } from "../phones/person.ts";
import { asks } from "./asks.ts";
import { heardWorld, type SentMessage } from "./heardWorld.ts";
import { Stranger, written } from "./stranger.ts";
import { domain, exchangeSettings, numbers, user, Village } from "./village.ts";

/* Users who go too far, packets that come again, and what strangers can find out. */

const counted = ({ exchange }: Village, code: string): number => {
  const counts: Readonly<Record<string, number>> = exchange.inside.counts();
  return counts[`refused_${code}`] ?? 0;
};
const said = ({ host }: Village, code: string): number =>
  host.log.find(new RegExp(`more of it.*"${code.replaceAll(".", "[.]")}"`)).length;

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const [own, other] = [nodeCrypto.ed25519Key(seed(1)), nodeCrypto.ed25519Key(seed(2))];
const policy = (more: object = {}): object => ({
  ...{ user: `sip:ben@${domain}`, version: 5, timeZone: "UTC", country: "CA", unreachable: [] },
  ...{ issued: "2026-11-27T17:00:00Z", expires: "2026-12-27T17:00:00Z" },
  rules: [{ when: { is: "always" }, do: "reject" }],
  ...more,
});
const signed = (more: object = {}): string => signJws(policy(more), own);
const event = [
  { name: "Event", text: "call-policy" },
  { name: "Content-Type", text: "application/jose" },
];

const publishes = (town: Village, by: Person, body: string, of = "ben") =>
  asks(town, by, { method: "PUBLISH", uri: `sip:${of}@${domain}`, headers: event, body });

const tampered = (): string => {
  const [head, , signature] = signed().split(".");
  return `${head}.${signed({ version: 6, rules: [] }).split(".")[1]}.${signature}`;
};

const forged: readonly (readonly [what: string, body: () => string, code: string])[] = [
  ["another body under the old signature", tampered, "policy.badSignature"],
  ["another key", () => signJws(policy({ version: 9 }), other), "policy.otherKey"],
  ["an older version", () => signed({ version: 4 }), "policy.old"],
  [
    "one that is over",
    () => signed({ version: 6, expires: "2026-11-27T16:00:00Z" }),
    "policy.over",
  ],
  ["one of tomorrow", () => signed({ version: 6, issued: "2026-11-29T17:00:00Z" }), "policy.early"],
  ["somebody else's", () => signed({ version: 6, user: `sip:ada@${domain}` }), "policy.otherUser"],
  ["no JWS at all", () => "hello", "jws.malformed"],
];

test("forged policies: each is refused with its reason, counted, said once; the good one stays", async (t) => {
  const town = await Village.open(exchangeSettings());
  const ben = await town.bare("ben", "192.0.2.42", 600);
  assert.equal((await publishes(town, ben, signed()))?.status, 200);
  for (const [what, body, code] of forged)
    await t.test(what, async () => {
      for (let i = 0; i < 2; i++) {
        const answer = await publishes(town, ben, body());
        assert.equal(answer?.status, 400);
        assert.match(answer?.lines("Warning").join() ?? "", /399/);
      }
      assert.deepEqual([counted(town, code), said(town, code)], [2, 1]);
    });
  assert.equal((await publishes(town, ben, signed({ version: 6 }), "ada"))?.status, 403);
  assert.equal(counted(town, "notOneself"), 1);
  assert.equal(town.exchange.inside.policies.of("ben")?.version, 5);
  await town.mustBeIdle();
});

test("a PUBLISH and a REGISTER that somebody has overheard are worth nothing when they come again", async () => {
  const sent: SentMessage[] = [];
  const town = await Village.open(
    exchangeSettings(),
    undefined,
    heardWorld((one) => sent.push(one)),
  );
  const ben = await town.bare("ben", "192.0.2.42", 600);
  await publishes(town, ben, signed());
  const before = JSON.stringify(town.exchange.locations.of("ben"));
  const eve = await Stranger.open(town, "198.51.100.7");
  for (const method of ["PUBLISH", "REGISTER"]) {
    const heard = sent.findLast(
      ({ text }) => text.startsWith(method) && /^Authorization:/im.test(text),
    );
    const again = heard?.text.replace(/branch=\S+/, `branch=z9hG4bKagain${method}`) ?? "";
    eve.says(again.replaceAll("192.0.2.42", eve.host).replace(/Call-ID: /, "Call-ID: again"));
    await town.runs(500);
  }
  assert.deepEqual(eve.finals, [401, 401]);
  assert.equal(counted(town, "staleCredentials"), 2);
  assert.equal(JSON.stringify(town.exchange.locations.of("ben")), before);
  eve.close();
  await town.mustBeIdle();
});

test("a user registers nobody else, and no Path to another machine than the one that says so", async () => {
  const town = await Village.open(exchangeSettings());
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const registers = (of: string, path?: string) =>
    asks(town, ben, {
      ...{ method: "REGISTER", uri: `sip:${domain}`, to: `<sip:${of}@${domain}>` },
      headers: path === undefined ? [] : [{ name: "Path", text: `<sip:${path};lr>` }],
    });
  assert.equal((await registers("ada"))?.status, 403);
  assert.equal(counted(town, "notOneself"), 1);
  assert.equal((await registers("ben", "203.0.113.77"))?.status, 403);
  assert.deepEqual([counted(town, "pathOfOthers"), said(town, "pathOfOthers")], [1, 1]);
  assert.equal((await registers("ben", "192.0.2.42"))?.status, 200, "its own edge proxy may");
  assert.deepEqual(town.exchange.locations.of("ada"), []);
  await town.mustBeIdle();
});

test("a forged Via aims no answer at anybody else", async () => {
  const town = await Village.open(exchangeSettings());
  const [eve, victim] = [
    await Stranger.open(town, "198.51.100.7"),
    await Stranger.open(town, "203.0.113.77"),
  ];
  const vias = [
    `SIP/2.0/UDP ${victim.host}:5060;branch=z9hG4bK1`,
    `SIP/2.0/UDP ${victim.host}:5060;rport;branch=z9hG4bK2`,
    `SIP/2.0/UDP ${eve.host}:5060;maddr=${victim.host};branch=z9hG4bK3`,
    `SIP/2.0/UDP ${eve.host}:5060;received=${victim.host};branch=z9hG4bK4`,
  ];
  for (const [n, via] of vias.entries())
    eve.says(written(eve.host, n, { method: "OPTIONS", uri: "sip:bob@pine.example", via }));
  await town.runs(1000);
  assert.deepEqual([eve.finals, victim.heard], [[403, 403, 403, 403], []]);
  eve.close();
  victim.close();
  await town.mustBeIdle();
});

test("what comes back as it went out is a loop; who sends calls on to many more reaches few of them", async () => {
  const users = [
    user("ada", { numbers: [numbers.ada], followsRedirections: true }),
    ...Array.from({ length: 50 }, (_, i) => user(`user-${i}`)),
  ];
  const sent: SentMessage[] = [];
  const settings = exchangeSettings({ users });
  const town = await Village.open(
    settings,
    undefined,
    heardWorld((one) => sent.push(one)),
  );
  const adas = await town.bare("ada", "192.0.2.41", 440);
  adas.manner = "nothing";
  const eve = await Stranger.open(town, "198.51.100.7");
  eve.says(written(eve.host, 1));
  await town.runs(500);
  const out = sent.find(({ from, text }) => from.host === serverHost && text.startsWith("INVITE"));
  const back = out?.text
    .replace(/^INVITE \S+/, `INVITE sip:ada@${domain}`)
    .replace(/^(Record-Route|P-Called-Party-ID|Max-Breadth): .*\r\n/gim, "")
    .replace("Via: ", `Via: SIP/2.0/UDP ${eve.host}:5060;branch=z9hG4bKback\r\nVia: `);
  eve.says(back ?? "");
  await town.runs(500);
  assert.deepEqual(eve.finals, [482]);
  assert.equal(counted(town, "loop"), 1);

  const invites = (): number =>
    sent.filter(({ from, text }) => from.host === serverHost && text.startsWith("INVITE")).length;
  const before = invites();
  const contacts = Array.from({ length: 50 }, (_, i) => `<sip:user-${i}@${domain}>`);
  const contact = { name: "Contact", text: [`<sip:ada@${domain}>`, ...contacts].join(", ") };
  adas.talk.session?.perform({ do: "refuse", status: 302, extra: [contact] });
  for (let i = 0; i < 20; i++) {
    await town.runs(500);
    if (!adas.talk.isOver)
      adas.talk.session?.perform({ do: "refuse", status: 302, extra: [contact] });
  }
  assert.ok(invites() - before <= 10, `${invites() - before} are tried`);
  eve.close();
  await town.mustBeIdle();
});

test("strangers cannot tell who is a user: the same answer, at the same time, for the same work", async () => {
  let hashed = 0;
  const counting = (world: SimWorld): SimWorld => ({
    ...world,
    host(addresses, behind) {
      const host = world.host(addresses, behind);
      const { crypto } = host;
      const count =
        (hash: (text: string) => string) =>
        (text: string): string => {
          hashed++;
          return hash(text);
        };
      const [md5Hex, sha256Hex] = [count(crypto.md5Hex), count(crypto.sha256Hex)];
      return addresses === serverHost
        ? { ...host, crypto: { ...crypto, md5Hex, sha256Hex } }
        : host;
    },
  });
  const users = [
    user("ada", { numbers: [numbers.ada] }),
    user("cem", { suspended: { reason: "has not paid" } }),
  ];
  const town = await Village.open(exchangeSettings({ users }), undefined, counting);
  const names = ["ada", "cem", "nobody", numbers.ada, "+16135550999"];
  const plain = (text: string, name: string): string =>
    text
      .replaceAll(name, "NAME")
      .replace(/(branch|tag|nonce|received)="?[^;,"\r]*"?/g, "$1")
      .replace(/^Call-ID: .*$/m, "");
  for (const method of ["INVITE", "OPTIONS", "MESSAGE", "SUBSCRIBE"]) {
    const answers = new Set<string>();
    for (const [i, name] of names.entries()) {
      const eve = await Stranger.open(town, `198.51.100.${i + 1}`);
      eve.says(written("198.51.100.99", i, { method, uri: `sip:${name}@${domain}` }));
      await town.runs(21);
      answers.add(eve.heard.map((text) => plain(text, name)).join());
      eve.close();
      await town.runs(40_000);
    }
    assert.equal(answers.size, 1, `${method}: ${[...answers].join("\n---\n")}`);
  }
  const work = new Set<number>();
  for (const name of ["ada", "cem", "nobody"]) {
    const guesser = await town.person(name, `203.0.113.${work.size + name.length}`, 500);
    const before = hashed;
    guesser.login = { user: name, password: "a guess" };
    const answer = await asks(town, guesser, {
      ...{ method: "REGISTER", uri: `sip:${domain}`, to: `<sip:${name}@${domain}>` },
    });
    assert.equal(answer?.status, 401);
    work.add(hashed - before);
  }
  assert.ok(hashed > 0);
  assert.equal(work.size, 1, "as many hashes for a name that nobody has");
  assert.equal(counted(town, "wrongPassword"), 3);
  await town.mustBeIdle();
});
