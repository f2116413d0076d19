/** One port of a gateway as the call agent knows it; `machine.ts` steps it. All of it is plain data. */
import type { ShellFailed, Step, TimerEffect, TimerEvent } from "#kit/machine.ts";
import { millis } from "#kit/time.ts";
import type { DigitMap } from "#server/mgcp/digitMap.ts";
import type { Command, Response } from "#server/mgcp/message.ts";
import type { CallerShown, DisplayTime, GatewaySense, LinePackage } from "#server/mgcp/packages.ts";
import type { Restart } from "#server/mgcp/restart.ts";
import type { Answer, Wish } from "#server/mgcp/transaction.ts";
import type { LineTone } from "#telephony/line/line.ts";

/** What shall be heard and watched for, until it is said anew. */
export interface Wanted {
  readonly ring?: { readonly cadence: string };
  readonly tone?: LineTone;
  /** What may be gathered before it is told; without, each key is. */
  readonly digits?: DigitMap;
  /** Messages wait. */
  readonly lamp?: boolean;
}

/** Once, with the next request: who calls. */
export interface CallerNews {
  readonly caller: CallerShown;
  readonly at: DisplayTime;
}

/** The sound between the port and us; none when undefined. */
export interface LinkWish {
  /** `recvonly`: it hears before it is heard. */
  readonly mode: "recvonly" | "sendrecv";
  /** LocalConnectionOptions (RFC 3435 §3.2.2.10). */
  readonly options: string;
  /** Where we are and what we speak: SDP. */
  readonly description: string;
}

/** `description`: ours, that it was made with. */
interface Made {
  readonly call: string;
  readonly id: string;
  readonly mode: LinkWish["mode"];
  readonly options: string;
  readonly description: string;
}

interface Link {
  readonly wanted?: LinkWish;
  readonly made?: Made;
  /** Under way; the mode that it will bring. */
  readonly busy?: {
    readonly key: string;
    readonly verb: "CRCX" | "MDCX" | "DLCX";
    readonly call: string;
    readonly mode: LinkWish["mode"];
    readonly options: string;
    readonly description: string;
  };
}

/** A request for notifications that has no answer yet, and what it said once. */
interface Asked {
  readonly key: string;
  readonly caller?: CallerNews;
  readonly lamp: boolean;
}

export interface Endpoint {
  /** `here`: it has answered, and nothing says that it has gone. */
  readonly name: "unknown" | "here";
  /** It will go out of service as soon as it is idle (RSIP graceful). */
  readonly leaving: boolean;
  readonly hook: "on" | "off";
  readonly scope: LinePackage;
  /** How much is left away because the gateway refused it: embedded requests, caller and lamp; then digit maps too. */
  readonly plain: 0 | 1 | 2;
  readonly wanted: Wanted;
  readonly caller?: CallerNews;
  readonly lampTold: boolean;
  /** What was asked last is no longer what is wanted, or was used up by a notification. */
  readonly due: boolean;
  readonly asked?: Asked;
  /** Identifiers of the last requests, newest last. */
  readonly requests: readonly string[];
  readonly link: Link;
  /** `full`: everything that it knows is asked, not only whether it is there. */
  readonly audit?: { readonly key: string; readonly full: boolean };
  /** The timer that brings everything of one moment together runs. */
  readonly settling: boolean;
  /** Hexadecimal: what makes our names others than those of the server before us. */
  readonly tag: string;
  readonly count: number;
}

export type EndpointTimer = "settle" | "audit" | "leave";

export type EndpointEvent =
  | { readonly on: "begin" }
  /** Nobody owns it any more: it is left quiet and alone. */
  | { readonly on: "end" }
  | { readonly on: "want"; readonly wanted: Wanted; readonly caller?: CallerNews }
  | { readonly on: "link"; readonly wanted?: LinkWish }
  /** NTFY, or a DLCX of the gateway's own. */
  | { readonly on: "command"; readonly command: Command }
  | ({ readonly on: "restart" } & Restart)
  | { readonly on: "over"; readonly key: string; readonly response: Response }
  | { readonly on: "lost"; readonly key: string }
  | TimerEvent<EndpointTimer>
  | ShellFailed;

/** What whoever owns the port is told. */
export type EndpointNews =
  | GatewaySense
  | { readonly on: "presence"; readonly there: boolean }
  /** The gateway's SDP. */
  | { readonly on: "linked"; readonly description: string }
  | { readonly on: "linkLost" };

export type EndpointEffect =
  | { readonly do: "ask"; readonly key: string; readonly wish: Omit<Wish, "endpoint"> }
  | { readonly do: "answer"; readonly id: number; readonly answer: Answer }
  | { readonly do: "tell"; readonly news: EndpointNews }
  | { readonly do: "ignored"; readonly why: EndpointIgnored }
  /** For somebody to look at: what the gateway answered. */
  | { readonly do: "trouble"; readonly what: EndpointTrouble; readonly response: Response }
  | TimerEffect<EndpointTimer>;
export type EndpointIgnored = "impossible signal" | "old request" | "unreadable events";

export type EndpointTrouble = "endpoint refused" | "request refused" | "no connection";

export type Next = Step<Endpoint, EndpointEffect>;

export const newEndpoint = (tag: string): Endpoint => ({
  name: "unknown",
  leaving: false,
  hook: "on",
  scope: "L",
  plain: 0,
  wanted: {},
  lampTold: false,
  due: false,
  requests: [],
  link: {},
  settling: false,
  tag,
  count: 0,
});

export const tell = (news: EndpointNews): EndpointEffect => ({ do: "tell", news });

/** A name that no other command of ours has, and the state that has used it up. */
export function named(state: Endpoint, what: string): readonly [string, Endpoint] {
  const count = state.count + 1;
  return [`${what}/${count}`, { ...state, count }];
}

/** As hexadecimal as identifiers of requests and calls must be. */
export const identifier = ({ tag, count }: Endpoint): string =>
  `${tag}${count.toString(16)}`.toUpperCase();

/** Everything of this moment is brought together before anything is asked. */
export const soon = (state: Endpoint, after = millis(0)): Next =>
  state.settling
    ? [state, []]
    : [{ ...state, settling: true }, [{ do: "startTimer", timer: "settle", after }]];

/** The same step behind some effects. */
export const behind = (first: readonly EndpointEffect[], [state, rest]: Next): Next => [
  state,
  [...first, ...rest],
];
/** One step after another. */
export function then(before: Next, next: (state: Endpoint) => Next): Next {
  const [state, effects] = before;
  return behind(effects, next(state));
}
