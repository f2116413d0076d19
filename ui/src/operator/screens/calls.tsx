import { useState } from "react";
import { Link, useParams } from "react-router";
import { WireLadder } from "../../kit/drawnLadder.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { Segments } from "../../kit/segments.tsx";
import { type DrawnRow, drawLadder } from "../../words/ladder.ts";
import { type PassedCall, useCall, useCalls, useLadder } from "../api.ts";
import { More } from "../change.tsx";
import { useMoment, useOp } from "../say.ts";
import type { OpMessage } from "../words/en.ts";
import { callLook } from "./stateLook.ts";

/** Who, without the words of addresses: `user/ada` is ada. */
const plain = (text: string): string =>
  text
    .replace(/^(user|trunk)\//, "")
    .replace(/^sips?:/, "")
    .replace(/[;?].*$/, "");

/** Calls on their way, and those that are over. */
export function Calls() {
  const say = useOp();
  const live = useCalls({ state: "live" });
  const over = useCalls({ state: "over" });
  return (
    <>
      <h1>{say("op.calls")}</h1>
      <Card title={say("calls.now")}>
        <Loaded asked={live.asked}>
          {(items) =>
            items.length === 0 ? (
              <p className="muted">{say("calls.noneNow")}</p>
            ) : (
              <CallList calls={items} />
            )
          }
        </Loaded>
        <More of={live} />
      </Card>
      <Card title={say("calls.over")}>
        <Loaded asked={over.asked}>{(items) => <CallList calls={items} />}</Loaded>
        <More of={over} />
      </Card>
    </>
  );
}

export function CallList({ calls }: { readonly calls: readonly PassedCall[] }) {
  const say = useOp();
  const moment = useMoment();
  if (calls.length === 0) return <p className="muted">{say("calls.none")}</p>;
  return (
    <ul className="user-list">
      {calls.map((call) => (
        <li key={call.id}>
          <Link className="link grow" to={`/calls/${call.id}`}>
            <Party of={call} />
          </Link>
          <span className="muted small num">{moment(call.began)}</span>
          <CallState of={call} />
          <Why of={call} />
        </li>
      ))}
    </ul>
  );
}

function Party({ of: { from, by, to, for: towards } }: { readonly of: PassedCall }) {
  const say = useOp();
  const called = towards === undefined || towards === "outside" ? to : towards;
  return say("calls.party", { from: plain(by ?? from), to: plain(called) });
}

function CallState({ of }: { readonly of: PassedCall }) {
  const say = useOp();
  const { state, outcome = "none" } = of;
  return <span className={`chip ${callLook(of)}`}>{say("calls.state", { state, outcome })}</span>;
}

function Why({ of: { why } }: { readonly of: PassedCall }) {
  const say = useOp();
  if (why === undefined) return null;
  const { of = "", user = "", reason = "" } = why.params ?? {};
  const said = say(`why.${why.code}` as OpMessage, { of: plain(of), user, reason });
  return <span className="muted small below">{said}</span>;
}

/** One call: where it was offered, and each message of this hop. */
export function OneCall() {
  const say = useOp();
  const moment = useMoment();
  const { id = "" } = useParams();
  const asked = useCall(id);
  return (
    <>
      <p>
        <Link className="link" to="/calls">
          {say("calls.back")}
        </Link>
      </p>
      <Loaded asked={asked}>
        {(call) => (
          <>
            <div className="row wrap gap-small">
              <h1>
                <Party of={call} />
              </h1>
              <CallState of={call} />
            </div>
            {call.why && (
              <p>
                <Why of={call} />
              </p>
            )}
            <p className="muted small num">{moment(call.began)}</p>
            <Card title={say("calls.hops")}>
              {call.bridged && <p className="muted small">{say("calls.bridged")}</p>}
              {call.hops.length === 0 ? (
                <p className="muted">{say("calls.noHops")}</p>
              ) : (
                <ol className="num">
                  {call.hops.map(({ of, at = "none", status = "none", began }) => (
                    <li key={`${of} ${at} ${began}`}>
                      {say("calls.hop", { of: plain(of), at, status })}
                    </li>
                  ))}
                </ol>
              )}
            </Card>
            <Ladder id={id} />
            <p className="muted small num">{say("calls.id", { callId: call.callId })}</p>
          </>
        )}
      </Loaded>
    </>
  );
}

/** Who spoke with whom over this exchange, hop by hop: drawn, or as the list that it is. */
function Ladder({ id }: { readonly id: string }) {
  const say = useOp();
  const asked = useLadder(id);
  const [view, setView] = useState("drawing");
  const options = [
    ["drawing", say("calls.asDrawing")],
    ["list", say("calls.asList")],
  ] as const;
  const told = ({ ms, from, to, text }: DrawnRow): string =>
    say("calls.row", { ms: Math.round(ms), from: plain(from), to: plain(to), text });
  return (
    <Card
      title={say("calls.ladder")}
      action={
        <Segments label={say("calls.ladder")} value={view} onChange={setView} options={options} />
      }
    >
      <Loaded asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{say("calls.noLadder")}</p>
          ) : (
            <WireLadder
              ladder={drawLadder(items)}
              isDrawn={view === "drawing"}
              title={plain}
              told={told}
              says={{
                list: say("calls.ladder"),
                drawing: say("calls.asDrawing"),
                next: say("calls.nextMessage"),
                message: say("calls.message"),
                messageNone: say("calls.messageNone"),
              }}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
