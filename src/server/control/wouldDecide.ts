import { momentOf } from "#kit/calendar.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { DecideAnswer, DecideQuestion } from "#server/control.ts";
import type { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import { factsOf, inMode } from "#telephony/checking/thoughtOf.ts";
import { direct } from "#telephony/directing/direct.ts";
import type { CallFacts, DeviceState } from "#telephony/directing/facts.ts";
import { beforehand } from "#telephony/policy/beforehand.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Of a running server: its telephones as they are, and what is kept from elsewhere. */
export interface Surroundings {
  readonly states?: ((device: string) => DeviceState) | undefined;
  readonly known?: Subscriptions["known"];
}

/** All that is known of such a call beside the settings. */
export function wouldKnow(
  question: DecideQuestion,
  settings: Settings,
  now: WallTime,
  { states, known }: Surroundings = {},
): Result<CallFacts> {
  const at = question.at === undefined ? now : momentOf(question.at);
  if (at === undefined)
    return fail("decide.badTime", `${question.at} is no moment like 2026-11-27T18:05-05:00`);
  const { via, busy = [], offline = [] } = question;
  const unknown = [...busy, ...offline].find(
    (id) => !settings.devices.some((one) => one.id === id),
  );
  if (unknown !== undefined) return fail("decide.unknownDevice", `there is no device ${unknown}`);
  if (via !== undefined && !settings.accounts.some(({ id }) => id === via))
    return fail("decide.unknownAccount", `there is no account ${via}`);
  const facts = factsOf(question, at, settings, states);
  const { contact, ...more } = known?.(facts.caller.private ? {} : facts.caller, at) ?? {};
  return ok({ ...facts, caller: { ...facts.caller, ...(contact && { contact }) }, ...more });
}

/** What would happen to such a call. The running server asks with its telephones as they are; the command line with all of them idle. */
export function wouldDecide(
  question: DecideQuestion,
  settings: Settings,
  now: WallTime,
  around: Surroundings = {},
): Result<DecideAnswer> {
  const facts = wouldKnow(question, settings, now, around);
  if (!facts.ok) return facts;
  const { plan, because, cause } = direct(facts.value, inMode(settings, question.mode));
  const first = beforehand(facts.value, settings);
  return ok({ plan, because, cause, ...(first && { beforehand: first }) });
}
