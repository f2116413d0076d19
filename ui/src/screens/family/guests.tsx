import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { useNames, usePage } from "../../kit/page.tsx";
import { modes } from "../../words/names.ts";
import { GivenOut, MakerForm, type MakerProps } from "./givenOut.tsx";
import { actSaid, hours } from "./guestWords.ts";
import { useAct } from "./useAct.ts";

const key = "guests";

/** Links that do one thing, for whoever has them. */
export function Guests() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const asked = useQuery({
    queryKey: [key],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/guests"))).items,
  });
  return (
    <GivenOut
      of={key}
      title={say("family.guests")}
      text={say("family.guests.text")}
      add={
        <>
          <Link2 size={16} aria-hidden="true" />
          {say("family.guest.add")}
        </>
      }
      maker={(props) => <GuestForm {...props} />}
      asked={asked}
      below={({ act, expires, used }) => {
        const until = words.moment(expires);
        const said =
          used === undefined
            ? say("family.guest.until", { until })
            : say("family.guest.used", { until, when: words.moment(used) });
        return `${actSaid(words, names, act)} ${said}`;
      }}
      takeBack={[say("family.takeBack"), (name) => say("family.takeBackLabel", { name })]}
      remove={(id) =>
        dataOf(api.client.DELETE("/api/v1/guests/{id}", { params: { path: { id } } }))
      }
    />
  );
}

function GuestForm({ made, close }: MakerProps) {
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
    made({
      label: say("family.guest.link", { name: body.name }),
      hint: say("family.guest.hint"),
      secret: path,
    });
    close();
  });
  return (
    <MakerForm
      act={say("family.invite.make")}
      isReady={name.trim() !== ""}
      making={make}
      make={() => make.mutate(undefined)}
      close={close}
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
    </MakerForm>
  );
}
