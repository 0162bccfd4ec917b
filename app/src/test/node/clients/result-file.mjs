// What a client was able to do, for whoever makes a table of it: a file of JSON in the folder that COMPATIBILITY names.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const installed = (name) => JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version;

const versions = ([one, ...more]) =>
  more.length === 0 ? installed(one) : [one, ...more].map((name) => `${name} ${installed(name)}`).join(", ");

/** Every check fails until something else is told. */
export function resultFile({ id, client, packages, notOffered = {} }, checks) {
  const stranger = Object.keys(notOffered).find((check) => !checks.includes(check));
  if (stranger) throw new Error(`no such check: ${stranger}`);
  const outcomes = Object.fromEntries(checks.map((check) => [check, "fails"]));
  const result = { client, version: versions(packages), runtime: "Node.js", outcomes };
  const write = () => writeFileSync(join(process.env.COMPATIBILITY, `${id}.json`), `${JSON.stringify(result, null, 2)}\n`);
  mkdirSync(process.env.COMPATIBILITY, { recursive: true });
  write();
  return {
    tell(check, outcome) {
      outcomes[check] = outcome;
      write();
    },
  };
}
