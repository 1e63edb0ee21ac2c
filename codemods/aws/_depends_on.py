"""Adding to `depends_on`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix.rules import Fix
from tffix.syntax import nodes as n
from tffix.terraform import Resource

_WIDTH = 100


def wait_for(fix: Fix, user: Resource, addresses: Sequence[str]) -> bool:
    """Have a resource wait for others; False where its `depends_on` is no list."""
    existing = user["depends_on"]
    if existing is None:
        code = f"depends_on = {_listed(addresses)}"
        fix.insert_after(user.body.items[-1], code, is_set_off=True)
        return True
    if not isinstance(existing, n.TupleCons):
        return False
    is_line = "\n" not in existing.text and "#" not in existing.text
    if is_line and len(existing.text) + sum(len(one) + 2 for one in addresses) > _WIDTH:
        # One line would be too long for all of them.
        fix.set_attribute(user, "depends_on", _listed([*(item.text for item in existing.items), *addresses]))
        return True
    for address in addresses:
        fix.append_element(existing, address)
    return True


def _listed(addresses: Sequence[str]) -> str:
    if len(addresses) == 1:
        return f"[{addresses[0]}]"
    return "[\n" + "".join(f"  {address},\n" for address in addresses) + "]"
