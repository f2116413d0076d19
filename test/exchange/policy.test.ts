import assert from "node:assert/strict";
import { test } from "node:test";
import { openPolicies } from "#exchange/policy/policies.ts";
import { policyFiles } from "#exchange/store/fileDrawer.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { signJws } from "#kit/jws.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest } from "#sip/message/message.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { Person } from "../phones/person.ts";
import {
  domain,
  exchangeSettings,
  type Member,
  memberSettings,
  numbers,
  ring,
  user,
  Village,
} from "./village.ts";

/* Claim 22: what the exchange refuses, and does while nobody is in, is each user's own wish. */

interface Story {
  readonly town: Village;
  readonly ada: Member;
  readonly desk: Person;
  readonly carrier: Person;
}

const lease = (policy: readonly object[], unreachable: readonly object[] = []): object => ({
  exchanges: [{ account: "maple", policy, unreachable }],
});
const refuses = (when: object, cause?: string): object => ({
  when,
  do: "reject",
  ...(cause && { cause }),
});

async function story(more: object = {}, exchange: object = {}): Promise<Story> {
  const town = await Village.open(exchangeSettings(exchange));
  const ada = await town.member(
    "ada",
    "192.0.2.31",
    memberSettings("ada", numbers.ada, ring, more),
  );
  const desk = await town.desk(ada, 440);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(1000);
  return { town, ada, desk, carrier };
}

/** Datagrams that came to the member's socket from the exchange, from now on. */
function counting({ packets }: Member): () => number {
  const before = packets.length;
  const isFromExchange = ({ from }: { readonly from: { readonly host: string } }): boolean =>
    from.host === "192.0.2.1";
  return () => packets.slice(before).filter(isFromExchange).length;
}

/** The owner's change, as page and API make it. */
const change = ({ ada }: Story, more: object): Promise<unknown> =>
  ada.server.parts.settings.change((now) => ({ ...(now as object), ...more }), "owner");

async function told({ town, carrier }: Story, to = numbers.ada): Promise<readonly string[]> {
  const call = await carrier.calls(to);
  await town.runs(3000);
  if (!call.isOver) call.hangsUp();
  await town.runs(1000);
  return call.told;
}
/** The member takes its registration back, and is away. */
async function leaves({ ada, town }: Story): Promise<void> {
  const gone = ada.server.accounts.close();
  await town.runs(3000);
  await gone;
}
const rings = (what: readonly string[]): boolean => what.includes("progress 180");

test("who is refused by policy causes no packet to the member; the next call, accepted, reaches it", async () => {
  const of = await story(lease([refuses({ is: "always" })]));
  const packets = counting(of.ada);
  assert.deepEqual(await told(of), ["refused 603", "over refused"]);
  assert.equal(packets(), 0, "not one datagram");
  await change(of, lease([]));
  await of.town.runs(1000);
  const later = counting(of.ada);
  assert.ok(rings(await told(of)));
  assert.ok(later() > 0, "the member is there, and always was");
  assert.equal(of.desk.talks.length, 1);
  await of.town.mustBeIdle();
});

test("calls that a policy refuses take none of the trunk's channels", async () => {
  const trunks = [{ id: "carrier", server: "192.0.2.10", channels: 1 }];
  const of = await story(lease([refuses({ is: "always" })]), { trunks });
  assert.deepEqual(await told(of), ["refused 603", "over refused"]);
  assert.deepEqual(await told(of), ["refused 603", "over refused"]);
  await change(of, lease([]));
  await of.town.runs(1000);
  assert.ok(rings(await told(of)));
  await of.town.mustBeIdle();
});

test("a star code at the telephone changes what the exchange does, and says so", async () => {
  const of = await story();
  const code = await of.desk.calls("*94");
  await of.town.runs(6000);
  if (!code.isOver) code.hangsUp();
  await of.town.runs(1000);
  assert.equal(of.ada.server.settings.services.exchangeReject, true);
  const packets = counting(of.ada);
  assert.deepEqual(await told(of), ["refused 603", "over refused"]);
  assert.equal(packets(), 0);
  const back = await of.desk.calls("*95");
  await of.town.runs(6000);
  if (!back.isOver) back.hangsUp();
  await of.town.runs(1000);
  assert.ok(rings(await told(of)));
  await of.town.mustBeIdle();
});

test("classes and times: hidden callers are refused, and at night everybody", async () => {
  const weekly = [{ days: ["fri"], from: "13:00", to: "14:00" }];
  const of = await story({
    times: [{ id: "nap", weekly }],
    ...lease([
      refuses({ is: "caller", in: "hidden" }, "anonymousRefused"),
      refuses({ is: "during", time: "nap" }, "quiet"),
    ]),
  });
  const hidden = await of.carrier.calls(numbers.ada, { from: "anonymous" });
  await of.town.runs(1000);
  assert.deepEqual(hidden.told, ["refused 433", "over refused"]);
  assert.ok(rings(await told(of)));
  await of.town.runs(65 * 60_000);
  assert.deepEqual(await told(of), ["refused 480", "over refused"]);
  await of.town.mustBeIdle();
});

