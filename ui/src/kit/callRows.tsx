import {
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from "lucide-react";
import { Link } from "react-router";
import type { Call } from "../api/client.ts";
import { decisionOf } from "../api/queries.ts";
import { colourOf, otherParty, outcomeWords, reasonLine } from "../words/outcome.ts";
import { useNames, useWords } from "./page.tsx";
import "./callRows.css";

function iconOf({ direction, outcome }: Call) {
  if (outcome === "message") return Voicemail;
  if (outcome === "forwarded") return PhoneForwarded;
  if (outcome === "rejected") return PhoneOff;
  if (direction === "out") return PhoneOutgoing;
  return outcome === "missed" ? PhoneMissed : PhoneIncoming;
}

/** Calls as rows: who, why in one line, how it went, when. Each leads to the whole story. */
export function CallRows({ calls }: { readonly calls: readonly Call[] }) {
  return (
    <ul className="call-rows">
      {calls.map((call) => (
        <CallRow key={call.id} call={call} />
      ))}
    </ul>
  );
}

function CallRow({ call }: { readonly call: Call }) {
  const words = useWords();
  const names = useNames();
  const colour = colourOf(call);
  const Icon = iconOf(call);
  return (
    <li>
      <Link to={`/calls/${call.id}`} className="call-row">
        <Icon size={18} className={`icon ${colour}`} aria-hidden="true" />
        <div className="who">
          <span className="hidden">
            {words.say(call.direction === "in" ? "calls.in" : "calls.out")}:{" "}
          </span>
          <b className="num" dir="auto">
            {otherParty(call, names, words)}
          </b>
          <div className="reason">{reasonLine(decisionOf(call), names, words)}</div>
        </div>
        <span className={`chip ${colour}`}>{outcomeWords(call, names, words)}</span>
        <time className="num" dateTime={new Date(call.began).toISOString()}>
          {words.clock(call.began)}
        </time>
      </Link>
    </li>
  );
}
