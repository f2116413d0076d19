import { useMutation, useQuery } from "@tanstack/react-query";
import { PhoneIncoming } from "lucide-react";
import { dataOf, onceOnly } from "../../../api/client.ts";
import { devicesQuery } from "../../../api/queries.ts";
import { useConnected, useHandset, usePage, useTroubleText } from "../../../kit/page.tsx";
import { Notice, Press } from "../../../kit/parts.tsx";

/** One of the owner's telephones rings as if that caller called; who lifts hears the own voice. */
export function RealCall({ from }: { readonly from: string | undefined }) {
  const { api, words } = usePage();
  const connected = useConnected();
  const trouble = useTroubleText();
  const own = useHandset().device;
  const { data: devices = [] } = useQuery(devicesQuery(api));
  const ready = devices.filter(({ state }) => state === "idle");
  const device = (ready.find(({ id }) => id === own) ?? ready[0])?.id;
  const ring = useMutation({
    mutationFn: (rung: string) =>
      dataOf(
        api.client.POST("/api/v1/calls", {
          body: { device: rung, to: "echo", as: from ?? words.say("party.hidden") },
          headers: onceOnly(),
        }),
      ),
  });
  if (device === undefined) return null;
  return (
    <>
      <Press
        look="bare"
        isDisabled={!connected}
        isPending={ring.isPending}
        onPress={() => ring.mutate(device)}
      >
        <PhoneIncoming size={16} aria-hidden="true" />
        {words.say("handling.try.real")}
      </Press>
      {ring.error && <Notice look="clay">{trouble(ring.error)}</Notice>}
    </>
  );
}
