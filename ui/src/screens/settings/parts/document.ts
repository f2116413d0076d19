/** The settings document as these forms know it, and what is taken out of it together. */
import type { SettingsDocument } from "../../../words/decision.ts";

/** What is kept and not shown, or what is typed instead. */
export type Secret = string | { readonly set: true };

export interface AccountItem {
  readonly id: string;
  readonly name?: string;
  readonly kind: "carrier" | "exchange";
  readonly server: string;
  readonly enabled?: boolean;
  readonly username?: string;
  readonly secret?: Secret;
  readonly register?: boolean;
  readonly number?: string;
  readonly transport?: string;
  readonly callsAtOnce?: number | null;
  readonly verstat?: boolean;
  readonly transferBy?: string;
  readonly signature?: AccountSignature;
  readonly emergency?: AccountHelp;
  readonly [key: string]: unknown;
}
export interface AccountSignature {
  readonly secret?: Secret;
  readonly certificate?: string;
  readonly attest?: string;
  readonly origid?: string;
}
export interface AccountHelp {
  readonly callAs?: string;
  readonly shows?: string;
  readonly location?: boolean;
  readonly reference?: string;
  readonly accessNetwork?: string;
}

export interface NumberItem {
  readonly id: string;
  readonly name?: string;
  readonly number?: string;
  readonly address?: string;
}

export interface WayOutItem {
  readonly id: string;
  readonly name?: string;
  readonly when: { readonly is: string };
  readonly through: readonly string[];
  readonly shows?: string;
}
export interface Limits {
  readonly abroad?: Allowance;
  readonly premium?: Allowance;
  readonly shared?: Allowance;
  readonly satellite?: Allowance;
  readonly countries?: readonly string[];
  readonly never?: readonly string[];
  readonly minutesPerDay?: number | null;
  readonly callsAtOnce?: number | null;
}
export type Allowance = "allow" | "deny";
export interface Outgoing {
  readonly route?: readonly string[];
  readonly routes?: readonly WayOutItem[];
  readonly shows?: string;
  readonly limits?: Limits;
}

/** A section as it is written; what it leaves out means its default. */
export const sectionOf = <T extends object>(document: SettingsDocument, key: string): T =>
  (document[key] ?? {}) as T;
export const itemsOf = <T>(document: SettingsDocument, key: string): readonly T[] =>
  (document[key] ?? []) as readonly T[];

/** With that item in its place, or behind all others. */
export function withItem<T extends { readonly id: string }>(
  all: readonly T[],
  item: T,
): readonly T[] {
  return all.some(({ id }) => id === item.id)
    ? all.map((one) => (one.id === item.id ? item : one))
    : [...all, item];
}
export const placeOf = (all: readonly { readonly id: string }[], id: string): number =>
  Math.max(
    0,
    all.findIndex((one) => one.id === id),
  );

/** What was emptied is left out: the document then says what it means. */
export const withoutEmpty = <T extends object>(item: T): T =>
  Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== "" && value !== undefined),
  ) as T;

interface Login {
  readonly name: string | undefined;
  readonly secret: Secret | undefined;
}

/** The password of a login as it was written; one that was not typed anew is kept as long as there is a name. */
export function secretOf(
  { name, secret }: Login,
  before: Secret | undefined,
): { readonly secret?: Secret } {
  const whole = secret || before;
  return whole && (name || typeof whole === "string") ? { secret: whole } : {};
}

/** No way out leads through it any more; one that led through it alone is gone. A rule that names it stays: the server says so. */
export function withoutAccount(document: SettingsDocument, id: string): SettingsDocument {
  const outgoing = sectionOf<Outgoing>(document, "outgoing");
  const left = (all: readonly string[]): readonly string[] => all.filter((one) => one !== id);
  const { route, routes } = outgoing;
  const exchanges = itemsOf<{ readonly account: string }>(document, "exchanges");
  return {
    ...document,
    accounts: (document.accounts ?? []).filter((one) => one.id !== id),
    ...(exchanges.length > 0 && { exchanges: exchanges.filter(({ account }) => account !== id) }),
    ...(document["outgoing"] !== undefined && {
      outgoing: {
        ...outgoing,
        ...(route && { route: left(route) }),
        ...(routes && {
          routes: routes.flatMap((way) => {
            const through = left(way.through);
            return through.length === 0 ? [] : [{ ...way, through }];
          }),
        }),
      },
    }),
  };
}

interface Shows {
  readonly shows?: string;
}

/** Nothing shows it any more. */
export function withoutNumber(document: SettingsDocument, id: string): SettingsDocument {
  const cleared = <T extends object>(one: T): T => {
    const { shows, ...rest } = one as T & Shows;
    return shows === id ? (rest as T) : one;
  };
  const section = <T extends object>(key: string, more: (one: T) => T = (one) => one) =>
    document[key] === undefined ? {} : { [key]: more(cleared(sectionOf<T>(document, key))) };
  return {
    ...document,
    numbers: (document.numbers ?? []).filter((one) => one.id !== id),
    ...(document.devices && { devices: document.devices.map((one) => cleared(one)) }),
    ...(document.accounts && {
      accounts: (document.accounts as readonly AccountItem[]).map((one) =>
        one.emergency ? { ...one, emergency: cleared(one.emergency) } : one,
      ),
    }),
    ...section<Outgoing>("outgoing", (one) => ({
      ...one,
      ...(one.routes && { routes: one.routes.map((way) => cleared(way)) }),
    })),
    ...section("emergency"),
  };
}
