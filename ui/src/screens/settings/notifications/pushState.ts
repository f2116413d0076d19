/** Whether this browser can be woken when a call rings, and what stands in the way. */

export interface Browser {
  /** Over HTTPS, or on this machine. */
  readonly secure: boolean;
  /** It has a worker, notifications and the Push API. */
  readonly able: boolean;
  /** An iPhone or iPad whose page does not stand on the home screen: only there it is able. */
  readonly appleTab: boolean;
  readonly framed: boolean;
  readonly permission: "default" | "granted" | "denied";
  /** It is one of the owner's telephones. */
  readonly telephone: boolean;
  /** Both the browser and the server know of it. */
  readonly subscribed: boolean;
}

export type PushState =
  | "framed"
  | "insecure"
  | "appleTab"
  | "unable"
  | "denied"
  | "noTelephone"
  | "off"
  | "on";

/** The first thing that has to be done comes first. */
export function pushState(browser: Browser): PushState {
  const { secure, able, appleTab, framed, permission, telephone, subscribed } = browser;
  if (framed) return "framed";
  if (!secure) return "insecure";
  if (!able) return appleTab ? "appleTab" : "unable";
  if (permission === "denied") return "denied";
  if (!telephone) return "noTelephone";
  return subscribed && permission === "granted" ? "on" : "off";
}
