"""Giving a role what it lacks: a statement in a policy of its own, a policy beside it, a policy of AWS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Resource

from ..terraform._dependency_graph import Vertex, dependency_graph
from ._arns import STREAM, arn_of
from ._instances import provider_argument
from ._permission_edges import Edge
from ._plain_data import account_id, partition, region
from ._policies import Document, has_service
from ._policy_writing import NewStatement, add_statement, new_document
from ._role_policies import Attached, policies_of


def fix_of(role: Resource, edges: Sequence[Edge]) -> Fix | None:
    """The fix that gives a role everything that `edges` say it lacks; None where a person has to."""
    if role.repeats:
        return None  # all instances would get it
    listed = role["managed_policy_arns"]
    if listed is not None and not isinstance(listed, n.TupleCons) and any(edge.need.managed for edge in edges):
        return None  # the only managed policies of the role, and computed
    level = Level.MANUAL if any(edge.need.is_open for edge in edges) else Level.UNSAFE
    fix = Fix(_title(role, edges), level)
    writer = _Writer(fix, role)
    for name in dict.fromkeys(edge.need.managed for edge in edges if edge.need.managed):
        writer.attach(name)
    stated = [edge for edge in edges if not edge.need.managed]
    counted = [edge for edge in stated if edge.target is not None and edge.target.count is not None]
    for target in {edge.target.address: edge.target for edge in counted if edge.target is not None}.values():
        writer.new_policy(writer.statements(e for e in counted if e.target == target), count=target["count"])
    statements = writer.statements(edge for edge in stated if edge not in counted)
    if statements:
        writer.allow(statements)
    return fix


def _title(role: Resource, edges: Sequence[Edge]) -> str:
    heads = dict.fromkeys(edge.need.managed.rpartition("/")[2] or edge.need.actions[0] for edge in edges)
    actions = dict.fromkeys(action for edge in edges if not edge.need.managed for action in edge.need.actions)
    shown = list(heads)[:2]
    left = [name for name in {**heads, **actions} if name not in shown]
    if not left:
        return f"Give {role.address} {' and '.join(shown)}"
    kind = "" if any(edge.need.managed for edge in edges) else " action" if len(left) == 1 else " actions"
    return f"Give {role.address} {', '.join(shown)} and {len(left)} more{kind}"


class _Writer:
    """Adds to one fix what one role gets."""

    def __init__(self, fix: Fix, role: Resource) -> None:
        self.fix = fix
        self.role = role
        self.module = role.module
        self.policies = policies_of(role)
        self.taken: set[str] = set()
        containers = [reference.container for reference in self.module.references_to(role.address)]
        policies = [
            one for one in containers if isinstance(one, Resource) and one.type.startswith("aws_iam_role_policy")
        ]
        self.anchor = max([role, *(one for one in policies if one.path == role.path)], key=lambda one: one.start)

    def attach(self, name: str) -> None:
        """Attach a managed policy of AWS."""
        arn = f'"{partition(self.module)}:iam::aws:policy/{name}"'
        listed = self.role["managed_policy_arns"]
        if isinstance(listed, n.TupleCons):
            # The list is exclusive: what an attachment adds would be taken away again.
            self.fix.append_element(listed, arn)
            return
        label = {"AWSLambdaVPCAccessExecutionRole": "vpc_access", "AWSLambdaBasicExecutionRole": "logs"}.get(
            name.rpartition("/")[2], "xray" if "XRay" in name else "monitoring"
        )
        code = t.resource(
            "aws_iam_role_policy_attachment",
            self._label("aws_iam_role_policy_attachment", label),
            items=(
                *provider_argument(self.role),
                f"role = {self.role.address}.name",
                f"policy_arn = {arn}",
            ),
        )
        self.fix.insert_after(self.anchor, code)

    def statements(self, edges: Iterable[Edge]) -> tuple[NewStatement, ...]:
        """One statement for each resource."""
        found: dict[tuple[str, str], list[Edge]] = {}
        for edge in edges:
            key = ("" if edge.target is None else edge.target.address, edge.need.below)
            found.setdefault(key, []).append(edge)
        sids: set[str] = set()
        made = []
        for group in found.values():
            actions = tuple(dict.fromkeys(action for edge in group for action in edge.need.actions))
            sid = _sid(group[0])
            while sid in sids:
                sid += "2"
            sids.add(sid)
            made.append(NewStatement(sid, actions, (self._resource(group[0]),)))
        return tuple(made)

    def allow(self, statements: tuple[NewStatement, ...]) -> None:
        """Add statements to a policy of the role's own, or in a new one."""
        place = self._place(statements)
        if place is None:
            self.new_policy(statements)
            return
        used = {one.sid for one in place.statements}
        for statement in statements:
            sid = statement.sid
            while sid in used:
                sid += "2"
            used.add(sid)
            add_statement(self.fix, place, NewStatement(sid, statement.actions, statement.resources))

    def new_policy(self, statements: tuple[NewStatement, ...], *, count: object = None) -> None:
        """Write a new policy of the role."""
        services = list(dict.fromkeys(_service(one.actions[0]) for one in statements))
        kind = services[0] if len(services) == 1 else "access"
        if self.role.blocks("inline_policy") and count is None:
            # Inline policies are exclusive as well.
            block = t.block("inline_policy", name=f'"{kind}-access"', policy=new_document(statements))
            self.fix.insert_after(self.role.blocks("inline_policy")[-1], block)
            return
        items = list(provider_argument(self.role))
        if count is not None:
            items += [f"count = {getattr(count, 'text', '1')}", ""]
        else:
            items.append(f'name = "{kind.replace("_", "-")}{"" if kind == "access" else "-access"}"')
        items.append(f"role = {self.role.address}.id")
        items += ["", f"policy = {new_document(statements)}"]
        label = self._label("aws_iam_role_policy", kind)
        self.fix.insert_after(self.anchor, t.resource("aws_iam_role_policy", label, items=tuple(items)))

    def _label(self, type_: str, kind: str) -> str:
        label, number = f"{self.role.label}_{kind}", 1
        while self.module.declares(f"{type_}.{label}") or f"{type_}.{label}" in self.taken:
            number += 1
            label = f"{self.role.label}_{kind}_{number}"
        self.taken.add(f"{type_}.{label}")
        return label

    def _resource(self, edge: Edge) -> str:
        """The expression of what an edge uses."""
        target = edge.target
        if target is None:
            return '"*"'
        address = target.address + ("[count.index]" if target.count is not None else "")
        if target.type == "aws_neptune_cluster":
            where, account = region(self.fix, self.module, target), account_id(self.fix, self.module, target)
            start = f"{partition(self.module)}:neptune-db:${{{where}}}:${{{account}}}"
            return f'"{start}:${{{address}.cluster_resource_id}}/*"'
        name = "stream_arn" if edge.need.below == STREAM else arn_of(target).rpartition(".")[2]
        below = "" if edge.need.below == STREAM else edge.need.below
        if target.for_each is not None:
            if below:
                return f'[for one in {target.address} : "${{one.{name}}}{below}"]'
            return f"values({target.address})[*].{name}"
        return f'"${{{address}.{name}}}{below}"' if below else f"{address}.{name}"

    def _place(self, statements: tuple[NewStatement, ...]) -> Document | None:
        """The document of the role's own in which new statements belong."""
        own = [one for one in self.policies.attached if self._is_own(one)]
        services = {one.actions[0].partition(":")[0] for one in statements}
        related = [
            one
            for one in own
            if any(has_service(statement, name) for statement in one.document.allows for name in services)
        ]
        best = related[:1] or (own if len(own) == 1 else [])
        if not best or self._needs_policy(best[0], statements):
            return None
        return best[0].document

    def _is_own(self, one: Attached) -> bool:
        document, resource = one.document, one.resource
        if one.is_shared or document.holder is None or resource.repeats:
            return False
        if isinstance(document.holder, DataSource):
            data = document.holder
            return not data.repeats and len(self.module.references_to(data.address)) == 1
        return document.owner == resource

    def _needs_policy(self, one: Attached, statements: tuple[NewStatement, ...]) -> bool:
        """Whether something that the statements name needs the policy already: that would be a cycle."""
        owner = one.document.owner
        names = sorted({one.resource.address, one.resource.address if owner is None else owner.address})
        wanted = sorted({address for new in statements for address in _addresses(new)})
        graph = dependency_graph(self.module)
        return any(graph.reaches(Vertex((), one), Vertex((), name)) for one in wanted for name in names)


def _addresses(new: NewStatement) -> set[str]:
    """The resources that the expressions of a new statement begin with."""
    found = set()
    for text in new.resources:
        start = text.removeprefix("values(").partition(" in ")[2] or text.removeprefix("values(")
        name = start.removeprefix('"${').split("[")[0].split(")")[0].split(" ")[0]
        found.add(".".join(name.split(".")[:2]))
    return found


def _service(action: str) -> str:
    return action.partition(":")[0].removesuffix("-db").replace("-", "_")


def _sid(edge: Edge) -> str:
    """A name for the statement: the service and what is used (`SnsOrderEvents`)."""
    words = [_service(edge.need.actions[0])]
    if edge.target is not None:
        words += edge.target.label.replace("-", "_").split("_")
    else:
        words += ["delivery"] if edge.need.actions[0].startswith("logs:") else []
    return "".join(word[:1].upper() + word[1:] for word in words if word)
