import { useMutation, useQuery } from "@tanstack/react-query";
import { PhoneIncoming } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { type Call, dataOf, onceOnly } from "../../../api/client.ts";
import { callQuery, decisionOf } from "../../../api/queries.ts";
import { Check } from "../../../kit/fields.tsx";
import { useConnected, useNames, usePage } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { colourOf, outcomeWords } from "../../../words/outcome.ts";
import { planSentence } from "../../../words/plan.ts";
import { upperFirst } from "../../../words/say.ts";
import { Legs } from "../../calls/legs.tsx";

interface RealProps {
  readonly from: string | undefined;
  /** Something of it may call outside the house. */
  readonly mayLeave: boolean;
  /** All rules, as they are drafted: they decide it, and are not kept. Those in force when left out. */
  readonly draft?: readonly RuleSettings[];
}

/** As if that caller rang now: the rules run, telephones ring, and the page says what happens. */
export function RealCall({ from, mayLeave, draft }: RealProps) {
  const { api, words } = usePage();
  const connected = useConnected();
  const [outside, setOutside] = useState(false);
  const ring = useMutation({
    mutationFn: () =>
      dataOf(
        api.client.POST("/api/v1/calls/test", {
          body: {
            ...(from !== undefined && { from }),
            ...(draft && { rules: [...draft] }),
            outside,
          },
          headers: onceOnly(),
        }),
      ),
  });
  return (
    <>
      {mayLeave && (
        <Check label={words.say("handling.try.outside")} checked={outside} onChange={setOutside} />
      )}
      <Press
        look="bare"
        isDisabled={!connected}
        isPending={ring.isPending}
        onPress={() => ring.mutate()}
      >
        <PhoneIncoming size={16} aria-hidden="true" />
        {words.say(draft ? "handling.try.realDraft" : "handling.try.real")}
      </Press>
      <Trouble error={ring.error} />
      {ring.data && <Course key={ring.data.id} id={ring.data.id} />}
    </>
  );
}

/** What that call does, as it does it. */
function Course({ id }: { readonly id: string }) {
  const { api, words } = usePage();
  const { data: call } = useQuery(callQuery(api, id));
  if (!call) return null;
  return (
    <section className="test-course" aria-label={words.say("handling.test.title")}>
      <Said call={call} />
      {call.outcome === undefined && call.legs.length === 0 ? (
        <p className="muted small">{words.say("handling.test.nobody")}</p>
      ) : (
        <Legs call={call} />
      )}
      <div className="row wrap gap-small">
        {call.outcome === undefined && <End id={id} />}
        <Link className="link" to={`/calls/${encodeURIComponent(id)}`}>
          {words.say("handling.test.whole")}
        </Link>
      </div>
    </section>
  );
}

/** The decision that it met, and where it stands. */
function Said({ call }: { readonly call: Call }) {
  const { words } = usePage();
  const names = useNames();
  const decision = decisionOf(call);
  const what = decision && upperFirst(planSentence(decision.plan, words, names), words);
  return (
    <div role="status">
      {what !== undefined && (
        <p className="small">
          {words.say("handling.test.as", { who: names.party(call.from), what })}
        </p>
      )}
      <span className={`chip ${colourOf(call)}`}>{outcomeWords(call, names, words)}</span>
    </div>
  );
}

function End({ id }: { readonly id: string }) {
  const { api, words } = usePage();
  const end = useMutation({
    mutationFn: () => dataOf(api.client.DELETE("/api/v1/calls/{id}", { params: { path: { id } } })),
  });
  return (
    <>
      <Press isPending={end.isPending} onPress={() => end.mutate()}>
        {words.say("handling.test.end")}
      </Press>
      <Trouble error={end.error} />
    </>
  );
}
