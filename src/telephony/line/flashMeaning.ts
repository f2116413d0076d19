import type { Settings } from "#telephony/settings/settings.ts";
import type { FlashMeaning } from "./line.ts";

/** What the owner's profile of star codes makes of a flash. */
export function flashMeaning({ services }: Pick<Settings, "services">): FlashMeaning {
  if (services.starCodes === "etsi") return "etsi";
  return services.callWaitingDeluxe ? "deluxe" : "plain";
}
