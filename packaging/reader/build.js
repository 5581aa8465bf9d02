// Builds reader.html: one page that holds its style and its program, and lets nothing else in.
//
// node build.js FOLDER writes reader.html and THIRD-PARTY.txt there; the same sources give the same bytes.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../../resources/reader"));

const bundled = await build({
  entryPoints: [join(here, "src/main.js")],
  absWorkingDir: here,
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  loader: { ".svg": "text" },
  write: false,
  // shares are sealed for X25519 keys or for words: the other kinds of age stay out
  alias: {
    "@noble/post-quantum/hybrid.js": join(here, "src/left_out.js"),
    "@noble/curves/nist.js": join(here, "src/left_out.js"),
  },
});

const script = `\n${bundled.outputFiles[0].text}`;
const style = ["../../resources/share/page.css", "src/reader.css"]
  .map((name) => readFileSync(join(here, name), "utf8"))
  .join("");
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  "worker-src blob:",
  `style-src ${hash(style)}`,
  "img-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const page = readFileSync(join(here, "src/reader.html"), "utf8")
  .replace("{policy}", () => policy)
  .replace("{style}", () => style)
  .replace("{script}", () => script);

mkdirSync(out, { recursive: true });
writeFileSync(join(out, "reader.html"), page);
writeFileSync(join(out, "THIRD-PARTY.txt"), licences(Object.keys(bundled.metafile.inputs)));

function hash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function licences(inputs) {
  const names = inputs.map((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1]);
  const libraries = [...new Set(names.filter(Boolean))].sort().map(licence);
  const icons = readFileSync(join(here, "../../resources/licenses/Lucide.txt"), "utf8");
  return [...libraries, `Lucide, the icons\n\n${icons.trim()}\n`].join("\n\n");
}

function licence(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
