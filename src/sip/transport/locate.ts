import type { Machine, Step } from "#kit/machine.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Hop } from "#sip/transport/transport.ts";
import type { DnsRecord } from "#world/network.ts";

/**
 * Where a request for this URI goes (RFC 3263 §4): a list of hops, best first. Pure: look-ups are
 * effects, their records come back as events, one at a time.
 *
 *   numeric or a port ───────────────────────────► addresses ─► located
 *   a transport, no port ──────────► SRV of that ──►  ▲
 *   neither ──► NAPTR ──► SRV of each it offers ──────┤
 *                 └ none ► SRV of UDP, TCP, TLS ──────┘ none: the name itself, default port
 */
export type LocateState =
  | { readonly name: "asking"; readonly plan: Plan; readonly question: Question }
  | { readonly name: "located"; readonly hops: readonly Hop[] };

/** A name still to be looked up, and what it will be good for. */
type Question =
  | { readonly ask: "NAPTR"; readonly host: string }
  | { readonly ask: "SRV"; readonly host: string; readonly protocol: Protocol }
  | { readonly ask: "A" | "AAAA"; readonly place: Place };

/** A server by name; its addresses are looked up last. */
interface Place {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
}

interface Plan {
  readonly uri: SipUri;
  readonly questions: readonly Question[];
  /** SRV records were found: the name itself is not asked any more. */
  readonly served: boolean;
  readonly hops: readonly Hop[];
}

export interface LocateEvent {
  readonly on: "found";
  /** Empty when there is no such record, or nobody answered. */
  readonly records: readonly DnsRecord[];
}
export interface LocateEffect {
  readonly do: "lookup";
  readonly host: string;
  readonly kind: DnsRecord["kind"];
}
export interface LocateFacts {
  /** A whole number in [0, below): for the weights of RFC 2782. */
  readonly luck: (below: number) => number;
  /** We have a socket of IPv6. */
  readonly six: boolean;
}

type Next = Step<LocateState, LocateEffect>;

export const mostHops = 16;
const mostQuestions = 24;

export const locating: Machine<LocateState, LocateEvent, LocateEffect, LocateFacts> = {
  name: "locate",
  step(state, event, facts) {
    if (state.name === "located") return [state, []];
    return advanced(answered(state.plan, state.question, event.records, facts));
  },
};

/** The first step. `tel` URIs name no host: nothing is found. */
export function startLocating(uri: SipUri, facts: LocateFacts): Next {
  return advanced({ uri, questions: firstQuestions(uri, facts), served: false, hops: [] });
}

function advanced(plan: Plan): Next {
  const [question, ...questions] = plan.questions;
  if (question === undefined || plan.hops.length >= mostHops)
    return [{ name: "located", hops: plan.hops.slice(0, mostHops) }, []];
  const next: LocateState = { name: "asking", question, plan: { ...plan, questions } };
  return [next, [{ do: "lookup", host: questionName(question), kind: question.ask }]];
}

const questionName = (question: Question): string =>
  "place" in question ? question.place.host : question.host;

/** Literal addresses are hops without a question; ports and names of transports narrow what is asked. */
function firstQuestions(uri: SipUri, facts: LocateFacts): readonly Question[] {
  const host = targetHost(uri);
  if (host === "") return [];
  const asked = protocolAsked(uri);
  if (isLiteral(host) || uri.port !== undefined) {
    const protocol = asked ?? (uri.scheme === "sips" ? "TLS" : "UDP");
    return addressQuestions({ host, port: uri.port ?? defaultPort[protocol], protocol }, facts);
  }
  if (asked !== undefined) return [srvQuestion(host, asked)];
  return [{ ask: "NAPTR", host }];
}

/** RFC 3263 §4: maddr, where there is one. */
const targetHost = ({ params, host }: SipUri): string => params.get("maddr") ?? host;

const isLiteral = (host: string): boolean => host.includes(":") || /^\d+(\.\d+){3}$/.test(host);

function protocolAsked({ scheme, params }: SipUri): Protocol | undefined {
  const secure = scheme === "sips";
  switch (params.get("transport")?.toLowerCase()) {
    case "udp":
      return secure ? "TLS" : "UDP";
    case "tcp":
      return secure ? "TLS" : "TCP";
    case "tls":
      return "TLS";
    case "ws":
      return secure ? "WSS" : "WS";
    default:
      return undefined;
  }
}

const srvPrefix: Partial<Record<Protocol, string>> = {
  UDP: "_sip._udp",
  TCP: "_sip._tcp",
  TLS: "_sips._tcp",
};

const srvQuestion = (host: string, protocol: Protocol): Question => ({
  ask: "SRV",
  host: `${srvPrefix[protocol] ?? "_sip._tcp"}.${host}`,
  protocol,
});

