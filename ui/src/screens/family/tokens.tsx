import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { dataOf } from "../../api/client.ts";
import type { paths } from "../../api/schema.d.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { usePage } from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { SecretLink } from "./link.tsx";
import { Several } from "./several.tsx";
import { useAct } from "./useAct.ts";

const key = "tokens";
const nouns = [
  "status",
  "calls",
  "messages",
  "recordings",
  "devices",
  "settings",
  "notifications",
  "backups",
  "access",
] as const;
type Asked = paths["/api/v1/tokens"]["post"]["requestBody"];
type Scope = NonNullable<NonNullable<Asked>["content"]["application/json"]["scopes"]>[number];

/** What tokens are usually for. */
const purposes = ["all", "read", "mode", "choose"] as const;
type Purpose = (typeof purposes)[number];
const scopesOf = (purpose: Purpose, chosen: readonly string[]): Scope[] => {
  if (purpose === "all") return ["*"];
  if (purpose === "mode") return ["mode:write"];
  if (purpose === "read")
    return nouns.filter((one) => one !== "access").map((one) => `${one}:read` as const);
  return [...chosen] as Scope[];
};

/** Keys for programs, each for what it is for. */
export function Tokens() {
  const { api, words } = usePage();
  const { say } = words;
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string>();
  const asked = useQuery({
    queryKey: [key],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/tokens"))).items,
  });
  const remove = useAct(key, (id: string) =>
    dataOf(api.client.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } })),
  );
  return (
    <Card
      title={say("family.tokens")}
      action={
        <Press isDisabled={adding} onPress={() => setAdding(true)}>
          <Plus size={16} aria-hidden="true" />
          {say("family.token.add")}
        </Press>
      }
    >
      <p className="muted small">
        {say("family.tokens.text")} <Link to="/settings/api">{say("family.tokens.reference")}</Link>
      </p>
      {adding && <TokenForm made={setMade} close={() => setAdding(false)} />}
      {made !== undefined && (
        <SecretLink
          label={say("family.token.secret")}
          hint={say("family.token.hint")}
          path={made}
          close={() => setMade(undefined)}
        />
      )}
      <Loaded asked={asked}>
        {(tokens) => (
          <ul className="list">
            {tokens.map((token) => (
              <li key={token.id}>
                <div className="grow">
                  <div className="name" dir="auto">
                    {token.name}
                  </div>
                  <div className="muted small num">
                    <For scopes={token.scopes} /> {words.moment(token.made)}
                  </div>
                </div>
                <Press
                  aria-label={say("settings.removeLabel", { name: token.name })}
                  isDisabled={remove.isPending}
                  onPress={() => remove.mutate(token.id)}
                >
                  {say("settings.remove")}
                </Press>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Trouble error={remove.error} />
    </Card>
  );
}

/** What it is for, by its scopes. */
function For({ scopes }: { readonly scopes: readonly string[] }) {
  const { words } = usePage();
  if (scopes.includes("*")) return <>{words.say("family.token.for.all")} · </>;
  return <>{scopes.map((scope) => scopeSaid(words.say, scope)).join(", ")} · </>;
}

function scopeSaid(say: ReturnType<typeof usePage>["words"]["say"], scope: string): string {
  if (scope === "mode:write") return say("family.scope.mode");
  const [noun, act] = scope.split(":");
  const known = nouns.find((one) => one === noun);
  if (!known) return scope;
  const what = say(`family.scope.${known}`);
  return say(act === "write" ? "family.scope.write" : "family.scope.read", { what });
}

interface FormProps {
  readonly made: (token: string) => void;
  readonly close: () => void;
}

function TokenForm({ made, close }: FormProps) {
  const { api, words } = usePage();
  const { say } = words;
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState<Purpose>("read");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const scopes = scopesOf(purpose, chosen);
  const all = [...nouns.flatMap((noun) => [`${noun}:read`, `${noun}:write`]), "mode:write"];
  const make = useAct(key, async () => {
    const body = { name: name.trim(), scopes };
    made((await dataOf(api.client.POST("/api/v1/tokens", { body }))).token);
    close();
  });
  const ready = name.trim() !== "" && scopes.length > 0;
  return (
    <form
      className="stack family-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) make.mutate(undefined);
      }}
    >
      <div className="fields">
        <Field label={say("family.token.name")} value={name} onChange={setName} autoFocus />
        <Choice
          label={say("family.token.for")}
          value={purpose}
          onChange={(one) => setPurpose(one as Purpose)}
          options={purposes.map((one) => [one, say(`family.token.for.${one}`)] as const)}
        />
      </div>
      {purpose === "choose" && (
        <Several
          label={say("family.token.scopes")}
          all={all.map((scope) => [scope, scopeSaid(say, scope)] as const)}
          chosen={chosen}
          choose={setChosen}
        />
      )}
      <Trouble error={make.error} />
      <div className="row wrap">
        <Press look="primary" type="submit" isDisabled={!ready || make.isPending}>
          {say("family.token.make")}
        </Press>
        <Press look="bare" onPress={close}>
          {say("family.cancel")}
        </Press>
      </div>
    </form>
  );
}
