import assert from "node:assert/strict";
import { test } from "node:test";
import { spread } from "#exchange/workers/ownership.ts";
import { untilThere } from "../phones/patience.ts";
import { hears, type Member, type Up, type Village, village } from "./workersVillage.ts";

/* Several processes that are one exchange (issue 6, item 7), over real sockets: members from many
   ports by UDP and TCP, workers killed with calls up. */

async function ends({ near, far }: Up, by: "near" | "far"): Promise<void> {
  const [one, other] = by === "near" ? [near, far] : [far, near];
  one.session.perform({ do: "end" });
  await hears(other, "bye");
  await hears(other, "over");
}

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test("two workers are one exchange: calls of both, each with INFO and BYE, CANCEL, limits, book and figures", () =>
  village(2, async (all) => {
    const calls = await all.callsAtAll();
    for (const { near, far } of calls) {
      near.session.perform({ do: "request", method: "INFO" });
      const asked = await hears(far, "requested");
      far.session.perform({ do: "reply", to: asked.number, status: 200 });
      assert.equal((await hears(near, "replied")).status, 200);
    }
    const idsOf = (of: readonly { readonly callId: string }[]) => of.map(({ callId }) => callId);
    const wanted = new Set(calls.map(({ near }) => near.session.callId));
    await untilThere("all calls among those that are up", async () => {
      const live = new Set(idsOf(await all.shown("live")));
      return [...wanted].every((callId) => live.has(callId)) || undefined;
    });
    await all.counts("calls", 0);
    for (const [n, call] of calls.entries()) await ends(call, n % 2 === 0 ? "near" : "far");
    await all.counts("calls", calls.length);
    await all.counts("answered", calls.length);
    const over = await all.shown("over");
    assert.deepEqual(new Set(idsOf(over)), wanted);
    for (const { id } of over) {
      const ladder = await all.get(`/api/v1/calls/${id}/ladder`);
      assert.match(await ladder.text(), /INVITE.*200 OK.*BYE/s, "whichever worker's it was");
    }

    const [ada, ben] = [all.of(0), all.of(1)];
    for (const home of [0, 1]) await cancelled(all, ada, ben, home);
    await full(all, ada);
  }));

/** A call of that worker's that its caller gives up. */
async function cancelled(all: Village, caller: Member, called: Member, home: number) {
  for (;;) {
    const coming = called.agent.isCalled();
    const near = all.dials(caller, called);
    const far = await coming;
    far.session.perform({ do: "progress", status: 180 });
    await hears(near, "progress");
    near.session.perform({ do: "end" });
    await hears(far, "cancelled");
    await hears(near, "over");
    if (spread(near.session.callId, all.workers) === home) return;
  }
}

/** Three at once are a user's own, whichever workers have them. */
async function full(all: Village, caller: Member): Promise<void> {
  const calls: Up[] = [];
  for (let n = 1; n <= 3; n++) calls.push(await all.calls(caller, all.of(n)));
  for (let n = 0; n < 4; n++) {
    const refused = await hears(all.dials(caller, all.of(4)), "refused");
    assert.equal(refused.status, 503);
  }
  for (const call of calls) await ends(call, "near");
  await ends(await all.calls(caller, all.of(4)), "far");
}

test("each worker is killed with calls up: they end as they should, new ones go through, registrations are known, and nobody outlives the parent", () =>
  village(2, async (all) => {
    for (const worker of [1, 0]) {
      const calls = await all.callsAtAll();
      const { back } = await all.kills(worker);
      for (const [n, call] of calls.entries()) await ends(call, n % 2 === 0 ? "near" : "far");
      const udp = [all.of(0), all.of(2), all.of(4)] as const;
      await ends(await all.calls(udp[0], udp[1]), "near"); // while it is away
      await back;
      await all.areAllThere();
      for (const call of await all.callsAtAll()) await ends(call, "far");
      await ends(await all.calls(udp[1], udp[2]), "near");
    }
    const pids = [...all.exchange.workers];
    process.kill(all.exchange.pid, "SIGKILL");
    await untilThere("the end of the workers", async () => pids.every(isGone) || undefined);
  }));

test("four workers, the first of them killed", () =>
  village(4, async (all) => {
    const calls = await all.callsAtAll();
    const { back } = await all.kills(0);
    for (const call of calls) await ends(call, "near");
    await back;
    await all.areAllThere();
    for (const call of await all.callsAtAll()) await ends(call, "far");
    assert.equal((await all.get("/api/v1/calls")).status, 200);
  }));
