import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Call, dataOf } from "../../api/client.ts";
import { takingPart } from "../../kit/liveCall.ts";
import { useConnected, useNames, usePage, useSettings } from "../../kit/page.tsx";
import { useTell } from "../../kit/toasts.tsx";
import type { SettingsDocument } from "../../words/decision.ts";

/** Said by a prompt of the program's own, which the owner may record anew. */
const callBack = "call-back";
const closest: readonly string[] = ["family", "favourites"];
/** Of a long list nobody finds anything while it rings. */
const mostPeople = 8;

type Place = { readonly device: string } | { readonly number: string };
type Choice =
  | { readonly choice: "wait" }
  | { readonly choice: "announce"; readonly prompt: string }
  | { readonly choice: "forward"; readonly to: Place };

export interface FurtherAct {
  readonly id: string;
  readonly text: string;
  readonly isDisabled: boolean;
  readonly act: () => void;
}

/** What else the owner may do with a caller for whom telephones ring: `there`, to whom it may be sent on. */
export function useFurther(call: Call, name: string) {
  const { api, words } = usePage();
  const names = useNames();
  const queries = useQueryClient();
  const isDisabled = !useConnected();
  const tell = useTell();
  const settings = useSettings();
  const act = useMutation({
    mutationFn: ({ body }: { readonly body: Choice; readonly done: string }) =>
      dataOf(
        api.client.POST("/api/v1/calls/{id}/choose", { params: { path: { id: call.id } }, body }),
      ),
    onSuccess: (_, { done }) => tell({ text: done }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["status"] }),
  });
  const chosen = (id: string, text: string, body: Choice, done: string): FurtherAct => ({
    id,
    text,
    isDisabled: isDisabled || act.isPending,
    act: () => act.mutate({ body, done }),
  });
  const there = placesFor(call, settings).map(([id, to]) => {
    const target = "device" in to ? names.device(to.device) : names.number(to.number);
    return chosen(
      id,
      words.say("further.to", { target }),
      { choice: "forward", to },
      words.say("further.sent", { name, target }),
    );
  });
  const says = chosen(
    "says",
    words.say("further.says"),
    { choice: "announce", prompt: callBack },
    words.say("further.told", { name }),
  );
  const waits = chosen(
    "waits",
    words.say("further.waits"),
    { choice: "wait" },
    words.say("further.longer", { name }),
  );
  return { there, says, waits, error: act.error };
}

/** Telephones that do not ring for it, and the closest people. Never the caller. */
function placesFor(
  call: Call,
  settings: SettingsDocument | undefined,
): readonly (readonly [id: string, to: Place])[] {
  const rung = takingPart(call);
  const devices = (settings?.devices ?? []).filter(({ id }) => !rung.includes(id));
  const people = (settings?.people ?? []).filter(
    ({ groups = [], numbers = [] }) =>
      groups.some((group) => closest.includes(group)) && !numbers.includes(call.from.number ?? ""),
  );
  return [
    ...devices.map(({ id }) => [`device ${id}`, { device: id }] as const),
    ...people
      .slice(0, mostPeople)
      .flatMap(({ id, numbers: [number] = [] }) =>
        number === undefined || /^sips?:/i.test(number)
          ? []
          : [[`person ${id}`, { number }] as const],
      ),
  ];
}
