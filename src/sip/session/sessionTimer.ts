import { millis, seconds } from "#kit/time.ts";
import { MinSE } from "#sip/headers/minSe.ts";
import { Require } from "#sip/headers/require.ts";
import { SessionExpires } from "#sip/headers/sessionExpires.ts";
import { Supported } from "#sip/headers/supported.ts";
import { header, readable, type SipMessage } from "#sip/message/message.ts";
import type { Interval, IntervalAsked } from "#sip/session/interval.ts";
import type { Extra } from "#sip/session/session.ts";
import type { SessionOptions } from "#sip/session/sessionOptions.ts";
import type { Next, SessionEffect, Thread } from "#sip/session/sessionState.ts";
import { respond, start, stop } from "#sip/session/steps.ts";

/* Session timers (RFC 4028): a session that nobody refreshes ends. refresh.ts refreshes. */

const hasTimer = ({ supported }: SessionOptions): boolean => supported.includes("timer");

/** §5: where nobody says otherwise. */
const leastMinSE = 90;

/** What a request asks of the session's interval. */
export const intervalAsked = (request: SipMessage): IntervalAsked => {
  const said = readable(request, SessionExpires);
  return {
    seconds: said?.seconds,
    refresher: said?.refresher,
    minSE: readable(request, MinSE) ?? leastMinSE,
    supported: readable(request, Supported)?.includes("timer") ?? false,
  };
};

/** §9: below our minimum, from somebody who understands the 422. */
export const isTooShort = (asked: IntervalAsked, options: SessionOptions): boolean =>
  hasTimer(options) &&
  asked.supported &&
  asked.seconds !== undefined &&
  asked.seconds < options.minSE;

export const tooShortLines = ({ minSE }: SessionOptions): Extra => [header(MinSE, minSE)];

export const refuseInterval = (to: number, options: SessionOptions): SessionEffect =>
  respond(to, 422, { extra: tooShortLines(options) });

/** §9: what our 2xx grants, as table 2 says; undefined without session timer. */
export function granted(asked: IntervalAsked, options: SessionOptions): Interval | undefined {
  if (!hasTimer(options) || (asked.seconds === undefined && !asked.supported)) return undefined;
  const least = Math.max(asked.minSE, leastMinSE);
  const wished = Math.min(asked.seconds ?? options.sessionExpires, options.sessionExpires);
  const refresher = asked.supported ? (asked.refresher ?? "uac") : "uas";
  return { seconds: Math.max(wished, least), weRefresh: refresher === "uas" };
}

/** The lines of our 2xx. Require only where the other side has something to do (§9). */
export function grantLines(interval: Interval | undefined): Extra {
  if (interval === undefined) return [];
  const refresher = interval.weRefresh ? "uas" : "uac";
  const line = header(SessionExpires, { seconds: interval.seconds, refresher });
  return interval.weRefresh ? [line] : [line, header(Require, ["timer"])];
}

/** §7.2: what their 2xx to a request of ours grants. */
export function grantedBy(response: SipMessage, options: SessionOptions): Interval | undefined {
  const said = hasTimer(options) ? readable(response, SessionExpires) : undefined;
  return said && { seconds: said.seconds, weRefresh: said.refresher !== "uas" };
}

/** §7.1: the first INVITE proposes and leaves open who refreshes. */
export const proposalLines = (options: SessionOptions, minSE?: number): Extra =>
  hasTimer(options)
    ? [
        header(SessionExpires, { seconds: Math.max(options.sessionExpires, minSE ?? 0) }),
        header(MinSE, minSE ?? options.minSE),
      ]
    : [];

/** §7.4: later requests keep the roles. */
export const intervalLines = (interval: Interval | undefined, options: SessionOptions): Extra =>
  interval === undefined
    ? []
    : [
        header(SessionExpires, {
          seconds: interval.seconds,
          refresher: interval.weRefresh ? "uac" : "uas",
        }),
        header(MinSE, Math.min(options.minSE, interval.seconds)),
      ];

/** Counts from now on, as the last 2xx said. */
export function timed<S extends Thread>(state: S, interval: Interval | undefined): Next<S> {
  const next = { ...state, interval };
  if (interval === undefined)
    return [next, state.interval === undefined ? [] : [stop("refresh"), stop("session")]];
  const whole = seconds(interval.seconds);
  // §10: who does not refresh ends it a little early, so that its BYE comes before a gateway's own end
  const spare = Math.min(seconds(32), whole / 3);
  return [
    next,
    interval.weRefresh
      ? [start("refresh", millis(whole / 2)), start("session", whole)]
      : [stop("refresh"), start("session", millis(whole - spare))],
  ];
}
