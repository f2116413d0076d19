import { join } from "node:path";
import { defineConfig } from "vite";
import program from "./program.config.ts";

/** `vite build --config scripts/demo.config.ts`: `npm run demo` in one CommonJS file, which a snapshot is made of. */
export default defineConfig({
  ...program,
  build: {
    ...program.build,
    outDir: "out/demo",
    license: false,
    rolldownOptions: {
      ...program.build?.rolldownOptions,
      input: join(import.meta.dirname, "..", "test", "line", "demo.ts"),
      output: { format: "cjs", inlineDynamicImports: true, entryFileNames: "demo.cjs" },
    },
  },
});
