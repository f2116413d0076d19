import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { callsQuery } from "../../api/queries.ts";
import { useIsOwner, useNames, usePage, useSettings } from "../../kit/page.tsx";
import type { SettingsDocument } from "../../words/decision.ts";
import type { MessageId } from "../../words/en.ts";
import type { Names } from "../../words/names.ts";
import type { Say } from "../../words/say.ts";
import { isOwnersPage } from "../ownersPages.ts";
import { callable, type Find, type FoundGroup, find } from "./find.ts";

const pages: readonly (readonly [to: string, text: MessageId])[] = [
  ["/", "nav.home"],
  ["/phone", "nav.phone"],
  ["/calls", "nav.calls"],
  ["/voicemail", "nav.voicemail"],
  ["/handling", "nav.handling"],
  ["/people", "nav.people"],
  ["/people/groups/blocked", "blocking.title"],
  ["/devices", "nav.devices"],
  ["/settings", "nav.settings"],
];

/** Each setting with the section where it is. */
const settings: readonly (readonly [section: string, text: MessageId])[] = [
  ["owner", "settings.owner.name"],
  ["owner", "settings.country"],
  ["owner", "settings.timeZone"],
  ["owner", "settings.areaCode"],
  ["owner", "settings.language"],
  ["accounts", "settings.tab.accounts"],
  ["goingOut", "settings.tab.goingOut"],
  ["goingOut", "limits.title"],
  ["goingOut", "forwarding.title"],
  ["goingOut", "shown.title"],
  ["emergency", "settings.tab.emergency"],
  ["trust", "settings.tab.trust"],
  ["integrations", "settings.tab.integrations"],
  ["integrations", "elsewhere.kind.calendar"],
  ["integrations", "elsewhere.kind.addressBook"],
  ["integrations", "letters.title"],
  ["integrations", "transcription.title"],
  ["devices", "settings.tab.devices"],
  ["backups", "settings.tab.backups"],
  ["page", "settings.page.look"],
  ["page", "settings.page.language"],
  ["page", "settings.page.telephone"],
  ["notifications", "notifications.title"],
  ["page", "nav.signOut"],
  ["document", "settings.document.label"],
  ["document", "history.title"],
];

/** A place inside a page: the shell takes the reader there. */
const at = (page: string, kind: string, id: string): string => `${page}#${kind}-${id}`;

function allFinds(document: SettingsDocument | undefined, names: Names, say: Say): readonly Find[] {
  const { people = [], rules = [], devices = [] } = document ?? {};
  return [
    ...people.flatMap(({ id, name = id, numbers = [] }): Find[] => [
      ...numbers.map((number) => ({
        key: `call ${id} ${number}`,
        group: "call" as const,
        text: name,
        detail: names.written(number),
        more: number,
        act: { call: number },
      })),
      {
        key: `person ${id}`,
        group: "person",
        text: name,
        more: numbers.join(" "),
        act: { to: `/people/${id}` },
      },
    ]),
    ...pages.map(([to, text]): Find => ({ key: to, group: "page", text: say(text), act: { to } })),
    ...rules.map(
      ({ id }): Find => ({
        key: `rule ${id}`,
        group: "rule",
        text: names.rule(id),
        act: { to: at("/handling", "rule", id) },
      }),
    ),
    ...settings.map(([section, text]): Find => {
      const tab = say(`settings.tab.${section}` as MessageId);
      const said = say(text);
      return {
        key: `setting ${text}`,
        group: "setting",
        text: said,
        ...(tab !== said && { detail: tab }),
        act: { to: `/settings/${section}` },
      };
    }),
    ...devices.map(
      ({ id }): Find => ({
        key: `device ${id}`,
        group: "device",
        text: names.title(id),
        act: { to: at("/devices", "device", id) },
      }),
    ),
  ];
}

/** Those who were last spoken to, or tried: the first thing offered. */
const recentOnes = 4;
const looksBack = 50;

/** What is offered for a text; the number itself comes first when it is one. */
export function useFinds(query: string): readonly FoundGroup[] {
  const { api, words } = usePage();
  const names = useNames();
  const document = useSettings();
  const calls = useQuery(callsQuery(api, looksBack)).data?.items;
  const { say } = words;
  const isOwner = useIsOwner();
  const all = useMemo(
    () => allFinds(document, names, say).filter(({ key }) => isOwner || !isOwnersPage(key)),
    [document, names, say, isOwner],
  );
  const number = callable(query);
  if (query.trim() === "") {
    const seen = new Set<string>();
    const recent = (calls ?? []).flatMap(({ direction, from, to }): Find[] => {
      const other = callable(direction === "in" ? (from.number ?? "") : to);
      if (other === undefined || seen.has(other)) return [];
      seen.add(other);
      const text = names.number(other);
      const detail = names.written(other);
      const row = { key: `again ${other}`, group: "call" as const, text, act: { call: other } };
      return [text === detail ? row : { ...row, detail }];
    });
    const places = all.filter(({ group }) => group === "page");
    return [
      { group: "call" as const, finds: recent.slice(0, recentOnes) },
      { group: "page" as const, finds: places },
    ].filter(({ finds }) => finds.length > 0);
  }
  const found = find(query, all);
  if (number === undefined) return found;
  const itself: Find = {
    key: "number",
    group: "call",
    text: say("search.number", { number: names.written(number) }),
    act: { call: number },
  };
  const others = found.flatMap(({ group, finds }) => (group === "call" ? finds : []));
  return [
    { group: "call", finds: [itself, ...others] },
    ...found.filter(({ group }) => group !== "call"),
  ];
}
