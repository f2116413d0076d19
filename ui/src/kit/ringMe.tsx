import { useMutation } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { dataOf } from "../api/client.ts";
import { useConnected, useHandset, usePage, useTroubleText } from "./page.tsx";
import { Notice, Press } from "./parts.tsx";

/** Rings a telephone of one's own; who lifts hears one's own voice. */
export function useRing() {
  const { api } = usePage();
  return useMutation({
    mutationFn: (device: string) =>
      dataOf(
        api.client.POST("/api/v1/calls", {
          body: { device, to: "echo" },
          headers: { "idempotency-key": crypto.getRandomValues(new Uint32Array(4)).join("-") },
        }),
      ),
  });
}

/** *Ring me*: this browser rings. */
export function RingMe({ look = "primary" }: { readonly look?: string }) {
  const { words } = usePage();
  const { device, link } = useHandset();
  const connected = useConnected();
  const ring = useRing();
  const trouble = useTroubleText();
  if (device === undefined) return null;
  const ready = connected && link === "open" && !ring.isPending;
  return (
    <>
      <Press look={look} isDisabled={!ready} onPress={() => ring.mutate(device)}>
        <Bell size={18} aria-hidden="true" />
        {words.say("home.ringMe")}
      </Press>
      {ring.error && (
        <Notice look="clay">
          {words.say("setup.ring.failed", { detail: trouble(ring.error) })}
        </Notice>
      )}
    </>
  );
}
