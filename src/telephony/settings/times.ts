/** Times the owner gives a name to, and the mode the server is in. Read by directing/times.ts. */
import { z } from "zod";
import { calendarAddress, fetched, keepsSecret, spilt, webAddress } from "./elsewhere.ts";
import { weekdays } from "./week.ts";
import {
  clockEndText,
  clockText,
  dateText,
  id,
  label,
  list,
  momentText,
  record,
  someOf,
} from "./words.ts";

/** `to` at or before `from` means the next day: 22:00 to 07:00 is one night. */
export const weekly = record({
  days: someOf(z.enum(weekdays), 7),
  from: clockText,
  to: clockEndText,
});
export type Weekly = z.output<typeof weekly>;

const hours = record({ from: clockText, to: clockEndText });

/** Both days belong to it; with `hours`, only those of each day. */
export const dates = record({
  from: dateText,
  to: dateText.exactOptional(),
  hours: hours.exactOptional(),
});
export type Dates = z.output<typeof dates>;

/** Without a title it is whenever the calendar says busy. */
const event = {
  title: z
    .string()
    .min(1)
    .max(120)
    .exactOptional()
    .meta({ description: "only events in whose title this stands, busy or not" }),
};

const calendar = z.union([
  record({ holidays: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/) }),
  record({ ics: calendarAddress, ...event, ...fetched }).refine(
    (it) => keepsSecret(it.ics, it),
    spilt,
  ),
  record({ caldav: webAddress, ...event, ...fetched }).refine(
    (it) => keepsSecret(it.caldav, it),
    spilt,
  ),
]);
/** A calendar that is kept elsewhere. */
export type Elsewhere = Exclude<z.output<typeof calendar>, { readonly holidays: string }>;

/** What a time is shown in; left out, pages take one after the other. */
const colours = ["plum", "sky", "pine", "amber", "clay"] as const;

export const time = record({
  id,
  name: label.exactOptional(),
  colour: z
    .enum(colours)
    .exactOptional()
    .meta({ description: "what pages show it in; never the only sign of it" }),
  weekly: list(weekly, 50).default([]),
  dates: list(dates).default([]),
  except: list(dates).default([]).meta({
    description: "days on which neither `weekly` nor `calendar` counts; `dates` count all the same",
  }),
  calendar: calendar.exactOptional(),
});
export type Time = z.output<typeof time>;

export const mode = record({
  now: id.default("schedule"),
  until: momentText.exactOptional(),
});
