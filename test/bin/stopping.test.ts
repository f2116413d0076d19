import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import { type Heard, type RealAgent, realAgent } from "../interop/realAgent.ts";
import { House } from "../phones/house.ts";
import { offer } from "../phones/offer.ts";
import { untilThere } from "../phones/patience.ts";

const number = "+16135550142";

interface Scene {
  readonly house: House;
  /** In the mailbox, leaving a message. */
  readonly talking: Heard;
  calls(): Heard;
}

/** A server that would wait a long time for its calls, and a caller in the middle of one. */
async function scene(t: TestContext): Promise<Scene> {
  const carrier: RealAgent = await realAgent();
  t.after(() => carrier.close());
  const house = await House.open(
    {
      version: 1,
      numbers: [{ id: "home", number }],
      accounts: [{ id: "carrier", kind: "carrier", server: "127.0.0.1", register: false }],
      rules: [{ id: "all", name: "All", when: { is: "always" }, then: [{ do: "mailbox" }] }],
    },
    undefined,
    0,
    "--drain",
    "600",
  );
  t.after(() => house.close());
  const { sipPort: port } = house;
  const uri = `sip:${number}@127.0.0.1:${port}`;
  const calls = (): Heard => carrier.calls(port, { uri, to: `<${uri}>`, body: offer });
  const talking = calls();
  await talking.until("accepted");
  return { house, talking, calls };
}

/** Calls until the server, told to stop, takes none. */
const refusal = (calls: () => Heard) =>
  untilThere("a call that is refused", async () => {
    const { session, until } = calls();
    const event = await Promise.race([until("refused"), until("accepted")]);
    if (event.on === "refused") return event;
    session.perform({ do: "end" });
    return undefined;
  });

test("told to stop, it takes no new call, lets the last one end, keeps it, and exits with 0", async (t) => {
  const { house, talking, calls } = await scene(t);
  house.tellToStop();
  const { status, response } = await refusal(calls);
  assert.deepEqual([status, response?.lines("Retry-After")], [503, ["30"]]);
  assert.equal((await fetch(`${house.web}/readyz`)).status, 503, "who watches is told");
  assert.equal((await fetch(`${house.web}/healthz`)).status, 200);
  assert.deepEqual(talking.told.map(({ on }) => on).includes("bye"), false);
  talking.session.perform({ do: "end" });
  assert.equal(await house.exited, 0);
  const database = join(house.folder, "data", "ringwise.db");
  assert.equal(statSync(database).mode & 0o077, 0, "nobody else on the machine reads it");
  const store = sqliteStore(database);
  assert.ok(store.ok);
  const kept = store.value.calls.page(undefined, 100).items;
  const own = kept.find(({ sipCallId }) => sipCallId === talking.session.callId);
  assert.ok(own?.record.ended !== undefined);
  await store.value.close();
});

test("told twice, it says goodbye to who is talking, and exits with 0 at once", async (t) => {
  const { house, talking, calls } = await scene(t);
  house.tellToStop();
  await refusal(calls);
  await untilThere("the end of the call", async () => {
    house.tellToStop(); // one that comes close upon the first is taken for its echo
    await fetch(`${house.web}/healthz`).catch(() => undefined);
    return talking.told.find(({ on }) => on === "over");
  });
  assert.ok(talking.told.some(({ on }) => on === "bye"));
  assert.equal(await house.exited, 0);
});
