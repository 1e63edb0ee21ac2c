"""The rule `use-env-capacity-map`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.terraform import Module, Reference, Variable, evaluate
from tffix.words import listed

from ._env_maps import Column, KeyedMap, Selector, is_near, keyed_maps, may_be_map, readings, selectors
from ._env_pairs import Pair, best_pairs, rivals
from ._null_default import is_tested


class UseEnvCapacityMap(Rule):
    """A map with a value for each environment that nobody reads, while a variable with one default is used everywhere.

    ## Why is this bad?
    The map says what each environment is meant to get, but every environment gets the default of the variable: what
    the map holds for `prod` is never deployed, and nothing says so. The plan is valid, only smaller than it should be.

    A map is any local value whose keys are exactly the values that the validation of a variable allows, whatever that
    variable is called; its values are scalars, or objects of scalars. The variable that belongs to it has a name of the
    same words (`kinesis_shards_by_env` and `kinesis_shard_count`) and the same type, and its default is one of the
    map's values. Where several variables fit, or none does, the map is reported and nothing is changed.

    ## Example
    ```hcl
    variable "env" {
      type = string
      validation {
        condition     = contains(["dev", "prod"], var.env)
        error_message = "Use dev or prod."
      }
    }

    variable "worker_count" {
      type    = number
      default = 2
    }

    locals {
      workers_by_env = {
        dev  = 2
        prod = 6
      }
    }

    resource "aws_ecs_service" "worker" {
      name          = "worker"
      desired_count = var.worker_count
    }
    ```
    Use instead:
    ```hcl
    variable "env" {
      type = string
      validation {
        condition     = contains(["dev", "prod"], var.env)
        error_message = "Use dev or prod."
      }
    }

    variable "worker_count" {
      type    = number
      default = null
    }

    locals {
      workers_by_env = {
        dev  = 2
        prod = 6
      }
    }

    resource "aws_ecs_service" "worker" {
      name          = "worker"
      desired_count = coalesce(var.worker_count, lookup(local.workers_by_env, var.env))
    }
    ```
    A variable with several uses, or one inside a larger expression, gets a local value of its name next to the map, and
    every use reads that.

    ## Fix safety
    Unsafe: environments whose entry differs from the old default get another value with the next apply. Values from
    tfvars files, callers and the command line still win, also those that are equal to the old default. Where the names
    agree but the default is none of the map's values, the fix is only shown.

    There is no fix where a key is missing or left over, where the allowed values are not known, or where null would
    break something: the variable is not nullable, sensitive or without a default, its own validation or a test reads
    it, a use of it asks whether it is set, or somebody sets it to an empty string (`coalesce` skips those).

    ## References
    Terraform documentation: the functions `coalesce` and `lookup`; input variables, `nullable` and `validation`
    """

    name = "use-env-capacity-map"
    subject = "Variables, outputs and modules"
    target = m.Module()

    def check(self, module: Module, ctx: RuleContext) -> None:
        """Pair the unread maps of a module with its variables, and report each."""
        choices = selectors(module) if any(may_be_map(local) for local in module.locals) else ()
        if not choices:
            return
        exact: list[tuple[KeyedMap, list[Variable]]] = []
        inexact: list[tuple[KeyedMap, Selector]] = []
        for one in keyed_maps(module):
            fitting = [choice.variable for choice in choices if choice.allowed == frozenset(one.keys)]
            near = [choice for choice in choices if is_near(one.keys, choice)]
            if not (fitting or near) or _is_read(one):
                continue
            if fitting:
                exact.append((one, _choosing(fitting)))
            else:
                inexact.append((one, max(near, key=lambda choice: len((choice.allowed or set()) & set(one.keys)))))
        if not (exact or inexact) or any(file.error is not None for file in module.files):
            return  # nothing found, or what does not parse may read the map
        found = {
            id(column): best_pairs(one, column, chosen[0])
            for one, chosen in exact
            for column in one.columns
            if len(chosen) == 1
        }
        for one, chosen in exact:
            _report(one, chosen, found, ctx)
        for one, selector in inexact:
            _report_keys(one, selector, ctx)


def _is_read(one: KeyedMap) -> bool:
    module, address = one.local.module, one.local.address
    return module.is_mentioned(address) or is_tested(module, address)


def _choosing(variables: list[Variable]) -> list[Variable]:
    """Those of several variables with the same values that choose entries of other maps already, if there are any."""
    if len(variables) == 1:
        return variables
    return [variable for variable in variables if any(readings(variable))] or variables


def _report(one: KeyedMap, chosen: list[Variable], found: dict[int, tuple[Pair, ...]], ctx: RuleContext) -> None:
    """Report a map whose keys are exactly the values of a variable."""
    names = listed([variable.address for variable in chosen])
    message = f"{one.local.address} has an entry for every value of {chosen[0].address}, but nothing reads it."
    if len(chosen) > 1:
        ctx.report(one.local, message, detail=f"Which of {names} chooses the entry cannot be told.")
        return
    named = [column for column in one.columns if found[id(column)]]
    if not named:
        # A single key is too little to go by where no name speaks for it.
        if len(one.keys) > 1:
            ctx.report(one.local, message, detail=_why_alone(one))
        return
    everything = [pair for pairs in found.values() for pair in pairs]
    alone = [column.field for column in one.columns if column not in named]
    for column in named:
        rest = f" No variable stands for {listed(alone)}." if alone and column is named[0] else ""
        if column.field:
            message = f"{one.local.address} sets {column.field} for every value of {names}, but nothing reads it."
        _report_column(one, column, found[id(column)], everything, message, rest, ctx)


def _why_alone(one: KeyedMap) -> str:
    if not one.columns:
        return "Its values are not known to be all numbers, all strings or all booleans."
    return "No variable of the same type has a like name."


def _report_column(
    one: KeyedMap,
    column: Column,
    pairs: Sequence[Pair],
    everything: Sequence[Pair],
    message: str,
    rest: str,
    ctx: RuleContext,
) -> None:
    """Report one column for which there are variables of a like name, with a fix if it is one and nothing objects."""
    pair = pairs[0]
    name = pair.variable.address
    others = rivals(pair, everything)
    reasons = pair.reasons()
    fix = None
    if len(pairs) > 1:
        detail = f"Any of {listed([p.variable.address for p in pairs])} may stand for it."
    elif others:
        detail = f"{name} may stand for {listed([_column_name(o) for o in others])} as well."
    elif reasons:
        detail = " ".join(reasons)
    elif pair.is_agreed:
        detail = f"{name} is used in its place, with the same default for each of them."
        fix = _wired(pair, Level.UNSAFE)
    else:
        default = pair.variable.default
        assert default is not None
        detail = f"{name} is used in its place, but its default {default.text} is none of these values."
        fix = _wired(pair, Level.MANUAL)
    place = (pair.variable, "the variable of a like name")
    ctx.report(
        column.node,
        message,
        fix,
        detail=detail + rest,
        address=one.local.address,
        related=[place] if len(pairs) == 1 else [],
    )


def _column_name(pair: Pair) -> str:
    field = pair.column.field
    return f"{pair.map.local.address} ({field})" if field else pair.map.local.address


def _wired(pair: Pair, level: Level) -> Fix:
    """The fix that has every use of the variable fall back on the map."""
    variable, uses = pair.variable, pair.uses
    fix = Fix(f"Take the default of {variable.address} from {pair.map.local.address}", level)
    if evaluate(variable.default) is not None:
        fix.set_attribute(variable, "default", "null")
    value = f"coalesce({variable.address}, {_entry(pair)})"
    # Within a larger expression the two calls would bury what the author wrote.
    if len(uses) > 1 or not all(_is_whole_value(use) for use in uses):
        label = _free_label(variable)
        fix.insert_after(pair.map.local, t.attribute(label, value))
        value = f"local.{label}"
    for use in uses:
        fix.replace(use.node, value)
    return fix


def _is_whole_value(use: Reference) -> bool:
    return use.attribute is not None and use.attribute.expr is use.node


def _entry(pair: Pair) -> str:
    """The map's entry as the module itself reads its maps: with `lookup` unless it only indexes them."""
    local, selector, field = pair.map.local.address, pair.selector.address, pair.column.field
    lookups, indexes = readings(pair.selector)
    # A field is read off an index: that is how objects are written.
    by_index = (indexes > 0 or field != "") and lookups == 0
    entry = f"{local}[{selector}]" if by_index else f"lookup({local}, {selector})"
    return f"{entry}.{field}" if field else entry


