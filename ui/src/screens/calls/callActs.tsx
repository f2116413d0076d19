import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { newId } from "#kit/newId.ts";
import type { Call } from "../../api/client.ts";
import { blockCaller } from "../../api/people.ts";
import { decisionOf, ladderQuery, qualityQuery } from "../../api/queries.ts";
import { useChange } from "../../kit/change.ts";
import { MoreMenu } from "../../kit/moreMenu.tsx";
import { useConnected, useNames, usePage, useWords } from "../../kit/page.tsx";
import { Notice, Trouble } from "../../kit/parts.tsx";
import { saveText } from "../../kit/saveText.ts";
import { useSettingsAct } from "../../kit/settingsAct.ts";
import type { RuleSettings, SettingsDocument } from "../../words/decision.ts";
import { otherParty, outcomeWords } from "../../words/outcome.ts";
import { callAsText, redacted } from "../../words/support.ts";
import { why } from "../../words/why.ts";
import { CallBack } from "./callBack.tsx";

type Done = "ruleMade" | "copied";

/** What can be done with a call that was, and with who called. */
export function CallActs({ call }: { readonly call: Call }) {
  const { words } = usePage();
  const names = useNames();
  const connected = useConnected();
  const block = useRefuse(call);
  const who = useWho();
  const { change, error } = useChange();
  const text = useCallText(call);
  const save = useMutation({
    mutationFn: async () => saveText(await text(), fileName(call)),
  });
  const copy = useMutation({
    mutationFn: async () => navigator.clipboard.writeText(redacted(await text())),
    onSuccess: () => setDone("copied"),
  });
  const [done, setDone] = useState<Done>();
  const failed = error ?? block.error ?? save.error ?? copy.error;
  const number = call.direction === "in" ? call.from.number : call.to;
  const name = otherParty(call, names);
  const edit = (what: Done, make: (now: SettingsDocument) => SettingsDocument): void =>
    void change(make).then((taken) => taken && setDone(what));
  const about = (one: string) => [
    who(one),
    {
      id: "rule",
      text: words.say("call.makeRule"),
      isDisabled: !connected,
      act: () =>
        edit("ruleMade", (now) => withRule(now, one, words.say("call.ruleName", { name }))),
    },
    {
      id: "block",
      text: words.say("call.block", { name }),
      look: "red" as const,
      isDisabled: !connected,
      act: () => block.refuse(one),
    },
  ];
  return (
    <>
      <div className="row gap-small">
        <CallBack number={number} />
        <MoreMenu
          label={words.say("call.more")}
          acts={[
            ...(number === undefined ? [] : about(number)),
            {
              id: "download",
              text: words.say("call.download"),
              act: () => save.mutate(),
            },
            {
              id: "copy",
              text: words.say("call.copy"),
              act: () => copy.mutate(),
            },
          ]}
        />
      </div>
      {done && (
        <Notice look="pine">
          <span>
            {words.say(`call.${done}`, { name })}{" "}
            {done === "ruleMade" && <Link to="/handling">{words.say("call.ruleLook")}</Link>}
          </span>
        </Notice>
      )}
      <Trouble error={failed} />
    </>
  );
}

/** From now on, with the call that it came from. */
function useRefuse(call: Call) {
  const { api, words } = usePage();
  const name = otherParty(call, useNames());
  const { act, error } = useSettingsAct();
  const text = words.say("call.blocked", { name });
  return {
    error,
    refuse: (pattern: string): void =>
      void act(text, () => blockCaller(api, { pattern, call: call.id })),
  };
}

/** Who has that number: their own page, or a place among the people. */
function useWho(): (number: string) => { id: string; text: string; act: () => void } {
  const { say } = useWords();
  const names = useNames();
  const navigate = useNavigate();
  return (number) => {
    const known = names.whose(number);
    return known !== undefined
      ? {
          id: "person",
          text: say("call.person", { name: names.person(known) }),
          act: () => void navigate(`/people/${known}`),
        }
      : {
          id: "add",
          text: say("call.addPerson"),
          act: () => void navigate(`/people?add=${encodeURIComponent(number)}`),
        };
  };
}

/** For that caller, at the top, to be looked at before it does anything. */
function withRule(now: SettingsDocument, like: string, name: string): SettingsDocument {
  const rules = now.rules ?? [];
  const rule: RuleSettings = {
    id: newId(name, rules),
    name,
    enabled: false,
    when: { is: "caller", like } as RuleSettings["when"],
    then: rules.at(-1)?.then ?? [],
  };
  return { ...now, rules: [rule, ...rules] };
}

/** Asked for when it is wanted. */
function useCallText(call: Call): () => Promise<string> {
  const { api, words } = usePage();
  const names = useNames();
  const queries = useQueryClient();
  return async () => {
    const [ladder, sounds] = await Promise.all([
      queries.fetchQuery(ladderQuery(api, call.id)),
      queries.fetchQuery(qualityQuery(api, call.id, false)),
    ]);
    const reasons = why(decisionOf(call)?.because ?? [], words, names);
    return callAsText({
      about: [
        otherParty(call, names),
        words.moment(call.began),
        outcomeWords(call, names, words),
        ...reasons.map(({ rule, reason }) => `${rule}: ${reason}`),
        ...(call.sipCallId === undefined ? [] : [`Call-ID: ${call.sipCallId}`]),
      ],
      rows: ladder.items,
      sounds,
    });
  };
}

const fileName = ({ began }: Call): string =>
  `call ${new Date(began).toISOString().slice(0, 16).replace(":", ".")}.txt`;
