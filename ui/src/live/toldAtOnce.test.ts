import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryClient } from "@tanstack/react-query";
import { toldAtOnce } from "./toldAtOnce.ts";

const call = (id: string, began: number, state = "ringing") => ({
  ...{ id, direction: "in", from: {}, to: "1", began, legs: [], rtp: [], state },
});
interface Shown {
  readonly line: string;
  readonly live: readonly { readonly id: string; readonly state?: string }[];
}

/** What a page knows that has asked for all of it. */
function page(role = "owner") {
  const queries = new QueryClient();
  queries.setQueryData(["session"], { state: "open", role });
  queries.setQueryData(["devices"], [{ id: "desk", name: "Desk", state: "idle" }]);
  queries.setQueryData(["status"], { line: "free", live: [], number: "1" });
  const shown = (): string => {
    const { line, live } = queries.getQueryData(["status"]) as Shown;
    return [line, ...live.map(({ id, state }) => `${id} ${state}`)].join(", ");
  };
  return {
    queries,
    shown,
    tell: (type: string, data: unknown) => toldAtOnce(queries, { type, data }),
  };
}

test("a call is known as soon as it is told, newest first, and gone as soon as it is over", () => {
  const { tell, shown } = page();
  assert.deepEqual(tell("call.started", call("a", 1)), []);
  assert.equal(shown(), "ringing, a ringing");
  tell("call.started", call("b", 2));
  tell("call.changed", call("a", 1, "talking"));
  assert.equal(shown(), "talking, b ringing, a talking");
  tell("call.ended", call("a", 1, "ending"));
  assert.equal(shown(), "ringing, b ringing");
  tell("call.ended", call("b", 2, "ending"));
  assert.equal(shown(), "free");
});

test("a call whose page is open is shown there as it is; of others nothing is kept", () => {
  const { queries, tell } = page();
  queries.setQueryData(["call", "a"], call("a", 1));
  tell("call.changed", call("a", 1, "talking"));
  tell("call.changed", call("b", 2, "talking"));
  assert.deepEqual(queries.getQueryData(["call", "a"]), call("a", 1, "talking"));
  assert.equal(queries.getQueryData(["call", "b"]), undefined);
});

test("a telephone that goes takes the line with it; one of the family keeps what the server said", () => {
  const gone = { id: "desk", name: "Desk", state: "offline" };
  const [owner, member] = [page(), page("member")];
  assert.deepEqual(owner.tell("device.changed", gone), ["devices", "status"]);
  assert.deepEqual(owner.tell("device.changed", gone), ["devices", "status", "decide"]); // nothing new
  assert.equal(owner.shown(), "offline");
  assert.deepEqual(owner.queries.getQueryData(["devices"]), [gone]);
  member.tell("call.started", call("a", 1));
  assert.equal(member.shown(), "free, a ringing");
});

test("what is not understood, not known, or not said is left to be asked for", () => {
  const { queries, tell, shown } = page();
  for (const data of [
    undefined,
    null,
    7,
    {},
    { id: "a" },
    { id: "a", began: 1, legs: "x", rtp: [] },
  ])
    for (const type of ["call.started", "call.ended", "device.changed", "settings.changed"])
      assert.equal(tell(type, data), undefined);
  assert.equal(tell("device.changed", { id: "other", state: "idle" }), undefined);
  assert.equal(tell("device.changed", { id: "desk", state: "asleep" }), undefined);
  assert.equal(shown(), "free");
  queries.removeQueries({ queryKey: ["status"] });
  tell("call.started", call("a", 1));
  assert.equal(queries.getQueryData(["status"]), undefined);
});
