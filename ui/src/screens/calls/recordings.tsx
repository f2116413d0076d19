import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type Call, dataOf } from "../../api/client.ts";
import { here } from "../../kit/base.ts";
import { useConnected, usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Press } from "../../kit/parts.tsx";
import { Player } from "../../kit/player.tsx";

/** What was recorded of the call, to hear and to delete. */
export function Recordings({ call: { recordings = [] } }: { readonly call: Call }) {
  const { words } = usePage();
  if (recordings.length === 0) return null;
  return (
    <Card title={words.say("call.recordings")}>
      <ul className="list">
        {recordings.map((id, i) => (
          <Recording key={id} id={id} nth={i + 1} />
        ))}
      </ul>
    </Card>
  );
}

function Recording({ id, nth }: { readonly id: string; readonly nth: number }) {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const connected = useConnected();
  const trouble = useTroubleText();
  const remove = useMutation({
    mutationFn: () =>
      dataOf(api.client.DELETE("/api/v1/recordings/{id}", { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["calls"] }),
  });
  if (remove.isSuccess) return <li className="muted small">{words.say("call.recordingGone")}</li>;
  return (
    <li className="wrap">
      <Player
        src={here(`/api/v1/recordings/${encodeURIComponent(id)}/audio`)}
        labels={{
          play: words.say("call.recordingPlay", { nth }),
          position: words.say("call.recordingPosition", { nth }),
        }}
      />
      <Press
        look="icon"
        aria-label={words.say("call.recordingDelete", { nth })}
        isDisabled={!connected || remove.isPending}
        onPress={() => remove.mutate()}
      >
        <Trash2 size={17} aria-hidden="true" />
      </Press>
      {remove.error && <p className="wrong">{trouble(remove.error)}</p>}
    </li>
  );
}
