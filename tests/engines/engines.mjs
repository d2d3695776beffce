// The browsers of the matrix: where each lies, and how it is started with a page. None of them is driven: the page reports by
// itself, which works the same in a Chromium of 2018 and in today's WebKit.

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, createReadStream, createWriteStream, existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";

const HERE = fileURLToPath(new URL("./", import.meta.url));
const SANDBOX = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const CHROMIUM = [
  "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage", "--enable-logging=stderr", "--remote-debugging-port=0", ...SANDBOX,
];
/** Neither welcome pages nor calls home; what the page's console says goes to stdout. */
const FIREFOX = {
  "browser.aboutwelcome.enabled": false, "browser.shell.checkDefaultBrowser": false, "datareporting.policy.dataSubmissionEnabled": false,
  "app.normandy.enabled": false, "browser.startup.homepage_override.mstone": "ignore", "toolkit.telemetry.reportingpolicy.firstRun": false,
  "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false, "browser.dom.window.dump.enabled": true,
  "devtools.console.stdout.content": true, "services.settings.server": "http://127.0.0.1:9/", "extensions.update.enabled": false,
};

/** Per engine: its program, what brings it, how it is called with a fresh profile, and where it says its version. */
export const ENGINES = {
  chromium: {
    program: () => process.env.CHROME || onPath("chromium", "chromium-browser", "google-chrome"),
    command: (program, profile) => [program, ...CHROMIUM, `--user-data-dir=${profile}`],
    version: /Chrome\/(\d+)/,
  },
  ...Object.fromEntries([64, 69, 77, 86, 91].map((major) => [`chromium-${major}`, old(major)])),
  firefox: {
    apt: ["firefox-esr"],
    program: () => onPath("firefox-esr", "firefox"),
    command: (program, profile) => {
      const prefs = Object.entries(FIREFOX).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
      writeFileSync(join(profile, "user.js"), prefs.join(""));
      return [program, "--headless", "--no-remote", "--profile", profile];
    },
    version: /Firefox\/(\d+)/,
  },
  webkitgtk: {
    apt: ["libwebkit2gtk-4.1-0", "xvfb", "xauth"],
    program: () => onPath("xvfb-run") && miniBrowser("webkit2gtk-4.1"),
    command: (program) => ["xvfb-run", "-a", program, "--private"],
    name: "WebKitGTK",
  },
  wpe: {
    apt: ["libwpewebkit-1.1-0", "libwpebackend-fdo-1.0-1"],
    program: () => miniBrowser("wpe-webkit-1.1"),
    command: (program) => [program, "--headless", "--private"],
    name: "WPE",
  },
};

/** A Chromium out of an npm package, where its program lies compressed; decompressed on first use. */
function old(major) {
  const bin = join(HERE, "node_modules", `chromium-${major}`, "bin");
  return {
    apt: ["libnss3", "libexpat1", "libuuid1"],
    present: () => ["libnss3.so", "libexpat.so.1", "libuuid.so.1"].every(inLib),
    program: () => join(bin, "chromium"),
    unpack: async () => {
      if (existsSync(join(bin, "chromium"))) return;
      const packed = readdirSync(bin).find((name) => /^chromium.*\.br$/.test(name));
      const part = join(bin, `chromium.${process.pid}`);
      await pipeline(createReadStream(join(bin, packed)), createBrotliDecompress(), createWriteStream(part));
      chmodSync(part, 0o755);
      renameSync(part, join(bin, "chromium"));
    },
    command: (program, profile) => [program, ...CHROMIUM, "--no-zygote", `--user-data-dir=${profile}`],
    version: /Chrome\/(\d+)/,
  };
}

export function onPath(...names) {
  const folders = [...(process.env.PATH || "").split(delimiter), "/usr/sbin"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** WebKit's own small browser. */
const miniBrowser = (build) => inLib(join(build, "MiniBrowser"));

/** Where systems keep libraries; Debian in a folder of the processor's. */
function inLib(name) {
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib", { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  return ["/usr/lib", "/usr/lib64", ...folders.map((entry) => join("/usr/lib", entry.name))].map((folder) => join(folder, name)).find(existsSync);
}

/** The system packages that rows of the matrix lack: for their engines, and for the `programs` that they run besides. */
export function missing(rows) {
  const engines = rows.map(({ engine }) => ENGINES[engine]).filter((engine) => engine && engine.apt && !(engine.present ?? engine.program)());
  const programs = rows.flatMap(({ programs = [] }) => programs).filter((name) => !onPath(name));
  return [...new Set([...engines.flatMap((engine) => engine.apt), ...programs])];
}

/** Starts an engine with a page. `printed()` is what it said so far, `stop()` ends it and all that belongs to it. */
export async function open(name, url) {
  const engine = ENGINES[name];
  await engine.unpack?.();
  const program = engine.program();
  if (!program) throw new Error(`${name} is not installed${engine.apt ? `: apt-get install ${engine.apt.join(" ")}` : ": set CHROME"}`);
  const profile = await mkdtemp(join(tmpdir(), "engine-"));
  // Everything that a browser keeps goes where it is removed.
  const env = { ...process.env, XDG_CACHE_HOME: profile, XDG_CONFIG_HOME: profile, XDG_DATA_HOME: profile, XDG_RUNTIME_DIR: profile, MOZ_CRASHREPORTER_DISABLE: "1" };
  const [command, ...args] = [...engine.command(program, profile), url];
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let printed = "";
  const keep = (chunk) => { printed = (printed + chunk).slice(-20_000); };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const over = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  return {
    printed: () => printed,
    over,
    async stop() {
      end(child, "SIGTERM");
      const late = setTimeout(() => end(child, "SIGKILL"), 2000);
      await over;
      clearTimeout(late);
      end(child, "SIGKILL");
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
    },
  };
}

/** What an engine is called in the table: by what its page said of it, and WebKits by what they say themselves. */
export function title(name, agent) {
  const engine = ENGINES[name];
  if (!engine.name) return `${name[0].toUpperCase()}${name.slice(1).replace(/-\d+/, "")} ${(engine.version.exec(agent) || [])[1] || "?"}`;
  engine.said = engine.said || version(engine.command(engine.program()));
  return `${engine.name} ${(/\d+\.\d+/.exec(engine.said) || ["?"])[0]}`;
}

function version([program, ...args]) {
  return spawnSync(program, [...args, "--version"], { encoding: "utf8", timeout: 20_000 }).stdout || "";
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}
