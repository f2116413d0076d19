/** Breaking into a call, and speaking one way, at the other kinds of lines: a gateway's port, and a page in a browser. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MgcpGateway } from "../phones/mgcp/gateway.ts";
import type { Person } from "../phones/person.ts";
import type { Talk } from "../phones/talk.ts";
import { Town } from "../phones/town.ts";
import { HandsetPage } from "../phones/web/handsetPage.ts";
import { door } from "./doorHouse.ts";
import { callAgent, gatewayHost } from "./gatewayHouse.ts";
import { number, outcome, ring, settingsOf } from "./household.ts";

/** The household's telephone, whatever it is. It says 700 Hz all the time. */
interface Instrument {
  readonly isRinging: boolean;
  lifts(): void;
  hangsUp(): void;
  presses(key: string): void;
  /** The part that this tone had in the last second. */
  hears(hertz: number): number;
  /** It was told to warn: at a gateway by a tone of its own. */
  wasWarned(): boolean;
}

interface LineHouse {
  readonly town: Town;
  /** Says 1000 Hz, and is whom the rule is about. */
  readonly visitor: Person;
  /** Says 800 Hz, and just calls. */
  readonly friend: Person;
  readonly hall: Instrument;
  close(): Promise<void>;
}

const peer = (id: string, server: string): object => ({
  ...{ id, kind: "carrier", server, transport: "udp", register: false },
});
const settingsFor = (device: object, then: readonly object[]): object =>
  settingsOf([], {
    devices: [{ id: "hall", ...device }],
    accounts: [peer("carrier", "192.0.2.10"), peer("other", "192.0.2.11")],
    rules: [
      { id: "visitor", when: { is: "caller", like: door }, then },
      { id: "all", when: { is: "always" }, then: [{ ...ring("hall"), for: 60 }] },
    ],
  });
const people = async (town: Town) => ({
  visitor: await town.person("visitor", "192.0.2.10", 1000),
  friend: await town.person("friend", "192.0.2.11", 800),
});

async function gatewayLine(then: readonly object[]): Promise<LineHouse> {
  const device = { kind: "mgcp", endpoint: "aaln/1@gw.lan", gateway: gatewayHost };
  const town = await Town.open(settingsFor(device, then));
  const who = await people(town);
  const gateway = await MgcpGateway.open({
    host: gatewayHost,
    world: town.sim.host(gatewayHost),
    callAgent,
    ports: { "aaln/1": 700 },
  });
  gateway.says("restart");
  await town.runs(2000);
  const telephone = gateway.telephone("aaln/1");
  const hall: Instrument = {
    get isRinging() {
      return telephone.isRinging;
    },
    lifts: () => telephone.lifts(),
    hangsUp: () => telephone.hangsUp(),
    presses: (key) => telephone.presses(key),
    hears: (hertz) => telephone.voice?.lately(hertz) ?? 0,
    wasWarned: () => telephone.news().some((sound) => sound.startsWith("L/wt")),
  };
  const close = (): Promise<void> => {
    gateway.close();
    return town.mustBeIdle();
  };
  return { town, ...who, hall, close };
}

async function browserLine(then: readonly object[]): Promise<LineHouse> {
  const page = new HandsetPage(700);
  const town = await Town.open(settingsFor({ kind: "browser" }, then), { page });
  const who = await people(town);
  const attached = town.control.attachHandset("hall", page);
  assert.ok(attached.ok);
  await town.runs(1000);
  const hall: Instrument = {
    get isRinging() {
      return page.isRinging;
    },
    lifts: () => page.lifts(),
    hangsUp: () => page.hangsUp(),
    presses: (key) => page.presses(key),
    hears: (hertz) => page.hearsLately(hertz),
    wasWarned: () => page.hearsLately(440) > 0.1,
  };
  const close = async (): Promise<void> => {
    page.close();
    await town.runs(1000);
    return town.mustBeIdle();
  };
  return { town, ...who, hall, close };
}

const kinds = [
  ["a gateway's line", gatewayLine],
  ["a browser's line", browserLine],
] as const;
const breaksInto = (existing: "hold" | "end") => [
  { do: "interrupt", target: { device: "hall" }, existing },
];
const speaksInto = [{ do: "speak", target: { device: "hall" }, for: 30 }];

async function friendTalks({ town, friend, hall }: LineHouse): Promise<Talk> {
  const talk = await friend.calls(number, { from: "+16135550188" });
  await town.runs(3000);
  assert.ok(hall.isRinging);
  hall.lifts();
  await town.runs(2000);
  assert.ok(talk.told.includes("accepted"));
  talk.voice.forget();
  await town.runs(1500);
  assert.ok(hall.hears(800) > 0.9 && talk.voice.lately(700) > 0.9, "they talk");
  return talk;
}

