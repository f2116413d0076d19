/** The telephone rings at a time of the day, once. `server/wakeUps.ts` keeps the time. */
import { localTime } from "#telephony/directing/localTime.ts";
import { changed, refused, type Service } from "./service.ts";
import { spokenClock } from "./spoken.ts";

/** HHMM by the owner's clock, for the telephone where it is keyed. */
export const wakeUpOn: Service = {
  perform(input, { settings, device }) {
    const minutes = Number(input.slice(0, 2)) * 60 + Number(input.slice(2));
    if (!/^([01][0-9]|2[0-3])[0-5][0-9]$/.test(input)) return refused;
    const at = `${input.slice(0, 2)}:${input.slice(2)}`;
    const wakeUps = { ...settings.services.wakeUps, [device]: at };
    return changed({ wakeUps }, "service-wake-up", ...spokenClock(minutes, settings));
  },
};

export const wakeUpOff: Service = {
  perform(_, { settings, device }) {
    const { [device]: _gone, ...wakeUps } = settings.services.wakeUps;
    return changed({ wakeUps }, "service-wake-up-off");
  },
};

/** What is heard when the telephone that rang is lifted. */
export const wakeUpCall: Service = {
  perform(_, { now, settings }) {
    const { minute } = localTime(now, settings.owner.timeZone);
    return { is: "said", says: ["wake-up", ...spokenClock(minute, settings)] };
  },
};
