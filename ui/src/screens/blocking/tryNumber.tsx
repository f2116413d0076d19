import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type BlockJudgement, judgeQuery } from "../../api/people.ts";
import { decideQuery } from "../../api/queries.ts";
import { Field } from "../../kit/fields.tsx";
import { useNames, usePage, useSettings, useTroubleText } from "../../kit/page.tsx";
import { Card, Press } from "../../kit/parts.tsx";
import type { SettingsDocument } from "../../words/decision.ts";
import type { Names } from "../../words/names.ts";
import { planSentence } from "../../words/plan.ts";

/** Whether a caller would be stopped, by what, and what would become of the call. */
export function TryNumber() {
  const { words } = usePage();
  const { say } = words;
  const [typed, setTyped] = useState("");
  const [from, setFrom] = useState("");
  return (
    <Card title={say("blocking.try")} className="try-number">
      <form
        className="row gap-small"
        onSubmit={(event) => {
          event.preventDefault();
          setFrom(typed.trim());
        }}
      >
        <div className="grow">
          <Field
            label={say("blocking.tryNumber")}
            value={typed}
            maxLength={200}
            inputMode="tel"
            onChange={setTyped}
          />
        </div>
        <Press type="submit" isDisabled={typed.trim() === ""}>
          {say("blocking.ask")}
        </Press>
      </form>
      <div role="status">{from !== "" && <Answer from={from} />}</div>
    </Card>
  );
}

function Answer({ from }: { readonly from: string }) {
  const { api, words } = usePage();
  const names = useNames();
  const settings = useSettings();
  const trouble = useTroubleText();
  const judged = useQuery(judgeQuery(api, from));
  const decided = useQuery(decideQuery(api, { from }));
  if (judged.error) return <p className="wrong">{trouble(judged.error)}</p>;
  if (!judged.data) return null;
  const plan = decided.isPlaceholderData ? undefined : decided.data?.plan;
  return (
    <>
      <p className="block-answer">
        {words.say("blocking.says", said(judged.data, settings, names))}
      </p>
      {plan && (
        <p className="muted small">
          {words.say("blocking.then", { what: planSentence(plan, words, names) })}
        </p>
      )}
    </>
  );
}

/** Which sentence it is, and with what in it. */
export function said(
  { blocked, allowed, never, name }: BlockJudgement,
  settings: SettingsDocument | undefined,
  names: Names,
): { readonly is: string; readonly what: string; readonly name: string } {
  const list = (id: string): string =>
    settings?.callers?.lists?.find((one) => one.id === id)?.name ?? id;
  const known = name ?? "";
  if (never) return { is: never, what: "", name: known };
  if (blocked?.by === "person") return { is: "person", what: "", name: known };
  if (blocked?.by === "list") return { is: "list", what: list(blocked.what), name: known };
  if (blocked) return { is: begins(blocked.what), what: beginning(blocked.what), name: known };
  if (allowed?.by === "list") return { is: "allowedList", what: list(allowed.what), name: known };
  if (allowed && allowed.by !== "person")
    return { is: "allowed", what: names.written(beginning(allowed.what)), name: known };
  return { is: name === undefined ? "none" : "known", what: "", name: known };
}

const begins = (pattern: string): string => (pattern.endsWith("*") ? "begins" : "number");
const beginning = (pattern: string): string => pattern.replace(/\*$/, "");
