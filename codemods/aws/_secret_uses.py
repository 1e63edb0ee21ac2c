"""Where a generated value ends up: arguments that have it, by whatever way the configuration shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tffix.terraform import Local, Module, ModuleCall, Output, Reference, Resource

# Resources that keep a value for others to read. Source: documentation of the AWS provider.
_KEEPERS = {"aws_secretsmanager_secret_version": "secret_string", "aws_ssm_parameter": "value"}


@dataclass(frozen=True, slots=True)
class Use:
    """An argument that has the value."""

    resource: Resource
    argument: str

    @property
    def type_and_argument(self) -> tuple[str, str]:
        """The key of tables about such arguments."""
        return self.resource.type, self.argument


def secret_uses(element: Resource, targets: Collection[tuple[str, str]]) -> list[Use]:
    """The arguments (type and name of `targets`) that read a resource, in order.

    Followed are local values, secrets and parameters that keep it, module inputs and module outputs.
    """
    found: list[Use] = []
    todo: list[tuple[Module, str, str]] = [(element.module, element.address, "")]
    seen = set()
    while todo:
        step = todo.pop(0)
        if (step[0].directory, *step[1:]) in seen:
            continue
        seen.add((step[0].directory, *step[1:]))
        module, address, name = step
        for reference in module.references_to(address):
            if name and reference.attribute_path[:1] != (name,):
                continue
            _follow(reference, module, targets, found, todo)
    return list(dict.fromkeys(found))


def _follow(
    reference: Reference,
    module: Module,
    targets: Collection[tuple[str, str]],
    found: list[Use],
    todo: list[tuple[Module, str, str]],
) -> None:
    container, attribute = reference.container, reference.attribute
    if attribute is None or container is None:
        return
    if isinstance(container, Resource):
        if (container.type, attribute.name) in targets:
            found.append(Use(container, attribute.name))
        elif _KEEPERS.get(container.type) == attribute.name:
            todo.append((module, container.address, ""))
    elif isinstance(container, Local):
        todo.append((module, container.address, ""))
    elif isinstance(container, ModuleCall):
        called = module.configuration.called(container)
        if called is not None:
            todo.append((called, f"var.{attribute.name}", ""))
    elif isinstance(container, Output):
        for call in module.configuration.callers(module):
            todo.append((call.module, call.address, container.label))