test("the policy is in force while the member is off, and after the exchange was restarted", async () => {
  const of = await story(lease([refuses({ is: "always" })]));
  await leaves(of);
  assert.deepEqual(await told(of), ["refused 603", "over refused"]);
  const kept = await openPolicies(of.town.host, policyFiles(of.town.host.files));
  const verdict = kept.verdict("ada", {
    caller: { private: false },
    called: "ada",
    at: of.town.sim.clock.wallTime(),
  });
  assert.equal(verdict?.do, "reject");
  await of.town.host.files.write("policies/ada.json", utf8("{}"));
  const broken = await openPolicies(of.town.host, policyFiles(of.town.host.files));
  assert.equal(
    broken.verdict("ada", {
      caller: { private: false },
      called: "ada",
      at: of.town.sim.clock.wallTime(),
    }),
    undefined,
  );
  await of.town.mustBeIdle();
});

test("nobody is in: the call waits, then goes where the owner has said", async () => {
  const of = await story(
    lease(
      [],
      [
        { do: "wait", for: 8 },
        { do: "forward", to: { number: numbers.ben } },
        { do: "reject", cause: "busy" },
      ],
    ),
  );
  const ben = await of.town.bare("ben", "192.0.2.42", 600);
  await leaves(of);
  const call = await of.carrier.calls(numbers.ada);
  await of.town.runs(7000);
  assert.equal(ben.talks.length, 0, "it waits");
  await of.town.runs(2000);
  ben.talk.lifts();
  await of.town.runs(1500);
  assert.ok(call.voice.share(600) > 0.9, "and is forwarded");
  call.hangsUp();
  await of.town.runs(1000);
  await of.town.mustBeIdle();
});

test("a member that comes back while the call waits gets it", async () => {
  const of = await story({}, { users: [user("ada", { numbers: [numbers.ada] })] });
  await change(of, lease([], [{ do: "wait", for: 30 }]));
  await of.town.runs(1000);
  await leaves(of);
  const call = await of.carrier.calls(numbers.ada);
  await of.town.runs(5000);
  assert.ok(!call.isOver);
  const late = await of.town.bare("ada", "192.0.2.41", 700);
  await of.town.runs(1000);
  late.talk.lifts();
  await of.town.runs(1500);
  assert.ok(call.voice.share(700) > 0.9);
  call.hangsUp();
  await of.town.runs(1000);
  await of.town.mustBeIdle();
});

test("given up while it waits: the caller is told 487, and nothing rings later", async () => {
  const of = await story(lease([], [{ do: "wait", for: 30 }]));
  await leaves(of);
  const call = await of.carrier.calls(numbers.ada);
  await of.town.runs(2000);
  call.hangsUp();
  await of.town.runs(1000);
  assert.ok(call.isOver);
  await of.town.mustBeIdle();
});

test("the operator narrows a user: calls are refused, and the owner reads why at home", async () => {
  const rules = [refuses({ is: "caller", like: "+1212*" })];
  const narrowed = { rules, reason: "calls from 212 are refused until the flood is over" };
  const users = [user("ada", { numbers: [numbers.ada], narrowed })];
  const of = await story({}, { users });
  const status = of.ada.server.accounts.status()[0];
  assert.deepEqual([status?.state, status?.detail], ["registered", narrowed.reason]);
  const packets = counting(of.ada);
  const call = await of.carrier.calls(numbers.ada, { from: "+12125550123" });
  await of.town.runs(1000);
  assert.deepEqual(call.told, ["refused 603", "over refused"]);
  assert.equal(packets(), 0);
  assert.ok(rings(await told(of)), "others get through");
  await of.town.mustBeIdle();
});

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const [own, other] = [nodeCrypto.ed25519Key(seed(1)), nodeCrypto.ed25519Key(seed(2))];
const policy = (more: object = {}): object => ({
  user: `sip:ada@${domain}`,
  version: 5,
  issued: "2026-11-27T17:00:00Z",
  expires: "2026-12-27T17:00:00Z",
  timeZone: "UTC",
  country: "CA",
  rules: [{ when: { is: "always" }, do: "reject" }],
  unreachable: [],
  ...more,
});

const nested = (depth: number): object => {
  let when: object = { is: "always" };
  for (let i = 0; i < depth; i++) when = { is: "not", that: when };
  return when;
};

