import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { dataOf } from "../../api/client.ts";
import { Field } from "../../kit/fields.tsx";
import { Card, Loaded, Notice, Press, Trouble } from "../../kit/parts.tsx";
import { type Invitation, type UserDetail, useCalls, useClient, useUser } from "../api.ts";
import { useMoment, useOp } from "../say.ts";
import { CallList } from "./calls.tsx";
import { NewInvitation } from "./invitation.tsx";
import { State } from "./users.tsx";

/** One user: where they are, what they have published, and what the operator may do. */
export function OneUser() {
  const say = useOp();
  const { name = "" } = useParams();
  const asked = useUser(name);
  const calls = useCalls({ of: name });
  return (
    <>
      <p>
        <Link className="link" to="/">
          {say("user.back")}
        </Link>
      </p>
      <Loaded asked={asked}>
        {(user) => (
          <>
            <div className="row wrap gap-small">
              <h1>{user.name}</h1>
              <State of={user} />
            </div>
            <p className="num muted">{[...user.numbers, user.extension ?? ""].join(" ")}</p>
            {user.suspended !== undefined && (
              <Notice look="clay">{say("user.suspended", { reason: user.suspended })}</Notice>
            )}
            {user.narrowed !== undefined && (
              <Notice look="amber">{say("user.narrowed", { reason: user.narrowed })}</Notice>
            )}
            <Acts of={user} />
            <Where of={user} />
            <Published of={user} />
          </>
        )}
      </Loaded>
      <Card title={say("user.calls")}>
        <Loaded asked={calls}>{({ items }) => <CallList calls={items} />}</Loaded>
      </Card>
    </>
  );
}

function Where({ of }: { readonly of: UserDetail }) {
  const say = useOp();
  const moment = useMoment();
  return (
    <Card title={say("user.where")}>
      {of.bindings.length === 0 ? (
        <p className="muted">{say("user.nowhere")}</p>
      ) : (
        <ul className="user-list">
          {of.bindings.map(({ at, protocol, expires, userAgent }) => (
            <li key={at}>
              <span className="grow num">
                {say("user.binding", { at, protocol, until: moment(expires) })}
              </span>
              <span className="muted small">{userAgent}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** To be read; nobody but the user changes it. */
function Published({ of: { policy } }: { readonly of: UserDetail }) {
  const say = useOp();
  const moment = useMoment();
  if (policy === undefined)
    return (
      <Card title={say("user.policy")}>
        <p className="muted">{say("user.noPolicy")}</p>
      </Card>
    );
  const { version, expires, rules, isOver } = policy;
  return (
    <Card title={say("user.policy")}>
      <p className="muted">
        {isOver
          ? say("user.policyOver", { version })
          : say("user.policyIs", { version, until: moment(expires) })}
      </p>
      <ol>
        {rules.map((rule) => (
          <li key={JSON.stringify(rule)}>
            {say("user.rule", {
              do: String(rule["do"]),
              who: whoIn(rule["when"] as Condition, say),
            })}
          </li>
        ))}
      </ol>
    </Card>
  );
}

type Condition = Readonly<Record<string, unknown>>;

function whoIn(when: Condition, say: ReturnType<typeof useOp>): string {
  switch (when["is"]) {
    case "always":
      return say("user.when.always");
    case "hidden":
      return say("user.when.hidden");
    case "caller":
      return say("user.when.caller", { like: String(when["like"]) });
    case "called":
      return say("user.when.called", { number: String(when["number"]) });
    case "via":
      return say("user.when.via", { trunk: String(when["trunk"]) });
    case "during":
      return say("user.when.during");
    case "attested":
      return say("user.when.attested", { level: String(when["level"]) });
    default:
      return say("user.when.several");
  }
}

function Acts({ of: { name, suspended } }: { readonly of: UserDetail }) {
  const say = useOp();
  const client = useClient();
  const queries = useQueryClient();
  const go = useNavigate();
  const [reason, setReason] = useState("");
  const [invitation, setInvitation] = useState<Invitation>();
  const params = { path: { name } };
  const fresh = { onSuccess: () => queries.invalidateQueries() };
  const suspension = "/api/v1/users/{name}/suspension" as const;
  const suspend = useMutation({
    ...fresh,
    mutationFn: () => dataOf(client.PUT(suspension, { params, body: { reason } })),
  });
  const resume = useMutation({
    ...fresh,
    mutationFn: () => dataOf(client.DELETE(suspension, { params })),
  });
  const invite = useMutation({
    mutationFn: () => dataOf(client.POST("/api/v1/users/{name}/invitation", { params })),
    onSuccess: setInvitation,
  });
  const remove = useMutation({
    mutationFn: () => dataOf(client.DELETE("/api/v1/users/{name}", { params })),
    onSuccess: () => queries.invalidateQueries().then(() => go("/")),
  });
  const [removing, setRemoving] = useState(false);
  if (invitation)
    return <NewInvitation invitation={invitation} done={() => setInvitation(undefined)} />;
  return (
    <Card title={say("user.acts")}>
      <div className="stack">
        {suspended === undefined ? (
          <form
            className="act-form"
            onSubmit={(event) => {
              event.preventDefault();
              suspend.mutate();
            }}
          >
            <Field
              label={say("user.reason")}
              hint={say("user.reasonHint")}
              isRequired
              maxLength={120}
              value={reason}
              onChange={setReason}
            />
            <Press look="red" type="submit" isDisabled={suspend.isPending}>
              {say("user.suspend")}
            </Press>
          </form>
        ) : (
          <div>
            <Press onPress={() => resume.mutate()} isDisabled={resume.isPending}>
              {say("user.resume")}
            </Press>
          </div>
        )}
        <div className="row wrap">
          <Press onPress={() => invite.mutate()} isDisabled={invite.isPending}>
            {say("user.invite")}
          </Press>
          <span className="muted small">{say("user.inviteText")}</span>
        </div>
        <div className="row wrap">
          <Press
            look="red"
            onPress={() => (removing ? remove.mutate() : setRemoving(true))}
            isDisabled={remove.isPending}
          >
            {say("user.remove")}
          </Press>
          {removing && <Notice look="amber">{say("user.removeText", { name })}</Notice>}
        </div>
        <Trouble error={suspend.error ?? resume.error ?? invite.error ?? remove.error} />
      </div>
    </Card>
  );
}
