/** What `ringwise exchange …` says to a person of a running exchange. */
import type { AuditEntry, ExchangeStatus, PassedCall, TrunkView, Why } from "#exchange/control.ts";

type Shown = (at: number) => string;

export function overviewLines(now: ExchangeStatus, shown: Shown): readonly string[] {
  const counts = Object.entries(now.counts).filter(([, n]) => n > 0);
  return [
    `The exchange of ${now.domains.join(", ")}, Ringwise ${now.version}, since ${shown(now.since)}`,
    `${now.users} users, ${now.usersThere} of them there, ${now.suspended} suspended`,
    `${now.trunks} trunks, ${now.trunksDown} of them down; ${now.callsNow} calls now`,
    ...(counts.length === 0 ? [] : [counts.map(([what, n]) => `${n} ${what}`).join(", ")]),
    ...now.troubles.map(({ code, detail }) => `✗ ${detail} (${code})`),
  ];
}

export function trunkLine(trunk: TrunkView, shown: Shown): string {
  const { id, server, state, since, detail, channels } = trunk;
  const standing = state === "static" ? "known by its address" : state;
  const long = since === undefined ? "" : ` since ${shown(since)}`;
  const why = detail === undefined ? "" : `: ${detail}`;
  return `trunk ${id} (${server}): ${standing}${long}${why}; ${channels.inUse} of ${channels.most} channels`;
}

export function callLine(call: PassedCall, shown: Shown): string {
  const { id, began, by = call.from, to, state, outcome, status, why } = call;
  const end = state === "over" ? `${outcome} ${status ?? ""}`.trim() : state;
  return `${id}  ${shown(began)}  ${by} → ${call.for ?? to}  ${end}${why ? `: ${whyLine(why)}` : ""}`;
}

const whyLine = ({ by, code, params = {} }: Why): string =>
  [`${code} (${by})`, ...Object.entries(params).map(([key, text]) => `${key}=${text}`)].join(" ");

export function auditLine({ at, who, act, of = "", params }: AuditEntry, shown: Shown): string {
  const more = Object.entries(params).map(([key, text]) => `${key}=${text}`);
  return [`${shown(at)}  ${who}`, act, of, ...more].filter((text) => text !== "").join("  ");
}
