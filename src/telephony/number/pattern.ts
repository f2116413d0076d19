/** What an owner writes to mean one caller or many: a number, a beginning of one, a SIP address. */
import { bare, canonical, type Numbering, nationalDigits, readNumber } from "./phoneNumber.ts";

/** Whom the pattern is held against. */
export interface Identity {
  readonly number?: string;
  readonly address?: string;
}

const SIP = /^sips?:/i;

/** `+44*` and `613*` fit what begins so; `sip:*@house.lan` everybody there; else the same number or address. */
export function fits(pattern: string, who: Identity, home: Numbering): boolean {
  if (SIP.test(pattern)) return who.address !== undefined && fitsAddress(pattern, who.address);
  const number = numberOf(who);
  if (number === undefined) return false;
  return pattern.endsWith("*") && pattern.length > 1 && /^\+?[0-9]/.test(pattern)
    ? beginsWith(number, bare(pattern.slice(0, -1)), home)
    : fitsNumber(pattern, number, home);
}

/** The number, or the user part of the address where that is one. */
export function numberOf({ number, address }: Identity): string | undefined {
  if (number !== undefined) return number;
  const user = address === undefined ? undefined : parts(address).user;
  return user !== undefined && /^\+?[0-9*#]+$/.test(user) ? user : undefined;
}

function fitsNumber(pattern: string, text: string, home: Numbering): boolean {
  const [wanted, number] = [readNumber(pattern, home), readNumber(text, home)];
  return !!wanted && !!number && canonical(wanted) === canonical(number);
}

function beginsWith(text: string, beginning: string, home: Numbering): boolean {
  const number = readNumber(text, home);
  if (!number) return false;
  if (number.is === "short") return number.digits.startsWith(beginning);
  if (beginning.startsWith("+")) return number.e164.startsWith(beginning);
  return nationalDigits(number.e164, home).some((digits) => digits.startsWith(beginning));
}

interface AddressParts {
  readonly user?: string;
  readonly host: string;
}

/** User and host; scheme, port, password and parameters do not tell people apart. */
function parts(address: string): AddressParts {
  const rest = address.replace(SIP, "").replace(/[;?].*$/, "");
  const at = rest.lastIndexOf("@");
  const host = rest
    .slice(at + 1)
    .replace(/:[0-9]+$/, "")
    .toLowerCase();
  return at < 0 ? { host } : { user: rest.slice(0, at).replace(/:.*$/, ""), host };
}

function fitsAddress(pattern: string, address: string): boolean {
  const [wanted, given] = [parts(pattern), parts(address)];
  if (wanted.host !== given.host && wanted.host !== "*") return false;
  return wanted.user === undefined || wanted.user === "*" || wanted.user === given.user;
}

export const sameAddress = (a: string, b: string): boolean => {
  const [one, other] = [parts(a), parts(b)];
  return one.host === other.host && one.user === other.user;
};

export const userOf = (address: string): string | undefined => parts(address).user;
