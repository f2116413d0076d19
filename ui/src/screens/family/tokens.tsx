import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { dataOf } from "../../api/client.ts";
import type { paths } from "../../api/schema.d.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { usePage } from "../../kit/page.tsx";
import { GivenOut, MakerForm, type MakerProps } from "./givenOut.tsx";
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
  const asked = useQuery({
    queryKey: [key],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/tokens"))).items,
  });
  return (
    <GivenOut
      of={key}
      title={say("family.tokens")}
      text={
        <>
          {say("family.tokens.text")}{" "}
          <Link to="/settings/api">{say("family.tokens.reference")}</Link>
        </>
      }
      add={
        <>
          <Plus size={16} aria-hidden="true" />
          {say("family.token.add")}
        </>
      }
      maker={(props) => <TokenForm {...props} />}
      asked={asked}
      below={({ scopes, made }) => (
        <>
          <For scopes={scopes} /> {words.moment(made)}
        </>
      )}
      takeBack={[say("settings.remove"), (name) => say("settings.removeLabel", { name })]}
      remove={(id) =>
        dataOf(api.client.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }))
      }
    />
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

function TokenForm({ made, close }: MakerProps) {
  const { api, words } = usePage();
  const { say } = words;
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState<Purpose>("read");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const scopes = scopesOf(purpose, chosen);
  const all = [...nouns.flatMap((noun) => [`${noun}:read`, `${noun}:write`]), "mode:write"];
  const make = useAct(key, async () => {
    const body = { name: name.trim(), scopes };
    const { token } = await dataOf(api.client.POST("/api/v1/tokens", { body }));
    made({ label: say("family.token.secret"), hint: say("family.token.hint"), secret: token });
    close();
  });
  return (
    <MakerForm
      act={say("family.token.make")}
      isReady={name.trim() !== "" && scopes.length > 0}
      making={make}
      make={() => make.mutate(undefined)}
      close={close}
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
    </MakerForm>
  );
}
