/** All that is read, by what it is. Only for the reading thread and tests: whatever comes in here is hostile. */
import { readCalendar } from "./calendar/readCalendar.ts";
import { readMultistatus } from "./dav/multistatus.ts";
import type { Jobs } from "./readings.ts";
import { readNumbers } from "./readNumbers.ts";
import { readPeople } from "./readPeople.ts";

type Readers = { readonly [Kind in keyof Jobs]: (job: Jobs[Kind]["job"]) => Jobs[Kind]["read"] };

const readers: Readers = {
  calendar: readCalendar,
  numbers: readNumbers,
  people: readPeople,
  dav: ({ text }) => readMultistatus(text),
};

export const readText = <Kind extends keyof Jobs>(
  kind: Kind,
  job: Jobs[Kind]["job"],
): Jobs[Kind]["read"] => readers[kind](job);
