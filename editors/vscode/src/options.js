"use strict";

/** The documents that the server looks at. */
const SELECTOR = [
  { scheme: "file", language: "terraform" },
  { scheme: "file", language: "terraform-vars" },
  { scheme: "file", language: "opentofu" },
  { scheme: "file", language: "opentofu-vars" },
  { scheme: "file", language: "markdown" },
  { scheme: "file", pattern: "**/*.{tf,tofu,tfvars}" },
];

/**
 * How the server is started.
 *
 * @param {unknown} command the setting `tffix.command`
 * @returns {{ command: string, args: string[] }}
 * @throws {Error} if the setting is not a list of words
 */
function serverOptions(command) {
  const words = command === undefined ? ["tffix", "lsp"] : command;
  if (!Array.isArray(words) || words.length === 0 || words.some((word) => typeof word !== "string")) {
    throw new Error("tffix.command must be a list of strings that is not empty");
  }
  return { command: words[0], args: words.slice(1) };
}

module.exports = { SELECTOR, serverOptions };
