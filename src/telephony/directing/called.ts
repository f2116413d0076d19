/** Whether a call is for the owner at all, and for which of the owner's numbers. */

import { sameAddress, userOf } from "#telephony/number/pattern.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** `number` is the id of the one that was dialled, when it is one the owner named. */
export interface ForOwner {
  readonly number?: string;
}

/**
 * Undefined: nobody here has that number, and a stranger shall hear just that. What our own accounts
 * bring is also known by the account's user name and number; with no numbers named yet, all of it.
 */
export function forOwner(
  called: string,
  via: string | undefined,
  settings: Settings,
): ForOwner | undefined {
  const own = settings.numbers.find(
    ({ number, address }) =>
      (number !== undefined && isNumber(called, number, settings)) ||
      (address !== undefined && isAddress(called, address)),
  );
  if (own) return { number: own.id };
  if (called === "") return {};
  const account = settings.accounts.find(({ id }) => id === via);
  if (!account) return undefined;
  const byAccount =
    settings.numbers.length === 0 ||
    userPart(called) === account.username ||
    (account.number !== undefined && isNumber(called, account.number, settings));
  return byAccount ? {} : undefined;
}

/** A number in an address may have parameters of its own: `+16135550142;npdi` (RFC 4694). */
const isNumber = (called: string, number: string, settings: Settings): boolean =>
  sameNumber(userPart(called).replace(/;.*$/, ""), number, numbering(settings));

const isAddress = (called: string, address: string): boolean =>
  called.includes("@") ? sameAddress(called, address) : userPart(called) === userOf(address);

const userPart = (called: string): string =>
  (called.includes("@") ? userOf(called) : called.replace(/^(sips?|tel):/i, "")) ?? called;
