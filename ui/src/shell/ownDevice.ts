import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { devicesQuery } from "../api/queries.ts";
import { remember, remembered } from "../kit/look.ts";
import { useHandset, usePage, useSettings } from "../kit/page.tsx";

/**
 * Which of the owner's telephones this browser is. It remembers what it was told; a new browser
 * takes the only browser telephone there is, unless another page has it in hand.
 */
export function useOwnDevice(): void {
  const { api, phone } = usePage();
  const settings = useSettings();
  const devices = useQuery(devicesQuery(api)).data;
  const { device } = useHandset();
  const country = settings?.owner?.country;
  useEffect(() => phone.setCountry(country), [phone, country]);
  useEffect(() => {
    if (device !== undefined || !settings || !devices) return;
    const browsers = (settings.devices ?? []).filter(({ kind }) => kind === "browser");
    const kept = browsers.find(({ id }) => id === remembered("device"));
    const [only, ...others] = browsers;
    const free = only && others.length === 0 && isFree(only.id, devices) ? only : undefined;
    const own = remembered("device") === none ? undefined : (kept ?? free);
    if (own) phone.be(own.id);
  }, [device, settings, devices, phone]);
}

/** Remembered when the owner does not want this browser to be a telephone. */
export const none = "-";

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
