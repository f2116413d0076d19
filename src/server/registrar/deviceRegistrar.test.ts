import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, seconds } from "#kit/time.ts";
import { scriptedAgent } from "#server/accounts/scriptedAgent.ts";
import { deviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import { doorkeeper } from "#server/registrar/doorkeeper.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import type { Store } from "#server/store/store.ts";
import { credentialLines, takeChallenge } from "#sip/auth/answer.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { document } from "#telephony/settings/settings.ts";
import { serverKey } from "#world/serverKey.ts";
import { type SimHost, type SimWorld, simWorld } from "#world/sim/simWorld.ts";

const flow = (host = "192.168.1.30", port = 5060): Flow => ({
  protocol: "UDP",
  local: { host: "192.0.2.1", port: 5060 },
  remote: { host, port },
});
const overTcp: Flow = { ...flow(), protocol: "TCP", connection: "c7" };

const kitchen = { id: "kitchen", kind: "sip", username: "kitchen", secret: "right" } as const;
const hall = { id: "hall", kind: "sip", username: "hall", secret: "other" } as const;
const devicesOf = (devices: readonly object[]) =>
  document.parse({
    devices,
    rules: [{ id: "r", when: { is: "always" }, then: [{ do: "mailbox" }] }],
  } as never).devices;

interface House {
  readonly sim: SimWorld;
  readonly world: SimHost;
  readonly store: Store;
}

async function house({ sim = simWorld(), store = memoryStore() }: Partial<House> = {}) {
  const world = sim.host("192.0.2.1");
  const agent = scriptedAgent({ flow: flow(), own: { host: "192.0.2.1", port: 5060 } });
  const [key] = await serverKey(world);
  const keeper = doorkeeper({ world, key, bans: bans(), guesses: rateLimit(5, 1) });
  const registrar = deviceRegistrar({ world, agent, doorkeeper: keeper, table: store.bindings });
  keeper.use(devicesOf([kitchen, hall]));
  registrar.use(devicesOf([kitchen, hall]));
  return { sim, world, store, agent, registrar, keeper };
}
type Built = Awaited<ReturnType<typeof house>>;

let seq = 0;
interface Wish {
  readonly user?: string;
  readonly to?: string;
  readonly contact?: string;
  readonly expires?: number;
  readonly agent?: string;
  readonly credentials?: readonly HeaderLine[];
}

const registerOf = ({
  user = "kitchen",
  to = user,
  contact,
  expires,
  agent,
  credentials = [],
}: Wish): SipRequest =>
  makeRequest({
    method: "REGISTER",
    uri: "sip:192.0.2.1",
    headers: [
      { name: "Via", text: "SIP/2.0/UDP 192.168.1.30;branch=z9hG4bKx" },
      { name: "From", text: `<sip:${user}@192.0.2.1>;tag=a` },
      { name: "To", text: `<sip:${to}@192.0.2.1>` },
      { name: "Call-ID", text: "one" },
      { name: "CSeq", text: `${++seq} REGISTER` },
      { name: "Contact", text: contact ?? "<sip:kitchen@192.168.1.30:5060>" },
      { name: "Expires", text: String(expires ?? 600) },
      ...(agent === undefined ? [] : [{ name: "User-Agent", text: agent }]),
      ...credentials,
    ],
  });

/** Registers as a telephone does: asks, is challenged, answers. */
function registers(
  { agent, world }: Built,
  password: string,
  { by = flow(), ...wish }: Wish & { readonly by?: Flow } = {},
): SipResponse[] {
  const [challenge] = agent.arrive(registerOf(wish), by);
  if (challenge?.status !== 401) return challenge ? [challenge] : [];
  const answered = takeChallenge([], challenge);
  assert.ok(answered.ok);
  const login = { user: wish.user ?? "kitchen", password };
  const [, credentials] = credentialLines(
    answered.value,
    { method: "REGISTER", uri: "sip:192.0.2.1" },
    login,
    { crypto: world.crypto, cnonce: "c" },
  );
  return agent.arrive(registerOf({ ...wish, credentials }), by);
}

test("a telephone with the right password is registered, acknowledged when that is safe, and found", async () => {
  const built = await house();
  const changed: string[] = [];
  built.registrar.changes((id) => changed.push(id));
  const answers = registers(built, "right", { agent: "Yealink" });
  assert.equal(answers.length, 0); // the store has not said yet
  await built.sim.settles();
  assert.equal(answers[0]?.status, 200);
  assert.match(answers[0]?.lines("Contact")[0] ?? "", /expires=600/);
  const [place] = built.registrar.places("kitchen");
  assert.equal(place?.uri, "sip:kitchen@192.168.1.30:5060");
  assert.deepEqual(place?.destination(), { to: "flow", flow: flow() });
  assert.deepEqual(changed, ["kitchen"]);
});

test("known and unknown names, right and wrong passwords look alike until the right one comes", async () => {
  const built = await house();
  const first = built.agent.arrive(registerOf({ agent: "x" }), flow());
  const nobody = built.agent.arrive(registerOf({ user: "nobody", agent: "x" }), flow());
  const wrong = registers(built, "wrong", { agent: "x" });
  const stranger = registers(built, "right", { user: "nobody", agent: "x" });
  const shape = (answers: readonly SipResponse[]) =>
    answers.map((a) => [
      a.status,
      a.lines("WWW-Authenticate").map((l) => l.replace(/nonce="[^"]*"/, "")),
    ]);
  for (const other of [nobody, wrong, stranger]) assert.deepEqual(shape(other), shape(first));
  assert.deepEqual(built.registrar.places("kitchen"), []);
});

test("SHA-256 is asked for first; who is known to trip over it is asked for MD5 alone", async () => {
  const { agent } = await house();
  const asked = (name: string | undefined) =>
    agent
      .arrive(registerOf(name === undefined ? {} : { agent: name }), flow())[0]
      ?.lines("WWW-Authenticate")
      .map((line) => /algorithm=([\w-]+)/.exec(line)?.[1]);
  assert.deepEqual(asked("Yealink SIP-T46U"), ["SHA-256", "MD5"]);
  assert.deepEqual(asked("baresip v1.0.0 (x86_64/Linux)"), ["MD5"]);
  assert.deepEqual(asked("baresip v3.10.1"), ["SHA-256", "MD5"]);
  assert.deepEqual(asked(undefined), ["MD5"]);
});

test("one telephone cannot register as another", async () => {
  const built = await house();
  const answers = registers(built, "right", { to: "hall" });
  await built.sim.settles();
  assert.equal(answers[0]?.status, 403);
  assert.deepEqual(built.registrar.places("hall"), []);
});

test("who keeps guessing is slowed, then banned for a while; the owner elsewhere is not", async () => {
  const built = await house();
  const statuses = Array.from({ length: 12 }, () => registers(built, "guess")[0]?.status);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 503, 503, 503, 503, 503, 403, 403]);
  assert.equal(registers(built, "right")[0]?.status, 403);
  const elsewhere = registers(built, "right", { by: flow("192.168.1.31") });
  await built.sim.settles();
  assert.equal(elsewhere[0]?.status, 200);
  await built.sim.runs(minutes(2));
  const later = registers(built, "right");
  await built.sim.settles();
  assert.equal(later[0]?.status, 200);
});

