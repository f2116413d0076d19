import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleParking, PhoneForwarded } from "lucide-react";
import { type Call, dataOf } from "../../api/client.ts";
import { takingPart } from "../../kit/liveCall.ts";
import { useConnected, useHandset, usePage } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

/** What else may be done with a call that is there: it is parked, or goes on at this browser. */
export function InHand({ call, name }: { readonly call: Call; readonly name: string }) {
  const { api, words } = usePage();
  const { device } = useHandset();
  const queries = useQueryClient();
  const connected = useConnected();
  const path = { id: call.id };
  const onSettled = () => queries.invalidateQueries({ queryKey: ["status"] });
  const park = useMutation({
    mutationFn: () => dataOf(api.client.POST("/api/v1/calls/{id}/park", { params: { path } })),
    onSettled,
  });
  const take = useMutation({
    mutationFn: (here: string) =>
      dataOf(
        api.client.POST("/api/v1/calls/{id}/take", { params: { path }, body: { device: here } }),
      ),
    onSettled,
  });
  const isHere = device !== undefined && isAt(device, call);
  const isWaiting = call.state === "parked" || call.state === "talking";
  if (!isWaiting) return null;
  const busy = !connected || park.isPending || take.isPending;
  return (
    <>
      {device !== undefined && !isHere && (
        <Press
          look="icon"
          aria-label={words.say("home.takeLabel", { name })}
          isDisabled={busy}
          onPress={() => take.mutate(device)}
        >
          <PhoneForwarded size={18} aria-hidden="true" />
        </Press>
      )}
      {call.state === "talking" && (
        <Press
          look="icon"
          aria-label={words.say("home.parkLabel", { name })}
          isDisabled={busy}
          onPress={() => park.mutate()}
        >
          <CircleParking size={18} aria-hidden="true" />
        </Press>
      )}
    </>
  );
}

const isAt = (device: string, call: Call): boolean =>
  takingPart(call).includes(device) || (call.direction === "out" && call.via === device);