function addressQuestions(place: Place, { six }: LocateFacts): readonly Question[] {
  const isSix = place.host.includes(":");
  if (isSix) return [{ ask: "AAAA", place }];
  const four: Question = { ask: "A", place };
  return six && !isLiteral(place.host) ? [four, { ask: "AAAA", place }] : [four];
}

function answered(
  plan: Plan,
  question: Question,
  records: readonly DnsRecord[],
  facts: LocateFacts,
): Plan {
  const known = records.filter(({ kind }) => kind === question.ask);
  switch (question.ask) {
    case "NAPTR":
      return asking(plan, servicesOf(plan.uri, question.host, known));
    case "SRV":
      return known.length === 0
        ? asking(plan, plan.questions.length > 0 || plan.served ? [] : itself(plan.uri, facts))
        : served(plan, ranked(known, question.protocol, facts), facts);
    default:
      return { ...plan, hops: [...plan.hops, ...hopsOf(question.place, known, plan.uri)] };
  }
}

const asking = (plan: Plan, more: readonly Question[]): Plan => ({
  ...plan,
  questions: [...plan.questions, ...more].slice(0, mostQuestions),
});

function served(plan: Plan, places: readonly Place[], facts: LocateFacts): Plan {
  const more = places.flatMap((place) => addressQuestions(place, facts));
  return { ...asking(plan, more), served: true };
}

/** §4.2: no SRV at all, so the name is the server's. */
function itself(uri: SipUri, facts: LocateFacts): readonly Question[] {
  const protocol = protocolAsked(uri) ?? (uri.scheme === "sips" ? "TLS" : "UDP");
  return addressQuestions({ host: targetHost(uri), port: defaultPort[protocol], protocol }, facts);
}

const services: ReadonlyMap<string, Protocol> = new Map([
  ["sip+d2u", "UDP"],
  ["sip+d2t", "TCP"],
  ["sips+d2t", "TLS"],
]);

/** §4.1: the services we speak, in the server's order; without any, all that we speak. */
function servicesOf(uri: SipUri, host: string, records: readonly DnsRecord[]): readonly Question[] {
  const may = (protocol: Protocol): boolean => uri.scheme !== "sips" || protocol === "TLS";
  const offered = records
    .map(({ data }) => data)
    .filter(([, , flags]) => flags?.toLowerCase() === "s")
    .sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))
    .flatMap((data): readonly Question[] => {
      const protocol = services.get(data[3]?.toLowerCase() ?? "");
      const replacement = data[5] ?? "";
      return protocol !== undefined && may(protocol) && replacement !== ""
        ? [{ ask: "SRV", host: replacement, protocol }]
        : [];
    });
  if (offered.length > 0) return offered;
  const all: readonly Protocol[] = ["UDP", "TCP", "TLS"];
  return all.filter(may).map((protocol) => srvQuestion(host, protocol));
}

/** RFC 2782: by priority; within one, drawn by weight. */
function ranked(
  records: readonly DnsRecord[],
  protocol: Protocol,
  { luck }: LocateFacts,
): readonly Place[] {
  const left = records
    .map(({ data }) => ({
      priority: Number(data[0]),
      weight: Number(data[1]),
      place: { host: (data[3] ?? "").replace(/\.$/, ""), port: Number(data[2]), protocol },
    }))
    .filter(({ place }) => place.host !== "" && place.port > 0 && place.port < 65_536)
    .sort((a, b) => a.priority - b.priority || a.weight - b.weight);
  const drawn: Place[] = [];
  while (left.length > 0) {
    const same = left.filter(({ priority }) => priority === left[0]?.priority);
    const point = luck(same.reduce((sum, { weight }) => sum + weight, 0) + 1);
    const chosen = same.findIndex((_, i) => runningWeight(same, i) >= point);
    const [one] = left.splice(Math.max(0, chosen), 1);
    if (one !== undefined) drawn.push(one.place);
  }
  return drawn;
}

const runningWeight = (all: readonly { readonly weight: number }[], to: number): number =>
  all.slice(0, to + 1).reduce((sum, { weight }) => sum + weight, 0);

const hopsOf = (
  { host, port, protocol }: Place,
  records: readonly DnsRecord[],
  uri: SipUri,
): readonly Hop[] =>
  records.flatMap(({ data: [address] }) => {
    if (address === undefined) return [];
    const hop: Hop = { protocol, remote: { host: address, port } };
    // RFC 5922 §4: the certificate names what the user asked for, not what the DNS made of it
    return protocol === "TLS" || protocol === "WSS"
      ? [{ ...hop, serverName: targetHost(uri) || host }]
      : [hop];
  });
