/** Whether the port is there: asked when we begin, when the gateway does, and now and then (AUEP, RSIP). */
import { type Millis, seconds } from "#kit/time.ts";
import { parseObserved } from "#server/mgcp/eventList.ts";
import type { Response } from "#server/mgcp/message.ts";
import { parameterOf } from "#server/mgcp/message.ts";
import { type LinePackage, senseOf } from "#server/mgcp/packages.ts";
import {
  behind,
  type Endpoint,
  type EndpointEffect,
  type EndpointEvent,
  type Next,
  named,
  soon,
  tell,
  then,
} from "./endpoint.ts";

/** Between two questions: to one that is there, to one that did not answer. */
const heartbeat = seconds(120);
const again = seconds(15);

export function audit(before: Endpoint, full: boolean): Next {
  const [key, state] = named(before, "audit");
  const parameters = full ? [{ name: "F", value: "A, I, ES" }] : [];
  return [
    { ...state, audit: { key, full } },
    [
      { do: "stopTimer", timer: "audit" },
      { do: "ask", key, wish: { verb: "AUEP", parameters, descriptions: [] } },
    ],
  ];
}

export function auditOver(before: Endpoint, response: Response): Next {
  const { audit: asked, ...state } = before;
  const { code } = response;
  if (isGone(code))
    return behind([{ do: "trouble", what: "endpoint refused", response }], away(state));
  if (code >= 300 && code < 500) return [state, [nextAudit(again)]];
  // One that cannot be audited has answered all the same.
  return behind([nextAudit(heartbeat)], asked?.full ? known(state, response) : [state, []]);
}

/** Unknown, out of service, starting, another's (RFC 3435 §2.4). */
export const isGone = (code: number): boolean => [500, 501, 520, 521].includes(code);

const nextAudit = (after: Millis): EndpointEffect => ({ do: "startTimer", timer: "audit", after });

/** All that it told of itself. */
function known(before: Endpoint, response: Response): Next {
  const state: Endpoint = {
    ...before,
    name: "here",
    scope: scopeIn(response) ?? before.scope,
    due: true,
    lampTold: false,
  };
  const came: readonly EndpointEffect[] =
    isThere(before) === isThere(state) ? [] : [tell({ on: "presence", there: isThere(state) })];
  return then(behind(came, connections(state, response)), (next) => hookNow(next, response));
}

/** H where there is no L: the port of a telephone that is itself a gateway. */
function scopeIn(response: Response): LinePackage | undefined {
  const packages = response.parameters
    .filter(({ name }) => name === "A")
    .flatMap(({ value }) => /(?:^|,)\s*v:\s*([^,]*)/i.exec(value)?.[1]?.split(";") ?? [])
    .map((one) => one.trim().toUpperCase());
  if (packages.includes("L")) return "L";
  return packages.includes("H") ? "H" : undefined;
}

/** Ours may be gone; what is not ours is left from before, and is taken away. */
function connections(state: Endpoint, response: Response): Next {
  const said = parameterOf(response, "I");
  if (said === undefined) return [state, []];
  const ids = said.split(",").map((one) => one.trim().toUpperCase());
  const { made } = state.link;
  if (made && ids.includes(made.id.toUpperCase())) return [state, []];
  const [next, lost] = made ? dropLink(state) : [state, []];
  if (ids.every((one) => one === "")) return [next, lost];
  const [key, after] = named(next, "clear");
  const clear: EndpointEffect = {
    do: "ask",
    key,
    wish: { verb: "DLCX", parameters: [], descriptions: [] },
  };
  return [after, [...lost, clear]];
}

function hookNow(state: Endpoint, response: Response): Next {
  const states = parseObserved(parameterOf(response, "ES") ?? "");
  const senses = states.ok ? states.value.map(senseOf) : [];
  const hook = senses.some((sense) => sense?.on === "offHook")
    ? "off"
    : senses.some((sense) => sense?.on === "onHook")
      ? "on"
      : state.hook;
  if (hook === state.hook) return soon(state);
  const news = tell({ on: hook === "off" ? "offHook" : "onHook" });
  return behind([news], soon({ ...state, hook }));
}

/** In service, and not about to go while nobody uses it. */
export function isThere({ name, leaving, hook, wanted }: Endpoint): boolean {
  return name === "here" && !(leaving && hook === "on" && !wanted.ring);
}

/** It does not answer, or says that it is out of service; asked again after a while. */
export function away(state: Endpoint): Next {
  const [gone, effects] = begunAnew(state);
  return [gone, [...effects, nextAudit(again)]];
}

/** Nothing of what it did before is left. Who is off hook there is so no longer: the line is told by the absence. */
function begunAnew(state: Endpoint): Next {
  const { asked: _, audit: __, caller: ___, ...rest } = state;
  const [unlinked, lost] = dropLink({ ...rest, name: "unknown", hook: "on", due: false });
  const gone = isThere(state) ? [tell({ on: "presence", there: false })] : [];
  return [{ ...unlinked, lampTold: false, leaving: false }, [...gone, ...lost]];
}

function dropLink(state: Endpoint): Next {
  const { made, busy, wanted } = state.link;
  const lost = made || busy || wanted ? [tell({ on: "linkLost" })] : [];
  return [{ ...state, link: {} }, lost];
}

/** RFC 3435 §4.4.6, §4.4.7 and §2.3.12. */
export function restart(
  state: Endpoint,
  { method, delay }: EndpointEvent & { readonly on: "restart" },
): Next {
  switch (method) {
    case "restart":
      return then(begunAnew(state), (next) => audit(next, true));
    case "disconnected":
      return audit(state, true);
    case "forced":
      return away(state);
    case "graceful": {
      const [next, effects] = changing(state, { ...state, leaving: true });
      if (delay <= 0) return [next, effects];
      return [next, [...effects, { do: "startTimer", timer: "leave", after: seconds(delay) }]];
    }
    case "cancel-graceful":
      return behind(
        [{ do: "stopTimer", timer: "leave" }],
        changing(state, { ...state, leaving: false }),
      );
  }
}

/** Tells when the answer to whether it is there is another than before. */
export function changing(before: Endpoint, now: Endpoint): Next {
  const there = isThere(now);
  return [now, there === isThere(before) ? [] : [tell({ on: "presence", there })]];
}
