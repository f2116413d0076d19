/** What the machines of telephones know of the house. */
import type { CallDesk } from "#server/telephone.ts";
import type { LineFacts } from "#telephony/line/line.ts";
import { dialled } from "#telephony/number/dialled.ts";
import type { DialPlan } from "#telephony/number/dialPlan.ts";

type Asked = "nextLeg" | "dialPlan";

/** As the settings and the mailbox have them now. */
export interface HouseFacts extends Omit<LineFacts, Asked> {
  readonly dialPlan: DialPlan;
}

/** With what a machine asks: the next leg is taken when it is looked at, not before. */
export const askable = <Facts extends HouseFacts>(
  { dialPlan, ...rest }: Facts,
  desk: Pick<CallDesk, "nextLeg">,
): Omit<Facts, "dialPlan"> & Pick<LineFacts, Asked> => ({
  ...rest,
  get nextLeg() {
    return desk.nextLeg();
  },
  dialPlan: (digits) => dialled(digits, dialPlan),
});
