/** What is keyed for a number that a page shows or somebody typed. */
import { bare, dialledAtHome } from "#telephony/number/phoneNumber.ts";

/**
 * A telephone has no `+`: the digits are those of the owner's country. 00 stands where each network
 * there has a prefix of its own.
 */
export const keyed = (number: string, country = "US"): string =>
  number.trim().startsWith("+")
    ? dialledAtHome(number, { country }).replace(/^\+/, "00")
    : bare(number).replaceAll("+", "");
