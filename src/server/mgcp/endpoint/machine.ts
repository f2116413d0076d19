/** Finds who answers for an event; nothing else. */
import type { Machine } from "#kit/machine.ts";
import { parseObserved } from "#server/mgcp/eventList.ts";
import { type Command, parameterOf, type Response } from "#server/mgcp/message.ts";
import { type GatewaySense, senseOf } from "#server/mgcp/packages.ts";
import {
  behind,
  type Endpoint,
  type EndpointEffect,
  type EndpointEvent,
  type EndpointTimer,
  type Next,
  soon,
  tell,
  then,
} from "./endpoint.ts";
import { clear, connect, linkOver, taken } from "./link.ts";
import { audit, auditOver, away, changing, restart } from "./presence.ts";
import { quiet, request, requestOver } from "./request.ts";

export const endpointMachine: Machine<Endpoint, EndpointEvent, EndpointEffect> = {
  name: "endpoint",
  step,
};

function step(state: Endpoint, event: EndpointEvent): Next {
  switch (event.on) {
    case "begin":
      return audit(state, true);
    case "end":
      return then(clear(state), quiet);
    case "want":
      return want(state, event);
    case "link":
      return soon({
        ...state,
        link: { ...without(state), ...(event.wanted && { wanted: event.wanted }) },
      });
    case "command":
      return command(state, event.command);
    case "restart":
      return restart(state, event);
    case "over":
      return over(state, event.key, event.response);
    case "lost":
      return isOurs(state, event.key) ? away(state) : [state, []];
    case "timer":
      return timer(state, event.timer);
    case "shellFailed":
      return [state, []];
  }
}

const without = ({ link: { wanted: _, ...link } }: Endpoint): Endpoint["link"] => link;

function want(before: Endpoint, { wanted, caller }: EndpointEvent & { readonly on: "want" }): Next {
  if (!caller && JSON.stringify(wanted) === JSON.stringify(before.wanted)) return [before, []];
  const state: Endpoint = {
    ...before,
    wanted,
    due: true,
    lampTold: before.lampTold && before.wanted.lamp === wanted.lamp,
    ...(caller && { caller }),
  };
  return then(changing(before, state), (next) => soon(next));
}

const isOurs = ({ asked, audit: question, link }: Endpoint, key: string): boolean =>
  [asked?.key, question?.key, link.busy?.key].includes(key);

function over(state: Endpoint, key: string, response: Response): Next {
  if (key === state.asked?.key) return requestOver(state, response);
  if (key === state.audit?.key) return auditOver(state, response);
  return key === state.link.busy?.key ? linkOver(state, response) : [state, []];
}

function timer(state: Endpoint, which: EndpointTimer): Next {
  switch (which) {
    case "settle":
      return then(request({ ...state, settling: false }), connect);
    case "audit":
      return state.audit ? [state, []] : audit(state, state.name !== "here");
    case "leave":
      return away(state);
  }
}

/* What the gateway says. */

function command(state: Endpoint, said: Command): Next {
  const { id, verb } = said;
  if (verb === "NTFY") return notified(state, said);
  if (verb !== "DLCX") return [state, [{ do: "answer", id, answer: { code: 504 } }]];
  return behind([{ do: "answer", id, answer: { code: 200, comment: "OK" } }], taken(state));
}

/** Whatever is told uses the request up: the port waits for the next one (RFC 3435 §4.4.1), which goes with the answer. */
function notified(before: Endpoint, said: Command): Next {
  const { id } = said;
  const x = parameterOf(said, "X");
  const events = parseObserved(parameterOf(said, "O") ?? "");
  if (x === undefined || !events.ok)
    return [
      before,
      [
        { do: "answer", id, answer: { code: 510 } },
        { do: "ignored", why: "unreadable events" },
      ],
    ];
  const [state, effects] = soon({ ...before, due: true });
  const answered: EndpointEffect = { do: "answer", id, answer: { code: 200, comment: "OK" } };
  if (x !== "0" && !state.requests.includes(x.toUpperCase()))
    return [state, [...effects, answered, { do: "ignored", why: "old request" }]];
  if (state.name !== "here") return then([state, [...effects, answered]], found);
  const senses = events.value.flatMap((one) => senseOf(one) ?? []);
  return senses.reduce<Next>(
    (next, sense) => then(next, (now) => sensed(now, sense)),
    [state, [...effects, answered]],
  );
}

/** It speaks although we thought that it was not there: what it is doing is asked first. */
const found = (state: Endpoint): Next => (state.audit ? [state, []] : audit(state, true));

function sensed(before: Endpoint, sense: GatewaySense): Next {
  const lifts = sense.on === "offHook";
  if ((before.hook === "off") === lifts)
    return [before, [{ do: "ignored", why: "impossible signal" }]];
  if (!lifts && sense.on !== "onHook") return [before, [tell(sense)]];
  const state: Endpoint = { ...before, hook: lifts ? "off" : "on" };
  return behind([tell(sense)], changing(before, state));
}