for (const [what, open] of kinds) {
  test(`${what}, idle: who may break in just rings it`, async () => {
    const house = await open(breaksInto("hold"));
    const { town, visitor, hall } = house;
    const talk = await visitor.calls(number, { from: door });
    await town.runs(2000);
    assert.ok(hall.isRinging);
    hall.lifts();
    await town.runs(3000);
    assert.ok(hall.hears(1000) > 0.9 && talk.voice.lately(700) > 0.9);
    talk.hangsUp();
    await town.runs(1000);
    hall.hangsUp();
    await house.close();
  });

  test(`${what} in a call: warned, then the visitor; the friend waits with music and is back behind it`, async () => {
    const house = await open(breaksInto("hold"));
    const { town, visitor, hall } = house;
    const friend = await friendTalks(house);
    hall.wasWarned();
    const talk = await visitor.calls(number, { from: door });
    await town.runs(700);
    assert.ok(hall.wasWarned(), "a warning");
    await town.runs(3500);
    for (const one of [talk, friend]) one.voice.forget();
    await town.runs(2000);
    assert.ok(hall.hears(1000) > 0.99, "the owner hears the visitor");
    assert.ok(talk.voice.lately(700) > 0.99, "and is heard");
    assert.ok(friend.voice.lately(700) < 0.01 && friend.voice.level() > 0.005, "music");
    talk.hangsUp();
    await town.runs(1000);
    friend.voice.forget();
    await town.runs(2000);
    assert.ok(hall.hears(800) > 0.99 && friend.voice.lately(700) > 0.99, "as if nothing had been");
    friend.hangsUp();
    await town.runs(1000);
    hall.hangsUp();
    await town.runs(1000);
    assert.ok(
      town.calls().some(({ record }) => record.legs.some(({ manner }) => manner === "interrupt")),
    );
    await house.close();
  });

  test(`${what} in a call that is to end: the friend is told that it was preempted`, async () => {
    const house = await open(breaksInto("end"));
    const { town, visitor, hall } = house;
    const friend = await friendTalks(house);
    const talk = await visitor.calls(number, { from: door });
    await town.runs(4000);
    assert.match(friend.reasons[0] ?? "", /^preemption;cause=1/);
    await town.runs(1500);
    assert.ok(hall.hears(1000) > 0.99 && talk.voice.lately(700) > 0.99);
    hall.hangsUp();
    await town.runs(1000);
    assert.ok(talk.isOver);
    await house.close();
  });

  test(`${what}, idle: it rings, and whoever lifts hears the visitor, who hears nothing until a key is pressed`, async () => {
    const house = await open(speaksInto);
    const { town, visitor, hall } = house;
    const talk = await visitor.calls(number, { from: door });
    await town.runs(2000);
    assert.ok(hall.isRinging);
    hall.lifts();
    await town.runs(4000);
    assert.ok(hall.hears(1000) > 0.99);
    assert.equal(talk.voice.packets, 0, "nothing is sent to the visitor");
    hall.presses("5");
    await town.runs(2000);
    talk.voice.forget();
    await town.runs(2000);
    assert.ok(talk.voice.lately(700) > 0.99, "now the visitor hears the hall");
    assert.ok(hall.hears(1000) > 0.99);
    hall.hangsUp();
    await town.runs(1000);
    assert.deepEqual(outcome(town), ["answered", "hall over"]);
    await house.close();
  });

  test(`${what} in a call: the owner hears both, the friend the owner alone, and the visitor nobody`, async () => {
    const house = await open(speaksInto);
    const { town, visitor, hall } = house;
    const friend = await friendTalks(house);
    const talk = await visitor.calls(number, { from: door });
    await town.runs(2000);
    friend.voice.forget();
    await town.runs(3000);
    assert.ok(hall.hears(1000) > 0.25 && hall.hears(800) > 0.25, "the owner hears both");
    assert.ok(friend.voice.lately(700) > 0.99, "the friend hears the owner");
    assert.ok(friend.voice.lately(1000) < 1e-4, "and nothing of the visitor");
    assert.equal(talk.voice.packets, 0);
    talk.hangsUp();
    await town.runs(3000);
    assert.ok(hall.hears(800) > 0.99 && !friend.isOver, "the call goes on");
    assert.equal(town.calls()[0]?.record.legs[0]?.manner, "whisper");
    friend.hangsUp();
    await town.runs(1000);
    hall.hangsUp();
    await house.close();
  });
}
