import { summaries as all } from "#web/routes/summaries.ts";

/** One sentence for each operation of the exchange's API; those by which one comes in are as at a feature server. */
export const summaries: Readonly<Record<string, string>> = {
  ...all,
  exchangeStatus: "Who is there, what is on its way, and what is not in order",
};
