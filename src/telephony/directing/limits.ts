/** What the owner does not let be called: by what it costs, by country, and by how much there has been of it. */
import { countryOf, readNumber } from "#telephony/number/phoneNumber.ts";
import { tariffOf } from "#telephony/number/tariff.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Who wants the call: the owner at a telephone, or a rule that sends a caller on. */
export type Asking =
  | { readonly by: "telephone" }
  /** `confirmed`: the owner said of that target that it may cost more than a call at home. */
  | { readonly by: "forward"; readonly confirmed: boolean };

/** Undefined: the number may be called. Calls for help are never asked about. */
export function forbidden(number: string, asking: Asking, settings: Settings): string | undefined {
  const home = numbering(settings);
  const { limits } = settings.outgoing;
  const read = readNumber(number, home);
  const country = read?.is === "world" ? countryOf(read.e164) : undefined;
  if (country !== undefined && limits.never.includes(country)) return "limit.country";
  const tariff = tariffOf(number, home);
  if (tariff === "usual") return undefined;
  if (tariff !== "abroad" && limits[tariff] === "deny") return `limit.${tariff}`;
  // Whoever gets at a telephone's keys or a password must not make money by calling here.
  if (asking.by === "forward") return asking.confirmed ? undefined : "forward.unconfirmed";
  const named = country !== undefined && limits.countries.includes(country);
  return tariff === "abroad" && limits.abroad === "deny" && !named ? "limit.abroad" : undefined;
}

/** Whether a call sent there would cost more than one at home: then the owner confirms it. */
export const costsMore = (number: string, settings: Settings): boolean =>
  tariffOf(number, numbering(settings)) !== "usual";
