/** Cards become people who can be looked up by what they call with. */
import { readCards } from "#server/contacts/vcards.ts";
import { canonical, readNumber } from "#telephony/number/phoneNumber.ts";
import type { ReadPeople, TextJob } from "./readings.ts";

export function readPeople({ text, home }: TextJob): ReadPeople {
  if (text.trim() === "") return { people: [], problems: [] }; // an address book with nobody in it
  const { cards, problems } = readCards(text);
  const people = cards.map(({ name, numbers, categories }) => ({
    name,
    keys: numbers.map((one) => {
      const number = readNumber(one, home);
      return number ? canonical(number) : one.toLowerCase();
    }),
    categories,
  }));
  const told = problems.filter(({ detail }) => !/has no number$/.test(detail)); // most books have such
  return { people, problems: told };
}
