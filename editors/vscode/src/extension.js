"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { SELECTOR, serverOptions } = require("./options");

let client;

/** Start the server, and say what to do if it cannot be started. */
async function start() {
  const command = vscode.workspace.getConfiguration("tffix").get("command");
  try {
    client = new LanguageClient("tffix", "tffix", serverOptions(command), {
      documentSelector: SELECTOR,
      synchronize: { configurationSection: "tffix" },
    });
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `tffix could not be started (${error.message}). Install it with: pip install 'tffix[lsp]', ` +
        "or set tffix.command.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("tffix.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration("tffix.command") ? restart() : undefined,
    ),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
