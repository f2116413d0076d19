import { useMutation } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { dataOf, onceOnly } from "../api/client.ts";
import { useConnected, useHandset, usePage, useTroubleText, useWords } from "./page.tsx";
import { Notice, Press } from "./parts.tsx";

/** Rings a telephone of one's own; who lifts hears one's own voice. */
export function useRing() {
  const { api } = usePage();
  return useMutation({
    mutationFn: (device: string) =>
      dataOf(
        api.client.POST("/api/v1/calls", {
          body: { device, to: "echo" },
          headers: onceOnly(),
        }),
      ),
  });
}

/** This browser can be rung when it is a telephone and nothing is under way. */
export function useRingMe() {
  const { words } = usePage();
  const { device, link, hook, ring: rings } = useHandset();
  const connected = useConnected();
  const { mutate, isPending, error } = useRing();
  const troubleText = useTroubleText();
  return {
    isTelephone: device !== undefined,
    ready: connected && link === "open" && hook === "on" && !rings,
    isPending,
    ringMe: () => device !== undefined && mutate(device),
    trouble: error && (
      <Notice look="clay">{words.say("home.ringFailed", { detail: troubleText(error) })}</Notice>
    ),
  };
}

/** *Ring me*: this browser rings. */
export function RingMe({ look = "primary" }: { readonly look?: string }) {
  const { say } = useWords();
  const { isTelephone, ready, isPending, ringMe, trouble } = useRingMe();
  if (!isTelephone) return null;
  return (
    <>
      <Press look={look} isDisabled={!ready} isPending={isPending} onPress={ringMe}>
        <Bell size={18} aria-hidden="true" />
        {say("home.ringMe")}
      </Press>
      {trouble}
    </>
  );
}
