/** What the port is asked to sound and to tell (RQNT), and what comes of it. */
import { seconds } from "#kit/time.ts";
import { formatDigitMap } from "#server/mgcp/digitMap.ts";
import {
  type Action,
  type EmbeddedRequest,
  formatRequested,
  formatSignals,
  type RequestedEvent,
  type SignalRequest,
} from "#server/mgcp/eventList.ts";
import type { Parameter, Response } from "#server/mgcp/message.ts";
import {
  asksForDigits,
  callerSignal,
  lampSignal,
  ringSignal,
  toneSignal,
} from "#server/mgcp/packages.ts";
import { behind, type Endpoint, identifier, type Next, named, soon, tell } from "./endpoint.ts";
import { away, isGone } from "./presence.ts";

/** Old notifications may cross new requests, so a few are remembered. */
const mostRequests = 8;
const later = seconds(1);

const notify: Action = { do: "notify" };
const keep: Action = { do: "keepSignals" };

/** One request at a time: the next says what is wanted then. */
export function request(before: Endpoint): Next {
  if (!before.due || before.asked || before.name !== "here") return [before, []];
  const [key, state] = named(before, "request");
  const x = identifier(state);
  const { caller, plain, lampTold, wanted } = state;
  const lamp = plain === 0 && !lampTold && wanted.lamp !== undefined;
  const { caller: _, ...rest } = state;
  return [
    {
      ...rest,
      due: false,
      asked: { key, lamp, ...(caller && { caller }) },
      requests: [...state.requests, x].slice(-mostRequests),
    },
    [
      {
        do: "ask",
        key,
        wish: { verb: "RQNT", parameters: parameters(state, x, lamp), descriptions: [] },
      },
    ],
  ];
}

function parameters(state: Endpoint, x: string, lamp: boolean): readonly Parameter[] {
  const map = state.hook === "off" ? digitMap(state) : undefined;
  const events = state.hook === "on" ? onHookEvents(state) : offHookEvents(state);
  const signals = [...sounding(state), ...(lamp ? [lampOf(state)] : [])];
  return [
    { name: "X", value: x },
    { name: "R", value: formatRequested(events) },
    ...(map ? [{ name: "D", value: formatDigitMap(map) }] : []),
    { name: "S", value: formatSignals(signals) },
  ];
}

const lampOf = ({ wanted, scope }: Endpoint): SignalRequest =>
  lampSignal(wanted.lamp ?? false, scope);

/** Gateways that refuse digit maps tell each key. */
const digitMap = ({ wanted, plain }: Endpoint) => (plain < 2 ? wanted.digits : undefined);

function sounding({ wanted: { ring, tone }, scope, hook, caller, plain }: Endpoint) {
  const who = caller && plain === 0 ? [callerSignal(caller.caller, caller.at, scope)] : [];
  if (hook === "on") return ring ? [ringSignal(ring.cadence, scope), ...who] : [];
  return tone ? [toneSignal(tone, scope), ...who] : [];
}

/** Lifted without a call there is dial tone at once, before we have heard of it. */
function onHookEvents(state: Endpoint): readonly RequestedEvent[] {
  const { scope, wanted, plain } = state;
  const embedded = plain === 0 && !wanted.ring ? [embed(state)] : [];
  return [{ event: `${scope}/hd`, actions: [notify, ...embedded] }];
}

function embed(state: Endpoint): Action {
  const tone = state.wanted.lamp ? "stutter" : "dial";
  const { digits: _, ...wanted } = state.wanted;
  const lifted: Endpoint = { ...state, wanted: { ...wanted, tone } };
  const request: EmbeddedRequest = {
    requested: offHookEvents(lifted),
    signals: [toneSignal(tone, state.scope)],
  };
  return { do: "embed", request };
}

/** A key ends dial tone, and no other tone. */
function offHookEvents(state: Endpoint): readonly RequestedEvent[] {
  const { scope, wanted, plain } = state;
  const goesOn = wanted.tone !== undefined && !asksForDigits(wanted.tone) && plain === 0;
  const alike = goesOn ? [notify, keep] : [notify];
  const map = digitMap(state);
  return [
    { event: `${scope}/hu`, actions: [notify] },
    { event: `${scope}/hf`, actions: alike },
    map
      ? { event: "D/[0-9*#T]", actions: [{ do: "digitMap" }] }
      : { event: "D/[0-9*#]", actions: alike },
  ];
}

/** Sounds nothing, watches for nothing; nobody waits for an answer. */
export function quiet(before: Endpoint): Next {
  if (before.name !== "here") return [before, []];
  const [key, state] = named(before, "quiet");
  const nothing = ["R", "S"].map((name) => ({ name, value: "" }));
  const parameters = [{ name: "X", value: identifier(state) }, ...nothing];
  return [state, [{ do: "ask", key, wish: { verb: "RQNT", parameters, descriptions: [] } }]];
}

/* Answers. */

export function requestOver(before: Endpoint, response: Response): Next {
  const { asked, ...rest } = before;
  const { code } = response;
  if (code < 300) return soon({ ...rest, lampTold: rest.lampTold || (asked?.lamp ?? false) });
  const unsaid = asked?.caller && !rest.caller ? { caller: asked.caller } : {};
  const state: Endpoint = { ...rest, ...unsaid, due: true };
  if (code === 401 || code === 402) return otherHook(state, response);
  if (code < 500) return soon(state, later);
  if (isGone(code)) return away(state);
  return refused(state, response);
}

/** It was lifted, or put down, just when we asked (RFC 3435 §2.4, 401 and 402). */
function otherHook(state: Endpoint, response: Response): Next {
  const hook = response.code === 401 ? "off" : "on";
  if (state.hook === hook) return refused(state, response);
  const news = tell({ on: hook === "off" ? "offHook" : "onHook" });
  return behind([news], soon({ ...state, hook }));
}

/** Asked again with less; in the end the port stays as it is, and somebody should look. */
function refused(state: Endpoint, response: Response): Next {
  if (state.plain === 0) return soon({ ...state, plain: 1 });
  if (state.plain === 1) return soon({ ...state, plain: 2 });
  return [{ ...state, due: false }, [{ do: "trouble", what: "request refused", response }]];
}
