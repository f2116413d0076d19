import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../../../api/client.ts";
import { dataOf } from "../../../api/client.ts";
import { refreshAll } from "../../../api/queries.ts";
import { newestSettings, useDone } from "../../../kit/change.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, usePage, useWords } from "../../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { type RuleChange, ruleChanges } from "../../../words/rules/changes.ts";
import { upperFirst } from "../../../words/say.ts";
import "./history.css";

const atFirst = 5;

/** How the settings came to be what they are: each change in words, and the way back to it. */
export function History() {
  const { api, words } = usePage();
  const { say } = words;
  const [shown, setShown] = useState(atFirst);
  const asked = useQuery({
    queryKey: ["history", shown],
    queryFn: async () => {
      const query = { limit: shown + 1 };
      return (await dataOf(api.client.GET("/api/v1/settings/history", { params: { query } })))
        .items;
    },
    placeholderData: keepPreviousData,
  });
  const back = useRestore();
  return (
    <Card id="history" title={say("history.title")}>
      <Trouble error={back.error} />
      <Loaded asked={asked}>
        {(items) => (
          <>
            {items.length === 0 && <p className="muted small">{say("history.none")}</p>}
            <ol className="history">
              {items.slice(0, shown).map((one, i) => (
                <Entry key={one.version} entry={one} isNow={i === 0} restore={back.mutate} />
              ))}
            </ol>
            {items.length > shown && (
              <Press look="bare" onPress={() => setShown(shown + 20)}>
                {say("history.more")}
              </Press>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** An earlier version becomes the present one again; which can be undone as any change. */
function useRestore() {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const done = useDone();
  return useMutation({
    async mutationFn(version: number) {
      const before = await newestSettings(api, queries);
      await dataOf(api.client.POST("/api/v1/settings/restore", { body: { version } }));
      done(words.say("history.restored"), before, await newestSettings(api, queries));
    },
    onSettled: () => refreshAll(queries),
  });
}

type Change = Pick<Schemas["SettingsDifference"], "version" | "at" | "who" | "what">;

interface EntryProps {
  readonly entry: Change;
  readonly isNow: boolean;
  readonly restore: (version: number) => void;
}

function Entry({ entry, isNow, restore }: EntryProps) {
  const words = useWords();
  const mayChange = useMayChange();
  const { say } = words;
  const { version, at, who } = entry;
  const when = upperFirst(words.since(at, Date.now()), words);
  return (
    <li>
      <div className="grow">
        <What entry={entry} />
        <p className="muted small">
          {when} · <span dir="auto">{who}</span>
        </p>
      </div>
      {isNow ? (
        <span className="muted small">{say("history.now")}</span>
      ) : (
        <Press
          isDisabled={!mayChange}
          aria-label={say("history.restoreLabel", { when })}
          onPress={() => restore(version)}
        >
          {say("history.restore")}
        </Press>
      )}
    </li>
  );
}

/** The rules in sentences; of all else, which part of the settings it was. */
function What({ entry: { version, what } }: { readonly entry: Change }) {
  const { api, words } = usePage();
  const names = useNames();
  const { data } = useQuery({
    queryKey: ["difference", version],
    queryFn: () =>
      dataOf(
        api.client.GET("/api/v1/settings/history/{version}", { params: { path: { version } } }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rules = (side: Record<string, unknown> | undefined) =>
    (side?.["rules"] ?? []) as readonly RuleSettings[];
  const isFirst = data !== undefined && Object.keys(data.before).length === 0;
  const changes = isFirst
    ? []
    : ruleChanges(rules(data?.before), rules(data?.after), { words, names });
  const others = what.split("; ").filter((part) => part !== "" && !part.startsWith("rules"));
  return (
    <>
      {changes.map((one) => (
        <OneChange key={one.id} change={one} />
      ))}
      {isFirst && <p>{words.say("history.first")}</p>}
      {!isFirst && others.length > 0 && (
        <p>{words.list(others.map((part) => sectionOf(part, words.say)))}</p>
      )}
    </>
  );
}

const sections = [
  "owner",
  "numbers",
  "devices",
  "accounts",
  "exchanges",
  "people",
  "addressBooks",
  "groups",
  "callers",
  "times",
  "mode",
  "services",
  "mailbox",
  "outgoing",
] as const;

/** `times: Night` in words. */
function sectionOf(part: string, say: ReturnType<typeof useWords>["say"]): string {
  const [section = "", names = ""] = part.split(": ", 2);
  const known = sections.find((one) => one === section) ?? "other";
  const named = names
    .split(", ")
    .map((one) => one.replace(/^[+-]/, ""))
    .join(", ");
  return say("history.section", {
    section: known,
    names: named === "order" ? "" : named,
    n: named === "" ? 0 : 1,
  });
}

function OneChange({ change: { did, name, before, after } }: { readonly change: RuleChange }) {
  const { say } = useWords();
  return (
    <div className="history-rule">
      <p>{say("history.did", { did, name, before: before ?? "" })}</p>
      {did !== "renamed" && before !== undefined && (
        <p className="history-before">
          <span className="hidden">{say("history.before")}: </span>
          <del>{before}</del>
        </p>
      )}
      {after !== undefined && (
        <p className="history-after">
          <span className="hidden">{say("history.after")}: </span>
          {after}
        </p>
      )}
    </div>
  );
}
