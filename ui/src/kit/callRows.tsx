import {
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from "lucide-react";
import { memo } from "react";
import type { Call } from "../api/client.ts";
import { decisionOf } from "../api/queries.ts";
import { colourOf, otherParty, outcomeWords, reasonLine } from "../words/outcome.ts";
import { upperFirst } from "../words/say.ts";
import { here } from "./base.ts";
import { Rows } from "./offscreen.tsx";
import { useNames, useWords } from "./page.tsx";
import { useRowLinks } from "./rowLinks.ts";
import "./callRows.css";

export function callIcon({ direction, outcome }: Call) {
  if (outcome === "message") return Voicemail;
  if (outcome === "forwarded") return PhoneForwarded;
  if (outcome === "rejected") return PhoneOff;
  if (direction === "out") return PhoneOutgoing;
  return outcome === "missed" ? PhoneMissed : PhoneIncoming;
}

interface CallRowsProps {
  readonly calls: readonly Call[];
  /** Not all of one day: the day is said with the time. */
  readonly dated?: boolean;
}

/** Calls as rows: who, why in one line, how it went, when. Each leads to the whole story. */
export function CallRows({ calls, dated = false }: CallRowsProps) {
  const place = useRowLinks<HTMLUListElement>();
  return (
    <ul className="call-rows" ref={place}>
      {calls.map((call) => (
        <li key={call.id}>
          <CallRow call={call} dated={dated} />
        </li>
      ))}
    </ul>
  );
}

/** About how high one is, px. */
export const callRowHeight = 68;

/** Those of a long list: each is made when it comes near. */
export const ManyCallRows = ({ calls }: Pick<CallRowsProps, "calls">) => (
  <Rows
    all={calls}
    height={callRowHeight}
    keyOf={({ id }) => id}
    row={itemOf}
    className="call-rows"
  />
);
const itemOf = (call: Call) => (
  // biome-ignore lint/a11y/useSemanticElements: parts lie between a long list and its items
  <div role="listitem" key={call.id}>
    <CallRow call={call} dated={false} />
  </div>
);

interface CallRowProps {
  readonly call: Call;
  readonly dated: boolean;
}

const CallRow = memo(function CallRow({ call, dated }: CallRowProps) {
  const words = useWords();
  const names = useNames();
  const colour = colourOf(call);
  const Icon = callIcon(call);
  return (
    <a href={here(`/calls/${call.id}`)} className="call-row">
      <Icon size={18} className={`icon ${colour}`} aria-hidden="true" />
      <div className="who">
        <span className="hidden">
          {words.say(call.direction === "in" ? "calls.in" : "calls.out")}:{" "}
        </span>
        <b dir="auto">{otherParty(call, names)}</b>
        <div className="reason">{reasonLine(call, decisionOf(call), names, words)}</div>
      </div>
      <span className={`chip ${colour}`}>
        <span className="clip">{outcomeWords(call, names, words)}</span>
      </span>
      <time className="num" dateTime={new Date(call.began).toISOString()}>
        {dated ? upperFirst(words.since(call.began, Date.now()), words) : words.clock(call.began)}
      </time>
    </a>
  );
});
