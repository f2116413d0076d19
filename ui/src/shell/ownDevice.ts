import { useEffect } from "react";
import type { LineState } from "#telephony/line/lineState.ts";
import { afterPaint } from "../kit/afterFirst.ts";
import { remember, remembered } from "../kit/look.ts";
import { useDevices, useHandset, usePage, useSettings, useStatus } from "../kit/page.tsx";

/**
 * Which of the owner's telephones this browser is. It remembers what it was told; a new browser
 * takes the only browser telephone there is, unless another page has it in hand, and holds on to
 * it when the page is loaded anew: in the midst of a call it is not free.
 */
export function useOwnDevice(): void {
  const { phone } = usePage();
  const country = useSettings()?.owner?.country;
  const { device } = useHandset();
  const own = useOwn();
  useEffect(() => phone.setCountry(country), [phone, country]);
  useEffect(() => {
    if (device !== undefined || own === undefined || own === none) return undefined;
    return afterPaint(() => {
      remember("device", own, "tab");
      phone.be(own);
    });
  }, [device, own, phone]);
}

/** That telephone; `none` when it is none of them, undefined as long as that is not known. */
export function useOwn(): string | undefined {
  const settings = useSettings();
  const devices = useDevices();
  if (!settings || !devices) return undefined;
  const browsers = (settings.devices ?? []).filter(({ kind }) => kind === "browser");
  const ids = browsers.map(({ id }) => id);
  return ownOf(ids, devices) ?? none;
}

/** Whether a telephone is this browser, which is one already or is about to be: the server's list may not know yet. */
export function useIsOwn(): (id: string) => boolean {
  const { link } = useHandset();
  const own = useOwn();
  const comes = link === "none" || link === "opening" || link === "open";
  return (id) => id === own && comes;
}

/** How the line is, wherever the page says so: as the server has it, but that this browser is a telephone already. */
export function useLineState(): LineState | undefined {
  const line = useStatus()?.line;
  const devices = useDevices();
  const isOwn = useIsOwn();
  return line === "offline" && devices?.some(({ id }) => isOwn(id)) ? "free" : line;
}

/** Remembered when the owner does not want this browser to be a telephone. */
export const none = "-";

function ownOf(
  browsers: readonly string[],
  devices: Parameters<typeof isFree>[1],
): string | undefined {
  const before = remembered("device") ?? remembered("device", "tab");
  if (before === none) return undefined;
  if (before !== undefined && browsers.includes(before)) return before;
  const [only, ...others] = browsers;
  return only !== undefined && others.length === 0 && isFree(only, devices) ? only : undefined;
}

const isFree = (
  id: string,
  devices: readonly { readonly id: string; readonly state: string }[],
): boolean => devices.some((one) => one.id === id && one.state === "offline");

/** From now on this browser is that telephone. */
export function useBecome(): (device: string) => void {
  const { phone } = usePage();
  return (device) => {
    remember("device", device);
    phone.be(device === none ? undefined : device);
  };
}
