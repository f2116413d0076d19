import { momentOf } from "#kit/calendar.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { DecideAnswer, DecideQuestion } from "#server/control.ts";
import type { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import { direct } from "#telephony/directing/direct.ts";
import type { DeviceState, Party } from "#telephony/directing/facts.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Of a running server: its telephones as they are, and what is kept from elsewhere. */
export interface Surroundings {
  readonly states?: ((device: string) => DeviceState) | undefined;
  readonly known?: Subscriptions["known"];
}

/** What would happen to such a call. The running server asks with its telephones as they are; the command line with all of them idle. */
export function wouldDecide(
  question: DecideQuestion,
  settings: Settings,
  now: WallTime,
  { states, known }: Surroundings = {},
): Result<DecideAnswer> {
  const at = question.at === undefined ? now : momentOf(question.at);
  if (at === undefined)
    return fail("decide.badTime", `${question.at} is no moment like 2026-11-27T18:05-05:00`);
  const { via, busy } = question;
  const unknown = [...(busy ?? [])].find((id) => !settings.devices.some((one) => one.id === id));
  if (unknown !== undefined) return fail("decide.unknownDevice", `there is no device ${unknown}`);
  if (via !== undefined && !settings.accounts.some(({ id }) => id === via))
    return fail("decide.unknownAccount", `there is no account ${via}`);
  const devices = Object.fromEntries(
    settings.devices.map(({ id }) => [id, stateIn(busy, id, states?.(id) ?? "idle")]),
  );
  const called = question.to ?? ownNumber(settings);
  const party = partyOf(question.from);
  const { contact, ...more } = known?.(party.private ? {} : party, at) ?? {};
  const caller = { ...party, ...(contact && { contact }) };
  const facts = { caller, called, at, devices, ...more, ...(via !== undefined && { via }) };
  const { plan, because, cause } = direct(facts, settings);
  return ok({ plan, because, cause });
}

/** When it is said who is busy, all others are not. */
function stateIn(busy: readonly string[] | undefined, id: string, state: DeviceState): DeviceState {
  if (busy === undefined) return state;
  if (busy.includes(id)) return "busy";
  return state === "offline" ? "offline" : "idle";
}

/** Nobody named calls without showing a number. */
function partyOf(from: string | undefined): Party {
  if (from === undefined || /^(hidden|anonymous)?$/i.test(from)) return { private: true };
  return /^sips?:/i.test(from)
    ? { address: from, private: false }
    : { number: from, private: false };
}

const ownNumber = ({ numbers }: Settings): string =>
  numbers[0]?.number ?? numbers[0]?.address ?? "";