test("forged, old, strange and foreign policies are refused, each with its reason", async () => {
  const town = await Village.open(exchangeSettings());
  const policies = await openPolicies(town.host, policyFiles(town.host.files));
  const isAda = (address: string): boolean => address === `sip:ada@${domain}`;
  const code = async (jws: string): Promise<string> => {
    const published = await policies.publish("ada", jws, isAda);
    return published.ok ? "in force" : published.problem.code;
  };
  const good = signJws(policy(), own);
  assert.equal(await code(good), "in force");
  assert.equal(await code(good), "in force", "the same once more changes nothing");
  const [head = "", , signature = ""] = good.split(".");
  const swapped = signJws(policy({ version: 6, rules: [] }), own).split(".")[1] ?? "";
  const cases: readonly (readonly [what: string, jws: string, wanted: string])[] = [
    [
      "another body under the old signature",
      `${head}.${swapped}.${signature}`,
      "policy.badSignature",
    ],
    ["another server's key", signJws(policy({ version: 9 }), other), "policy.otherKey"],
    ["an older version", signJws(policy({ version: 4 }), own), "policy.old"],
    [
      "the same version, issued before",
      signJws(policy({ issued: "2026-11-26T17:00:00Z" }), own),
      "policy.old",
    ],
    [
      "somebody else's",
      signJws(policy({ version: 6, user: `sip:ben@${domain}` }), own),
      "policy.otherUser",
    ],
    [
      "one that is over",
      signJws(policy({ version: 6, expires: "2026-11-27T16:59:00Z" }), own),
      "policy.over",
    ],
    [
      "one of tomorrow",
      signJws(policy({ version: 6, issued: "2026-11-28T17:00:00Z" }), own),
      "policy.early",
    ],
    [
      "a condition that nobody knows",
      signJws(policy({ version: 6, rules: [{ when: { is: "fullMoon" }, do: "accept" }] }), own),
      "policy.malformed",
    ],
    [
      "one that nests without end",
      signJws(policy({ version: 6, rules: [{ when: nested(2000), do: "accept" }] }), own),
      "policy.malformed",
    ],
    ["no JWS", "hello", "jws.malformed"],
    ["no signature wanted", `${btoa('{"alg":"none"}')}.${swapped}.${signature}`, "jws.badHeader"],
  ];
  for (const [what, jws, wanted] of cases) assert.equal(await code(jws), wanted, what);
  assert.equal(policies.of("ada")?.version, 5, "the good one is still in force");
  const files = await town.host.files.read("policies/ada.json");
  assert.match(files.ok ? fromUtf8(files.value) : "", /"key":"/);
  await town.mustBeIdle();
});

test("two policies of one user in the same moment: the first one's key is the user's", async () => {
  const town = await Village.open(exchangeSettings());
  const policies = await openPolicies(town.host, policyFiles(town.host.files));
  const both = [signJws(policy(), own), signJws(policy({ version: 6 }), other)];
  const published = await Promise.all(both.map((jws) => policies.publish("ada", jws, () => true)));
  assert.deepEqual(
    published.map((one) => (one.ok ? one.value.version : one.problem.code)),
    [5, "policy.otherKey"],
  );
  await town.mustBeIdle();
});

test("who is a user no more leaves no policy and no key to a later one of that name", async () => {
  const town = await Village.open(exchangeSettings());
  const policies = await openPolicies(town.host, policyFiles(town.host.files));
  await policies.publish("ada", signJws(policy(), own), () => true);
  policies.use(["ada", "ben"]);
  assert.equal(policies.of("ada")?.version, 5);
  const another = await openPolicies(town.host, policyFiles(town.host.files));
  another.use(["ben"], true);
  await town.runs(10);
  assert.deepEqual(await town.host.files.list("policies"), ["policies/ada.json"]);
  policies.use(["ben"]);
  assert.equal(policies.of("ada"), undefined);
  const later = await policies.publish("ada", signJws(policy(), other), () => true);
  assert.ok(later.ok, "another server");
  policies.use([]);
  await town.runs(10);
  assert.deepEqual(await town.host.files.list("policies"), []);
  await town.mustBeIdle();
});

test("one user cannot set another's policy, whoever signs", async () => {
  const town = await Village.open(exchangeSettings());
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const answers: number[] = [];
  for (const [to, about] of [
    ["ada", "ada"],
    ["ben", "ada"],
  ] as const)
    ben.agent.ask(
      {
        destination: {
          to: "hops",
          hops: [{ protocol: "UDP", remote: { host: "192.0.2.1", port: 5060 } }],
        },
        login: ben.login ?? { user: "", password: "" },
        make: (_, credentials) =>
          publish(to, signJws(policy({ user: `sip:${about}@${domain}` }), other), credentials),
      },
      (answer) => answers.push(answer.on === "response" ? answer.response.status : 0),
    );
  await town.runs(2000);
  assert.deepEqual(answers, [403, 400]);
  await town.mustBeIdle();
});

let number = 0;
function publish(to: string, jws: string, credentials: readonly HeaderLine[]): SipRequest {
  const address = `<sip:${to}@${domain}>`;
  number += 1;
  return makeRequest({
    method: "PUBLISH",
    uri: `sip:${to}@${domain}`,
    headers: [
      { name: "From", text: `${address};tag=${number}` },
      { name: "To", text: address },
      { name: "Call-ID", text: `publish-${to}` },
      { name: "CSeq", text: `${number} PUBLISH` },
      { name: "Max-Forwards", text: "70" },
      { name: "Event", text: "call-policy" },
      { name: "Content-Type", text: "application/jose" },
      ...credentials,
    ],
    body: utf8(jws),
  });
}
