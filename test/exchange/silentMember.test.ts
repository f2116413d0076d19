import assert from "node:assert/strict";
import { test } from "node:test";
import type { Network, UdpSocket } from "#world/network.ts";
import type { Person } from "../phones/person.ts";
import type { Talk } from "../phones/talk.ts";
import { exchangeSettings, memberSettings, numbers, ring, Village } from "./village.ts";

/* A member by UDP that is gone without a word: what the owner wants then is not kept waiting for timer B. */

/** A wire that can be cut: nothing is heard or said while it is. */
class Wire {
  isCut = false;

  within = (network: Network): Network => ({
    ...network,
    udp: async (local, options) => {
      const opened = await network.udp(local, options);
      return opened.ok ? { ok: true, value: this.#cuttable(opened.value) } : opened;
    },
  });

  #cuttable(socket: UdpSocket): UdpSocket {
    return {
      ...socket,
      send: (data, to) => {
        if (!this.isCut) socket.send(data, to);
      },
      receive: (each, isLent) =>
        socket.receive((data, from, at) => {
          if (!this.isCut) each(data, from, at);
        }, isLent),
    };
  }
}

interface Story {
  readonly town: Village;
  readonly wire: Wire;
  readonly desk: Person;
  readonly carrier: Person;
  readonly ben: Person;
}

async function story(unreachable: readonly object[]): Promise<Story> {
  const town = await Village.open(exchangeSettings());
  const wire = new Wire();
  const lease = { exchanges: [{ account: "maple", policy: [], unreachable }] };
  const settings = memberSettings("ada", numbers.ada, ring, lease);
  const ada = await town.member("ada", "192.0.2.31", settings, { within: wire.within });
  const desk = await town.desk(ada, 440);
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(2000);
  wire.isCut = true;
  return { town, wire, desk, carrier, ben };
}

/** Everything is as it was before the next call. */
async function ends({ town, wire }: Story, call: Talk): Promise<void> {
  call.hangsUp();
  await town.runs(40_000); // what was not answered is given up
  wire.isCut = false;
  await town.mustBeIdle();
}

const toBen = { do: "forward", to: { number: numbers.ben } };

test("a member that is silent for five seconds is gone: the call is forwarded, and says why", async () => {
  const of = await story([toBen]);
  const { town, carrier, ben } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(4500);
  assert.equal(ben.talks.length, 0, "it has its time");
  await town.runs(1000);
  assert.match(ben.talk.incoming?.request.lines("History-Info").join() ?? "", /cause%3D408/);
  ben.talk.lifts();
  await town.runs(1500);
  assert.ok(call.voice.share(600) > 0.9);
  await ends(of, call);
});

test("without steps of the owner's it has all of timer B, and may come back meanwhile", async () => {
  const of = await story([]);
  const { town, carrier, wire, desk } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(10_000);
  assert.ok(!call.isOver);
  wire.isCut = false;
  await town.runs(6000);
  desk.talk.lifts();
  await town.runs(1500);
  assert.ok(call.voice.share(440) > 0.9);
  await ends(of, call);
});

test("a member that is back while the owner's steps wait gets the call, once", async () => {
  const of = await story([{ do: "wait", for: 20 }, toBen]);
  const { town, carrier, wire, desk, ben } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(6000);
  wire.isCut = false;
  await town.runs(2500); // the INVITE that is still sent again
  assert.deepEqual(call.told.slice(1), ["progress 180"]);
  await town.runs(17_500); // past the time that the steps would have waited
  assert.deepEqual([desk.talks.length, ben.talks.length], [1, 0], "who rings is waited for");
  desk.talk.lifts();
  await town.runs(1500);
  assert.ok(call.voice.share(440) > 0.9);
  await ends(of, call);
});

test("a member that comes in anew while the steps wait is asked anew, and rings once", async () => {
  const of = await story([{ do: "wait", for: 20 }]);
  const { town, carrier } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(6000);
  const back = await town.bare("ada", "192.0.2.43", 700);
  await town.runs(10_000);
  assert.equal(back.talks.length, 1);
  back.talk.lifts();
  await town.runs(1500);
  assert.ok(call.voice.share(700) > 0.9);
  await ends(of, call);
});

test("a member that comes back when another has answered rings no more", async () => {
  const of = await story([toBen]);
  const { town, carrier, wire, desk, ben } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(6000);
  ben.talk.lifts();
  await town.runs(1500);
  wire.isCut = false;
  await town.runs(10_000); // its INVITE comes once more, and the CANCEL with its first word
  assert.deepEqual(
    desk.talks.map(({ isOver }) => isOver),
    desk.talks.map(() => true),
  );
  assert.ok(call.voice.share(600) > 0.9);
  await ends(of, call);
});

test("the steps' refusal is the answer, and whoever comes back later is not rung", async () => {
  const of = await story([{ do: "reject", cause: "busy" }]);
  const { town, carrier, wire, desk } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(5500);
  assert.deepEqual(call.told.slice(1), ["refused 486", "over refused"]);
  wire.isCut = false;
  await town.runs(12_000);
  assert.ok(desk.talks.every(({ isOver }) => isOver));
  await ends(of, call);
});

test("the caller who gives up while the steps wait is told so, and nothing rings later", async () => {
  const of = await story([{ do: "wait", for: 20 }]);
  const { town, carrier, wire, desk } = of;
  const call = await carrier.calls(numbers.ada);
  await town.runs(6000);
  call.hangsUp();
  await town.runs(1000);
  assert.ok(call.isOver);
  wire.isCut = false;
  await town.runs(12_000);
  assert.ok(desk.talks.every(({ isOver }) => isOver));
  await ends(of, call);
});
