/** A number under one or two digits. Using it is dialling: see `number/dialPlan.ts`. */
import { keptNumber } from "./keptNumber.ts";
import { changed, refused, type Service } from "./service.ts";
import { spokenDigits } from "./spoken.ts";

/** 2 to 9, or 20 to 99: two digits are meant where a number still follows both. */
export const setSpeedDial = (digits: 1 | 2): Service => ({
  perform(input, { settings }) {
    const slot = input.slice(0, digits);
    const number = keptNumber(input.slice(digits), settings);
    if (number === undefined || !/^[2-9]/.test(slot)) return refused;
    const speedDials = { ...settings.services.speedDials, [slot]: number };
    const spoken = [...spokenDigits(slot), "service-is" as const, ...spokenDigits(number)];
    return changed({ speedDials }, "service-speed-dial", ...spoken);
  },
});
