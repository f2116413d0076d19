import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { newId } from "#kit/newId.ts";
import { type ListInHand, useChangeList } from "../../kit/changeList.ts";
import { Locked, useMayChange } from "../../kit/locked.tsx";
import { Offscreen } from "../../kit/offscreen.tsx";
import { useNames, useTitle, useWords } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import type { PersonSettings } from "../../words/decision.ts";
import { initials } from "../../words/names.ts";
import { Elsewhere } from "../handling/elsewhere.tsx";
import { ImportCards } from "./importCards.tsx";
import { PersonForm } from "./personForm.tsx";
import "./people.css";

const nobodyYet: PersonSettings = { id: "", name: "", numbers: [], groups: [] };

/** Who calls: their numbers, and the groups that rules speak of. */
export default function People() {
  useTitle("people.title");
  const words = useWords();
  const { say } = words;
  const mayChange = useMayChange();
  const hand = useChangeList("people");
  const [params] = useSearchParams();
  const wished = params.get("add");
  const [adding, setAdding] = useState(wished !== null);
  const people = [...(hand.items ?? [])].sort((a, b) =>
    (a.name ?? a.id).localeCompare(b.name ?? b.id, words.locale),
  );
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow">{say("people.title")}</p>
          <h1>{say("people.headline", { n: people.length })}</h1>
        </div>
        <Press look="primary" isDisabled={!mayChange || adding} onPress={() => setAdding(true)}>
          <Plus size={17} aria-hidden="true" />
          {say("people.add")}
        </Press>
      </div>
      <Locked />
      <section className="card people-card" aria-label={say("people.title")}>
        <Trouble error={hand.error} />
        {adding && (
          <div className="person-new">
            <PersonForm
              person={{ ...nobodyYet, numbers: wished === null ? [] : [wished] }}
              close={() => setAdding(false)}
              save={(person) =>
                hand.edit(say("people.added", { name: person.name ?? "" }), (now) => [
                  ...now,
                  { ...person, id: newId(person.name || "person", now) },
                ])
              }
            />
          </div>
        )}
        {people.length === 0 && !adding && (
          <div className="empty">
            <p>{say("people.none")}</p>
          </div>
        )}
        {inParts(people).map((part) => (
          <Offscreen key={part[0]?.id} estimate={part.length * 72}>
            <ul className="people">
              {part.map((person) => (
                <OnePerson key={person.id} person={person} hand={hand} />
              ))}
            </ul>
          </Offscreen>
        ))}
      </section>
      <ImportCards />
      <Elsewhere kinds={["addressBook"]} />
    </>
  );
}

/** So many are made at once, when they come near. */
const atOnce = 40;

const inParts = (people: readonly PersonSettings[]): readonly (readonly PersonSettings[])[] =>
  Array.from({ length: Math.ceil(people.length / atOnce) }, (_, i) =>
    people.slice(i * atOnce, (i + 1) * atOnce),
  );

interface OneProps {
  readonly person: PersonSettings;
  readonly hand: ListInHand<"people">;
}

function OnePerson({ person, hand }: OneProps) {
  const { say } = useWords();
  const names = useNames();
  const [open, setOpen] = useState(false);
  const { id, name = id, numbers = [], groups = [] } = person;
  return (
    <li className="person" id={`person-${id}`}>
      <span className="face" aria-hidden="true">
        {initials(name)}
      </span>
      <div className="about">
        <h2 dir="auto">{name}</h2>
        <p className="muted small num">
          {numbers.length === 0
            ? say("people.noNumber")
            : numbers.map((one) => names.written(one)).join(" · ")}
        </p>
      </div>
      <div className="row wrap gap-small person-groups">
        {groups.map((group) => (
          <span key={group} className={`chip ${group === "blocked" ? "clay" : "pine"}`}>
            {names.group(group)}
          </span>
        ))}
      </div>
      <Press
        look="bare icon"
        aria-expanded={open}
        aria-label={say("people.change", { name })}
        onPress={() => setOpen(!open)}
      >
        <Pencil size={16} aria-hidden="true" />
      </Press>
      {open && (
        <PersonForm
          person={person}
          close={() => setOpen(false)}
          save={(next) =>
            hand.edit(say("people.changed", { name }), (now) =>
              now.map((one) => (one.id === id ? { ...one, ...next } : one)),
            )
          }
          remove={() =>
            hand.edit(say("people.removed", { name }), (now) => now.filter((one) => one.id !== id))
          }
        />
      )}
    </li>
  );
}
