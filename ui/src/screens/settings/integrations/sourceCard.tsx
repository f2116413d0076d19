import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { newId } from "#kit/newId.ts";
import { type Subscription, subscriptionsQuery } from "../../../api/subscriptions.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { MoreMenu } from "../../../kit/moreMenu.tsx";
import { usePage, useSettings } from "../../../kit/page.tsx";
import { Card, Press } from "../../../kit/parts.tsx";
import { type OpenedIn, useOpened } from "../../../kit/useOpened.ts";
import { LookAgain, useKept } from "../../handling/kept.tsx";
import { Refusals } from "../parts/partForm.tsx";
import { useAct } from "../parts/useAct.ts";
import { hostIn, SourceForm } from "./sourceForm.tsx";
import { blankSource, kinds, type SourceItem, type SourceKind, takenIds } from "./sources.ts";
import { troubleSentence } from "./troubleWords.ts";

/** All that is kept elsewhere of one kind: what it is for, how each stands, and what may be done with it. */
export function SourceCard({ kind }: { readonly kind: SourceKind }) {
  const { api, words } = usePage();
  const { say } = words;
  const mayChange = useMayChange();
  const settings = useSettings() ?? {};
  const [adding, setAdding] = useState(false);
  const states = useQuery(subscriptionsQuery(api)).data ?? [];
  const opened = useOpened(kinds[kind].all(settings));
  return (
    <Card
      title={say(`elsewhere.kind.${kind}`)}
      action={
        <Press
          isDisabled={!mayChange || adding}
          aria-label={say(`elsewhere.add.${kind}`)}
          onPress={() => setAdding(true)}
        >
          <Plus size={16} aria-hidden="true" />
          {say("elsewhere.add")}
        </Press>
      }
    >
      <p className="muted small">{say(`elsewhere.for.${kind}`)}</p>
      {adding && (
        <SourceForm
          kind={kind}
          source={blankSource(kind, newId(kind.toLowerCase(), takenIds(kind, settings)))}
          isNew
          close={() => setAdding(false)}
        />
      )}
      <ul className="list">
        {opened.all.map((one) => (
          <OneSource
            key={one.id}
            kind={kind}
            source={one}
            opened={opened}
            state={states.find((it) => it.kind === kind && it.id === one.id)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface OneProps {
  readonly kind: SourceKind;
  readonly source: SourceItem;
  readonly state: Subscription | undefined;
}

function OneSource({
  kind,
  source,
  state,
  opened,
}: OneProps & { readonly opened: OpenedIn<SourceItem> }) {
  const { say } = usePage().words;
  const mayChange = useMayChange();
  const { act, refused } = useAct();
  const { id } = source;
  const host = hostIn(source.url);
  const name = source.name && source.name !== id ? source.name : host;
  return (
    <li className="wraps">
      <Standing kind={kind} source={source} state={state} name={name} refused={refused} />
      <LookAgain name={name} source={state} />
      <MoreMenu
        label={say("account.more", { name })}
        acts={[
          {
            id: "change",
            text: say("account.change"),
            isDisabled: !mayChange,
            act: () => opened.open(source),
          },
          {
            id: "remove",
            text: say("settings.remove"),
            look: "red",
            isDisabled: !mayChange,
            act() {
              opened.close(id);
              void act((now) => kinds[kind].drop(now, id), say("changed.removed", { name }));
            },
          },
        ]}
      />
      {opened.isOpen(id) && (
        <div className="whole">
          <SourceForm kind={kind} source={source} close={() => opened.close(id)} />
        </div>
      )}
    </li>
  );
}

interface StandingProps extends OneProps {
  readonly name: string;
  readonly refused: readonly string[];
}

/** What is held of it, as of when, and what is wrong with it. */
function Standing({ kind, source, state, name, refused }: StandingProps) {
  const { words } = usePage();
  const { say } = words;
  const kept = useKept();
  const { asOf, problem } = state ?? {};
  const host = hostIn(source.url);
  const facts = [
    ...(name === host ? [] : [host]),
    ...(kind === "list" ? [say(`elsewhere.as.${source.as ?? "block"}`)] : []),
    ...kept(kind, state),
  ];
  const look = asOf === undefined ? "amber" : "";
  return (
    <>
      <span className={`dot ${problem ? "clay" : look}`} aria-hidden="true" />
      <div className="grow">
        <p className="name" dir="auto">
          {name}
        </p>
        <p className="muted small">{facts.join(" · ")}</p>
        {problem && <p className="small wrong">{troubleSentence(problem, words)}</p>}
        <Refusals all={refused} />
      </div>
    </>
  );
}
