/** A named time as its form holds it: every field a text, none missing. */
import type { Dates, Time, Weekly } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";
import type { DateText } from "#telephony/settings/words.ts";
import type { TimeColour } from "../../../kit/timeColour.ts";
import type { TimeSettings } from "../../../words/decision.ts";

export interface DatesDraft {
  readonly from: string;
  /** Empty: one day. */
  readonly to: string;
  /** Both empty: the whole days. */
  readonly begin: string;
  readonly end: string;
}
export const calendars = ["none", "holidays", "ics", "caldav"] as const;
export type CalendarKind = (typeof calendars)[number];

export interface TimeDraft {
  readonly name: string;
  readonly colour: TimeColour;
  readonly weekly: readonly Weekly[];
  readonly dates: readonly DatesDraft[];
  readonly except: readonly DatesDraft[];
  readonly calendar: CalendarKind;
  /** `CA`, or `CA-ON`. */
  readonly holidays: string;
  readonly address: string;
  readonly title: string;
}

export const newLine: Weekly = { days: [...weekdays], from: "22:00", to: "07:00" };
export const newDates: DatesDraft = { from: "", to: "", begin: "", end: "" };

export function timeDraftOf(time: TimeSettings, colour: TimeColour, country: string): TimeDraft {
  return {
    name: time.name ?? time.id,
    colour: time.colour ?? colour,
    weekly: time.weekly ?? [],
    dates: (time.dates ?? []).map(datesDraftOf),
    except: (time.except ?? []).map(datesDraftOf),
    ...calendarDraftOf(time.calendar, country),
  };
}

type CalendarDraft = Pick<TimeDraft, "calendar" | "holidays" | "address" | "title">;

function calendarDraftOf(calendar: Time["calendar"], country: string): CalendarDraft {
  const blank = { calendar: "none", holidays: country, address: "", title: "" } as const;
  if (!calendar) return blank;
  if ("holidays" in calendar)
    return { ...blank, calendar: "holidays", holidays: calendar.holidays };
  const { title = "" } = calendar;
  return "ics" in calendar
    ? { ...blank, calendar: "ics", address: calendar.ics, title }
    : { ...blank, calendar: "caldav", address: calendar.caldav, title };
}

const datesDraftOf = ({ from, to, hours }: Dates): DatesDraft => ({
  from,
  to: to ?? "",
  begin: hours?.from ?? "",
  end: hours?.to ?? "",
});

/** What the form does not show of it (how a calendar is fetched, as whom) stays. */
export function timeOf(draft: TimeDraft, time: TimeSettings): TimeSettings {
  const { calendar: _, ...rest } = time;
  const calendar = calendarOf(draft, time.calendar);
  return {
    ...rest,
    name: draft.name.trim() || time.id,
    colour: draft.colour,
    weekly: draft.weekly.filter(({ days }) => days.length > 0),
    dates: draft.dates.map(datesOf),
    except: draft.except.map(datesOf),
    ...(calendar && { calendar }),
  };
}

const datesOf = ({ from, to, begin, end }: DatesDraft): Dates => ({
  from: from as DateText, // a date field has no other, and the server looks at it
  ...(to !== "" && { to: to as DateText }),
  ...(begin !== "" && end !== "" && { hours: { from: begin, to: end } }),
});

function calendarOf(
  { calendar, holidays, address, title }: TimeDraft,
  before: Time["calendar"],
): Time["calendar"] {
  if (calendar === "none") return undefined;
  if (calendar === "holidays") return { holidays };
  const { title: _, ...kept } =
    before && calendar in before ? asFetched(before) : { inside: false };
  const shown = { ...kept, ...(title.trim() !== "" && { title: title.trim() }) };
  const at = address.trim();
  return calendar === "ics" ? { ...shown, ics: at } : { ...shown, caldav: at };
}

type Fetched = Exclude<NonNullable<Time["calendar"]>, { readonly holidays: string }>;

function asFetched(calendar: NonNullable<Time["calendar"]>): Omit<Fetched, "ics" | "caldav"> {
  if ("holidays" in calendar) return { inside: false };
  if ("ics" in calendar) {
    const { ics: _, ...rest } = calendar;
    return rest;
  }
  const { caldav: _, ...rest } = calendar;
  return rest;
}
