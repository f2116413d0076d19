import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Card, Notice, Press, Trouble } from "../../kit/parts.tsx";
import { type HostedKey, type MovingOut, type UserDetail, useClient } from "../api.ts";
import { useAct } from "../change.tsx";
import { useOp } from "../say.ts";
import { SurePress } from "../surePress.tsx";
import { NewInvitation } from "./invitation.tsx";

/** The link by which the owner of a server that runs here comes in the first time: shown this once. */
export function OwnersLink({ of, done }: { readonly of: HostedKey; readonly done: () => void }) {
  const say = useOp();
  const { name, key, port } = of;
  return (
    <Card title={say("hosting.linkFor", { name })}>
      <div className="stack">
        <Notice look="sky">{say("hosting.once", { name })}</Notice>
        <p className="secret-text">{`${location.origin}/u/${name}/setup#k=${key}`}</p>
        <p className="muted small">{say("hosting.port", { port: String(port) })}</p>
        <div>
          <Press look="primary" onPress={done}>
            {say("invitation.done")}
          </Press>
        </div>
      </div>
    </Card>
  );
}

/** Whether the user's own server runs here, and what may be done about it. */
export function Hosting({ of: { name, hosted } }: { readonly of: UserDetail }) {
  const say = useOp();
  const client = useClient();
  const [key, setKey] = useState<HostedKey>();
  const [out, setOut] = useState<MovingOut>();
  const url = "/api/v1/users/{name}/hosting" as const;
  const params = { path: { name } };
  const begin = useAct(() => dataOf(client.POST(url, { params, body: {} })), setKey);
  const end = useAct(() => dataOf(client.DELETE(url, { params })), setOut);
  if (key) return <OwnersLink of={key} done={() => setKey(undefined)} />;
  if (out)
    return (
      <>
        <Notice look="sky">{say("hosting.out", { folder: out.folder })}</Notice>
        <NewInvitation invitation={out} done={() => setOut(undefined)} />
      </>
    );
  return (
    <Card title={say("hosting.title")}>
      <div className="stack gap-small">
        <p className="muted">
          {hosted
            ? say("hosting.here", { port: String(hosted.port) })
            : say("hosting.elsewhere", { name })}
        </p>
        <div className="row wrap gap-small">
          <Press onPress={() => begin.mutate()} isDisabled={begin.isPending}>
            {say(hosted ? "hosting.again" : "hosting.begin")}
          </Press>
          {hosted && (
            <SurePress
              act={end}
              text={say("hosting.end")}
              warning={say("hosting.endText", { name })}
            />
          )}
        </div>
        <Trouble error={begin.error ?? end.error} />
      </div>
    </Card>
  );
}
