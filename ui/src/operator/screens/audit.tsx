import { Card, Loaded } from "../../kit/parts.tsx";
import { useAudit } from "../api.ts";
import { More } from "../change.tsx";
import { useMoment, useOp } from "../say.ts";

/** Who did what, newest first. */
export function Audit() {
  const say = useOp();
  const moment = useMoment();
  const entries = useAudit();
  return (
    <>
      <h1>{say("op.audit")}</h1>
      <Card title={say("audit.newest")}>
        <Loaded asked={entries.asked}>
          {(items) =>
            items.length === 0 ? (
              <p className="muted">{say("audit.none")}</p>
            ) : (
              <ol className="user-list">
                {items.map(({ id, at, who, act, of = "", params }) => (
                  <li key={id}>
                    <span className="grow">
                      {say("audit.act", { act, of })}
                      {params["reason"] !== undefined && (
                        <span className="muted"> · {params["reason"]}</span>
                      )}
                    </span>
                    <span className="muted small">
                      {say("audit.line", { who, at: moment(at) })}
                    </span>
                  </li>
                ))}
              </ol>
            )
          }
        </Loaded>
        <More of={entries} />
      </Card>
    </>
  );
}
