/** The connection that carries sound (CRCX, MDCX, DLCX): made, changed and taken away as wanted, one command at a time. */
import type { Parameter, Response } from "#server/mgcp/message.ts";
import { parameterOf } from "#server/mgcp/message.ts";
import {
  type Endpoint,
  identifier,
  type LinkWish,
  type Next,
  named,
  soon,
  tell,
} from "./endpoint.ts";

type Verb = "CRCX" | "MDCX" | "DLCX";

/** The next command on the way from what is to what is wanted. */
export function connect(state: Endpoint): Next {
  const { wanted, made, busy } = state.link;
  if (busy || state.name !== "here") return [state, []];
  if (!made) return wanted ? begin(state, "CRCX", wanted) : [state, []];
  if (wanted?.description !== made.description) return begin(state, "DLCX", made);
  const isSo = wanted.mode === made.mode && wanted.options === made.options;
  return isSo ? [state, []] : begin(state, "MDCX", wanted);
}

function begin(
  before: Endpoint,
  verb: Verb,
  { mode, options }: Pick<LinkWish, "mode" | "options">,
): Next {
  const [key, state] = named(before, "link");
  const { wanted, made } = state.link;
  const call = made?.call ?? identifier(state);
  const description = made?.description ?? wanted?.description ?? "";
  const busy = { key, verb, call, mode, options, description };
  const descriptions = verb === "CRCX" && wanted ? [wanted.description] : [];
  return [
    { ...state, link: { ...state.link, busy } },
    [{ do: "ask", key, wish: { verb, parameters: parameters(state, verb, call), descriptions } }],
  ];
}

function parameters({ link }: Endpoint, verb: Verb, call: string): readonly Parameter[] {
  const { wanted, made } = link;
  return [
    { name: "C", value: call },
    ...(made ? [{ name: "I", value: made.id }] : []),
    ...(verb !== "DLCX" && wanted && wanted.options !== made?.options
      ? [{ name: "L", value: wanted.options }]
      : []),
    ...(verb !== "DLCX" && wanted ? [{ name: "M", value: wanted.mode }] : []),
  ];
}

export function linkOver(state: Endpoint, response: Response): Next {
  const { busy, ...link } = state.link;
  const idle: Endpoint = { ...state, link };
  if (!busy) return [state, []];
  if (busy.verb === "CRCX") return made(idle, response, busy);
  const { made: before, ...without } = link;
  if (busy.verb === "DLCX" || !before) return soon({ ...state, link: without });
  if (response.code < 300)
    return soon({
      ...idle,
      link: { ...link, made: { ...before, mode: busy.mode, options: busy.options } },
    });
  return failed({ ...idle, link }, response);
}

function made(
  state: Endpoint,
  response: Response,
  { call, mode, options, description: ours }: NonNullable<Endpoint["link"]["busy"]>,
): Next {
  const id = parameterOf(response, "I");
  const [description] = response.descriptions;
  if (response.code >= 300 || id === undefined || description === undefined)
    return failed(state, response);
  const [next, effects] = soon({
    ...state,
    link: { ...state.link, made: { call, id, mode, options, description: ours } },
  });
  return [
    next,
    state.link.wanted?.description === ours
      ? [tell({ on: "linked", description }), ...effects]
      : effects,
  ];
}

/** Not tried again until it is wanted again: whoever wants it is told. */
function failed(state: Endpoint, response: Response): Next {
  const { wanted: _, ...link } = state.link;
  const [next, effects] = soon({ ...state, link });
  return [
    next,
    [{ do: "trouble", what: "no connection", response }, tell({ on: "linkLost" }), ...effects],
  ];
}

/** The gateway has taken it away itself. */
export function taken(state: Endpoint): Next {
  const { made: was, wanted: _, ...link } = state.link;
  return [{ ...state, link }, was ? [tell({ on: "linkLost" })] : []];
}

/** Whatever connection it has is taken away; nobody waits for an answer (RFC 3435 §2.3.8). */
export function clear(before: Endpoint): Next {
  const { made, busy } = before.link;
  if (before.name !== "here" || (!made && !busy)) return [before, []];
  const [key, state] = named(before, "clear");
  const wish = { verb: "DLCX", parameters: [], descriptions: [] };
  return [{ ...state, link: {} }, [{ do: "ask", key, wish }]];
}
