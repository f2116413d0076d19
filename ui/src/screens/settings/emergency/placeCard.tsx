import { MapPin } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { Choice, Field } from "../../../kit/fields.tsx";
import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Card, Notice, Press } from "../../../kit/parts.tsx";
import { countries } from "../../../words/places.ts";
import { type AccountItem, itemsOf } from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import type { Part } from "../parts/usePart.ts";
import { helpIn, useHelp } from "./helpSettings.ts";
import { addressParts, type PlaceItem, placeLine, pointIn, wholePlace } from "./place.ts";

/** Where those who help are to go, and which accounts tell them. */
export function PlaceCard() {
  const { say, list } = useWords();
  const names = useNames();
  const mayChange = useMayChange();
  const settings = useSettings() ?? {};
  const [open, setOpen] = useState(false);
  const { location } = helpIn(settings);
  const telling = itemsOf<AccountItem>(settings, "accounts")
    .filter(({ emergency }) => emergency?.location || emergency?.reference)
    .map(({ id }) => names.account(id));
  return (
    <Card
      title={say("help.place")}
      action={
        <Press
          look={location ? "" : "primary"}
          isDisabled={!mayChange}
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        >
          {say(location ? "account.change" : "help.place.set")}
        </Press>
      }
    >
      <div className="stack">
        {location ? (
          <p className="row gap-small says">
            <MapPin size={18} aria-hidden="true" />
            <span dir="auto">{placeLine(location)}</span>
          </p>
        ) : (
          <Notice look="amber">{say("help.place.none")}</Notice>
        )}
        <p className="muted small">
          {telling.length > 0
            ? say("help.place.told", { accounts: list(telling) })
            : say("help.place.toldNobody")}{" "}
          <Link to="/settings/accounts">{say("help.place.accounts")}</Link>
        </p>
        {open && <PlaceForm close={() => setOpen(false)} />}
      </div>
    </Card>
  );
}

interface Placed {
  readonly location: PlaceItem;
}

function PlaceForm({ close }: { readonly close: () => void }) {
  const { say } = useWords();
  const settings = useSettings() ?? {};
  const before = helpIn(settings).location;
  const home = settings.owner?.country;
  const part = useHelp<Placed>(
    { location: before ?? { address: home ? { country: home } : {} } },
    ({ location }) => ({ location: wholePlace(location) }),
    ["/location"],
  );
  return (
    <PartForm
      part={part}
      close={close}
      label={say("help.place")}
      told={() => say("help.place.changed")}
    >
      <AddressFields part={part} />
      <MapFields part={part} />
    </PartForm>
  );
}

interface FieldsProps {
  readonly part: Part<Placed>;
}

function AddressFields({ part }: FieldsProps) {
  const words = useWords();
  const { say } = words;
  const { location } = part.value;
  const { address = {} } = location;
  const set = (key: string, text: string): void =>
    part.set({ location: { ...location, address: { ...address, [key]: text } } });
  return (
    <div className="fields">
      {addressParts.map((key) => {
        const asked = {
          value: address[key] ?? "",
          onChange: (text: string) => set(key, text),
          wrong: part.wrongAt(`/location/address/${key}`),
        };
        return key === "country" ? (
          <Choice
            key={key}
            label={say("settings.country")}
            options={[["", "–"], ...countries(words.locale)]}
            {...asked}
          />
        ) : (
          <Field key={key} label={say(`help.address.${key}`)} {...asked} />
        );
      })}
    </div>
  );
}

function MapFields({ part }: FieldsProps) {
  const { say } = useWords();
  const { location } = part.value;
  const { latitude, longitude } = location;
  const [point, setPoint] = useState(
    latitude === undefined ? "" : `${latitude}, ${longitude ?? ""}`,
  );
  const setMap = (text: string): void => {
    setPoint(text);
    const { latitude: _, longitude: __, ...rest } = location;
    const point = text.trim() === "" ? {} : (pointIn(text) ?? { latitude: Number.NaN });
    part.set({ location: { ...rest, ...point } }); // what is no number is refused, and not left out
  };
  const notRead = point.trim() !== "" && !pointIn(point);
  const wrong = part.wrongAt("/location/latitude") ?? part.wrongAt("/location/longitude");
  return (
    <div className="fields">
      <Field
        label={say("help.point")}
        hint={say("help.point.hint")}
        value={point}
        onChange={setMap}
        wrong={notRead ? say("help.point.wrong") : wrong}
      />
      <Field
        label={say("help.radius")}
        hint={say("help.radius.hint")}
        type="number"
        inputMode="numeric"
        value={String(location.radius ?? "")}
        onChange={(text) => {
          const { radius: _, ...rest } = location;
          part.set({ location: text === "" ? rest : { ...rest, radius: Number(text) } });
        }}
        wrong={part.wrongAt("/location/radius")}
      />
    </div>
  );
}
