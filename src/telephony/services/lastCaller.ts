/** The one who called last: called back, refused from now on, or let in again. */
import { momentText } from "#kit/calendar.ts";
import { blockOf, withBlocked, withoutBlocked } from "#telephony/directing/blocking.ts";
import type { Settings } from "#telephony/settings/settings.ts";
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

export const blockLast: Service = {
  perform(_, facts) {
    const number = numberOf(facts);
    return number === undefined ? nobody : block(number, facts);
  },
};

export const unblockLast: Service = {
  perform(_, facts) {
    const number = numberOf(facts);
    return number === undefined ? nobody : unblock(number);
  },
};

export const blockNumber: Service = {
  perform: (input, facts) => block(keptNumber(input, facts.settings) ?? input, facts),
};
export const unblockNumber: Service = {
  perform: (input, { settings }) => unblock(keptNumber(input, settings) ?? input),
};

/** From now on, by whoever was at that telephone. */
const block = (number: string, { now, device, settings }: ServiceFacts): Outcome => ({
  is: "changed",
  says: ["service-blocked", ...spokenDigits(number)],
  change: (current) =>
    withBlocked(current, blockOf(number, current), {
      since: momentText(now),
      ...byWhom(device, settings),
    }),
});

/** A choice that was made in a call is of no telephone that is known here. */
function byWhom(device: string, { devices }: Settings): { readonly by?: string } {
  const name = devices.find(({ id }) => id === device)?.name;
  return name === undefined ? {} : { by: name };
}

const unblock = (number: string): Outcome => ({
  is: "changed",
  says: ["service-unblocked", ...spokenDigits(number)],
  change: (settings) => withoutBlocked(settings, blockOf(number, settings)),
});
