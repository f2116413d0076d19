/** A way to a number or address through one account, written as that account wants it. */
import type { Route } from "#telephony/call/legTarget.ts";
import { bare, canonical, nationalDigits, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/** `shows`: the number that is shown; without it the account's own. */
export const routeOf = (
  account: Account,
  text: string,
  { settings, shows }: { readonly settings: Settings; readonly shows?: string | undefined },
): Route => ({
  account: account.id,
  address: /^sips?:/i.test(text) ? text : formatted(account, text, settings),
  ...(shows !== undefined && { shows }),
});

/** With the country and its +, without the +, as at home, or as dialled. */
function formatted({ numberFormat }: Account, text: string, settings: Settings): string {
  const home = numbering(settings);
  const number = readNumber(text, home);
  if (number?.is !== "world" || numberFormat === "dialled") return bare(text);
  const e164 = canonical(number);
  if (numberFormat === "+e164") return e164;
  if (numberFormat === "e164") return e164.slice(1);
  return nationalDigits(number.e164, home).at(-1) ?? e164;
}
