import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { type Trunk, useClient, useTrunks } from "../api.ts";
import { useAct } from "../change.tsx";
import { useOp } from "../say.ts";
import { SurePress } from "../surePress.tsx";
import { trunkLook } from "./stateLook.ts";
import { TrunkForm } from "./trunkForm.tsx";

/** The ways out, how each stands, and whether its server answers. */
export function Trunks() {
  const say = useOp();
  const asked = useTrunks();
  const [changing, setChanging] = useState<Trunk | "new">();
  const close = (): void => setChanging(undefined);
  return (
    <>
      <div className="row wrap gap-small">
        <h1 className="grow">{say("op.trunks")}</h1>
        <Press look="primary" onPress={() => setChanging("new")}>
          {say("trunks.add")}
        </Press>
      </div>
      {changing === "new" && <TrunkForm close={close} />}
      <Loaded asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{say("trunks.none")}</p>
          ) : (
            items.map((trunk) =>
              changing !== "new" && changing?.id === trunk.id ? (
                <TrunkForm key={trunk.id} of={changing} close={close} />
              ) : (
                <One key={trunk.id} trunk={trunk} change={() => setChanging(trunk)} />
              ),
            )
          )
        }
      </Loaded>
    </>
  );
}

function One({ trunk, change }: { readonly trunk: Trunk; readonly change: () => void }) {
  const say = useOp();
  const client = useClient();
  const { id, server, state, detail, channels } = trunk;
  const probe = useMutation({
    mutationFn: () =>
      dataOf(client.POST("/api/v1/trunks/{id}/probe", { params: { path: { id } } })),
  });
  const answer = probe.data;
  const params = { path: { id }, header: { "if-match": trunk.etag } };
  const remove = useAct(() => dataOf(client.DELETE("/api/v1/trunks/{id}", { params })));
  return (
    <Card
      title={id}
      action={<span className={`chip ${trunkLook[state]}`}>{say("trunks.state", { state })}</span>}
    >
      <div className="stack gap-small">
        <p className="num">{server}</p>
        {detail !== undefined && <p className="muted small">{detail}</p>}
        <p className="muted small">{say("trunks.channels", channels)}</p>
        <div className="row wrap">
          <Press onPress={() => probe.mutate()} isDisabled={probe.isPending}>
            {say("trunks.probe")}
          </Press>
          <span role="status">
            {answer &&
              (answer.answered
                ? say("trunks.answered", {
                    ms: Math.round(answer.after ?? 0),
                    status: answer.status ?? "",
                  })
                : say("trunks.silent"))}
          </span>
        </div>
        <div className="row wrap gap-small">
          <Press aria-label={say("change.changeOf", { of: id })} onPress={change}>
            {say("change.change")}
          </Press>
          <SurePress
            act={remove}
            text={say("user.remove")}
            warning={say("trunks.removeText", { id })}
          />
        </div>
        <Trouble error={probe.error ?? remove.error} />
      </div>
    </Card>
  );
}
