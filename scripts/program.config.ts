import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { defineConfig } from "vite";

const root = join(import.meta.dirname, "..");
const entries = ["src/bin/ringwise.ts", ...globSync("src/**/*Thread.ts", { cwd: root })];

/**
 * `vite build --config scripts/program.config.ts`: the server and the packages it uses as a few
 * files in out/bin, for a thousand modules to find, read and strip would be most of its start.
 * Nothing is minified: a stack trace is to be read. What is compiled for a machine, or is WebAssembly,
 * stays a package.
 */
export default defineConfig({
  root,
  publicDir: false,
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
      input: Object.fromEntries(entries.map((file) => [basename(file, ".ts"), join(root, file)])),
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
