import { useEffect } from "react";
import { useNavigate } from "react-router";
import { within } from "../kit/base.ts";

interface Launched {
  readonly targetURL?: string;
}
interface LaunchQueue {
  setConsumer(consumer: (launched: Launched) => void): void;
}

/** The installed page is one window: a shortcut or a `tel:` link leads there, and no call is cut off by loading it anew. */
export function useLaunch(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue };
    launchQueue?.setConsumer(({ targetURL }) => {
      const url = targetURL === undefined ? undefined : URL.parse(targetURL);
      const path = url?.origin === location.origin ? within(url.pathname) : undefined;
      if (url && path !== undefined) void navigate(path + url.search + url.hash);
    });
  }, [navigate]);
}
