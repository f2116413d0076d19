import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../../api/client.ts";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { type Trunk, useClient, useTrunks } from "../api.ts";
import { useOp } from "../say.ts";
import { trunkLook } from "./stateLook.ts";

/** The ways out, how each stands, and whether its server answers. */
export function Trunks() {
  const say = useOp();
  const asked = useTrunks();
  return (
    <>
      <h1>{say("op.trunks")}</h1>
      <Loaded asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{say("trunks.none")}</p>
          ) : (
            items.map((trunk) => <One key={trunk.id} trunk={trunk} />)
          )
        }
      </Loaded>
    </>
  );
}

function One({ trunk }: { readonly trunk: Trunk }) {
  const say = useOp();
  const client = useClient();
  const { id, server, state, detail, channels } = trunk;
  const probe = useMutation({
    mutationFn: () =>
      dataOf(client.POST("/api/v1/trunks/{id}/probe", { params: { path: { id } } })),
  });
  const answer = probe.data;
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
        <Trouble error={probe.error} />
      </div>
    </Card>
  );
}
