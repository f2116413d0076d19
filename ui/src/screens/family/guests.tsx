import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { useNames, usePage } from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { modes } from "../../words/names.ts";
import { actSaid, hours } from "./guestWords.ts";
import { SecretLink } from "./link.tsx";
import { useAct } from "./useAct.ts";

const key = "guests";

/** Links that do one thing, for whoever has them. */
export function Guests() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; path: string }>();
  const asked = useQuery({
    queryKey: [key],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/guests"))).items,
  });
  const remove = useAct(key, (id: string) =>
    dataOf(api.client.DELETE("/api/v1/guests/{id}", { params: { path: { id } } })),
  );
  return (
    <Card
      title={say("family.guests")}
      action={
        <Press isDisabled={adding} onPress={() => setAdding(true)}>
          <Link2 size={16} aria-hidden="true" />
          {say("family.guest.add")}
        </Press>
      }
    >
      <p className="muted small">{say("family.guests.text")}</p>
      {adding && <GuestForm made={setMade} close={() => setAdding(false)} />}
      {made && (
        <SecretLink
          label={say("family.guest.link", { name: made.name })}
          hint={say("family.guest.hint")}
          path={made.path}
          close={() => setMade(undefined)}
        />
      )}
      <Loaded asked={asked}>
        {(guests) => (
          <ul className="list">
            {guests.map(({ id, name, act, expires, used }) => (
              <li key={id}>
                <div className="grow">
                  <div className="name" dir="auto">
                    {name}
                  </div>
                  <div className="muted small num">
                    {actSaid(words, names, act)}{" "}
                    {used === undefined
                      ? say("family.guest.until", { until: words.moment(expires) })
                      : say("family.guest.used", {
                          until: words.moment(expires),
                          when: words.moment(used),
                        })}
                  </div>
                </div>
                <Press
                  aria-label={say("family.takeBackLabel", { name })}
                  isDisabled={remove.isPending}
                  onPress={() => remove.mutate(id)}
                >
                  {say("family.takeBack")}
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

interface FormProps {
  readonly made: (link: { name: string; path: string }) => void;
  readonly close: () => void;
}

function GuestForm({ made, close }: FormProps) {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const [name, setName] = useState("");
  const [mode, setMode] = useState<string>("quiet");
  const [minutes, setMinutes] = useState("120");
  const [days, setDays] = useState("7");
  const make = useAct(key, async () => {
    const act = { mode, ...(minutes !== "" && { minutes: Number(minutes) }) };
    const body = { name: name.trim(), act, days: Number(days) };
    const { path } = await dataOf(api.client.POST("/api/v1/guests", { body }));
    made({ name: body.name, path });
    close();
  });
  return (
    <form
      className="stack family-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") make.mutate(undefined);
      }}
    >
      <div className="fields">
        <Field label={say("family.guest.whose")} value={name} onChange={setName} autoFocus />
        <Choice
          label={say("family.guest.mode")}
          value={mode}
          onChange={setMode}
          options={modes.map((one) => [one, names.mode(one)] as const)}
        />
        <Choice
          label={say("family.guest.for")}
          value={minutes}
          onChange={setMinutes}
          options={[
            ...hours.map((n) => [String(n * 60), say("family.hours", { n })] as const),
            ["", say("family.guest.open")] as const,
          ]}
        />
        <Choice
          label={say("family.guest.good")}
          value={days}
          onChange={setDays}
          options={[1, 7, 30, 365].map((n) => [String(n), say("family.days", { n })] as const)}
        />
      </div>
      <Trouble error={make.error} />
      <div className="row wrap">
        <Press look="primary" type="submit" isDisabled={name.trim() === "" || make.isPending}>
          {say("family.invite.make")}
        </Press>
        <Press look="bare" onPress={close}>
          {say("family.cancel")}
        </Press>
      </div>
    </form>
  );
}
