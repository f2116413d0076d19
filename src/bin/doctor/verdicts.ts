/** What the doctor makes of what was seen. No looking here: only facts in, sentences out. */
import type { Problem } from "#kit/problem.ts";
import type { CertificateSeen } from "#server/network/facts.ts";
import { mind, type Verdict, well, wrong } from "./finding.ts";

const MB = 1_000_000;
const day = 24 * 3600_000;

export interface FolderFacts {
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
  /** Permission bits, as chmod writes them. */
  readonly mode: number;
  readonly free: number;
  /** Of the database in it; undefined when it is whole, or there is none yet. */
  readonly trouble: string | undefined;
}

export function folderVerdicts({ path, exists, ...facts }: FolderFacts): readonly Verdict[] {
  if (!exists) return [well(`${path} is not there yet; the first start makes it`)];
  const { writable, mode, free, trouble } = facts;
  return [
    writable ? well(`${path} can be written`) : wrong(`${path} cannot be written by this user`),
    ...((mode & 0o077) === 0 ? [] : [mind(`others may look into ${path}: chmod 700 ${path}`)]),
    roomVerdict(free),
    trouble === undefined ? well("the database is whole") : wrong(`the database: ${trouble}`),
  ];
}

/** A minute of a message is 1 MB. */
function roomVerdict(free: number): Verdict {
  const room = `${Math.floor(free / MB)} MB are free`;
  if (free < 20 * MB) return wrong(`the disk is full: ${room}`);
  if (free < 500 * MB)
    return mind(`the disk is nearly full: ${room}; a minute of a message takes one`);
  return well(room);
}

export interface ClockFacts {
  readonly now: number;
  /** The newest moment that was kept. */
  readonly newest: number | undefined;
  /** Whether a time service sets it; undefined when nobody says. */
  readonly isSet: boolean | undefined;
  readonly timeZone: string;
  /** As the owner's clock shows `now`. */
  readonly shown: string;
}

/** Two machines' worth of carelessness. */
const tolerance = 60_000;

export function clockVerdicts({
  now,
  newest,
  isSet,
  timeZone,
  shown,
}: ClockFacts): readonly Verdict[] {
  const is = `it is ${shown} in ${timeZone}`;
  if (newest !== undefined && newest > now + tolerance)
    return [
      wrong(`${is}, but something was kept at ${iso(newest)}: the clock went back, or is wrong`),
    ];
  if (isSet === false)
    return [mind(`${is}, and no time service keeps the clock right: rules by time of day need it`)];
  return [well(is)];
}

const iso = (at: number): string => new Date(at).toISOString();

export function certificateVerdicts(
  facts: CertificateSeen | Problem | undefined,
): readonly Verdict[] {
  if (facts === undefined) return [well("none yet; the first start makes one")];
  if ("code" in facts) return [wrong(facts.detail)];
  const unfit = facts.fitsKey ? [] : [wrong("the key does not belong to the certificate")];
  return [...unfit, endVerdict(facts), ...nameVerdicts(facts)];
}

function endVerdict({ by, now, end }: CertificateSeen): Verdict {
  const last = iso(end).slice(0, 10);
  const isOurs = by === "authority";
  if (end < now)
    return wrong(
      `it ended on ${last}: ${isOurs ? "start the server anew" : "put a new one there"}`,
    );
  if (end - now > 30 * day) return well(`good until ${last}`);
  return mind(`it ends on ${last}: ${isOurs ? "the next start renews it" : "renew it soon"}`);
}

function nameVerdicts({ by, missing }: CertificateSeen): readonly Verdict[] {
  if (missing.length === 0) return [];
  const remedy =
    by === "authority"
      ? "the next start makes one that does"
      : "browsers and phones must call the server by a name that it has";
  return [mind(`it does not name ${missing.slice(0, 3).join(", ")}: ${remedy}`)];
}

export interface PortFacts {
  /** `SIP by UDP`, `HTTPS` … */
  readonly what: string;
  readonly port: number;
  /** Why it cannot be had; undefined when it can. */
  readonly trouble: Problem | undefined;
  /** The process that has it. */
  readonly holder: string | undefined;
}

/** `server`: the process that answers at the web port as we would. */
export function portVerdicts(
  ports: readonly PortFacts[],
  server: string | undefined,
  rtp: { readonly from: number; readonly to: number },
): readonly Verdict[] {
  const running = server === undefined ? [] : [well(`the server is running: ${server}`)];
  return [...running, ...ports.flatMap((port) => portVerdict(port, server)), rtpVerdict(rtp)];
}

function portVerdict({ what, port, trouble, holder }: PortFacts, server: string | undefined) {
  if (trouble === undefined)
    return [
      server === undefined
        ? well(`${what} ${port} is free`)
        : wrong(`${what} ${port} is not open, although the server is running`),
    ];
  return holder !== undefined && holder === server ? [] : [wrong(`${what}: ${trouble.detail}`)];
}

/** A port for sound and one for its reports, at each end of a call. */
function rtpVerdict({ from, to }: { readonly from: number; readonly to: number }): Verdict {
  const calls = Math.floor((to - from + 1) / 4);
  const range = `ports ${from} to ${to} are enough for the sound of ${calls} calls at a time`;
  return calls < 10 ? mind(range) : well(range);
}

export interface AccountFacts {
  readonly id: string;
  readonly server: string;
  readonly isEnabled: boolean;
  /** `UDP 203.0.113.7:5060`, best first, or why there is none. */
  readonly hops: readonly string[];
  readonly trouble: string | undefined;
}

export function accountVerdicts(accounts: readonly AccountFacts[]): readonly Verdict[] {
  if (accounts.length === 0)
    return [mind("there is none: calls come only to your own address, and none can go out")];
  return accounts.map(({ id, server, isEnabled, hops, trouble }) => {
    if (!isEnabled) return well(`${id} is switched off`);
    if (trouble !== undefined) return wrong(`${id}: ${trouble}`);
    return well(`${id}: ${server} is at ${hops.slice(0, 3).join(", ")}`);
  });
}

export interface SettingsFacts {
  /** Where they are from: a file, or the version in the data folder. */
  readonly from: string;
  readonly problems: readonly string[];
  /** What would not be accepted today; the server starts with it. */
  readonly doubts: readonly string[];
  readonly telephones: number;
  readonly numbers: number;
}

export function settingsVerdicts({ from, problems, doubts, telephones, numbers }: SettingsFacts) {
  if (problems.length > 0) return problems.map((line) => wrong(`${from}: ${line}`));
  return [
    ...(doubts.length > 0
      ? doubts.map((line) => mind(`${from}: ${line}; would not be accepted today`))
      : [well(`${from} is in order`)]),
    ...(telephones > 0 ? [] : [mind("there is no telephone: nothing can ring")]),
    ...(numbers > 0 ? [] : [mind("there is no number: only accounts can bring calls")]),
  ];
}
