/** Calls go elsewhere: all of them, or when the telephone is in use, or when nobody answers. */
import { costsMore } from "#telephony/directing/limits.ts";
import type { PromptKey } from "#telephony/mailbox/prompts.ts";
import { keptNumber } from "./keptNumber.ts";
import { changed, refused, type Service } from "./service.ts";
import { spokenDigits } from "./spoken.ts";

export type Forwarding = "forwardAll" | "forwardBusy" | "forwardNoAnswer";

const says: Readonly<Record<Forwarding, PromptKey>> = {
  forwardAll: "service-forward-all",
  forwardBusy: "service-forward-busy",
  forwardNoAnswer: "service-forward-no-answer",
};

export const forwardOn = (which: Forwarding): Service => ({
  perform(input, { settings }) {
    const number = keptNumber(input, settings);
    if (number === undefined) return refused;
    const spoken = [says[which], ...spokenDigits(number)] as const;
    if (!costsMore(number, settings)) return changed({ [which]: { number } }, ...spoken);
    // Whoever is left alone with a telephone must not make others pay for calls to anywhere.
    const then = changed({ [which]: { number, abroad: true } }, ...spoken);
    return settings.mailbox.pin === null ? refused : { is: "afterPin", then };
  },
});

export const forwardOff = (which: Forwarding): Service => ({
  perform: () => changed({ [which]: null }, "service-forward-off"),
});

/** Where calls go now. */
export const forwardStatus = (which: Forwarding): Service => ({
  perform(_, { settings }) {
    const to = settings.services[which];
    if (!to) return { is: "said", says: ["service-forward-off"] };
    const number = "number" in to ? spokenDigits(to.number) : [];
    return { is: "said", says: [says[which], ...number] };
  },
});
