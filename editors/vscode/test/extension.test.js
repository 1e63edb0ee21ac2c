"use strict";

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const test = require("node:test");
const { SELECTOR, serverOptions } = require("../src/options");

const manifest = require("../package.json");

test("the command is split into a program and its arguments", () => {
  assert.deepStrictEqual(serverOptions(undefined), { command: "tffix", args: ["lsp"] });
  assert.deepStrictEqual(serverOptions(["/x/tffix", "lsp", "--log-level", "info"]), {
    command: "/x/tffix",
    args: ["lsp", "--log-level", "info"],
  });
});

test("a command that is none is refused", () => {
  for (const wrong of ["tffix lsp", [], [1], null]) {
    assert.throws(() => serverOptions(wrong), /tffix\.command must be/);
  }
});

test("every language that is selected also activates the extension", () => {
  const languages = SELECTOR.map((one) => one.language).filter(Boolean);
  for (const language of languages) {
    assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
  }
});

test("every setting of the server has a default that the server takes for not set, or its own", () => {
  const defaults = Object.fromEntries(
    Object.entries(manifest.contributes.configuration.properties).map(([name, one]) => [name, one.default]),
  );
  assert.deepStrictEqual(
    [defaults["tffix.format"], defaults["tffix.markdown"], defaults["tffix.delay"]],
    [false, true, 150],
  );
  for (const name of ["rules", "ignore", "levels", "profile"]) {
    assert.strictEqual(defaults[`tffix.${name}`], null);
  }
});

test("the bundle starts the client with the settings, and stops it", async () => {
  const bundle = path.join(__dirname, "..", "dist", "extension.js");
  assert.ok(fs.existsSync(bundle), "run npm run build");
  const shown = [];
  const registered = [];
  const nothing = () => ({ dispose() {} });
  const anything = new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => "" : anything),
    apply: () => anything,
    construct: () => anything,
  });
  const vscode = new Proxy(
    {
      version: "1.91.0",
      workspace: new Proxy(
        {
          getConfiguration: () => ({ get: () => ["/nowhere/tffix", "lsp"] }),
          onDidChangeConfiguration: nothing,
        },
        { get: (own, name) => own[name] ?? anything },
      ),
      commands: { registerCommand: (name) => (registered.push(name), nothing()) },
      window: new Proxy(
        { showErrorMessage: (text) => shown.push(text) },
        { get: (own, name) => own[name] ?? anything },
      ),
    },
    { get: (own, name) => own[name] ?? anything },
  );
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  try {
    const extension = require(bundle);
    const context = { subscriptions: [] };
    await extension.activate(context);
    assert.deepStrictEqual(registered, ["tffix.restart"]);
    assert.strictEqual(context.subscriptions.length, 2);
    assert.ok(shown.some((text) => /could not be started.*pip install 'tffix\[lsp\]'/.test(text)), shown.join());
    await extension.deactivate();
  } finally {
    Module._load = load;
  }
});

const server = process.env.TFFIX_COMMAND;

test("the server answers a first message", { skip: server ? false : "set TFFIX_COMMAND to a tffix" }, async () => {
  const child = spawn(server, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { processId: process.pid, rootUri: null, capabilities: {} },
  });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const answer = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(String(data))));
  assert.match(answer, /"name":\s*"tffix"/);
  child.kill();
});
