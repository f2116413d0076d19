/** What is on or off: call waiting, callers without a number, the own number, and quiet. */
import type { PromptKey } from "#telephony/mailbox/prompts.ts";
import type { SettingsInput } from "#telephony/settings/settings.ts";
import { changed, type Outcome, refused, type Service } from "./service.ts";

type Switch = "callWaiting" | "anonymousReject" | "hideNumber" | "exchangeReject";

const says: Readonly<Record<Switch, readonly [on: PromptKey, off: PromptKey]>> = {
  callWaiting: ["service-waiting-on", "service-waiting-off"],
  anonymousReject: ["service-anonymous-on", "service-anonymous-off"],
  exchangeReject: ["service-exchange-reject-on", "service-exchange-reject-off"],
  hideNumber: ["service-hide-on", "service-hide-off"],
};

export const turn = (which: Switch, on: boolean): Service => ({
  perform: () => changed({ [which]: on }, says[which][on ? 0 : 1]),
});

/** Do not disturb is a mode; without it the house goes by its times again. */
export const quiet = (on: boolean | "toggle"): Service => ({
  perform(_, { settings }) {
    const wanted = on === "toggle" ? settings.mode.now !== "quiet" : on;
    return wanted ? inMode("quiet", "service-quiet-on") : inMode("schedule", "service-quiet-off");
  },
});

const modes: Readonly<Record<string, readonly [mode: string, says: PromptKey]>> = {
  0: ["schedule", "service-mode-schedule"],
  1: ["quiet", "service-quiet-on"],
  2: ["away", "service-mode-away"],
  3: ["night", "service-mode-night"],
};

/** 0 by its times, 1 quiet, 2 away, 3 night. */
export const changeMode: Service = {
  perform(input) {
    const mode = modes[input];
    return mode ? inMode(...mode) : refused;
  },
};

const inMode = (now: string, ...said: readonly PromptKey[]): Outcome => ({
  is: "changed",
  change: (settings): SettingsInput => ({ ...settings, mode: { now } }),
  says: said,
});
