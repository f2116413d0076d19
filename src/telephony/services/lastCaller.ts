/** The one who called last: called back, refused from now on, or let in again. */
import type { SettingsInput } from "#telephony/settings/settings.ts";
import { keptNumber } from "./keptNumber.ts";
import { type Outcome, refused, type Service, type ServiceFacts } from "./service.ts";
import { spokenDigits } from "./spoken.ts";

/** Nobody is called back who did not wish to be known. */
const numberOf = ({ last }: ServiceFacts): string | undefined =>
  last?.from.hidden ? undefined : last?.from.number;

export const callReturn: Service = {
  perform(_, facts) {
    const number = numberOf(facts);
    return number === undefined ? nobody : { is: "call", dials: number };
  },
};

/** The number that was dialled here last, once more. */
export const redial: Service = {
  perform: (_, { dialled }) => (dialled === undefined ? refused : { is: "call", dials: dialled }),
};

const nobody: Outcome = { is: "said", says: ["service-no-last-caller"] };
const idOf = (number: string): string => `blocked-${number.replace(/[^0-9]/g, "")}`;

export const blockLast: Service = {
  perform(_, facts) {
    const number = numberOf(facts);
    return number === undefined ? nobody : block(number);
  },
};

export const unblockLast: Service = {
  perform(_, facts) {
    const number = numberOf(facts);
    return number === undefined ? nobody : unblock(number);
  },
};

export const blockNumber: Service = {
  perform: (input, { settings }) => block(keptNumber(input, settings) ?? input),
};
export const unblockNumber: Service = {
  perform: (input, { settings }) => unblock(keptNumber(input, settings) ?? input),
};

/** Whoever has that number is put among the blocked; a stranger becomes somebody first. */
const block = (number: string): Outcome => ({
  is: "changed",
  says: ["service-blocked", ...spokenDigits(number)],
  change(settings): SettingsInput {
    const known = settings.people.some(({ numbers }) => numbers.includes(number));
    const stranger = { id: idOf(number), name: number, numbers: [number], groups: ["blocked"] };
    const people = settings.people.map((one) =>
      one.numbers.includes(number)
        ? { ...one, groups: [...new Set([...one.groups, "blocked"])] }
        : one,
    );
    return { ...settings, people: known ? people : [...people, stranger] };
  },
});

const unblock = (number: string): Outcome => ({
  is: "changed",
  says: ["service-unblocked", ...spokenDigits(number)],
  change: (settings): SettingsInput => ({
    ...settings,
    people: settings.people
      .filter(({ id }) => id !== idOf(number))
      .map((one) =>
        one.numbers.includes(number)
          ? { ...one, groups: one.groups.filter((group) => group !== "blocked") }
          : one,
      ),
  }),
});