test("a registration ends when its time is over, and when it is taken back", async () => {
  const built = await house();
  const changed: string[] = [];
  registers(built, "right", { expires: 60 });
  await built.sim.settles();
  built.registrar.changes((id) => changed.push(id));
  await built.sim.runs(seconds(59));
  assert.equal(built.registrar.places("kitchen").length, 1);
  await built.sim.runs(seconds(2));
  assert.deepEqual([built.registrar.places("kitchen"), changed], [[], ["kitchen"]]);
  registers(built, "right");
  registers(built, "right", { expires: 0 });
  await built.sim.settles();
  assert.deepEqual(built.registrar.places("kitchen"), []);
  assert.equal(built.sim.clock.pending, 0);
});

test("behind a router, over UDP, a telephone comes again often enough to keep the door open", async () => {
  const built = await house();
  const answers = registers(built, "right", { by: flow("203.0.113.9", 30_001), expires: 3600 });
  await built.sim.settles();
  assert.match(answers[0]?.lines("Contact")[0] ?? "", /expires=90/);
});

test("after a restart it rings without registering again: over UDP to where it was, over TCP by its contact", async () => {
  const before = await house();
  registers(before, "right");
  registers(before, "other", {
    user: "hall",
    contact: "<sip:hall@192.168.1.30:5070;transport=tcp>",
    by: overTcp,
  });
  await before.sim.settles();
  const { registrar } = await house({ sim: before.sim, store: before.store });
  const [udp] = registrar.places("kitchen");
  assert.deepEqual(udp?.destination(), {
    to: "hops",
    hops: [{ protocol: "UDP", remote: { host: "192.168.1.30", port: 5060 } }],
  });
  const tcp = registrar.places("hall")[0]?.destination();
  assert.ok(tcp?.to === "uri");
  assert.deepEqual([tcp.uri.host, tcp.uri.port], ["192.168.1.30", 5070]);
});

test("a connection that is lost is not used again; an outbound one is all there was", async () => {
  const built = await house();
  const ob = '<sip:kitchen@192.168.1.30;transport=tcp>;+sip.instance="<urn:uuid:1>";reg-id=1';
  registers(built, "right", { by: overTcp, contact: ob });
  registers(built, "other", { user: "hall", by: overTcp });
  await built.sim.settles();
  assert.equal(built.registrar.places("kitchen").length, 1);
  const changed: string[] = [];
  built.registrar.changes((id) => changed.push(id));
  built.agent.lose(overTcp);
  assert.deepEqual(built.registrar.places("kitchen"), []);
  assert.equal(built.registrar.places("hall")[0]?.destination().to, "uri");
  assert.deepEqual(changed, ["kitchen", "hall"]);
});

test("a full disk: not acknowledged, and rung all the same", async () => {
  const store = memoryStore();
  const bindings = {
    ...store.bindings,
    put: () =>
      Promise.resolve({ ok: false, problem: { code: "store.full", detail: "no space" } } as const),
  };
  const built = await house({ store: { ...store, bindings } });
  const answers = registers(built, "right");
  await built.sim.settles();
  assert.equal(answers[0]?.status, 503);
  assert.equal(built.registrar.places("kitchen").length, 1);
});

test("a telephone that is taken away, or gets another password, is forgotten", async () => {
  const built = await house();
  registers(built, "right");
  registers(built, "other", { user: "hall" });
  await built.sim.settles();
  built.registrar.use(devicesOf([{ ...kitchen, secret: "new" }]));
  assert.deepEqual(built.registrar.places("kitchen"), []);
  assert.deepEqual(built.store.bindings.all(), []);
});
