/** What this machine is like, as calls need it: its clock, its names, its addresses, its certificate. Pure. */
import type { Problem } from "#kit/problem.ts";
import { whereabouts } from "#kit/whereabouts.ts";
import type { NetworkFinding } from "#server/control/networkControl.ts";
import type { CertificateSeen, ClockSeen, NameSeen } from "./facts.ts";
import { mind, unknown, well, wrong } from "./finding.ts";

const day = 24 * 3600_000;
const inSeconds = (ms: number): number => Math.round(Math.abs(ms) / 1000);

/** Rules by time of day want minutes; signatures (RFC 8224 §4.4) and one-time codes want a minute. */
export function judgeClock({ ahead, isKept }: ClockSeen): NetworkFinding {
  if (ahead !== undefined && Math.abs(ahead) > 60_000)
    return wrong(
      "clock.off",
      `The clock is ${inSeconds(ahead)} s off: rules by time of day and signatures go wrong. Let a time service set it.`,
      { seconds: inSeconds(ahead) },
    );
  if (ahead !== undefined && Math.abs(ahead) > 5_000)
    return mind(
      "clock.drifts",
      `The clock is ${inSeconds(ahead)} s off, which calls can live with. Let a time service set it.`,
      { seconds: inSeconds(ahead) },
    );
  if (ahead !== undefined) return well("clock.right", "The clock is right.");
  if (isKept === true) return well("clock.kept", "A time service keeps the clock right.");
  if (isKept === false)
    return mind(
      "clock.unkept",
      "No time service keeps the clock right: rules by time of day need it.",
    );
  return unknown("clock.unknown", "Nobody said what time it is. Name a time server to compare.");
}

export function judgeNames(names: readonly NameSeen[]): NetworkFinding {
  if (names.length === 0)
    return unknown("dns.none", "There is no account whose name could be looked up.");
  const lost = names.filter(({ isFound }) => !isFound);
  const [first] = lost;
  if (first)
    return wrong(
      "dns.lost",
      `The DNS knows no way to ${first.server}: no calls by ${first.account}. See whether the name is right, and the DNS answers.`,
      { account: first.account, server: first.server, lost: lost.length },
    );
  return well("dns.found", "The servers of all accounts are found by name.", { n: names.length });
}

/** `own`: from where we would send by IPv6. */
export function judgeSix(own: string): NetworkFinding {
  return own.includes(":") && whereabouts(own) === "outside"
    ? well("ipv6.there", `There is IPv6: ${own}.`, { address: own })
    : well("ipv6.none", "There is no IPv6 here; calls take IPv4.");
}

export function judgeCertificate(seen: CertificateSeen | Problem | undefined): NetworkFinding {
  if (seen === undefined)
    return unknown("certificate.none", "There is no certificate yet; the next start makes one.");
  if ("code" in seen) return wrong("certificate.bad", `${seen.detail}.`, { detail: seen.detail });
  const until = new Date(seen.end).toISOString().slice(0, 10);
  const params = { until, names: seen.missing.slice(0, 3).join(", ") };
  if (!seen.fitsKey)
    return wrong("certificate.key", "The key does not belong to the certificate.", params);
  if (seen.end < seen.now)
    return wrong(
      "certificate.ended",
      `The certificate ended on ${until}: put a new one there.`,
      params,
    );
  if (seen.missing.length > 0)
    return mind(
      "certificate.names",
      `The certificate does not name ${params.names}: phones and browsers must use a name that it has.`,
      params,
    );
  if (seen.end - seen.now < 14 * day)
    return mind("certificate.ends", `The certificate ends on ${until}. Renew it soon.`, params);
  return seen.by === "authority"
    ? well(
        "certificate.own",
        `The certificate is the house's own, until ${until}: trust it once at each phone and browser.`,
        params,
      )
    : well("certificate.good", `The certificate is good until ${until}.`, params);
}
