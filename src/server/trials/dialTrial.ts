/** What would become of a call from a telephone of the house: `planOut`, as for calls that are made. */
import { momentOf } from "#kit/calendar.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { aboutOut } from "#server/calls/callOut.ts";
import { waysForHelp } from "#server/calls/helpRoutes.ts";
import { dialledOut, planOut } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import type { DialAnswer, DialQuestion, DialWay } from "#server/control/trialControl.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { inMode } from "#telephony/checking/thoughtOf.ts";
import { routing } from "#telephony/directing/routing.ts";
import { type Meaning, meaningOf } from "#telephony/number/dialPlan.ts";
import { canonical, countryOf, readNumber } from "#telephony/number/phoneNumber.ts";
import { tariffOf } from "#telephony/number/tariff.ts";
import { dialPlan, numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** `decide.badTime`, `decide.unknownDevice`. */
export function wouldDial(question: DialQuestion, now: Outside): Result<DialAnswer> {
  const { to: dialled, device, at, mode } = question;
  const moment = at === undefined ? now.now : momentOf(at);
  if (moment === undefined) return fail("decide.badTime", `${at} is no moment`);
  const settings = inMode(now.settings, mode);
  if (device !== undefined && !settings.devices.some(({ id }) => id === device))
    return fail("decide.unknownDevice", `there is no device ${device}`);
  const outside: Outside = { ...now, settings, now: moment };
  const { via: _, ...asked } = aboutOut(
    "trial" as CallId,
    { device: device ?? "", dialled },
    settings,
    moment,
  );
  const call: CallAbout = { ...asked, ...(device !== undefined && { via: device }) };
  const { because, plan } = planOut(call, outside);
  const meaning = meaningOf(dialled, dialPlan(settings));
  const refused = plan.some(({ do: does }) => does === "reject");
  const last = because.at(-1)?.code;
  return ok({
    means: meaning.is,
    ...whatIsCalled(meaning, settings),
    ...(refused && last !== undefined && { refused: last }),
    because,
    ways: waysOf(meaning, call, outside),
    hidden: call.from.hidden ?? false,
    ...leftOf(outside),
  });
}

function whatIsCalled(
  meaning: Meaning,
  settings: Settings,
): Pick<DialAnswer, "number" | "country" | "tariff"> {
  if (meaning.is === "emergency") return { number: meaning.number };
  if (meaning.is !== "number") return {};
  const home = numbering(settings);
  const read = readNumber(meaning.number, home);
  const country = read?.is === "world" ? countryOf(read.e164) : undefined;
  return {
    number: read ? canonical(read) : meaning.number,
    tariff: tariffOf(meaning.number, home),
    ...(country !== undefined && { country }),
  };
}

function waysOf(meaning: Meaning, call: CallAbout, outside: Outside): readonly DialWay[] {
  const { settings } = outside;
  if (meaning.is === "emergency")
    return waysForHelp(meaning.number, { to: "", at: outside.now }, outside)
      .filter(({ plain }) => !plain)
      .map(({ account, shows }) => wayThrough(account, shows, outside));
  if (meaning.is !== "number") return [];
  const { through, shows } = routing(dialledOut(call.to, call.via, outside), settings);
  return through.map((account) => wayThrough(account, shows, outside));
}

function wayThrough(account: string, shows: string | undefined, outside: Outside): DialWay {
  const own = outside.settings.accounts.find(({ id }) => id === account)?.number;
  const shown = shows ?? own;
  return {
    account,
    usable: outside.way(account)?.usable ?? false,
    ...(shown !== undefined && { shows: shown }),
  };
}

function leftOf({ settings, minutesToday }: Outside): Pick<DialAnswer, "minutesLeft"> {
  const { minutesPerDay } = settings.outgoing.limits;
  return minutesPerDay === null
    ? {}
    : { minutesLeft: Math.max(0, Math.floor(minutesPerDay - minutesToday)) };
}
