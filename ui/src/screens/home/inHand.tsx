import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleParking, CircleStop, Disc, Ear, PhoneForwarded } from "lucide-react";
import type { ReactNode } from "react";
import { type Call, dataOf } from "../../api/client.ts";
import { takingPart } from "../../kit/liveCall.ts";
import { useConnected, useHandset, useIsOwner, usePage } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

/** What else may be done with a call that is there: it is listened to, goes on at this browser, is recorded, or parked. */
export function InHand({ call, name }: { readonly call: Call; readonly name: string }) {
  const { api, words } = usePage();
  const { device } = useHandset();
  const isOwner = useIsOwner();
  const params = { path: { id: call.id } };
  const isHere = device !== undefined && isAt(device, call);
  const isListenable = call.listenable === true;
  /** Who is asked who it is has a button of its own for that. */
  const isTakable = !isListenable || takingPart(call).includes("mailbox");
  const talks = call.state === "talking" && !isListenable;
  const records = { params, body: { record: !call.recording } };
  if (!talks && !isListenable && call.state !== "parked") return null;
  return (
    <>
      {isOwner && device !== undefined && isListenable && (
        <Act
          label={words.say("home.listenLabel", { name })}
          does={() =>
            dataOf(api.client.POST("/api/v1/calls/{id}/listen", { params, body: { device } }))
          }
        >
          <Ear size={18} aria-hidden="true" />
        </Act>
      )}
      {device !== undefined && !isHere && isTakable && (
        <Act
          label={words.say("home.takeLabel", { name })}
          does={() =>
            dataOf(api.client.POST("/api/v1/calls/{id}/take", { params, body: { device } }))
          }
        >
          <PhoneForwarded size={18} aria-hidden="true" />
        </Act>
      )}
      {isOwner && talks && (
        <Act
          label={words.say(call.recording ? "home.recordStopLabel" : "home.recordLabel", { name })}
          does={() => dataOf(api.client.POST("/api/v1/calls/{id}/record", records))}
        >
          {call.recording ? <CircleStop size={18} /> : <Disc size={18} />}
        </Act>
      )}
      {talks && (
        <Act
          label={words.say("home.parkLabel", { name })}
          does={() => dataOf(api.client.POST("/api/v1/calls/{id}/park", { params }))}
        >
          <CircleParking size={18} aria-hidden="true" />
        </Act>
      )}
    </>
  );
}

interface ActProps {
  readonly label: string;
  readonly does: () => Promise<unknown>;
  readonly children: ReactNode;
}

function Act({ label, does, children }: ActProps) {
  const queries = useQueryClient();
  const connected = useConnected();
  const act = useMutation({
    mutationFn: does,
    onSettled: () => queries.invalidateQueries({ queryKey: ["status"] }),
  });
  return (
    <Press
      look="icon"
      aria-label={label}
      isDisabled={!connected || act.isPending}
      onPress={() => act.mutate()}
    >
      {children}
    </Press>
  );
}

const isAt = (device: string, call: Call): boolean =>
  takingPart(call).includes(device) || (call.direction === "out" && call.via === device);
