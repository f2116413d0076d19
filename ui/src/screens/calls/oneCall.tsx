import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { ApiTrouble, type Call } from "../../api/client.ts";
import { callQuery, decisionOf } from "../../api/queries.ts";
import { useIsOwner, useNames, usePage, useTitle, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { HereToo } from "../../kit/twoClocks.tsx";
import { colourOf, otherParty, outcomeWords } from "../../words/outcome.ts";
import { proofTrouble } from "../../words/why.ts";
import { CallActs } from "./callActs.tsx";
import { CallBack } from "./callBack.tsx";
import { Ladder } from "./ladder.tsx";
import { Legs } from "./legs.tsx";
import { Quality } from "./quality.tsx";
import { Recordings } from "./recordings.tsx";
import { Why } from "./why.tsx";
import "./oneCall.css";

/** One call: how it went, why, and what went over the wire. */
export default function OneCall() {
  useTitle("calls.title");
  const { api, words } = usePage();
  const { id = "" } = useParams();
  const asked = useQuery(callQuery(api, id));
  const gone = asked.error instanceof ApiTrouble && asked.error.status === 404;
  return (
    <div className="stack">
      <Link className="link" to="/calls">
        <ArrowLeft size={15} aria-hidden="true" />
        {words.say("call.back")}
      </Link>
      {gone ? (
        <h1>{words.say("calls.unknown")}</h1>
      ) : (
        <Loaded asked={asked}>{(call) => <Told call={call} />}</Loaded>
      )}
    </div>
  );
}

function Told({ call }: { readonly call: Call }) {
  const words = useWords();
  const names = useNames();
  const isOwner = useIsOwner();
  const number = call.direction === "in" ? call.from.number : call.to;
  const name = otherParty(call, names);
  const written = number === undefined ? "" : names.written(number);
  return (
    <>
      <div className="top call-top">
        <div className="left">
          <p className="eyebrow num">
            {words.say(call.direction === "in" ? "calls.in" : "calls.out")},{" "}
            {words.moment(call.began)} <HereToo at={call.began} />
          </p>
          <h1 dir="auto">{name}</h1>
          <p className="row wrap gap-small call-how">
            <span className={`chip ${colourOf(call)}`}>{outcomeWords(call, names, words)}</span>
            {written !== name && <span>{written}</span>}
            {call.via !== undefined && (
              <span className="muted">
                {words.say(call.direction === "in" ? "call.via" : "reason.from", {
                  account: names.leg(call.via),
                  device: names.leg(call.via),
                })}
              </span>
            )}
          </p>
          <Vouched call={call} />
          <Transferred call={call} />
          {call.modem && <p className="muted small">{words.say("call.modem")}</p>}
        </div>
        {isOwner ? <CallActs call={call} /> : <CallBack number={number} />}
      </div>
      <div className="columns">
        <div className="stack">
          <Card title={words.say("why.heading")}>
            <Why decision={decisionOf(call)} />
          </Card>
          <Card title={words.say("call.parties")}>
            <Legs call={call} />
          </Card>
        </div>
        {isOwner && (
          <div className="stack">
            <Quality call={call} />
            <Recordings call={call} />
          </div>
        )}
      </div>
      {isOwner && <Ladder call={call} />}
      {call.sipCallId !== undefined && (
        <p className="muted small call-id">
          {words.say("call.id")}: <code>{call.sipCallId}</code>
        </p>
      )}
    </>
  );
}

/** Whether somebody vouches for the caller's number; nothing where nobody said so. */
function Vouched({ call }: { readonly call: Call }) {
  const words = useWords();
  const given = decisionOf(call)?.given;
  if (given?.attested === undefined) return null;
  const because = proofTrouble(given.unproven ?? "", words);
  return (
    <p className="muted small">{words.say("why.attested", { now: given.attested, because })}</p>
  );
}

/** That its parties were put through, by whom, and the other call of it. */
function Transferred({ call }: { readonly call: Call }) {
  const words = useWords();
  const names = useNames();
  const { direction, referred, transferred, transferredTo } = call;
  if (transferred === undefined) return null;
  const theirs = transferredTo === undefined ? "ours" : "theirs";
  return (
    <Link className="link small" to={`/calls/${transferred}`}>
      {words.say("call.transferred", {
        how: referred === undefined ? theirs : "asked",
        direction,
        name: names.leg(transferredTo ?? ""),
      })}
    </Link>
  );
}
