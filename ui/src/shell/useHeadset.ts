import { useEffect, useRef } from "react";
import { useAfterFirst } from "../kit/afterFirst.ts";
import { remembered } from "../kit/look.ts";
import { useHandset, useNames, usePage } from "../kit/page.tsx";

/** A headset's buttons are the telephone's: by media keys from the first call on, and by WebHID where one was allowed. */
export function useHeadset(): void {
  const { phone } = usePage();
  const names = useNames();
  const { ring, hook } = useHandset();
  const isTime = useAfterFirst();
  const isUsed = ring !== undefined || hook === "off";
  const hasKeys = useRef(false);
  const shown = useRef(() => ({ title: "", artist: "" }));
  shown.current = () => {
    const { ring: rings, party } = phone.now();
    const other = rings?.caller ?? party;
    const title = other ? names.party(other) : "";
    const number = other?.number === undefined ? "" : names.written(other.number);
    return { title, artist: number === title ? "" : number };
  };
  useEffect(() => {
    if (!isUsed || hasKeys.current || !("mediaSession" in navigator)) return;
    hasKeys.current = true;
    void import("../handset/mediaKeys.ts").then(({ followMediaKeys }) =>
      followMediaKeys(phone, () => shown.current()),
    );
  }, [isUsed, phone]);
  useEffect(() => {
    if (isTime && remembered("headset") === "on")
      void import("../handset/hidHeadset.ts").then((found) => found.followHeadsets(phone));
  }, [isTime, phone]);
}
