import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ApiTrouble, type Device, type Schemas } from "../../api/client.ts";
import { removalQuery } from "../../api/queries.ts";
import { useConnected, useNames, usePage, useTroubleText, useWords } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press } from "../../kit/parts.tsx";
import { upperFirst } from "../../words/say.ts";
import { useDevices } from "./useDevices.ts";

/** The effect is named before it is done. */
export function RemoveDevice({ device: { id, name } }: { readonly device: Device }) {
  const { api, words } = usePage();
  const { say } = words;
  const connected = useConnected();
  const navigate = useNavigate();
  const { remove } = useDevices();
  const trouble = useTroubleText();
  const [asking, setAsking] = useState(false);
  const removal = useQuery({ ...removalQuery(api, id), enabled: asking });
  if (!asking)
    return (
      <Card title={say("device.remove.title")}>
        <Press look="red" isDisabled={!connected} onPress={() => setAsking(true)}>
          {say("device.remove", { name })}
        </Press>
      </Card>
    );
  const go = async (): Promise<void> => {
    const done = await remove.mutateAsync(id).catch(() => undefined); // its trouble is shown below
    if (done) void navigate("/devices"); // by now this page may have seen that it is gone
  };
  return (
    <Card title={say("device.remove.title")}>
      <Loaded asked={removal}>{(effect) => <Effect removal={effect} />}</Loaded>
      <div className="row wrap device-sure">
        <Press
          look="red"
          isPending={remove.isPending}
          isDisabled={!removal.data}
          onPress={() => void go()}
        >
          {say("device.remove.sure", { name })}
        </Press>
        <Press autoFocus onPress={() => setAsking(false)}>
          {say("device.remove.keep")}
        </Press>
      </div>
      {remove.error && (
        <Notice look="clay">
          {isAskedAbout(remove.error) ? say("device.remove.refused") : trouble(remove.error)}
        </Notice>
      )}
    </Card>
  );
}

const isAskedAbout = (error: unknown): boolean =>
  error instanceof ApiTrouble && error.code === "settings.unknown.device";

function Effect({ removal: { fewer, silent } }: { readonly removal: Schemas["Removal"] }) {
  const words = useWords();
  const names = useNames();
  const rules = (ids: readonly string[]) => ({
    rules: upperFirst(words.list(ids.map((id) => `“${names.rule(id)}”`)), words),
    n: ids.length,
  });
  return (
    <div className="stack gap-small" role="status">
      {silent.length > 0 && <p>{words.say("device.remove.silent", rules(silent))}</p>}
      {fewer.length > 0 && <p>{words.say("device.remove.fewer", rules(fewer))}</p>}
      {silent.length + fewer.length === 0 && <p>{words.say("device.remove.none")}</p>}
    </div>
  );
}
