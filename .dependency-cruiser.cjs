/** Arrows point down only (architecture, section 2). A path that no rule names may be imported by anyone. */
const layers = {
  kit: [],
  world: ["kit"],
  sip: ["kit", "world"],
  media: ["kit", "world"],
  telephony: ["kit"],
  server: ["kit", "world", "sip", "media", "telephony"],
  exchange: ["kit", "world", "sip", "telephony", "media"],
  web: ["kit", "telephony", "server", "exchange"],
};

/** A third-party package belongs to one folder. */
const owners = {
  "^node_modules/(node-datachannel|werift)/": "^src/media/webrtc/",
  "^node_modules/libopus-wasm/": "^src/media/codec/",
  "^node_modules/libphonenumber-js/": "^(src/telephony/number|ui/src)/",
  "^node_modules/(fastify|@fastify|fastify-type-provider-zod|@simplewebauthn/server|@node-rs)/":
    "^src/web/",
  "^node_modules/ical\\.js/": "^src/server/subscriptions/calendar/",
  "^node_modules/@rgrove/parse-xml/": "^src/server/xml\\.ts$",
  "^node_modules/(pg|@redis)/": "^src/exchange/store/",
  "^node_modules/ws/": "^src/(web|world/node)/",
  "^node_modules/(@peculiar|reflect-metadata|nodemailer)/": "^src/world/node/",
};

const tests = "\\.test\\.ts$";
const may = (folder, below) => ({
  name: `${folder}-imports-only`,
  comment: `${folder} may import ${below.join(", ") || "nothing"}`,
  severity: "error",
  from: { path: `^src/${folder}/`, pathNot: tests },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...below].join("|")})/` },
});

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([folder, below]) => may(folder, below)),
    {
      name: "sound-only-in-relay",
      comment: "the exchange passes signalling; what touches sound is in one folder",
      severity: "error",
      from: { path: "^src/exchange/", pathNot: `^src/exchange/relay/|${tests}` },
      to: { path: "^src/media/" },
    },
    {
      name: "web-reaches-only-control",
      severity: "error",
      from: { path: "^src/web/", pathNot: tests },
      to: { path: "^src/(server|exchange)/", pathNot: "/control\\.ts$" },
    },
    {
      name: "node-only-at-the-edge",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: `^src/(world/node|server/store|server/push|media/webrtc|bin|web)/|${tests}`,
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "sim-only-in-tests",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(world/sim/|bin/demo\\.ts)|${tests}` },
      to: { path: "^src/world/sim/" },
    },
    {
      name: "nobody-imports-tests",
      severity: "error",
      from: {},
      to: { path: tests },
    },
    {
      name: "telephony-stays-pure",
      comment:
        "decisions run in the browser too: only schemas and telephone numbers come from outside",
      severity: "error",
      from: { path: "^src/telephony/", pathNot: tests },
      to: { path: "^node_modules/", pathNot: "^node_modules/(zod|libphonenumber-js)/" },
    },
    ...Object.entries(owners).map(([pkg, owner]) => ({
      name: `owned-by ${owner}`,
      severity: "error",
      from: { path: "^src/", pathNot: `${owner}|${tests}` },
      to: { path: pkg },
    })),
    {
      name: "ui-imports-only-telephony",
      severity: "error",
      from: { path: "^ui/" },
      to: { path: "^src/", pathNot: "^src/(telephony|kit)/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-orphans",
      severity: "warn",
      from: { orphan: true, path: "^src/", pathNot: `${tests}|^src/bin/` },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true, // type imports count too: a layer may not even name what is above it
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
