"""Assertions that findings of several seeds share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from _seed_findings import Check
from _seed_reading import View, same, template_text

from tffix.syntax import nodes as n
from tffix.terraform.elements import Resource


def providers_required(view: View, _: View) -> str:
    """Every provider in use is required, in one place."""
    blocks = [block for one in view.module.terraform_blocks for block in one.required_providers]
    used = {one.provider_name for one in (*view.module.resources, *view.module.data)} - {"terraform"}
    missing = used - {name for block in blocks for name in block.body.attributes}
    if len(blocks) != 1:
        return f"{len(blocks)} blocks required_providers"
    return f"not required: {', '.join(sorted(missing))}" if missing else ""


def declared_once(name: str) -> Check:
    """The variable is declared in one place."""

    def check(view: View, _: View) -> str:
        number = sum(one.label == name for one in view.module.variables)
        return "" if number == 1 else f"var.{name} is declared {number} times"

    return check


def concurrency_behind_alias(config: str, function: str) -> Check:
    """Provisioned concurrency is on an alias of a published version, and who invokes the function takes the alias."""

    def check(view: View, _: View) -> str:
        aliases = [a for a in view.addresses(view.at(config, "qualifier")) if a.startswith("aws_lambda_alias.")]
        if len(aliases) != 1 or f"{aliases[0]}.name" not in view.refs(view.at(config, "qualifier")):
            return "the qualifier is no name of an alias"
        if f"{function}.version" not in view.refs(view.at(aliases[0], "function_version")):
            return "the alias is of no published version"
        if view.value(function, "publish") is not True:
            return "the function does not publish versions"
        repeated = view.get(function)
        if (
            repeated is not None
            and repeated.for_each is not None
            and not same(repeated.for_each, view.at(aliases[0], "for_each"))
        ):
            return "the alias is not repeated as the function is"
        for user in view.all("aws_lambda_event_source_mapping", "aws_lambda_permission"):
            named = view.addresses(user["function_name"], user["qualifier"])
            if function in named and aliases[0] not in named:
                return f"{user.address} invokes $LATEST"
        return ""

    return check


def packaged(*addresses: str) -> Check:
    """The packages are made by archives, of code in the language of the runtime."""

    def check(view: View, before: View) -> str:
        for address in addresses:
            read = view.refs(view.at(address, "filename"))
            archives = [one.removesuffix(".output_path") for one in read if one.endswith(".output_path")]
            if len(archives) != 1 or not archives[0].startswith("data.archive_file."):
                return f"the package of {address} is made by no archive"
            if f"{archives[0]}.output_base64sha256" not in view.refs(view.at(address, "source_code_hash")):
                return f"{address} has no hash of its package"
            suffix = {"nodejs": (".js", ".mjs", ".cjs"), "python": (".py",)}
            runtime = str(view.value(address, "runtime")).rstrip("0123456789.x")
            archive = view.get(archives[0])
            written = () if archive is None else (*archive.blocks("source"), archive.block)
            names = [v for block in written for v in view.strings(_named(block.body.get("filename")))]
            names += [v for block in written for v in view.strings(_named(block.body.get("source_file")))]
            if names and runtime in suffix and not any(name.endswith(suffix[runtime]) for name in names):
                return f"the package of {address} holds {names[0]} for {runtime}"
        return ""

    return check


def _named(attribute: object) -> n.Expression | None:
    return getattr(attribute, "expr", None)


def logs_of_own_account(view: View, _: View) -> str:
    """No ARN of log groups is of every account, and one data source tells the account."""
    for node in view.everything():
        if isinstance(node, n.Template) and re.match(r"arn:[^:]*:logs:[^:]*:\*:", template_text(node)):
            return f"{node.text} is of every account"
    number = len(view.module.data_of("aws_caller_identity"))
    return "" if number == 1 else f"{number} data sources aws_caller_identity"


def endpoints(*services: str) -> Check:
    """There is an interface endpoint for each service, with private DNS, subnets and a group that admits HTTPS."""

    def check(view: View, _: View) -> str:
        found: dict[str, Resource] = {}
        for one in view.all("aws_vpc_endpoint"):
            if one.constant("vpc_endpoint_type") == "Interface":
                found |= dict.fromkeys(_services(view, one), one)
        for service in services:
            one_ = found.get(service)
            if one_ is None:
                return f"no interface endpoint for {service}"
            if one_.constant("private_dns_enabled") is not True or one_["subnet_ids"] is None:
                return f"{one_.address} is not reached by name"
            groups = view.addresses(one_["security_group_ids"])
            if not any(_admits(view, group, 443) for group in groups):
                return f"{one_.address} does not admit HTTPS"
        return ""

    return check


def _services(view: View, endpoint: Resource) -> Iterable[str]:
    name = endpoint["service_name"]
    text = template_text(name) if isinstance(name, n.Template) else ""
    if text.endswith("${}"):
        keys = view.constant(endpoint.for_each)
        return keys if isinstance(keys, dict | list) else ()
    return (text.rpartition("${}.")[2],)


def _admits(view: View, group: str, port: int) -> bool:
    element = view.get(group)
    inline = () if element is None else element.blocks("ingress")
    ports = [view.constant(_named(block.body.get("from_port"))) for block in inline]
    for rule in view.all("aws_vpc_security_group_ingress_rule", "aws_security_group_rule"):
        if group in view.addresses(rule["security_group_id"]):
            ports.append(rule.constant("from_port"))
    return port in ports


def every_exported(type_: str, attribute: str) -> Check:
    """Every resource of a type is in some output."""

    def check(view: View, _: View) -> str:
        read = view.refs(*view.module.outputs)
        missing = [one.address for one in view.all(type_) if f"{one.address}.{attribute}" not in read]
        return f"in no output: {', '.join(missing)}" if missing else ""

    return check


def alarms(*wanted: tuple[str, tuple[str, ...]]) -> Check:
    """Each of the resources has an alarm on one of its metrics."""

    def check(view: View, _: View) -> str:
        for address, metrics in wanted:
            if not any(
                address in view.reach(alarm) and alarm.constant("metric_name") in metrics
                for alarm in view.all("aws_cloudwatch_metric_alarm")
            ):
                return f"{address} has no alarm on {' or '.join(metrics)}"
        return ""

    return check


def acyclic(view: View) -> str:
    """A resource that depends on itself."""
    graph = {one.address: view.reach(one) for one in (*view.module.resources, *view.module.data)}
    for start in graph:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for address in graph.get(todo.pop(), ()):
                if address == start:
                    return f"{start} depends on itself"
                if address in graph and address not in seen:
                    seen.add(address)
                    todo.append(address)
    return ""
