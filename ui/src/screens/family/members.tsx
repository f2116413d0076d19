import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, UserPlus } from "lucide-react";
import { useState } from "react";
import { sameValue } from "#kit/sameValue.ts";
import { type Api, dataOf, type Schemas } from "../../api/client.ts";
import { useNames, usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Press } from "../../kit/parts.tsx";
import { type OpenedIn, useOpened } from "../../kit/useOpened.ts";
import type { InHand } from "../settings/parts/useTyped.ts";
import { SecretLink } from "./link.tsx";
import { type Belongings, MemberForm } from "./memberForm.tsx";
import { useAct } from "./useAct.ts";

type Member = Schemas["Member"];
const nobody: Belongings = { name: "", devices: [], numbers: [] };
const belongingsOf = ({ name, devices, numbers }: Belongings): Belongings => ({
  name,
  devices,
  numbers,
});

const familyQuery = (api: Api) => ({
  queryKey: ["family"],
  queryFn: async () => (await dataOf(api.client.GET("/api/v1/family"))).items,
});

/** Who else may sign in, with what is theirs; and who was asked to. */
export function Members() {
  const { api, words } = usePage();
  const { say } = words;
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; path: string }>();
  const members = useQuery(familyQuery(api));
  const invite = useAct("invitations", async ({ typed }: InHand<Belongings>) => {
    const { name, devices, numbers } = typed;
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
          start={nobody}
          there={nobody}
          act={say("family.invite.make")}
          isSaving={invite.isPending}
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
            <All members={all} />
            <Invitations />
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function All({ members }: { readonly members: readonly Member[] }) {
  const opened = useOpened(members);
  return opened.all.map((one) => <OneMember key={one.id} member={one} opened={opened} />);
}

interface OneProps {
  readonly member: Member;
  readonly opened: OpenedIn<Member>;
}

function OneMember({ member, opened }: OneProps) {
  const { api, words } = usePage();
  const { say } = words;
  const queries = useQueryClient();
  const isOpen = opened.isOpen(member.id);
  const close = (): void => opened.close(member.id);
  const params = { path: { id: member.id } };
  const change = useAct("family", async ({ began, typed, upon }: InHand<Belongings>) => {
    const all = await queries.fetchQuery({ ...familyQuery(api), staleTime: 0 });
    const there = all.find(({ id }) => id === member.id);
    const { name, devices, numbers } = upon(there && belongingsOf(there));
    const body = {
      ...(name !== began.name && { name }),
      ...(!sameValue(typed.devices, began.devices) && { devices: [...devices] }),
      ...(!sameValue(typed.numbers, began.numbers) && { numbers: [...numbers] }),
    };
    await dataOf(api.client.PATCH("/api/v1/family/{id}", { params, body }));
    close();
  });
  const remove = useAct("family", async () => {
    await dataOf(api.client.DELETE("/api/v1/family/{id}", { params }));
    close();
  });
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
        aria-expanded={isOpen}
        aria-label={say("people.change", { name: member.name })}
        onPress={() => (isOpen ? close() : opened.open(member))}
      >
        <Pencil size={16} aria-hidden="true" />
      </Press>
      {isOpen && (
        <MemberForm
          start={belongingsOf(member)}
          there={opened.isListed(member.id) ? belongingsOf(member) : undefined}
          act={say("settings.save")}
          isSaving={change.isPending || remove.isPending}
          error={change.error ?? remove.error}
          save={change.mutate}
          close={close}
          remove={() => remove.mutate(undefined)}
        />
      )}
    </li>
  );
}

/** What is theirs, by its names. */
function Theirs({ of: { devices, numbers } }: { readonly of: Omit<Belongings, "name"> }) {
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
