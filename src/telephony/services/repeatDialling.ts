/**
 * Repeat dialling. *66 dials the last number again; when that is in use, the house says so and goes
 * on trying, and the telephone rings as soon as it is free (`server/repeatDialling.ts`).
 */
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import { refused, type Service } from "./service.ts";
import { spokenDigits } from "./spoken.ts";

export const repeatDial: Service = {
  perform: (_, { dialled }) =>
    dialled === undefined ? refused : { is: "call", dials: dialled, repeats: true },
};

/** Behind such a call that found the number in use; `input` is what was dialled. */
export const repeatWhenBusy: Service = {
  perform(input, { settings }) {
    const meaning = meaningOf(input, dialPlan(settings));
    if (meaning.is !== "number") return refused;
    const says = ["service-repeat-on" as const, ...spokenDigits(meaning.number)];
    return { is: "repeats", dials: input, says };
  },
};

export const repeatDialOff: Service = {
  perform: () => ({ is: "repeatsNoMore", says: ["service-repeat-off"] }),
};
