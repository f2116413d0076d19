import type { Bound } from "#exchange/proxy/identity.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { Retarget, Target } from "#exchange/proxy/target.ts";
import { Diversion } from "#sip/headers/diversion.ts";
import { HistoryInfo } from "#sip/headers/historyInfo.ts";
import { Privacy } from "#sip/headers/privacy.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";
import { formatNameAddr, type NameAddr, nameAddr } from "#sip/message/nameAddr.ts";
import { noParams, withParam } from "#sip/message/params.ts";
import { sameUri } from "#sip/message/sameUri.ts";
import { formatUri, parseUri, type SipUri, sipUri } from "#sip/message/uri.ts";

/*
 * What a forwarding by the exchange says of itself (RFC 7044; Diversion, RFC 5806, for carriers who
 * know no other). Who is merely found where they registered has not been forwarded, and gets no entry.
 *
 *   <sip:ada@maple.example?Reason=SIP%3Bcause%3D480>;index=1,
 *   <sip:ben@maple.example;cause=503>;index=1.1;mp=1
 */

type Groups = readonly (readonly Target[])[];

/** Counts the forwardings of one request: what it gives back stands in each target that is reached by one. */
export function forwardings(domain: string) {
  const all: Retarget[] = [];
  return (groups: Groups, to: SipUri, why: Omit<Retarget, "uri">): Groups => {
    if (groups.length === 0) return groups;
    all.push({ ...why, uri: addressIn(domain, to) });
    const forwarded = [...all];
    return groups.map((group) => group.map((target) => reachedBy(target, forwarded)));
  };
}

function reachedBy(target: Target, forwarded: readonly Retarget[]): Target {
  const { otherwise } = target;
  return {
    ...target,
    forwarded,
    ...(otherwise && { otherwise: reachedBy(otherwise, forwarded) }),
  };
}

/** A number is a user of ours, or goes by our trunks: it is an address here either way. */
const addressIn = (domain: string, { scheme, user = "", ...uri }: SipUri): string =>
  formatUri(scheme === "tel" ? sipUri({ user, host: domain }) : { scheme, user, ...uri });

/** More have forwarded it than anybody wants: what is older is left out. */
const mostEntries = 20;

/** Who asks that nobody learn whom else the call was for (RFC 7044 §10.1, RFC 3323 §4.2). */
const wishes = ["history", "header", "session"];

/** The lines of one branch; empty texts take lines away. Trunks are trusted with it, as with who calls. */
export function historyLines(
  request: SipRequest,
  speaker: Speaker,
  { bound, forwarded }: { readonly bound: Bound; readonly forwarded: readonly Retarget[] },
): readonly HeaderLine[] {
  const isHidden =
    readable(request, Privacy)
      ?.flat()
      .some((word) => wishes.includes(word)) ?? false;
  if (isHidden && bound !== "trunk")
    return [HistoryInfo, Diversion].map(({ name }) => ({ name, text: "" }));
  const last = forwarded.at(-1);
  if (last === undefined) return [];
  const isBelieved = speaker.is !== "stranger";
  const noted = (isBelieved && readable(request, HistoryInfo)) || [];
  const diverted = (isBelieved && readable(request, Diversion)) || [];
  return [
    listLine(HistoryInfo.name, history(request, noted, forwarded)),
    listLine(Diversion.name, [diversion(request, last), ...diverted]),
  ];
}

const listLine = (name: string, all: readonly NameAddr[]): HeaderLine => ({
  name,
  text: all.map(formatNameAddr).join(", "),
});

function history(
  request: SipRequest,
  noted: readonly NameAddr[],
  forwarded: readonly Retarget[],
): readonly NameAddr[] {
  const known = noted.at(-1);
  const isNoted = known !== undefined && names(known.uri, request);
  const before = isNoted ? noted.slice(0, -1) : noted;
  const called = isNoted ? known : passedOn(request, known);
  const index = called.params.get("index") ?? "1";
  const entries = forwarded.map(({ uri, cause }, i) =>
    nameAddr(
      `${uri};cause=${cause}`,
      params([
        ["index", `${index}.${i + 1}`],
        ["mp", index],
      ]),
    ),
  );
  const after = forwarded.at(0)?.after ?? 480;
  return [...before, because(called, after), ...entries].slice(-mostEntries);
}

/** Whom it is for here, where nobody before us has noted that. */
function passedOn({ uriText }: SipRequest, last: NameAddr | undefined): NameAddr {
  const parent = last?.params.get("index");
  return nameAddr(
    uriText,
    params(
      parent === undefined
        ? [["index", "1"]]
        : [
            ["index", `${parent}.1`],
            ["rc", parent],
          ],
    ),
  );
}

const params = (pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((all, [name, value]) => withParam(all, name, value), noParams);

/** §10.2: why it went on from there, in the entry's own URI. */
const because = (entry: NameAddr, status: number): NameAddr => ({
  ...entry,
  uri: `${entry.uri.replace(/\?.*$/, "")}?Reason=SIP%3Bcause%3D${status}`,
});

/** Causes and reasons are no part of whom it names. */
function names(entry: string, { uri }: SipRequest): boolean {
  const noted = parseUri(entry.replace(/\?.*$/, ""));
  if (!noted.ok || !uri.ok) return false;
  const { cause: _, ...left } = Object.fromEntries(noted.value.params);
  return sameUri({ ...noted.value, params: new Map(Object.entries(left)) }, uri.value);
}

function diversion({ uriText }: SipRequest, { cause }: Retarget): NameAddr {
  const reason = cause === 302 ? "unconditional" : "unavailable";
  return nameAddr(
    uriText,
    params([
      ["reason", reason],
      ["counter", "1"],
    ]),
  );
}
