import { useEffect, useState } from "react";
import type { NetworkFinding } from "../../../words/network.ts";

const finding = (
  verdict: NetworkFinding["verdict"],
  code: `browser.${"ready" | "insecure" | "noSound" | "denied"}`,
): NetworkFinding => ({ verdict, code, params: {}, detail: code });

/** Whether this browser can be a telephone here; the microphone is not opened for it. */
export function useBrowserFinding(): NetworkFinding {
  const [denied, setDenied] = useState(false);
  useEffect(() => {
    const ask = navigator.permissions?.query({ name: "microphone" as PermissionName });
    ask?.then(
      ({ state }) => setDenied(state === "denied"),
      () => undefined, // a browser that does not say
    );
  }, []);
  if (!("RTCPeerConnection" in window)) return finding("wrong", "browser.noSound");
  if (!window.isSecureContext) return finding("mind", "browser.insecure");
  return denied ? finding("mind", "browser.denied") : finding("well", "browser.ready");
}
