/** The key that signs a user's policy is replaced: the one before names it, and the exchange takes nobody else's word. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPolicies } from "#exchange/policy/policies.ts";
import { policyFiles } from "#exchange/store/fileDrawer.ts";
import { base64Url, fromUtf8, utf8 } from "#kit/bytes.ts";
import { type Signer, signJws } from "#kit/jws.ts";
import { openPolicyKey } from "#server/policies/policyKey.ts";
import type { Answer } from "#sip/agent/userAgent.ts";
import { makeRequest } from "#sip/message/make.ts";
import { signRotation } from "#telephony/policy/rotation.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { fair } from "#world/sim/weather.ts";
import type { Person } from "../phones/person.ts";
import { domain, exchangeSettings, type Member, memberSettings, ring, Village } from "./village.ts";

const number = "+16135550101";
const refusal = {
  exchanges: [{ account: "maple", policy: [refuses({ is: "always" })], unreachable: [] }],
};
const exchangeHost = "192.0.2.1";
const adaHost = "192.0.2.31";

function refuses(when: object): object {
  return { when, do: "reject" };
}

/** Ada's server has the exchange refuse every call. */
async function story() {
  const town = await Village.open(exchangeSettings());
  const ada = await town.member("ada", adaHost, memberSettings("ada", number, ring, refusal));
  const desk = await town.desk(ada, 440);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(1000);
  return { town, ada, desk, carrier };
}

const rotate = async ({ server }: Member, town: Village): Promise<string | undefined> => {
  const rotated = server.routines.policyKey.rotate();
  await town.runs(1000);
  assert.ok((await rotated).ok);
  return server.routines.policyKey.current();
};

/** What the exchange has pinned, and from when the document is. */
async function held({ host }: Village) {
  const read = await host.files.read("policies/ada.json");
  assert.ok(read.ok);
  return JSON.parse(fromUtf8(read.value)) as { readonly key: string; readonly jws: string };
}

async function told(town: Village, carrier: Person): Promise<readonly string[]> {
  const call = await carrier.calls(number);
  await town.runs(2000);
  if (!call.isOver) call.hangsUp();
  await town.runs(1000);
  return call.told;
}
const refused = ["refused 603", "over refused"];

/** With ada's own password, from elsewhere. */
async function published(town: Village, thief: Person, jws: string): Promise<string> {
  const answers: Answer[] = [];
  const uri = `sip:ada@${domain}`;
  let sent = 0;
  thief.agent.ask(
    {
      destination: {
        to: "hops",
        hops: [{ protocol: "UDP", remote: { host: exchangeHost, port: 5060 } }],
      },
      login: { user: "ada", password: "password-of-ada" },
      make: (_, credentials) =>
        makeRequest({
          method: "PUBLISH",
          uri,
          headers: [
            { name: "From", text: `<${uri}>;tag=thief` },
            { name: "To", text: `<${uri}>` },
            { name: "Call-ID", text: `again-${jws.length}` },
            { name: "CSeq", text: `${++sent} PUBLISH` },
            { name: "Max-Forwards", text: "70" },
            { name: "Event", text: "call-policy" },
            { name: "Content-Type", text: "application/jose" },
            ...credentials,
          ],
          body: utf8(jws),
        }),
    },
    (answer) => answers.push(answer),
  );
  await town.runs(1000);
  const [answer] = answers;
  if (answer?.on !== "response") return "no answer";
  const { response } = answer;
  return `${response.status} ${response.lines("Warning").join()}`;
}

test("a rotation while calls come: the policy stays, signed anew; the old lease is no good any more", async () => {
  const { town, ada, desk, carrier } = await story();
  const before = await held(town);
  assert.equal(before.key, ada.server.routines.policyKey.current());
  assert.deepEqual(await told(town, carrier), refused);

  const key = await rotate(ada, town);
  assert.notEqual(key, before.key);
  assert.equal((await held(town)).key, key, "the exchange has taken the new key");
  assert.deepEqual(await told(town, carrier), refused, "and the policy is what it was");

  await ada.server.parts.settings.change((now) => ({ ...(now as object), exchanges: [] }), "owner");
  await town.runs(1000);
  assert.ok((await told(town, carrier)).includes("progress 180"), "what the new key signs is done");
  assert.equal(desk.talks.length, 1);

  const thief = await town.person("thief", "192.0.2.66", 300);
  assert.match(await published(town, thief, before.jws), /^400 .*another server/, "a replay");
  assert.ok((await told(town, carrier)).includes("progress 180"), "changes nothing");
  await town.mustBeIdle();
});

