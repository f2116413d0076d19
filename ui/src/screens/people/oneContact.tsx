import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, UserPlus } from "lucide-react";
import { Link, useNavigate, useParams } from "react-router";
import { newId } from "#kit/newId.ts";
import { type Contact, contactsQuery } from "../../api/people.ts";
import { useChangeList } from "../../kit/changeList.ts";
import { useMayChange } from "../../kit/locked.tsx";
import { useNames, usePage, useTitle } from "../../kit/page.tsx";
import { Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { initials } from "../../words/names.ts";
import { useBookName } from "./bookName.ts";
import { CallThem, isDialable } from "./callThem.tsx";
import { NamedBy } from "./namedBy.tsx";
import { CallsWith, MessagesFrom, WhenTheyCall } from "./withThem.tsx";
import "./onePerson.css";

/** Somebody of an address book that is kept elsewhere: to be read, called, and taken over. */
export default function OneContact() {
  useTitle("people.title");
  const { api, words } = usePage();
  const { id = "" } = useParams();
  const asked = useQuery(contactsQuery(api));
  return (
    <div className="stack">
      <Link className="link" to="/people">
        <ArrowLeft size={15} aria-hidden="true" />
        {words.say("person.back")}
      </Link>
      <Loaded asked={asked}>
        {(all) => {
          const contact = all.find((one) => one.id === id);
          return contact ? <Told contact={contact} /> : <h1>{words.say("person.unknown")}</h1>;
        }}
      </Loaded>
    </div>
  );
}

function Told({ contact: { name, numbers, groups, book } }: { readonly contact: Contact }) {
  const { words } = usePage();
  const { say } = words;
  const names = useNames();
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const bookName = useBookName()(book);
  const hand = useChangeList("people");
  const dialable = numbers.filter(isDialable);
  const keep = async (): Promise<void> => {
    let id = "";
    const done = await hand.edit(say("people.added", { name }), (now) => {
      id = newId(name, now);
      return [...now, { id, name, numbers, groups }];
    });
    if (done) void navigate(`/people/${id}`, { replace: true });
  };
  return (
    <>
      <div className="top person-top">
        <span className="face large" aria-hidden="true">
          {initials(name)}
        </span>
        <div className="left">
          <p className="eyebrow">{say("person.known", { book: bookName })}</p>
          <h1 dir="auto">{name}</h1>
          <p className="muted num">{numbers.map((one) => names.written(one)).join(" · ")}</p>
          <p className="muted small">{say("person.readOnly", { book: bookName })}</p>
        </div>
        <div className="row wrap gap-small">
          <CallThem name={name} numbers={numbers} />
          <Press isDisabled={!mayChange} onPress={() => void keep()}>
            <UserPlus size={17} aria-hidden="true" />
            {say("person.keep")}
          </Press>
        </div>
      </div>
      <Trouble error={hand.error} />
      <div className="columns">
        <div className="stack">
          <WhenTheyCall name={name} numbers={numbers} />
          {dialable.length > 0 && <CallsWith who={dialable.join(",")} />}
        </div>
        <div className="stack">
          <NamedBy person={{ id: "", name, numbers, groups }} />
          <MessagesFrom numbers={numbers} />
        </div>
      </div>
    </>
  );
}
