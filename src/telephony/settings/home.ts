/** What follows from several sections of the document at once. */
import type { DialPlan } from "#telephony/number/dialPlan.ts";
import { emergencyNumbers } from "#telephony/number/emergency.ts";
import { countryOf, type Numbering } from "#telephony/number/phoneNumber.ts";
import type { WayOut } from "./outgoing.ts";
import type { Settings } from "./settings.ts";
import { keyedPrefixes } from "./walk.ts";

type Homely = Pick<Settings, "owner" | "numbers" | "emergency">;

/** Where the owner's numbers are at home: as told, else where the first number is, else the US. */
export function numbering({ owner, numbers }: Pick<Homely, "owner" | "numbers">): Numbering {
  const first = numbers.find(({ number }) => number?.startsWith("+"))?.number;
  const country = owner.country ?? (first && countryOf(first)) ?? "US";
  return { country, ...(owner.areaCode !== undefined && { areaCode: owner.areaCode }) };
}

/** Everything that is a call for help at this owner's telephones. */
export const helpNumbers = (settings: Homely): readonly string[] =>
  emergencyNumbers(numbering(settings).country, settings.emergency.numbers);

/** How the owner's telephones dial. */
export const dialPlan = (
  settings: Homely &
    Pick<Settings, "accounts" | "conference" | "devices" | "outgoing" | "services">,
): DialPlan => ({
  home: numbering(settings),
  help: helpNumbers(settings),
  ...(settings.emergency.test !== null && { test: settings.emergency.test }),
  codes: settings.services.starCodes,
  rooms: settings.conference.rooms,
  speedDials: settings.services.speedDials,
  prefixes: prefixesOf(settings.outgoing.routes),
  telephones: settings.devices.map(({ id }) => id),
  shortNumbers: settings.accounts.some(({ kind, enabled }) => kind === "exchange" && enabled),
});

const prefixesOf = (routes: readonly WayOut[]): readonly string[] => [
  ...new Set(routes.flatMap(({ when }) => keyedPrefixes(when))),
];
