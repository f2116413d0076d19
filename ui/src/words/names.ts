/** Ids of the settings document → the names people gave. */
import { canonical, display, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";
import type { PersonSettings, SettingsDocument } from "./decision.ts";
import { directionOf } from "./locale.ts";
import { onceFor } from "./onceAsked.ts";
import type { Words } from "./say.ts";

export interface Names {
  /** Within a sentence; this browser is "this browser" to whoever looks at it. */
  device(id: string): string;
  /** One of the owner's own, as it is written at home. */
  ownNumber(id: string): string;
  /** Its name, else its server. */
  account(id: string): string;
  /** A party of a call as records and ladders name it: a device, an account, our own voices, a number outside. */
  leg(target: string): string;
  /** The same where it stands alone or begins a sentence: "This browser". */
  title(target: string): string;
  /** Where a rule rings whatever there is: "every telephone". */
  everyDevice(): string;
  /** Of the conference. */
  room(id: string): string;
  person(id: string): string;
  group(id: string): string;
  time(id: string): string;
  rule(id: string): string;
  mode(id: string): string;
  /** The id of whom among the people has that number. */
  whose(number: string): string | undefined;
  /** Whose number it is, else the number as it is written at home. */
  number(text: string): string;
  /** The number as it is written at home. */
  written(text: string): string;
  party(party: Party | undefined): string;
}

export interface Party {
  readonly number?: string | undefined;
  readonly name?: string | undefined;
}

export const ownGroups = [
  "favourites",
  "family",
  "contacts",
  "unknown",
  "hidden",
  "blocked",
  "allowed",
  "own",
] as const;
const services = [
  "emergency",
  "called",
  "outgoing",
  "services.forwardAll",
  "services.anonymousReject",
] as const;
/** Who answers a call when it is no telephone. */
const voices = ["mailbox", "echo", "announcement", "messages", "service"] as const;
/** What a telephone may do with a call that is there: `listen:<id of the call>`. */
const withCalls = ["take", "listen"] as const;
/** Those that come with the program. */
export const modes = ["schedule", "quiet", "away", "night"] as const;

const known = <T extends string>(all: readonly T[], id: string): T | undefined =>
  all.find((one) => one === id);

type Named = readonly { readonly id: string; readonly name?: string }[];
const nameIn = (all: Named | undefined, id: string): string =>
  all?.find((one) => one.id === id)?.name || id;

/** Where the owner's numbers are at home. */
export function homeOf(settings: SettingsDocument | undefined): Numbering {
  const { country = "US", areaCode } = settings?.owner ?? {};
  return { country, ...(areaCode !== undefined && { areaCode }) };
}

/** `own`: the telephone that this browser is. */
export function namesOf(
  settings: SettingsDocument | undefined,
  { say, locale }: Words,
  own?: string,
): Names {
  const home = homeOf(settings);
  // digits and signs alone have no direction of their own (UAX #9): isolated, they keep their order
  const isTurned = directionOf(locale) === "rtl";
  const written = onceFor((text: string): string => {
    const shown = display(text, home).replace(/^sips?:/i, ""); // an address, as people write one
    return isTurned ? `\u2066${shown}\u2069` : shown;
  });
  const holder = onceFor(personByNumber(settings?.people ?? [], home));
  const number = (text: string): string => holder(text)?.name ?? written(text);

  const device = (id: string): string =>
    id === own ? say("device.thisBrowser") : nameIn(settings?.devices, id);
  function account(id: string): string {
    const one = settings?.accounts?.find((it) => it.id === id);
    return (one?.name !== id && one?.name) || one?.server || id;
  }
  function leg(target: string): string {
    if (settings?.accounts?.some(({ id }) => id === target)) return account(target);
    const outside = /^(.+) \((.+)\)$/.exec(target);
    if (outside) return number(outside[1] ?? target);
    const [word = target] = target.split(/[ :]/, 1);
    const voice = target.includes(":") ? known(withCalls, word) : known(voices, word);
    if (voice) return say(`party.${voice}`);
    return settings?.devices?.some(({ id }) => id === target) ? device(target) : number(target);
  }
  function group(id: string): string {
    const named = settings?.groups?.find((one) => one.id === id)?.name;
    const own = known(ownGroups, id);
    return named ?? (own ? say(`group.${own}`) : id);
  }
  function rule(id: string): string {
    const service = known(services, id);
    if (service) return say(`rule.${service}`);
    const all: Named = [...(settings?.rules ?? []), ...(settings?.outgoing?.routes ?? [])];
    const named = all.find((one) => one.id === id)?.name;
    return named || (id === "everyone-else" ? say("rule.everyoneElse") : id);
  }
  function party(one: Party | undefined): string {
    if (one?.name) return one.name;
    return one?.number ? number(one.number) : say("party.hidden");
  }
  return {
    device,
    ownNumber: (id) => ownNumber(settings?.numbers, id, written),
    account,
    leg,
    title: (target) => (target === own ? say("device.here") : leg(target)),
    everyDevice: () => say("device.every"),
    room: (id) => nameIn(settings?.conference?.rooms, id),
    person: (id) => nameIn(settings?.people, id),
    time: (id) => nameIn(settings?.times, id),
    group,
    rule,
    mode: (id) => modeName(id, say),
    whose: (text) => holder(text)?.id,
    number,
    written,
    party,
  };
}

function modeName(id: string, say: Words["say"]): string {
  const one = known(modes, id);
  return one ? say(`mode.${one}`) : id;
}

function ownNumber(
  all: SettingsDocument["numbers"],
  id: string,
  written: (text: string) => string,
): string {
  const one = all?.find((it) => it.id === id);
  return one?.name || (one?.number ? written(one.number) : (one?.address ?? id));
}

/** One text for all ways to write a number; a SIP address is the same in any case. */
export const keyOf = (text: string, home: Numbering): string => {
  const number = readNumber(text, home);
  return number ? canonical(number) : text.toLowerCase();
};

/**
 * Who has that number. Everybody is looked through once, when the first is asked for: a list asks
 * for hundreds of numbers, of thousands of people.
 */
function personByNumber(
  people: readonly PersonSettings[],
  home: Numbering,
): (number: string) => PersonSettings | undefined {
  let book: Map<string, PersonSettings> | undefined;
  return (number) => {
    book ??= new Map(
      people
        .toReversed() // of two with one number, the first counts
        .flatMap((person) =>
          (person.numbers ?? []).map((one) => [keyOf(one, home), person] as const),
        ),
    );
    return book.get(keyOf(number, home));
  };
}

/** Two letters for a face: "MO", or a question mark for a number. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.map((word) => word.charAt(0)).slice(0, 2);
  return letters.length === 0 ? "?" : letters.join("").toUpperCase();
}
