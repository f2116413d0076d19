/** Unknown JSON → an exchange's settings, or all that is wrong with it, each with its place. */
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
    ...tooMany(parsed.data),
  ];
  return problems.length === 0 ? ok(parsed.data) : failWith(problems.slice(0, mostProblems));
}

/** No name, number or extension may mean two. */
function twice({ users, tiers, trunks }: ExchangeSettings): readonly SettingsProblem[] {
  const named = users.flatMap((user, i): Named[] => [
    { key: `name ${user.name.toLowerCase()}`, path: ["users", i, "name"] },
    ...user.numbers.map((number, j) => ({ key: number, path: ["users", i, "numbers", j] })),
    ...(user.extension === undefined
      ? []
      : [{ key: `extension ${user.extension}`, path: ["users", i, "extension"] }]),
  ]);
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
const tooMany = ({ membersCall, users }: ExchangeSettings): readonly SettingsProblem[] =>
  membersCall === "peer" && users.length > mostMembers
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