def _free_label(variable: Variable) -> str:
    """A name for the local value: that of the variable if it is free."""
    module, label = variable.module, variable.label
    candidates = [label, f"effective_{label}", *(f"effective_{label}_{number}" for number in range(2, 100))]
    return next(
        name for name in candidates if module.local(name) is None and f"local.{name}" not in module.json_addresses
    )


def _report_keys(one: KeyedMap, selector: Selector, ctx: RuleContext) -> None:
    """Report a map that is keyed by a variable, but not by exactly its values."""
    local, name = one.local.address, selector.variable.address
    if selector.allowed is None:
        message = f"{local} has an entry for each environment, but nothing reads it."
        ctx.report(one.local, message, detail=f"No validation says which values {name} may have.")
        return
    missing = listed([f'"{key}"' for key in sorted(selector.allowed - set(one.keys))])
    extra = listed([f'"{key}"' for key in one.keys if key not in selector.allowed])
    if missing and extra:
        message = f"The keys of {local} are not the values of {name}, and nothing reads it."
        ctx.report(one.local, message, detail=f"There is no entry for {missing}; {name} is never {extra}.")
    elif missing:
        ctx.report(one.local, f"{local} has no entry for {missing}, which {name} may be, and nothing reads it.")
    else:
        ctx.report(one.local, f"{local} has an entry for {extra}, which {name} never is, and nothing reads it.")
