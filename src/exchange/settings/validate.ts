/** Unknown JSON → an exchange's settings, or all that is wrong with it, each with its place. */
import { attendantName } from "#exchange/attendant/attendantUser.ts";
import { type ExchangeSettings, exchangeDocument } from "#exchange/settings/settings.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import { mostMembers } from "#telephony/membership/directory.ts";
import { fromIssue, type Path, type SettingsProblem, wrong } from "#telephony/settings/problems.ts";

const mostProblems = 100;

export function validateExchange(
  json: unknown,
): Result<ExchangeSettings, readonly SettingsProblem[]> {
  const parsed = exchangeDocument.safeParse(json);
  if (!parsed.success)
    return failWith(
      parsed.error.issues.flatMap((issue) => fromIssue(issue)).slice(0, mostProblems),
    );
  const problems = [
    ...twice(parsed.data),
    ...dangling(parsed.data),
    ...nameless(parsed.data),
    ...attendantTrouble(parsed.data),
    ...tooMany(parsed.data),
  ];
  return problems.length === 0 ? ok(parsed.data) : failWith(problems.slice(0, mostProblems));
}

/** No name, number or extension may mean two. */
function twice({ users, tiers, trunks, attendant }: ExchangeSettings): readonly SettingsProblem[] {
  const named = [
    ...attendantNamed(attendant),
    ...users.flatMap((user, i): Named[] => [
      { key: `name ${user.name.toLowerCase()}`, path: ["users", i, "name"] },
      ...user.numbers.map((number, j) => ({ key: number, path: ["users", i, "numbers", j] })),
      ...(user.extension === undefined
        ? []
        : [{ key: `extension ${user.extension}`, path: ["users", i, "extension"] }]),
    ]),
  ];
  const others = [
    ...tiers.map(({ id }, i) => ({ key: `tier ${id}`, path: ["tiers", i, "id"] })),
    ...trunks.map(({ id }, i) => ({ key: `trunk ${id}`, path: ["trunks", i, "id"] })),
  ];
  const seen = new Set<string>();
  return [...named, ...hostedApart(users), ...others].flatMap(({ key, path }) => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew ? [] : [wrong(path, "settings.twice", "is there already")];
  });
}

/** It is somebody, too, and has a house. */
function attendantNamed(attendant: ExchangeSettings["attendant"]): readonly Named[] {
  if (attendant === undefined) return [];
  const { number, extension, port } = attendant;
  return [
    { key: `name ${attendantName}`, path: ["attendant"] },
    { key: `folder ${attendantName}`, path: ["attendant"] },
    { key: `port ${port}`, path: ["attendant", "port"] },
    ...(number === undefined ? [] : [{ key: number, path: ["attendant", "number"] }]),
    ...(extension === undefined
      ? []
      : [{ key: `extension ${extension}`, path: ["attendant", "extension"] }]),
  ];
}

/** It must be called somehow, and 0 must be somebody: not the beginning of somebody else. */
function attendantTrouble({ attendant, users }: ExchangeSettings): readonly SettingsProblem[] {
  if (attendant === undefined) return [];
  const { number, extension, operator } = attendant;
  const nowhere = number === undefined && extension === undefined;
  const isOperator = (user: ExchangeSettings["users"][number]): boolean =>
    [user.name, user.extension, ...user.numbers].includes(operator);
  const missing = nowhere
    ? [wrong(["attendant"], "settings.missing", "wants a number or an extension")]
    : [];
  if (operator === undefined) return missing;
  return [
    ...missing,
    ...(users.some(isOperator)
      ? []
      : [wrong(["attendant", "operator"], "settings.dangling", `there is no user ${operator}`)]),
    ...users.flatMap((user, i) =>
      user.extension?.startsWith("0")
        ? [
            wrong(
              ["users", i, "extension"],
              "settings.contradiction",
              "begins with the operator's key, 0",
            ),
          ]
        : [],
    ),
  ];
}

/** Each has its own folder, and its own port. */
const hostedApart = (users: ExchangeSettings["users"]): readonly Named[] =>
  users.flatMap(({ hosted }, i) =>
    hosted === undefined
      ? []
      : [
          // a file system may not tell `Ada` from `ada`
          {
            key: `folder ${hosted.folder.toLowerCase()}`,
            path: ["users", i, "hosted", "folder"],
          },
          { key: `port ${hosted.port}`, path: ["users", i, "hosted", "port"] },
        ],
  );

/** Whoever registers must have a name to register. */
const nameless = ({ trunks }: ExchangeSettings): readonly SettingsProblem[] =>
  trunks.flatMap(({ registers, login }, i) =>
    registers && login === undefined
      ? [wrong(["trunks", i, "registers"], "settings.contradiction", "wants a login")]
      : [],
  );

/** A directory is one signed text, and holds no more. */
const tooMany = ({
  membersCall,
  users,
  attendant,
}: ExchangeSettings): readonly SettingsProblem[] =>
  membersCall === "peer" && users.length + (attendant ? 1 : 0) > mostMembers
    ? [
        wrong(
          ["membersCall"],
          "settings.contradiction",
          `"peer" is for ${mostMembers} users at most`,
        ),
      ]
    : [];

interface Named {
  readonly key: string;
  readonly path: Path;
}

function dangling({ users, tiers }: ExchangeSettings): readonly SettingsProblem[] {
  const known = new Set(tiers.map(({ id }) => id));
  return users.flatMap(({ tier }, i) =>
    known.has(tier)
      ? []
      : [wrong(["users", i, "tier"], "settings.dangling", `there is no tier ${tier}`)],
  );
}
