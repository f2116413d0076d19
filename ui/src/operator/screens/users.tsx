import { useState } from "react";
import { Link } from "react-router";
import { Field } from "../../kit/fields.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { Segments } from "../../kit/segments.tsx";
import { type HostedKey, type Invitation, type User, useTiers, useUser, useUsers } from "../api.ts";
import { More } from "../change.tsx";
import { HoursLine } from "../hoursLine.tsx";
import { useMoment, useOp } from "../say.ts";
import { Tree, TreeItem } from "../tree.tsx";
import { AddUser } from "./addUser.tsx";
import { OwnersLink } from "./hosting.tsx";
import { NewInvitation } from "./invitation.tsx";
import { stateLook } from "./stateLook.ts";

/** Who the users are: tiers, users, and each user's numbers. */
export function Users() {
  const say = useOp();
  const [search, setSearch] = useState("");
  const [view, setView] = useState("tree");
  const [adding, setAdding] = useState(false);
  const [invitation, setInvitation] = useState<Invitation>();
  const [key, setKey] = useState<HostedKey>();
  const users = useUsers(search);
  const views = [
    ["tree", say("users.tree")],
    ["table", say("users.table")],
  ] as const;
  return (
    <>
      <div className="row wrap gap-small">
        <h1 className="grow">{say("op.users")}</h1>
        <Press look="primary" onPress={() => setAdding(true)}>
          {say("users.add")}
        </Press>
      </div>
      {invitation && (
        <NewInvitation invitation={invitation} done={() => setInvitation(undefined)} />
      )}
      {key && <OwnersLink of={key} done={() => setKey(undefined)} />}
      {adding && (
        <AddUser
          added={(made) => {
            setAdding(false);
            if ("port" in made) setKey(made);
            else setInvitation(made);
          }}
        />
      )}
      <Card
        title={say("user.back")}
        action={
          <Segments label={say("users.view")} value={view} onChange={setView} options={views} />
        }
      >
        <div className="stack">
          <Field label={say("users.find")} type="search" value={search} onChange={setSearch} />
          <Loaded asked={users.asked}>
            {(items) =>
              items.length === 0 ? (
                <p className="muted">{say(search === "" ? "users.none" : "users.noneFound")}</p>
              ) : view === "tree" ? (
                <UserTree users={items} />
              ) : (
                <Table users={items} />
              )
            }
          </Loaded>
          <More of={users} />
        </div>
      </Card>
    </>
  );
}

/** Tiers, their users, and of each the numbers and servers. */
function UserTree({ users }: { readonly users: readonly User[] }) {
  const say = useOp();
  const known = new Map(useTiers().data?.items.map((tier) => [tier.id, tier]));
  const tiers = [...Map.groupBy(users, ({ tier }) => tier)];
  return (
    <Tree label={say("user.back")}>
      {tiers.map(([tier, members]) => (
        <TreeItem
          key={tier}
          isOpenAtFirst
          row={
            <>
              <b>{say("users.tier", { tier, n: known.get(tier)?.users ?? members.length })}</b>
              <HoursLine hours={known.get(tier)?.hours ?? []} />
            </>
          }
          below={() =>
            members.map((user) => (
              <TreeItem
                key={user.name}
                row={<OfUser of={user} />}
                below={() => <Servers of={user.name} />}
              />
            ))
          }
        />
      ))}
    </Tree>
  );
}

/** Its link is for the hand: at the item, Enter follows it. */
function OfUser({ of }: { readonly of: User }) {
  const say = useOp();
  return (
    <>
      <span className="grow">
        <Link className="link" to={`/users/${of.name}`} tabIndex={-1}>
          {of.name}
        </Link>{" "}
        <span className="muted small">{say("users.servers", { n: of.servers })}</span>
      </span>
      <span className="num muted">{numbersOf(of)}</span>
      <HoursLine hours={of.hours} />
      <Seen of={of} />
      <State of={of} />
    </>
  );
}

/** Of who is away: until when they were there, as far as this exchange has seen it. */
function Seen({ of: { lastSeen } }: { readonly of: Pick<User, "lastSeen"> }) {
  const say = useOp();
  const moment = useMoment();
  if (lastSeen === undefined) return null;
  return <span className="muted small">{say("users.seen", { when: moment(lastSeen) })}</span>;
}

/** Asked for when they are looked at. */
function Servers({ of }: { readonly of: string }) {
  const say = useOp();
  const moment = useMoment();
  const { data, error } = useUser(of);
  if (error) return <TreeItem row={<Trouble error={error} />} />;
  if (!data) return null;
  const { bindings, hosted } = data;
  return (
    <>
      {hosted && <TreeItem row={say("hosting.here", { port: String(hosted.port) })} />}
      {bindings.length === 0 && <TreeItem row={say("user.nowhere")} />}
      {bindings.map(({ at, protocol, expires }) => (
        <TreeItem
          key={at}
          row={
            <span className="num small">
              {say("user.binding", { at, protocol, until: moment(expires) })}
            </span>
          }
        />
      ))}
    </>
  );
}

function Table({ users }: { readonly users: readonly User[] }) {
  const say = useOp();
  const moment = useMoment();
  const heads = [
    "nameLabel",
    "numbers",
    "tierLabel",
    "busyLabel",
    "seenLabel",
    "stateLabel",
  ] as const;
  return (
    <section className="user-scroll" aria-label={say("users.table")}>
      <table className="user-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {say(`users.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.name}>
              <td>
                <Link className="link" to={`/users/${user.name}`}>
                  {user.name}
                </Link>
              </td>
              <td className="num">{numbersOf(user)}</td>
              <td>{user.tier}</td>
              <td>
                <HoursLine hours={user.hours} />
              </td>
              <td className="num">{user.lastSeen === undefined ? "" : moment(user.lastSeen)}</td>
              <td>
                <State of={user} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const numbersOf = ({ numbers, extension }: User): string =>
  [...numbers, ...(extension === undefined ? [] : [extension])].join(", ");

export function State({ of }: { readonly of: Pick<User, "state"> }) {
  const say = useOp();
  return (
    <span className={`chip ${stateLook[of.state]}`}>{say("users.state", { state: of.state })}</span>
  );
}
