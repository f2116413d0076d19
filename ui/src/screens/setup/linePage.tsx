import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newId } from "#kit/newId.ts";
import { sessionQuery } from "../../api/queries.ts";
import { useChange } from "../../kit/change.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { usePage, useSettings } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import type { SettingsDocument } from "../../words/decision.ts";
import { countries, likelyCountry, zones } from "../../words/places.ts";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Country, zone, and the number if there is one. Guessed from the browser, so mostly one press. */
export function LinePage({ done }: { readonly done: () => void }) {
  const { api, words, language } = usePage();
  const { say } = words;
  const settings = useSettings();
  const owner = useQuery(sessionQuery(api)).data?.owner ?? "";
  const { change, error, isPending } = useChange();
  const [number, setNumber] = useState("");
  const [country, setCountry] = useState(() => likelyCountry(navigator.languages, here));
  const [timeZone, setTimeZone] = useState(here);

  const save = async (): Promise<void> => {
    const place = { name: owner, country, timeZone, language };
    if (await change((now) => withPlace(now, place, number.trim()))) done();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h1>{say("setup.line.headline")}</h1>
      <p>{say("setup.line.text")}</p>
      <div className="fields">
        <Choice
          label={say("settings.country")}
          value={country}
          onChange={setCountry}
          options={countries(words.locale)}
        />
        <Choice
          label={say("settings.timeZone")}
          value={timeZone}
          onChange={setTimeZone}
          options={zones(here).map((zone) => [zone, zone.replaceAll("_", " ")] as const)}
        />
      </div>
      <Field
        label={say("setup.line.number")}
        hint={say("setup.line.numberHint")}
        type="tel"
        autoComplete="tel"
        value={number}
        onChange={setNumber}
      />
      <Trouble error={error} />
      <div>
        <Press look="primary large" type="submit" isDisabled={isPending || !settings}>
          {say("setup.next")}
        </Press>
      </div>
    </form>
  );
}

function withPlace(
  now: SettingsDocument,
  place: NonNullable<SettingsDocument["owner"]>,
  number: string,
): SettingsDocument {
  const owner = { ...now.owner, ...place };
  const numbers = now.numbers ?? [];
  const had = number === "" || numbers.some((one) => one.number === number);
  return had
    ? { ...now, owner }
    : { ...now, owner, numbers: [...numbers, { id: newId("home", numbers), number }] };
}
