/** Why did it ring, or not? What became of the last call, and what decided it, in a few words. */
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { type PromptKey, spokenNumber } from "#telephony/mailbox/prompts.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Service } from "./service.ts";
import { spokenDigits, spokenTime } from "./spoken.ts";

export const whyLast: Service = {
  perform(_, { last, settings }) {
    if (!last) return { is: "said", says: ["service-no-last-call"] };
    const who: readonly PromptKey[] =
      last.from.hidden || last.from.number === undefined
        ? ["from-hidden"]
        : ["from", ...spokenDigits(last.from.number)];
    const when = spokenTime(last.began, settings);
    const says = [
      "why-last-call" as const,
      ...who,
      ...when,
      became(last),
      ...decided(last, settings),
    ];
    return { is: "said", says };
  },
};

const outcomes: Readonly<Record<NonNullable<CallRecord["outcome"]>, PromptKey>> = {
  answered: "why-answered",
  missed: "why-missed",
  message: "why-message",
  forwarded: "why-forwarded",
  rejected: "why-rejected",
};
const became = ({ outcome = "missed" }: CallRecord): PromptKey => outcomes[outcome];

/** The rules have names of the owner's own, which no recording says: they are counted. */
const known: Readonly<Record<string, PromptKey>> = {
  emergency: "why-call-back",
  called: "why-unknown",
  "services.forwardAll": "why-forward-all",
  "services.anonymousReject": "why-anonymous",
  quiet: "why-quiet",
  blocked: "why-blocked",
};

function decided({ decision }: CallRecord, settings: Settings): readonly PromptKey[] {
  const last = decision?.because.at(-1);
  if (!last) return [];
  const name = known[last.rule];
  if (name) return [name];
  const nth = settings.rules.findIndex(({ id }) => id === last.rule) + 1;
  return nth === 0 ? [] : ["why-rule", spokenNumber(nth)];
}
