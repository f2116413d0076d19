/** What a gateway is asked to watch for (R), to sound (S), and what it saw (O): RFC 3435 §3.2.2.12, .16 and .23. */
import { fail, ok, type Result } from "#kit/result.ts";
import { type DigitMap, formatDigitMap, parseDigitMap } from "./digitMap.ts";
import { formatNested, type Node, parseNested } from "./nested.ts";

/** `L/hd`, `D/[0-9*#T]`, `G/*`, `L/dl@connection`. Compared without case. */
export type EventName = string;

export interface RequestedEvent {
  readonly event: EventName;
  readonly actions: readonly Action[];
  readonly parameters?: readonly string[];
}

export type Action =
  /** Tell at once, with what was gathered before. */
  | { readonly do: "notify" }
  /** Gather, and tell with the next one. */
  | { readonly do: "accumulate" }
  | { readonly do: "digitMap" }
  | { readonly do: "swap" }
  | { readonly do: "ignore" }
  /** What sounds goes on sounding. */
  | { readonly do: "keepSignals" }
  /** From then on this is asked for instead. */
  | { readonly do: "embed"; readonly request: EmbeddedRequest }
  /** An embedded MDCX, or an action of a package: as it is written. */
  | { readonly do: "other"; readonly node: Node };

export interface EmbeddedRequest {
  readonly requested: readonly RequestedEvent[];
  readonly digitMap?: DigitMap;
  readonly signals: readonly SignalRequest[];
}

/** `L/rg`, `L/vmwi(+)`, `L/ci(…)`; parameters as they are written, quotes and all. */
export interface SignalRequest {
  readonly signal: EventName;
  readonly parameters: readonly string[];
}

/** In the order in which it was seen. */
export interface ObservedEvent {
  readonly event: EventName;
  readonly parameters: readonly string[];
}

const letters = {
  N: "notify",
  A: "accumulate",
  D: "digitMap",
  S: "swap",
  I: "ignore",
  K: "keepSignals",
} as const;
const letterOf = Object.fromEntries(Object.entries(letters).map(([letter, act]) => [act, letter]));

/* Requested events. */

export function parseRequested(text: string): Result<readonly RequestedEvent[]> {
  const nodes = parseNested(text);
  return nodes.ok ? each(nodes.value, requestedOf) : nodes;
}

export const formatRequested = (events: readonly RequestedEvent[]): string =>
  formatNested(events.map(requestedNode));

function requestedOf({ word, groups: [actionNodes, parameters] }: Node): Result<RequestedEvent> {
  if (!isEventName(word)) return bad(word);
  const actions = each(actionNodes ?? [], actionOf);
  if (!actions.ok) return actions;
  const said = parameters && { parameters: parameters.map(text) };
  return ok({ event: word, actions: actions.value, ...said });
}

function actionOf(node: Node): Result<Action> {
  const letter = node.word.toUpperCase();
  const plain = letters[letter as keyof typeof letters];
  if (plain && node.groups.length === 0) return ok({ do: plain });
  if (letter !== "E") return ok({ do: "other", node });
  const request = embeddedOf(node.groups[0] ?? []);
  return request.ok ? ok({ do: "embed", request: request.value }) : request;
}

/** R, D and S, each once at most, in any order. */
function embeddedOf(nodes: readonly Node[]): Result<EmbeddedRequest> {
  let request: EmbeddedRequest = { requested: [], signals: [] };
  for (const { word, groups } of nodes) {
    const [group = []] = groups;
    const part = embeddedPart(word.toUpperCase(), group);
    if (!part.ok) return part;
    request = { ...request, ...part.value };
  }
  return ok(request);
}

function embeddedPart(letter: string, group: readonly Node[]): Result<Partial<EmbeddedRequest>> {
  if (letter === "R") {
    const requested = each(group, requestedOf);
    return requested.ok ? ok({ requested: requested.value }) : requested;
  }
  if (letter === "S") {
    const signals = each(group, signalOf);
    return signals.ok ? ok({ signals: signals.value }) : signals;
  }
  if (letter !== "D") return bad(letter);
  const digitMap = parseDigitMap(formatNested(group));
  return digitMap.ok ? ok({ digitMap: digitMap.value }) : digitMap;
}

function requestedNode({ event, actions, parameters }: RequestedEvent): Node {
  const first = actions.length > 0 || parameters ? [actions.map(actionNode)] : [];
  return { word: event, groups: parameters ? [...first, parameters.map(leaf)] : first };
}

function actionNode(action: Action): Node {
  if (action.do === "other") return action.node;
  if (action.do !== "embed") return leaf(letterOf[action.do] ?? "");
  const { requested, digitMap, signals } = action.request;
  const map = digitMap && [leaf(formatDigitMap(digitMap).slice(1, -1))];
  const group = [
    { word: "R", groups: [requested.map(requestedNode)] },
    ...(map ? [{ word: "D", groups: [map] }] : []),
    { word: "S", groups: [signals.map(signalNode)] },
  ].filter(({ groups: [inner = []] }) => inner.length > 0);
  return { word: "E", groups: [group] };
}

/* Signals and observed events. */

export function parseSignals(text: string): Result<readonly SignalRequest[]> {
  const nodes = parseNested(text);
  return nodes.ok ? each(nodes.value, signalOf) : nodes;
}

export const formatSignals = (signals: readonly SignalRequest[]): string =>
  formatNested(signals.map(signalNode));

export function parseObserved(text: string): Result<readonly ObservedEvent[]> {
  const signals = parseSignals(text);
  if (!signals.ok) return signals;
  return ok(signals.value.map(({ signal, parameters }) => ({ event: signal, parameters })));
}

export const formatObserved = (events: readonly ObservedEvent[]): string =>
  formatSignals(events.map(({ event, parameters }) => ({ signal: event, parameters })));

function signalOf({ word, groups }: Node): Result<SignalRequest> {
  if (!isEventName(word) || groups.length > 1) return bad(word);
  return ok({ signal: word, parameters: (groups[0] ?? []).map(text) });
}

const signalNode = ({ signal, parameters }: SignalRequest): Node => ({
  word: signal,
  groups: parameters.length > 0 ? [parameters.map(leaf)] : [],
});

const leaf = (word: string): Node => ({ word, groups: [] });
const text = (node: Node): string => formatNested([node]);

/** Package, event and connection; a range or a wildcard for the event (RFC 3435 §2.1.7). */
const isEventName = (word: string): boolean =>
  /^(?:(?:[a-z0-9][a-z0-9-]*|\*)\/)?(?:[a-z0-9*#-]+|\[[0-9a-z*#-]+\])(?:@(?:[0-9a-f]{1,32}|\*|\$))?$/i.test(
    word,
  );

const bad = (word: string): Result<never> => fail("mgcp.badEvents", word.slice(0, 100));

/** All of them, or the first trouble. */
function each<In, Out>(items: readonly In[], read: (item: In) => Result<Out>): Result<Out[]> {
  const out: Out[] = [];
  for (const item of items) {
    const value = read(item);
    if (!value.ok) return value;
    out.push(value.value);
  }
  return ok(out);
}
