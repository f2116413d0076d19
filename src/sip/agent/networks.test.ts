import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { millis, minutes, seconds } from "#kit/time.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { Session, UserAgent } from "#sip/agent/userAgent.ts";
import { type Body, type SessionEvent, sdpBody } from "#sip/session/session.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import { locator } from "#sip/transport/locator.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { Nat } from "#world/sim/nat.ts";
import { type SimWorld, simWorld } from "#world/sim/simWorld.ts";
import { cut, fair } from "#world/sim/weather.ts";

/* Whole sessions over simulated networks, with our real transports. */

const sdp = (text: string): Body => sdpBody(utf8(text));

interface Person {
  readonly agent: UserAgent;
  readonly heard: string[];
  session: Session | undefined;
  close(): void;
}

async function person(world: SimWorld, host: string, behind?: Nat): Promise<Person> {
  const own = world.host(host, behind);
  const here = [{ host, port: 5060 }];
  const transports = await openTransports(own, { udp: here, tcp: here });
  if (!transports.ok) throw new Error(transports.problem.detail);
  const agent = newUserAgent({ ...own, transports: transports.value, locate: locator(own, false) });
  const close = (): void => {
    agent.close();
    transports.value.close();
  };
  return { agent, heard: [], session: undefined, close };
}

function listen(to: Person, session: Session): void {
  to.session = session;
  session.events((event: SessionEvent) => to.heard.push(event.on));
}

function calls(from: Person, host: string, protocol: Protocol): Session {
  const session = from.agent.call({
    uri: `sip:bea@${host}`,
    from: "<sip:ada@home.example>",
    to: `<sip:bea@${host}>`,
    destination: () => ({ to: "hops", hops: [{ protocol, remote: { host, port: 5060 } }] }),
    contactUser: "ada",
    body: sdp("offer"),
  });
  listen(from, session);
  return session;
}

/** Bea lifts at once, and answers what she is offered later. */
function lifts(bea: Person): void {
  bea.agent.invites(({ session }) => {
    listen(bea, session);
    session.perform({ do: "progress", status: 180 });
    session.perform({ do: "accept", body: sdp("answer") });
    session.events((event) => {
      if (event.on === "offered") session.perform({ do: "answer", body: sdp("held") });
    });
  });
}

async function allQuiet(world: SimWorld, ...people: readonly Person[]): Promise<void> {
  await world.runs(minutes(3));
  for (const { agent } of people) assert.equal(agent.idle(), true);
  for (const { close } of people) close();
  await world.runs(minutes(1));
  assert.deepEqual(world.leftovers(), []);
}

for (const protocol of ["UDP", "TCP"] as const)
  test(`by ${protocol}: called, held, hung up on by the other side`, async () => {
    const world = simWorld();
    const [ada, bea] = [await person(world, "192.0.2.1"), await person(world, "192.0.2.2")];
    lifts(bea);
    const session = calls(ada, "192.0.2.2", protocol);
    await world.runs(seconds(2));
    session.perform({ do: "offer", body: sdp("hold") });
    await world.runs(seconds(2));
    bea.session?.perform({ do: "end" });
    await world.runs(seconds(2));
    assert.deepEqual(ada.heard, ["proceeding", "progress", "accepted", "answered", "bye", "over"]);
    assert.deepEqual(bea.heard, ["acknowledged", "offered", "over"]);
    await allQuiet(world, ada, bea);
  });

test("a caller behind a NAT writes an address that leads nowhere, and is reached all the same", async () => {
  const world = simWorld();
  const nat = world.network.nat("203.0.113.9");
  const ada = await person(world, "10.0.0.5", nat);
  const bea = await person(world, "192.0.2.2");
  lifts(bea);
  calls(ada, "192.0.2.2", "UDP");
  await world.runs(seconds(2));
  bea.session?.perform({ do: "end" });
  await world.runs(seconds(2));
  assert.deepEqual(ada.heard.slice(-3), ["accepted", "bye", "over"]);
  await allQuiet(world, ada, bea);
});

test("its connection has broken: the BYE finds another way to the Contact", async () => {
  const world = simWorld();
  const [ada, bea] = [await person(world, "192.0.2.1"), await person(world, "192.0.2.2")];
  lifts(bea);
  const session = calls(ada, "192.0.2.2", "TCP");
  await world.runs(seconds(2));
  const before = session.flow()?.connection;
  world.network.weather(cut);
  await world.runs(minutes(8)); // its pings stay unanswered
  world.network.weather(fair);
  session.perform({ do: "end" });
  await world.runs(seconds(5));
  assert.notEqual(session.flow()?.connection, before);
  assert.deepEqual(bea.heard.slice(-2), ["bye", "over"]);
  await allQuiet(world, ada, bea);
});

for (const seed of ["drizzle", "rain", "storm"])
  test(`UDP in a ${seed} (loss, reorder, duplicates): the call comes about and ends on both sides`, async () => {
    const world = simWorld({ seed });
    const [ada, bea] = [await person(world, "192.0.2.1"), await person(world, "192.0.2.2")];
    lifts(bea);
    const loss = { drizzle: 0.05, rain: 0.15, storm: 0.25 }[seed] ?? 0.1;
    world.network.weather({ delay: millis(40), jitter: millis(60), loss, duplicate: 0.1 });
    const session = calls(ada, "192.0.2.2", "UDP");
    await world.runs(seconds(40));
    session.perform({ do: "offer", body: sdp("hold") });
    await world.runs(seconds(40));
    session.perform({ do: "end" });
    await world.runs(seconds(40));
    assert.ok(ada.heard.includes("accepted"));
    assert.ok(ada.heard.includes("answered"));
    assert.equal(ada.heard.filter((on) => on === "over").length, 1);
    assert.equal(bea.heard.filter((on) => on === "over").length, 1);
    await allQuiet(world, ada, bea);
  });
