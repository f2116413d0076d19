import { useEffect, useState } from "react";
import type { SoundPath } from "../../../handset/soundPath.ts";
import { useHandset, useNow, usePage } from "../../../kit/page.tsx";
import type { NetworkFinding } from "../../../words/network.ts";
import { findingOfPath } from "./pathFinding.ts";

const finding = (
  verdict: NetworkFinding["verdict"],
  code: `browser.${"ready" | "insecure" | "noSound" | "denied"}`,
): NetworkFinding => ({ verdict, code, params: {}, detail: code });

const every = 1000;

/** How sound goes here: while this browser is lifted, and afterwards how it went. */
function useSoundPath(): SoundPath | undefined {
  const { phone } = usePage();
  useHandset();
  useNow(every);
  return phone.soundPath();
}

/** Whether this browser can be a telephone here; the microphone is not opened for it. In a call, how its sound goes. */
export function useBrowserFinding(): NetworkFinding {
  const [denied, setDenied] = useState(false);
  const path = useSoundPath();
  useEffect(() => {
    const ask = navigator.permissions?.query({ name: "microphone" as PermissionName });
    ask?.then(
      ({ state }) => setDenied(state === "denied"),
      () => undefined, // a browser that does not say
    );
  }, []);
  if (!("RTCPeerConnection" in window)) return finding("wrong", "browser.noSound");
  if (!window.isSecureContext) return finding("mind", "browser.insecure");
  if (denied) return finding("mind", "browser.denied");
  return path ? findingOfPath(path) : finding("well", "browser.ready");
}
