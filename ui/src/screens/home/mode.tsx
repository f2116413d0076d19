import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellOff, Moon, Plane, Sun } from "lucide-react";
import { dataOf } from "../../api/client.ts";
import { statusQuery } from "../../api/queries.ts";
import { Segments } from "../../kit/fields.tsx";
import { useConnected, useNames, usePage, useTroubleText } from "../../kit/page.tsx";
import { Notice } from "../../kit/parts.tsx";
import { useTell } from "../../kit/toasts.tsx";

const modes = [
  ["schedule", Sun],
  ["quiet", BellOff],
  ["away", Plane],
  ["night", Moon],
] as const;

/** The schedule, or what the owner wants instead for now. Effective at once. */
export function Mode() {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const connected = useConnected();
  const trouble = useTroubleText();
  const names = useNames();
  const tell = useTell();
  const status = useQuery(statusQuery(api)).data;
  const was = status?.mode.now ?? "schedule";
  const set = useMutation({
    mutationFn: (now: string) => dataOf(api.client.PUT("/api/v1/mode", { body: { now } })),
    onMutate: () => was,
    onSuccess: (_changed, mode, before) => {
      const text = words.say("toast.mode", { mode, name: names.mode(mode) });
      tell({ text, undo: mode === before ? undefined : () => set.mutate(before) });
    },
    onSettled: () =>
      Promise.all(
        ["status", "decide", "settings"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  const now = set.isPending ? set.variables : was;
  const known = modes.some(([mode]) => mode === now);
  return (
    <>
      <Segments
        label={words.say("mode.label")}
        value={now}
        onChange={set.mutate}
        disabled={!connected}
        options={[
          ...modes.map(
            ([mode, Icon]) =>
              [
                mode,
                <>
                  <Icon size={16} aria-hidden="true" key="icon" />
                  {words.say(`mode.${mode}`)}
                </>,
              ] as const,
          ),
          ...(known ? [] : [[now, now] as const]),
        ]}
      />
      {set.error && <Notice look="clay">{trouble(set.error)}</Notice>}
    </>
  );
}