test("the exchange is out of reach for two rotations: it finds its way to the third key, and keeps it", async () => {
  const { town, ada, carrier } = await story();
  const first = await held(town);
  town.sim.network.weather({ ...fair, loss: 1 }, [adaHost, exchangeHost]);
  await rotate(ada, town);
  const third = await rotate(ada, town);
  await town.runs(40_000);
  assert.equal((await held(town)).key, first.key);
  assert.deepEqual(await told(town, carrier), refused, "the policy is held meanwhile");
  town.sim.network.weather(fair, [adaHost, exchangeHost]);
  await town.runs(180_000);
  assert.equal((await held(town)).key, third);

  const again = await openPolicies(town.host, policyFiles(town.host.files));
  const isAda = (): boolean => true;
  const replayed = await again.publish("ada", first.jws, isAda);
  assert.equal(replayed.ok ? "" : replayed.problem.code, "policy.otherKey", "after a restart too");
  await town.mustBeIdle();
});

test("the key is kept with the words that lead to it; on a full disk nothing changes", async () => {
  const { town, ada } = await story();
  const key = await rotate(ada, town);
  const { files, random } = ada.server.parts.world;
  const means = { files, random, crypto: nodeCrypto };
  const [kept] = await openPolicyKey(means);
  assert.equal(base64Url(kept.signer.publicKey), key);
  assert.equal(kept.rotations.length, 1);
  const disk = files as { full?: boolean };
  disk.full = true;
  const rotated = await ada.server.routines.policyKey.rotate();
  assert.equal(rotated.ok ? "" : rotated.problem.code, "files.full");
  assert.equal(ada.server.routines.policyKey.current(), key);
  disk.full = false;
  await town.mustBeIdle();
});

const keyOf = (byte: number): Signer => nodeCrypto.ed25519Key(new Uint8Array(32).fill(byte));
const [a, b, c, mallory] = [keyOf(1), keyOf(2), keyOf(3), keyOf(9)] as const;
const issued = "2026-11-27T17:00:00Z";
const document = (version: number, rotations: readonly string[]): object => ({
  user: `sip:ada@${domain}`,
  version,
  issued,
  expires: "2026-12-27T17:00:00Z",
  timeZone: "UTC",
  country: "CA",
  rules: [],
  unreachable: [],
  ...(rotations.length > 0 && { rotations }),
});

test("forged, torn and replayed rotations are refused; a version never goes back with a new key", async () => {
  const town = await Village.open(exchangeSettings());
  const policies = await openPolicies(town.host, policyFiles(town.host.files));
  const code = async (version: number, signer: Signer, rotations: readonly string[]) => {
    const jws = signJws(document(version, rotations), signer);
    const done = await policies.publish("ada", jws, () => true);
    return done.ok ? "in force" : done.problem.code;
  };
  const [ab, bc] = [signRotation(a, b, issued), signRotation(b, c, issued)];
  const [head = "", , tail = ""] = ab.split(".");
  const [, toMallory = ""] = signRotation(mallory, mallory, issued).split(".");
  const cases: readonly (readonly [string, number, Signer, readonly string[], string])[] = [
    ["the first key is pinned", 5, a, [], "in force"],
    ["a new key that nobody names", 6, b, [], "policy.otherKey"],
    ["named by itself", 6, b, [signRotation(b, b, issued)], "policy.otherKey"],
    ["named by a stranger", 6, b, [signRotation(mallory, b, issued)], "policy.otherKey"],
    ["another's rotation under a new signer", 6, mallory, [ab], "policy.otherKey"],
    ["the body of another", 6, mallory, [`${head}.${toMallory}.${tail}`], "policy.otherKey"],
    ["a policy is no rotation", 6, b, [signJws(document(6, []), a)], "policy.otherKey"],
    ["no JWS", 6, b, ["hello", ""], "policy.otherKey"],
    ["in the wrong order", 6, c, [bc, ab], "policy.otherKey"],
    ["a link is missing", 6, c, [bc], "policy.otherKey"],
    ["more words than anybody has", 6, b, Array.from({ length: 17 }, () => ab), "policy.malformed"],
    ["an older version", 4, b, [ab], "policy.old"],
    ["named by the key before", 6, b, [ab], "in force"],
    ["the key before has spoken its last", 7, a, [], "policy.otherKey"],
    [
      "also by the same rotation",
      7,
      mallory,
      [ab, signRotation(a, mallory, issued)],
      "policy.otherKey",
    ],
    ["the next one, with all words", 7, c, [ab, bc], "in force"],
    ["back to the first by its old word", 8, b, [ab], "policy.otherKey"],
  ];
  for (const [what, version, signer, rotations, wanted] of cases)
    assert.equal(await code(version, signer, rotations), wanted, what);
  assert.equal(policies.of("ada")?.version, 7);
  await town.mustBeIdle();
});
