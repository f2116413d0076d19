import { useQuery } from "@tanstack/react-query";
import { Ban, Plus } from "lucide-react";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { newId } from "#kit/newId.ts";
import { contactsQuery } from "../../api/people.ts";
import { here } from "../../kit/base.ts";
import { useChangeList } from "../../kit/changeList.ts";
import { Field } from "../../kit/fields.tsx";
import { Locked, useMayChange } from "../../kit/locked.tsx";
import { Rows } from "../../kit/offscreen.tsx";
import { useNames, usePage, useTitle, useWords } from "../../kit/page.tsx";
import { GoButton, Press, Trouble } from "../../kit/parts.tsx";
import { useHome } from "../../kit/useHome.ts";
import type { PersonSettings } from "../../words/decision.ts";
import { initials } from "../../words/names.ts";
import { Elsewhere } from "../handling/elsewhere.tsx";
import { AlikeCard } from "./alike.tsx";
import { useBookName } from "./bookName.ts";
import { everybody, found, type Somebody } from "./everybody.ts";
import { ImportCards } from "./importCards.tsx";
import { PersonForm } from "./personForm.tsx";
import "./people.css";

const nobodyYet: PersonSettings = { id: "", name: "", numbers: [], groups: [] };

/** So many are looked through without help. */
const fewEnough = 5;

/** Who calls: their numbers, and the groups that rules speak of. */
export default function People() {
  useTitle("people.title");
  const { api, words } = usePage();
  const { say } = words;
  const mayChange = useMayChange();
  const home = useHome();
  const hand = useChangeList("people");
  const contacts = useQuery(contactsQuery(api));
  const [params] = useSearchParams();
  const wished = params.get("add");
  const nobody = { ...nobodyYet, numbers: wished === null ? [] : [wished] };
  const [adding, setAdding] = useState(wished !== null);
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query);
  const all = useMemo(
    () => everybody(hand.items ?? [], contacts.data ?? [], { home, locale: words.locale }),
    [hand.items, contacts.data, home, words.locale],
  );
  const bookName = useBookName();
  const shown = useMemo(() => found(all, asked), [all, asked]);
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow">{say("people.title")}</p>
          <h1>{say("people.headline", { n: all.length })}</h1>
        </div>
        <div className="row wrap gap-small">
          <GoButton to="/people/groups/blocked">
            <Ban size={17} aria-hidden="true" />
            {say("blocking.people")}
          </GoButton>
          <Press look="primary" isDisabled={!mayChange || adding} onPress={() => setAdding(true)}>
            <Plus size={17} aria-hidden="true" />
            {say("people.add")}
          </Press>
        </div>
      </div>
      <Locked />
      <AlikeCard />
      {all.length > fewEnough && (
        <search className="people-find">
          <Field label={say("people.find")} value={query} onChange={setQuery} type="search" />
        </search>
      )}
      <section className="card people-card" aria-label={say("people.title")}>
        <Trouble error={hand.error ?? contacts.error} />
        {adding && (
          <div className="person-new">
            <PersonForm
              person={nobody}
              close={() => setAdding(false)}
              save={(written) => {
                const person = written(nobody);
                return hand.attempt(say("people.added", { name: person.name ?? "" }), (now) => [
                  ...now,
                  { ...person, id: newId(person.name || "person", now) },
                ]);
              }}
            />
          </div>
        )}
        {shown.length === 0 && !adding && (
          <div className="empty">
            <p>{say(all.length === 0 ? "people.none" : "people.notFound")}</p>
          </div>
        )}
        <Rows
          all={shown}
          height={rowHeight}
          keyOf={({ id }) => id}
          row={(one) => (
            <Row
              key={one.id}
              one={one}
              book={one.book === undefined ? undefined : bookName(one.book)}
            />
          )}
          className="people"
        />
      </section>
      <ImportCards />
      <Elsewhere kinds={["addressBook"]} />
    </>
  );
}

interface RowProps {
  readonly one: Somebody;
  /** The name of the address book whose they are. */
  readonly book: string | undefined;
}

/** About how high one is, px. */
const rowHeight = 72;

const Row = memo(function Row({ one: { id, name, numbers, groups }, book }: RowProps) {
  const { say } = useWords();
  const names = useNames();
  const to = here(`/people/${book === undefined ? "" : "contacts/"}${encodeURIComponent(id)}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: parts lie between a long list and its items
    <div role="listitem">
      <a className="person" href={to}>
        <span className="face" aria-hidden="true">
          {initials(name)}
        </span>
        <div className="about">
          <h2 dir="auto">{name}</h2>
          <p className="muted small num">
            {numbers.length === 0
              ? say("people.noNumber")
              : numbers.map((number) => names.written(number)).join(" · ")}
          </p>
        </div>
        <div className="row wrap gap-small person-groups">
          {groups.map((group) => (
            <span key={group} className={`chip ${group === "blocked" ? "clay" : "pine"}`}>
              {group === "blocked" ? say("blocking.blocked") : names.group(group)}
            </span>
          ))}
          {book !== undefined && <span className="chip sky">{book}</span>}
        </div>
      </a>
    </div>
  );
});
