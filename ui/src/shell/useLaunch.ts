import { useEffect } from "react";
import { useNavigate } from "react-router";

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
      if (url?.origin === location.origin) void navigate(url.pathname + url.search + url.hash);
    });
  }, [navigate]);
}
