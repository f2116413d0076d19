import { useQuery } from "@tanstack/react-query";
import { Pencil, UserPlus } from "lucide-react";
import { useState } from "react";
import { dataOf, type Schemas } from "../../api/client.ts";
import { Field } from "../../kit/fields.tsx";
import { useNames, usePage, useSettings, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { SecretLink } from "./link.tsx";
import { Several } from "./several.tsx";
import { useAct } from "./useAct.ts";

type Member = Schemas["Member"];
interface Draft {
  readonly name: string;
  readonly devices: readonly string[];
  readonly numbers: readonly string[];
}

/** Who else may sign in, with what is theirs; and who was asked to. */
export function Members() {
  const { api, words } = usePage();
  const { say } = words;
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; path: string }>();
  const members = useQuery({
    queryKey: ["family"],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/family"))).items,
  });
  const invite = useAct("invitations", async ({ name, devices, numbers }: Draft) => {
    const body = { name, devices: [...devices], numbers: [...numbers] };
    const { path } = await dataOf(api.client.POST("/api/v1/invitations", { body }));
    setMade({ name, path });
    setAdding(false);
  });
  return (
    <Card
      title={say("family.members")}
      action={
        <Press isDisabled={adding} onPress={() => setAdding(true)}>
          <UserPlus size={16} aria-hidden="true" />
          {say("family.invite")}
        </Press>
      }
    >
      <p className="muted small">{say("family.members.text")}</p>
      {adding && (
        <MemberForm
          draft={{ name: "", devices: [], numbers: [] }}
          act={say("family.invite.make")}
          error={invite.error}
          save={invite.mutate}
          close={() => setAdding(false)}
        />
      )}
      {made && (
        <SecretLink
          label={say("family.invite.link", { name: made.name })}
          hint={say("family.invite.hint")}
          path={made.path}
          close={() => setMade(undefined)}
        />
      )}
      <Loaded asked={members}>
        {(all) => (
          <ul className="list">
            {all.map((member) => (
              <OneMember key={member.id} member={member} />
            ))}
            <Invitations />
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function OneMember({ member }: { readonly member: Member }) {
  const { api, words } = usePage();
  const { say } = words;
  const [open, setOpen] = useState(false);
  const params = { path: { id: member.id } };
  const change = useAct("family", async ({ name, devices, numbers }: Draft) => {
    const body = { name, devices: [...devices], numbers: [...numbers] };
    await dataOf(api.client.PATCH("/api/v1/family/{id}", { params, body }));
    setOpen(false);
  });
  const remove = useAct("family", () =>
    dataOf(api.client.DELETE("/api/v1/family/{id}", { params })),
  );
  return (
    <li className="wrap">
      <div className="grow">
        <div className="name" dir="auto">
          {member.name}
        </div>
        <div className="muted small num">
          <Theirs of={member} />
        </div>
      </div>
      <Press
        look="bare icon"
        aria-expanded={open}
        aria-label={say("people.change", { name: member.name })}
        onPress={() => setOpen(!open)}
      >
        <Pencil size={16} aria-hidden="true" />
      </Press>
      {open && (
        <MemberForm
          draft={member}
          act={say("settings.save")}
          error={change.error ?? remove.error}
          save={change.mutate}
          close={() => setOpen(false)}
          remove={() => remove.mutate(undefined)}
        />
      )}
    </li>
  );
}

/** What is theirs, by its names. */
function Theirs({ of: { devices, numbers } }: { readonly of: Omit<Draft, "name"> }) {
  const { say } = usePage().words;
  const names = useNames();
  const all = [...devices.map(names.device), ...numbers.map(names.written)];
  return all.length === 0 ? say("family.nothing") : all.join(" · ");
}

function Invitations() {
  const { api, words } = usePage();
  const { say } = words;
  const trouble = useTroubleText();
  const open = useQuery({
    queryKey: ["invitations"],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/invitations"))).items,
  });
  const takeBack = useAct("invitations", (id: string) =>
    dataOf(api.client.DELETE("/api/v1/invitations/{id}", { params: { path: { id } } })),
  );
  return (open.data ?? []).map(({ id, name, expires }) => (
    <li key={id}>
      <div className="grow">
        <div className="name" dir="auto">
          {name}
        </div>
        <div className="muted small num">
          {say("family.invited", { until: words.moment(expires) })}
        </div>
        {takeBack.error && takeBack.variables === id && (
          <p className="wrong">{trouble(takeBack.error)}</p>
        )}
      </div>
      <Press
        aria-label={say("family.takeBackLabel", { name })}
        isDisabled={takeBack.isPending}
        onPress={() => takeBack.mutate(id)}
      >
        {say("family.takeBack")}
      </Press>
    </li>
  ));
}

interface FormProps {
  readonly draft: Draft;
  readonly act: string;
  readonly error: unknown;
  readonly save: (draft: Draft) => void;
  readonly close: () => void;
  readonly remove?: () => void;
}

function MemberForm({ draft, act, error, save, close, remove }: FormProps) {
  const { say } = usePage().words;
  const [next, setNext] = useState<Draft>(draft);
  const settings = useSettings();
  const names = useNames();
  const numbers = (settings?.numbers ?? []).flatMap(({ number }) => number ?? []);
  const devices = (settings?.devices ?? []).map(({ id }) => id);
  return (
    <form
      className="stack family-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (next.name.trim() !== "") save(next);
      }}
    >
      <Field
        label={say("settings.name")}
        value={next.name}
        onChange={(name) => setNext({ ...next, name })}
        autoFocus
      />
      <Several
        label={say("family.theirDevices")}
        all={devices.map((id) => [id, names.device(id)] as const)}
        chosen={next.devices}
        choose={(chosen) => setNext({ ...next, devices: chosen })}
      />
      <Several
        label={say("family.theirNumbers")}
        all={numbers.map((one) => [one, names.written(one)] as const)}
        chosen={next.numbers}
        choose={(chosen) => setNext({ ...next, numbers: chosen })}
      />
      <Trouble error={error} />
      <div className="row wrap">
        <Press look="primary" type="submit" isDisabled={next.name.trim() === ""}>
          {act}
        </Press>
        <Press look="bare" onPress={close}>
          {say("family.cancel")}
        </Press>
        {remove && (
          <Press look="bare red" onPress={remove}>
            {say("family.remove")}
          </Press>
        )}
      </div>
    </form>
  );
}
