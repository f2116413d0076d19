/** Trying the call for help without calling anybody, and what those are told who shall know of one. */
import type { Service } from "./service.ts";
import { spokenDigits } from "./spoken.ts";

/** The test number: whether a call for help would leave the house now, and which number would be shown. */
export const emergencyTest: Service = {
  perform(_, { settings, accountsForHelp = [] }) {
    const [best] = accountsForHelp;
    if (best === undefined) return { is: "said", says: ["emergency-test-nobody"] };
    const account = settings.accounts.find(({ id }) => id === best);
    const number = account?.number ?? settings.numbers.find((one) => one.number)?.number;
    const shown =
      number === undefined ? [] : (["emergency-test-shown", ...spokenDigits(number)] as const);
    return { is: "said", says: ["emergency-test", ...shown] };
  },
};

/** Twice: whoever lifts has to understand first that nobody speaks. */
export const helpNotice: Service = {
  perform: () => ({ is: "said", says: ["emergency-notice", "emergency-notice"] }),
};
