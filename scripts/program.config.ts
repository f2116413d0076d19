import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const root = join(import.meta.dirname, "..");
const entries = ["src/bin/ringwise.ts", ...globSync("src/**/*Thread.ts", { cwd: root })];

/** Escapes whatever is not ASCII: V8 keeps such a source in one octet a character, not two. */
const ascii: Plugin = {
  name: "ascii",
  generateBundle(_options, files) {
    for (const file of Object.values(files))
      if (file.type === "chunk") file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
  },
};
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * `vite build --config scripts/program.config.ts`: the server and the packages it uses as a few
 * files in out/bin, for a thousand modules to find, read and strip would be most of its start.
 * Nothing is minified: a stack trace is to be read. What is compiled for a machine, or is WebAssembly,
 * stays a package.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [ascii],
  resolve: {
    alias: [
      { find: "semver", replacement: join(import.meta.dirname, "lockedVersions.ts") },
      { find: /^prom-client$/, replacement: join(import.meta.dirname, "promClient.js") },
    ],
  },
  ssr: {
    noExternal: true,
    external: ["node-datachannel", "@node-rs/argon2", "libopus-wasm"],
  },
  build: {
    ssr: true,
    outDir: "out/bin",
    emptyOutDir: true,
    minify: false,
    target: "node24",
    license: { fileName: "licences.md" },
    rolldownOptions: {
      experimental: { onDemandWrapping: true }, // only where the order could change: the start is quicker
      input: Object.fromEntries(entries.map((file) => [basename(file, ".ts"), join(root, file)])),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        strictExecutionOrder: true, // reflect-metadata must have run before those who ask for it
      },
    },
  },
});
