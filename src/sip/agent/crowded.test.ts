import assert from "node:assert/strict";
import { test } from "node:test";
import { after, type Instant, type Millis, millis, seconds } from "#kit/time.ts";
import type { LayerParts } from "#sip/agent/ground.ts";
import { transactionLayer } from "#sip/agent/transactionLayer.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import { locator } from "#sip/transport/locator.ts";
import { openTransports } from "#sip/transport/transports.ts";
import { type SimHost, type SimWorld, simWorld } from "#world/sim/simWorld.ts";
import type { World } from "#world/world.ts";

/* Twice as much as a server can do, over our real transports: who is served, who is refused, when. */

/** What one INVITE costs the server. */
const work = millis(8);

/** A machine whose thread is busy until it has done what it has begun. */
function slow(own: SimHost): { readonly world: World; readonly works: (cost: Millis) => void } {
  let [until, worked] = [0, 0];
  const now = (): Instant => Math.max(until, own.clock.now()) as Instant;
  return {
    world: {
      ...own,
      clock: {
        now,
        wallTime: () => own.clock.wallTime(),
        steadyTime: () => own.clock.steadyTime(),
        at: (when, wake) => own.clock.at(when, wake),
      },
      pace: {
        worked: () => millis(worked),
        nextTurn: (act) => void own.clock.at(now(), act),
      },
    },
    works(cost) {
      until = now() + cost;
      worked += cost;
    },
  };
}

async function layerAt(world: World, host: string, more: Partial<LayerParts> = {}) {
  const here = [{ host, port: 5060 }];
  const transports = await openTransports(world, { udp: here, tcp: here });
  assert.ok(transports.ok);
  const parts = { ...world, transports: transports.value, locate: locator(world, false), ...more };
  const layer = transactionLayer(parts);
  const close = (): void => {
    layer.close();
    transports.value.close();
  };
  return { layer, close };
}

/** A server that refuses whom it has time for with 486, and whoever calls it. */
async function street(world: SimWorld) {
  const { world: busy, works } = slow(world.host("192.0.2.2"));
  const server = await layerAt(busy, "192.0.2.2", {
    load: { sinceLast: () => 0 },
    spares: (request) => request.uriText.startsWith("sip:911@"),
  });
  server.layer.serve((transaction) => {
    works(work);
    transaction.answer(respond(transaction.request, 486, { toTag: "b" }));
  });
  const own = world.host("192.0.2.1");
  const caller = await layerAt(own, "192.0.2.1");
  let n = 0;
  /** Its answer, and how long that took. */
  const calls = (protocol: Protocol, uri = "sip:bea@192.0.2.2") => {
    const began = own.clock.now();
    const call: { answer?: SipResponse; took?: number; again: number } = { again: 0 };
    n++;
    const make = () =>
      makeRequest({
        method: "INVITE",
        uri,
        headers: [
          { name: "From", text: "<sip:ada@a>;tag=1" },
          { name: "To", text: `<${uri}>` },
          { name: "Call-ID", text: `call${n}` },
          { name: "CSeq", text: "1 INVITE" },
        ],
      });
    const hops = [{ protocol, remote: { host: "192.0.2.2", port: 5060 } }];
    caller.layer.send({ destination: { to: "hops", hops }, make }, (event) => {
      if (event.on !== "response" || event.response.status < 200) return;
      call.answer = event.response;
      call.took = own.clock.now() - began;
    });
    return call;
  };
  const close = async (): Promise<void> => {
    await world.runs(seconds(40));
    server.close();
    caller.close();
    await world.runs(seconds(10));
    assert.deepEqual(world.leftovers(), []);
  };
  return { calls, close, server };
}

type Call = ReturnType<Awaited<ReturnType<typeof street>>["calls"]>;

const having = (calls: readonly Call[], status: number): readonly Call[] =>
  calls.filter(({ answer }) => answer?.status === status);

/** So many a second, evenly, for so long. */
async function floods(world: SimWorld, rate: number, length: Millis, each: () => Call) {
  const calls: Call[] = [];
  const end = after(world.clock.now(), length);
  while (world.clock.now() < end) {
    calls.push(each());
    await world.runs(millis(1000 / rate));
  }
  return calls;
}

test("of twice the calls that can be served, nine tenths of what can be are, in time; others are refused", async () => {
  const world = simWorld();
  const { calls, close, server } = await street(world);
  const all = await floods(world, 250, seconds(8), () => calls("UDP"));
  await world.runs(seconds(1));
  const [served, refused] = [having(all, 486), having(all, 503)];
  assert.equal(served.length + refused.length, all.length, "everybody has an answer");
  assert.ok(served.length >= 0.9 * 125 * 8, `${served.length} of ${125 * 8}`);
  assert.ok(
    all.every(({ took = Number.POSITIVE_INFINITY }) => took < 500),
    "before it is said again",
  );
  assert.ok(refused.every(({ answer }) => Number(answer?.lines("Retry-After")[0]) >= 5));
  assert.equal(server.layer.counts.turnedAway, refused.length, "each once");
  await close();
});

test("calls for help pass all others", async () => {
  const world = simWorld();
  const { calls, close } = await street(world);
  const help: Call[] = [];
  let n = 0;
  await floods(world, 250, seconds(4), () => {
    if (++n % 50 === 0) help.push(calls("UDP", "sip:911@192.0.2.2"));
    if (n % 50 === 25) help.push(calls("UDP", "urn:service:sos"));
    return calls("UDP");
  });
  await world.runs(seconds(1));
  assert.equal(help.length, 40);
  assert.equal(having(help, 486).length, 40);
  await close();
});

test("while calls by UDP are refused, so is that share of those by a stream", async () => {
  const world = simWorld();
  const { calls, close } = await street(world);
  const byStream: Call[] = [];
  let n = 0;
  await floods(world, 375, seconds(8), () => {
    if (++n > 1000 && n % 10 === 0) byStream.push(calls("TCP"));
    return calls("UDP");
  });
  await world.runs(seconds(1));
  const refused = having(byStream, 503).length / byStream.length;
  assert.equal(having(byStream, 503).length + having(byStream, 486).length, byStream.length);
  assert.ok(refused > 0.4 && refused < 0.9, `${refused}`);
  await close();
});

test("when there is time again nobody is refused", async () => {
  const world = simWorld();
  const { calls, close } = await street(world);
  await floods(world, 250, seconds(3), () => calls("UDP"));
  await world.runs(seconds(1));
  const [by, later] = [["UDP", "TCP"] as const, [] as Call[]];
  for (let i = 0; i < 40; i++) {
    later.push(calls(by[i % 2] ?? "UDP"));
    await world.runs(millis(20));
  }
  await world.runs(seconds(1));
  assert.equal(having(later, 486).length, 40);
  await close();
});
