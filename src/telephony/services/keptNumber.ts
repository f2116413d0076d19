import { canonical, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** With its country, where that is known: the document may outlive the owner's move. */
export function keptNumber(dialled: string, settings: Settings): string | undefined {
  const number = readNumber(dialled, numbering(settings));
  if (number?.is === "world") return canonical(number);
  return /^[0-9]{2,15}$/.test(dialled) ? dialled : undefined;
}
