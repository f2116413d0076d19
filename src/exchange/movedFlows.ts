import type { Binding } from "#sip/registrar/binding.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";

/**
 * Datagram flows of members that have registered along another one since, as after a router has
 * forgotten them: what the tokens of their calls still name leads to where they are now.
 */
export interface MovedFlows {
  /** A user's bindings before and after a registration. */
  note(before: readonly Binding[], after: readonly Binding[]): void;
  now(flow: Flow): Flow;
}

/** The oldest are forgotten first. */
const most = 10_000;
/** A member whose router is restless. */
const mostSteps = 16;

export function movedFlows(): MovedFlows {
  const moves = new Map<string, Flow>();

  function moved(from: Flow, to: Flow): void {
    moves.set(flowKey(from), to);
    const [oldest] = moves.size > most ? moves.keys() : [];
    if (oldest !== undefined) moves.delete(oldest);
  }

  return {
    note(before, after) {
      if (moves.size > 0) for (const { flow } of after) moves.delete(flowKey(flow)); // somebody's own now
      for (const { flow, ...of } of before) {
        const next = after.find((one) => isSame(of, one))?.flow;
        if (next !== undefined && hasMoved(flow, next)) moved(flow, next);
      }
    },
    now(flow) {
      let at = flow;
      for (let step = 0; moves.size > 0 && step < mostSteps; step++) {
        const next = moves.get(flowKey(at));
        if (next === undefined) break;
        at = next;
      }
      return at;
    },
  };
}

/** A stream that is gone cannot be followed: its peer opens another one when it likes. */
const hasMoved = (from: Flow, to: Flow): boolean =>
  from.protocol === "UDP" &&
  (from.remote.port !== to.remote.port || from.remote.host !== to.remote.host);

type Device = Pick<Binding, "contact" | "instanceId" | "regId">;

/** The same flow of the same device (RFC 5626 §6), else the same address (RFC 3261 §10.3). */
const isSame = (a: Device, b: Device): boolean =>
  a.regId === undefined
    ? a.contact === b.contact
    : a.instanceId === b.instanceId && a.regId === b.regId;
