import assert from "node:assert/strict";
import { ring } from "../../calls/household.ts";
import { lately } from "../../interop/household.ts";
import { token } from "../../phones/house.ts";
import type { SocketHouse } from "./socketHouse.ts";

/** A claim over real sockets: the claim's number, what becomes of every call, and the play. */
export interface SocketClaim {
  readonly number: number;
  readonly then: readonly object[];
  readonly more?: object;
  readonly play: (house: SocketHouse) => Promise<void>;
}

const ringsLong = { ...ring("telephone"), for: 60 };

const controls: SocketClaim = {
  number: 1,
  then: [ringsLong],
  async play(house) {
    const { carrier, telephone } = house;
    telephone.lifts();
    await house.until(() => telephone.sounds.includes("L/dl"));
    telephone.presses("6135550177");
    await carrier.until("CALL_INCOMING");
    carrier.lift();
    await carrier.until("CALL_ESTABLISHED");
    await house.talks(carrier, 1000);
    telephone.hangsUp();
    await carrier.until("CALL_CLOSED");
  },
};

const rings: SocketClaim = {
  number: 2,
  then: [ringsLong],
  async play(house) {
    const { carrier, telephone } = house;
    house.calls();
    await house.until(() => telephone.isRinging);
    await carrier.until("CALL_RINGING");
    assert.ok(!carrier.was("CALL_ESTABLISHED"));
    telephone.lifts();
    await carrier.until("CALL_ESTABLISHED");
    await house.talks(carrier, 1000);
    telephone.hangsUp();
    await carrier.until("CALL_CLOSED");
  },
};

const together: SocketClaim = {
  number: 3,
  then: [{ ...ring("telephone", "another"), for: 60 }],
  async play(house) {
    const { carrier, another, telephone } = house;
    house.calls();
    await Promise.all([another.until("CALL_INCOMING"), house.until(() => telephone.isRinging)]);
    another.lift();
    await carrier.until("CALL_ESTABLISHED");
    await house.until(() => !telephone.isRinging);
    const [called, calling] = [another.mark, carrier.mark];
    carrier.hangUp();
    await another.until("CALL_CLOSED", called);
    await carrier.until("CALL_CLOSED", calling);
    house.calls();
    await Promise.all([
      another.until("CALL_INCOMING", called),
      house.until(() => telephone.isRinging),
    ]);
    const ringing = another.mark;
    telephone.lifts();
    await another.until("CALL_CLOSED", ringing);
    await house.talks(carrier, 1000);
    telephone.hangsUp();
    await carrier.until("CALL_CLOSED", calling + 1);
  },
};

const unanswered: SocketClaim = {
  number: 4,
  then: [
    { ...ring("telephone"), for: 2 },
    { ...ring("another"), for: 30 },
  ],
  async play(house) {
    const { carrier, another, telephone } = house;
    house.calls();
    await house.until(() => telephone.isRinging);
    assert.ok(!another.was("CALL_INCOMING"), "the telephone alone at first");
    await another.until("CALL_INCOMING");
    await house.until(() => !telephone.isRinging);
    another.lift();
    await carrier.until("CALL_ESTABLISHED");
    carrier.hangUp();
    await another.until("CALL_CLOSED");
  },
};

const forwards: SocketClaim = {
  number: 5,
  then: [{ do: "forward", to: { number: "+16135550188", via: "second" } }],
  async play(house) {
    const { carrier, second, telephone } = house;
    house.calls();
    await second.until("CALL_INCOMING");
    second.lift();
    await carrier.until("CALL_ESTABLISHED");
    assert.ok(!telephone.isRinging);
    carrier.hangUp();
    await second.until("CALL_CLOSED");
  },
};

const waits: SocketClaim = {
  number: 6,
  then: [ringsLong],
  async play(house) {
    const { carrier, second, telephone } = house;
    house.calls();
    await house.until(() => telephone.isRinging);
    telephone.lifts();
    await carrier.until("CALL_ESTABLISHED");
    telephone.news();
    house.calls(second);
    await second.until("CALL_RINGING");
    await house.until(() => telephone.callers.length === 2);
    assert.ok(telephone.news().some((sound) => sound.startsWith("L/wt")));
    telephone.flashes();
    await second.until("CALL_ESTABLISHED");
    await house.talks(second, 1200);
    telephone.flashes();
    await house.talks(carrier, 1000);
    telephone.hangsUp();
    await carrier.until("CALL_CLOSED");
    second.hangUp();
    await house.until(() => telephone.links.size === 0);
  },
};

