import { countriesWithHolidays, regionsOf } from "#telephony/holidays/holidays.ts";
import { Choice, Field } from "../../../kit/fields.tsx";
import { useWords } from "../../../kit/page.tsx";
import { type CalendarKind, calendars, type TimeDraft } from "./timeDraft.ts";

interface CalendarProps {
  readonly draft: TimeDraft;
  readonly set: (part: Partial<TimeDraft>) => void;
}

/** By which calendar it is that time, too: the public holidays, or one that is kept elsewhere. */
export function CalendarFields({ draft, set }: CalendarProps) {
  const { say } = useWords();
  const elsewhere = draft.calendar === "ics" || draft.calendar === "caldav";
  return (
    <div className="fields">
      <Choice
        label={say("handling.week.byCalendar")}
        value={draft.calendar}
        onChange={(calendar) => set({ calendar: calendar as CalendarKind })}
        options={calendars.map((kind) => [kind, say("handling.week.calendarKind", { kind })])}
      />
      {draft.calendar === "holidays" && <Holidays draft={draft} set={set} />}
      {elsewhere && (
        <>
          <Field
            label={say("handling.week.address")}
            value={draft.address}
            type="url"
            isRequired
            onChange={(address) => set({ address })}
          />
          <Field
            label={say("handling.week.title")}
            hint={say("handling.week.titleHint")}
            value={draft.title}
            maxLength={120}
            onChange={(title) => set({ title })}
          />
        </>
      )}
    </div>
  );
}

function Holidays({ draft, set }: CalendarProps) {
  const words = useWords();
  const names = new Intl.DisplayNames([words.locale], { type: "region" });
  const [country = "", region = ""] = draft.holidays.split("-");
  const known = countriesWithHolidays.includes(country);
  const countries = known ? countriesWithHolidays : [country, ...countriesWithHolidays];
  const regions = regionsOf(country);
  return (
    <>
      <Choice
        label={words.say("handling.week.country")}
        value={country}
        onChange={(holidays) => set({ holidays })}
        options={countries.map((code) => [code, names.of(code) ?? code] as const)}
      />
      {regions.length > 0 && (
        <Choice
          label={words.say("handling.week.region")}
          value={region}
          onChange={(code) => set({ holidays: code === "" ? country : `${country}-${code}` })}
          options={[
            ["", words.say("handling.week.everywhere")],
            ...regions.map((code) => [code, code] as const),
          ]}
        />
      )}
    </>
  );
}
