/** The shell is kept by a worker, where the browser lets one be: over HTTPS, or on this machine. */
import { here } from "../kit/base.ts";
export function keepShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register(here("/sw.js")).catch(() => undefined); // an authority it does not trust
  });
}
