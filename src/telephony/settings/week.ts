/** Monday first, as ISO 8601 counts. In a file of its own: the pages need the days, not what checks them. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
