import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { type Call, dataOf } from "../../api/client.ts";
import { useConnected, usePage } from "../../kit/page.tsx";
import { Card, Press } from "../../kit/parts.tsx";

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
  const [missing, setMissing] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      dataOf(api.client.DELETE("/api/v1/recordings/{id}", { params: { path: { id } } })),
    onSuccess: () => setMissing(true),
    onSettled: () => queries.invalidateQueries({ queryKey: ["calls"] }),
  });
  if (missing) return <li className="muted small">{words.say("call.recordingGone")}</li>;
  return (
    <li>
      {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript */}
      <audio
        className="grow"
        controls
        preload="none"
        src={`/api/v1/recordings/${encodeURIComponent(id)}/audio`}
        aria-label={words.say("call.recordingPlay", { nth })}
        onError={() => setMissing(true)}
      />
      <Press
        look="icon"
        aria-label={words.say("call.recordingDelete", { nth })}
        isDisabled={!connected || remove.isPending}
        onPress={() => remove.mutate()}
      >
        <Trash2 size={17} aria-hidden="true" />
      </Press>
    </li>
  );
}