const named = (then: object): object => ({
  rules: [
    {
      id: "second",
      name: "The second",
      when: { is: "caller", like: "+16135550188" },
      then: [then],
    },
    { id: "all", name: "Everyone", when: { is: "always" }, then: [ringsLong] },
  ],
});

const interrupts: SocketClaim = {
  number: 7,
  then: [],
  more: named({ do: "interrupt", target: { device: "telephone" }, existing: "hold" }),
  async play(house) {
    const { carrier, second, telephone } = house;
    house.calls();
    await house.until(() => telephone.isRinging);
    telephone.lifts();
    await carrier.until("CALL_ESTABLISHED");
    house.calls(second);
    await second.until("CALL_ESTABLISHED");
    await house.talks(second, 1200);
    second.hangUp();
    await second.until("CALL_CLOSED");
    await house.talks(carrier, 1000);
    telephone.hangsUp();
    await carrier.until("CALL_CLOSED");
  },
};

const speaks: SocketClaim = {
  number: 8,
  then: [],
  more: named({ do: "speak", target: { device: "telephone" }, for: 60 }),
  async play(house) {
    const { carrier, second, telephone } = house;
    house.calls();
    await house.until(() => telephone.isRinging);
    telephone.lifts();
    await carrier.until("CALL_ESTABLISHED");
    house.calls(second);
    await second.until("CALL_ESTABLISHED");
    telephone.voice?.forget();
    const [there = 0, notThere = 1] = await lately(carrier, 700, 1200);
    assert.ok(there > 0.8 && notThere < 0.001, "the other party hears the owner alone");
    assert.ok((telephone.voice?.lately(1200) ?? 0) > 0.02, "the owner hears who speaks");
    assert.ok((telephone.voice?.lately(1000) ?? 0) > 0.02, "beside the other party");
    assert.equal(second.heard(), 0, "who speaks has got nothing");
    second.hangUp();
    await second.until("CALL_CLOSED");
    telephone.hangsUp();
    await carrier.until("CALL_CLOSED");
  },
};

const always = [
  { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "00:00", to: "24:00" },
];

const times: SocketClaim = {
  number: 9,
  then: [],
  more: {
    times: [
      { id: "never", name: "Never", weekly: [] },
      { id: "now", name: "Always", weekly: always },
    ],
    rules: [
      { id: "one", name: "Not now", when: { is: "during", time: "never" }, then: [ringsLong] },
      {
        id: "two",
        name: "Now",
        when: { is: "during", time: "now" },
        then: [{ do: "reject", cause: "busy" }],
      },
      { id: "three", name: "Otherwise", when: { is: "always" }, then: [ringsLong] },
    ],
  },
  async play(house) {
    const { carrier, telephone } = house;
    house.calls();
    const { param } = await carrier.until("CALL_CLOSED");
    assert.match(param ?? "", /486/);
    assert.deepEqual(telephone.callers, [], "the telephone knows nothing of it");
  },
};

const page: SocketClaim = {
  number: 10,
  then: [ringsLong],
  async play(house) {
    const { carrier, telephone } = house;
    house.calls();
    await house.until(() => telephone.isRinging);
    carrier.hangUp();
    await house.until(() => !telephone.isRinging);
    const url = `${house.house.web}/api/v1/settings`;
    assert.equal((await fetch(url)).status, 401);
    const headers = { authorization: `Bearer ${token}` };
    const read = await fetch(url, { headers });
    const document = (await read.json()) as { readonly rules: readonly object[] };
    const rules = document.rules.map((rule) => ({
      ...rule,
      then: [{ do: "reject", cause: "rejected" }],
    }));
    const written = await fetch(url, {
      method: "PUT",
      headers: {
        ...headers,
        "content-type": "application/json",
        "if-match": read.headers.get("etag") ?? "",
      },
      body: JSON.stringify({ ...document, rules }),
    });
    assert.equal(written.status, 200);
    const mark = carrier.mark;
    house.calls();
    const { param } = await carrier.until("CALL_CLOSED", mark + 1);
    assert.match(param ?? "", /603/);
  },
};

export const socketClaims: readonly SocketClaim[] = [
  controls,
  rings,
  together,
  unanswered,
  forwards,
  waits,
  interrupts,
  speaks,
  times,
  page,
];
