import { type ReactNode, useEffect, useRef } from "react";
import { newId } from "#kit/newId.ts";
import { useChange } from "../../kit/change.ts";
import { LinkProvider, useHandset, usePage, useSettings } from "../../kit/page.tsx";
import { Trouble } from "../../kit/parts.tsx";
import { keysAfter } from "../../live/liveEvents.ts";
import { toldAtOnce } from "../../live/toldAtOnce.ts";
import { useLive } from "../../live/useLive.ts";
import { useBecome } from "../../shell/ownDevice.ts";

/** Here this browser becomes a telephone: the one that is there for it, or a new one. */
export function WithTelephone({ children }: { readonly children: ReactNode }) {
  const { words } = usePage();
  const settings = useSettings();
  const { device } = useHandset();
  const become = useBecome();
  const { change, error } = useChange();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || device !== undefined || !settings) return;
    begun.current = true;
    const devices = settings.devices ?? [];
    const own = devices.find(({ kind }) => kind === "browser");
    if (own) return become(own.id);
    const id = newId("browser", devices);
    const made = { id, kind: "browser", name: words.say("devices.browserTitle") };
    void change((now) => ({ ...now, devices: [...(now.devices ?? []), made] })).then(
      (done) => done && become(id),
    );
  });
  return (
    <LinkProvider value={useLive(keysAfter, toldAtOnce)}>
      {children}
      <Trouble error={error} />
    </LinkProvider>
  );
}
