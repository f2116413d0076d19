import type { Browser } from "./pushState.ts";

/** As this page finds it. */
export function thisBrowser(): Omit<Browser, "telephone" | "subscribed"> {
  const able =
    "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  const apple = /iPhone|iPad/.test(navigator.userAgent) || isTouchMac();
  return {
    secure: isSecureContext,
    able,
    appleTab: apple && !matchMedia("(display-mode: standalone)").matches,
    framed: globalThis.top !== globalThis.self,
    permission: able ? Notification.permission : "default",
  };
}

/** An iPad says that it is a Mac. */
const isTouchMac = (): boolean =>
  navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
