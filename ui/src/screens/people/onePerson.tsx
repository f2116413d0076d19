import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Pencil } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type Blocked, blockedQuery, contactsQuery, unblockCaller } from "../../api/people.ts";
import { useChangeList } from "../../kit/changeList.ts";
import { Locked, useMayChange } from "../../kit/locked.tsx";
import { MoreMenu } from "../../kit/moreMenu.tsx";
import { useNames, usePage, useSettings, useTitle, useWords } from "../../kit/page.tsx";
import { Notice, Press, Trouble } from "../../kit/parts.tsx";
import { useSettingsAct } from "../../kit/settingsAct.ts";
import { useHome } from "../../kit/useHome.ts";
import { type OpenedIn, useOpened } from "../../kit/useOpened.ts";
import type { PersonSettings } from "../../words/decision.ts";
import { initials, keyOf } from "../../words/names.ts";
import { BlockForm } from "../blocking/blockForm.tsx";
import { useNoted } from "../blocking/noted.ts";
import { useBookName } from "./bookName.ts";
import { CallThem } from "./callThem.tsx";
import { NamedBy } from "./namedBy.tsx";
import { PersonForm } from "./personForm.tsx";
import { Ring } from "./ring.tsx";
import { CallsWith, MessagesFrom, WhenTheyCall } from "./withThem.tsx";
import "./onePerson.css";

/** Somebody the owner knows: what happens when they call, what has been, and all that is done with them. */
export default function OnePerson() {
  useTitle("people.title");
  const { say } = useWords();
  const { id = "" } = useParams();
  const settings = useSettings();
  const person = settings?.people?.find((one) => one.id === id);
  return (
    <div className="stack">
      <Link className="link" to="/people">
        <ArrowLeft size={15} aria-hidden="true" />
        {say("person.back")}
      </Link>
      <Known key={id} person={person} />
    </div>
  );
}

/** Somebody who is removed elsewhere while their form is open here stays on the page until it is closed. */
function Known({ person }: { readonly person: PersonSettings | undefined }) {
  const { say } = useWords();
  const settings = useSettings();
  const opened = useOpened(person ? [person] : []);
  const [shown] = opened.all;
  if (shown) return <Told person={shown} opened={opened} />;
  return settings && <h1>{say("person.unknown")}</h1>;
}

interface ToldProps {
  readonly person: PersonSettings;
  readonly opened: OpenedIn<PersonSettings>;
}

function Told({ person, opened }: ToldProps) {
  const { say } = useWords();
  const { id, name = id, numbers = [] } = person;
  const hand = useChangeList("people");
  const [blocking, setBlocking] = useState(false);
  const close = (): void => opened.close(id);
  const stopBlocking = (): void => setBlocking(false);
  const isListed = opened.isListed(id);
  return (
    <>
      <Head
        person={person}
        open={(what) => (what === "block" ? setBlocking(true) : opened.open(person))}
      />
      <Locked />
      <Trouble error={hand.error} />
      <IsBlocked person={person} />
      {blocking && (
        <section className="card person-open" aria-label={say("person.block", { name })}>
          <BlockForm pattern={numbers[0] ?? ""} name={name} close={stopBlocking} />
        </section>
      )}
      {opened.isOpen(id) && (
        <section className="card person-open" aria-label={say("person.edit")}>
          <PersonForm
            person={person}
            isGone={!isListed}
            close={close}
            save={(changed) =>
              hand.attempt(say("people.changed", { name }), (now) => {
                const there = now.find((one) => one.id === id);
                const next = { ...changed(there), id };
                return there ? now.map((one) => (one === there ? next : one)) : [...now, next];
              })
            }
          />
        </section>
      )}
      <div className="columns">
        <div className="stack">
          <WhenTheyCall name={name} numbers={numbers} />
          <CallsWith who={`person:${id}`} />
        </div>
        <div className="stack">
          <Ring person={person} />
          <NamedBy person={person} />
          <MessagesFrom numbers={numbers} />
        </div>
      </div>
    </>
  );
}

interface HeadProps {
  readonly person: PersonSettings;
  readonly open: (what: "form" | "block") => void;
}

function Head({ person, open }: HeadProps) {
  const { say, list } = useWords();
  const names = useNames();
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const hand = useChangeList("people");
  const { id, name = id, numbers = [], groups = [], email } = person;
  const isBlocked = groups.includes("blocked");
  const shown = groups.filter((group) => group !== "blocked"); // that is told below, with why
  const remove = async (): Promise<void> => {
    const done = await hand.edit(say("people.removed", { name }), (now) =>
      now.filter((one) => one.id !== id),
    );
    if (done) void navigate("/people");
  };
  const block = { id: "block", text: say("person.block", { name }), look: "red" as const };
  return (
    <>
      <div className="top person-top">
        <span className="face large" aria-hidden="true">
          {initials(name)}
        </span>
        <div className="left">
          {shown.length > 0 && (
            <p className="eyebrow">{list(shown.map((group) => names.group(group)))}</p>
          )}
          <h1 dir="auto">{name}</h1>
          <p className="muted num">
            {numbers.length === 0
              ? say("people.noNumber")
              : numbers.map((number) => names.written(number)).join(" · ")}
          </p>
          {email !== undefined && <p className="muted small">{email}</p>}
          <AlsoIn numbers={numbers} />
        </div>
        <div className="row wrap gap-small">
          <CallThem name={name} numbers={numbers} />
          <Press isDisabled={!mayChange} onPress={() => open("form")}>
            <Pencil size={16} aria-hidden="true" />
            {say("person.edit")}
          </Press>
          <MoreMenu
            label={say("person.more", { name })}
            acts={[
              ...(isBlocked || numbers.length === 0
                ? []
                : [{ ...block, isDisabled: !mayChange, act: () => open("block") }]),
              {
                id: "delete",
                text: say("person.delete", { name }),
                look: "red",
                isDisabled: !mayChange,
                act: () => void remove(),
              },
            ]}
          />
        </div>
      </div>
      <Trouble error={hand.error} />
    </>
  );
}

/** Address books that know them by a number too. */
function AlsoIn({ numbers }: { readonly numbers: readonly string[] }) {
  const { api, words } = usePage();
  const home = useHome();
  const bookName = useBookName();
  const contacts = useQuery(contactsQuery(api)).data ?? [];
  const keys = new Set(numbers.map((one) => keyOf(one, home)));
  const books = contacts
    .filter((one) => one.numbers.some((text) => keys.has(keyOf(text, home))))
    .map(({ book }) => book);
  return [...new Set(books)].map((book) => (
    <p key={book} className="muted small">
      {words.say("person.alsoIn", { book: bookName(book) })}
    </p>
  ));
}

/** By name: since when, by whom, why, and how often it kept them off. */
function IsBlocked({ person }: { readonly person: PersonSettings }) {
  const { api, words } = usePage();
  const mayChange = useMayChange();
  const noted = useNoted();
  const { act, error, isPending } = useSettingsAct();
  const { id, name = id } = person;
  const all = useQuery(blockedQuery(api)).data ?? [];
  const block = all.find((one) => one.is === "person" && one.what === id);
  if (!block) return null;
  const unblock = (one: Blocked): void =>
    void act(words.say("blocking.undone", { name }), () => unblockCaller(api, one));
  return (
    <Notice look="clay">
      <p>
        <b>{words.say("person.isBlocked", { name })}</b>
      </p>
      {noted(block).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div className="row">
        <Press isDisabled={!mayChange || isPending} onPress={() => unblock(block)}>
          {words.say("blocking.undo")}
        </Press>
      </div>
      <Trouble error={error} />
    </Notice>
  );
}
