import type { Why } from "#exchange/calls/passedCall.ts";
import type { Refusal } from "#exchange/proxy/admission.ts";
import { type Instant, minutes } from "#kit/time.ts";
import { rateLimit } from "#sip/guard/strangers.ts";
import type { World } from "#world/world.ts";

/**
 * What nobody should have sent: counted each time, and said in the log once a source in ten minutes,
 * so that neither a forger nor a telephone gone wrong fills the log. Codes are ours, so there are few.
 */
export interface Refusals {
  note(code: string, source: string, more?: Readonly<Record<string, unknown>>): void;
  /** The exchange's own refusal of a request; what a policy or an operator refuses is no wrong of anybody's. */
  answered(refusal: Refusal, source: string): void;
  /** `refused_noRelay`, since the start. */
  readonly counts: Readonly<Record<string, number>>;
}

const quietFor = minutes(10);
const mostSources = 5000;

/** Statuses that have no reason of their own. */
const codes: Readonly<Record<number, string>> = {
  416: "badUri",
  420: "unknownExtension",
  440: "tooBroad",
  481: "noDialog",
  482: "loop",
  483: "loop",
};

export function refusals({ clock, log }: Pick<World, "clock" | "log">): Refusals {
  const counts: Record<string, number> = {};
  const said = new Map<string, Instant>();
  const lines = rateLimit(100, 1); // of all sources together: they may be forged

  function isNews(code: string, source: string): boolean {
    const key = `${code} ${source}`;
    const now = clock.now();
    if (now - (said.get(key) ?? Number.NEGATIVE_INFINITY) < quietFor) return false;
    said.delete(key);
    said.set(key, now);
    const oldest = said.keys().next();
    if (said.size > mostSources && !oldest.done) said.delete(oldest.value);
    return lines.allows("", now);
  }

  function note(code: string, source: string, more: Readonly<Record<string, unknown>> = {}): void {
    const name = `refused_${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (isNews(code, source))
      log.info("refused; more of it from there is only counted", { code, source, ...more });
  }

  return {
    counts,
    note,
    answered({ status, why }, source) {
      const code = codeOf(status, why);
      if (code !== undefined) note(code, source);
    },
  };
}

/** A challenge refuses nobody. */
function codeOf(status: number, why: Why | undefined): string | undefined {
  if (status === 401 || status === 407 || (why !== undefined && why.by !== "exchange"))
    return undefined;
  return why?.code ?? codes[status];
}
