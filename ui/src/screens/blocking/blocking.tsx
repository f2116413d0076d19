import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Ban, Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { type Blocked, blockedQuery, unblockCaller } from "../../api/people.ts";
import { Locked, useMayChange } from "../../kit/locked.tsx";
import { inParts, Offscreen } from "../../kit/offscreen.tsx";
import { usePage, useSettings, useTitle } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press, Trouble } from "../../kit/parts.tsx";
import { useSettingsAct } from "../../kit/settingsAct.ts";
import { Elsewhere } from "../handling/elsewhere.tsx";
import { Allowed } from "./allowed.tsx";
import { BlockForm } from "./blockForm.tsx";
import { HiddenCallers } from "./hiddenCallers.tsx";
import { useBlockName, useNoted } from "./noted.ts";
import { stopsBlocked } from "./stopsBlocked.ts";
import { TryNumber } from "./tryNumber.tsx";
import "./blocking.css";

/** Who is kept off, each with why and how often; hidden callers; lists of others; and who is let in before all that. */
export default function Blocking() {
  useTitle("blocking.title");
  const { api, words } = usePage();
  const { say } = words;
  const mayChange = useMayChange();
  const asked = useQuery(blockedQuery(api));
  const [adding, setAdding] = useState(false);
  const all = asked.data ?? [];
  const calls = all.reduce((sum, one) => sum + one.calls, 0);
  return (
    <div className="stack">
      <Link className="link" to="/people">
        <ArrowLeft size={15} aria-hidden="true" />
        {say("person.back")}
      </Link>
      <div className="top blocking-top">
        <div className="left">
          <p className="eyebrow">{say("blocking.title")}</p>
          <h1>{say("blocking.headline", { n: all.length, calls })}</h1>
        </div>
        <Press look="primary" isDisabled={!mayChange || adding} onPress={() => setAdding(true)}>
          <Plus size={17} aria-hidden="true" />
          {say("blocking.add")}
        </Press>
      </div>
      <Locked />
      <NoRule />
      {adding && (
        <section className="card person-open" aria-label={say("blocking.add")}>
          <BlockForm close={() => setAdding(false)} />
        </section>
      )}
      <div className="columns">
        <div className="stack">
          <Card title={say("blocking.blocked")}>
            <Loaded asked={asked}>{(list) => <BlockedList all={list} />}</Loaded>
          </Card>
        </div>
        <div className="stack">
          <TryNumber />
          <HiddenCallers />
          <Elsewhere kinds={["list"]} />
          <Allowed />
        </div>
      </div>
    </div>
  );
}

/** Somebody is blocked, and no rule asks for it. */
function NoRule() {
  const { say } = usePage().words;
  const settings = useSettings();
  if (!settings || stopsBlocked(settings.rules ?? [])) return null;
  return (
    <Notice look="amber">
      <p>
        {say("blocking.noRule")} <Link to="/handling">{say("blocking.noRuleGo")}</Link>
      </p>
    </Notice>
  );
}

function BlockedList({ all }: { readonly all: readonly Blocked[] }) {
  const { api, words } = usePage();
  const nameOf = useBlockName();
  const mayChange = useMayChange();
  const { act, error, isPending } = useSettingsAct();
  if (all.length === 0) return <p className="muted">{words.say("blocking.none")}</p>;
  return (
    <>
      <Trouble error={error} />
      {inParts(all).map((part) => (
        <Offscreen key={keyOf(part[0])} estimate={part.length * 84}>
          {() => (
            <ul className="list blocked-list">
              {part.map((one) => (
                <OneBlocked
                  key={keyOf(one)}
                  one={one}
                  mayUnblock={mayChange && !isPending}
                  letIn={() =>
                    void act(words.say("blocking.undone", { name: nameOf(one) }), () =>
                      unblockCaller(api, one),
                    )
                  }
                />
              ))}
            </ul>
          )}
        </Offscreen>
      ))}
    </>
  );
}

const keyOf = ({ is, what }: Blocked): string => `${is} ${what}`;

interface OneProps {
  readonly one: Blocked;
  readonly mayUnblock: boolean;
  readonly letIn: () => void;
}

function OneBlocked({ one, mayUnblock, letIn }: OneProps) {
  const { say } = usePage().words;
  const name = useBlockName()(one);
  const noted = useNoted();
  return (
    <li>
      <Ban size={18} className="blocked-icon" aria-hidden="true" />
      <div className="grow">
        <p className="name" dir="auto">
          {one.is === "person" ? <Link to={`/people/${one.what}`}>{name}</Link> : name}
        </p>
        {noted(one).map((line) => (
          <p key={line} className="muted small">
            {line}
          </p>
        ))}
        {one.call !== undefined && (
          <Link
            className="link small"
            to={`/calls/${one.call}`}
            aria-label={say("blocking.because.callOf", { name })}
          >
            {say("blocking.because.call")}
          </Link>
        )}
      </div>
      <Press
        isDisabled={!mayUnblock}
        aria-label={say("blocking.undoThis", { name })}
        onPress={letIn}
      >
        {say("blocking.undo")}
      </Press>
    </li>
  );
}
